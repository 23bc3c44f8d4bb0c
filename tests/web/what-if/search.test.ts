import { describe, expect, test } from 'vitest';
import { whatIf } from '../../../src/gaps/contract/outlook.ts';
import { type Change, changeOf, whatIfSearchOf } from '../../../src/web/what-if/rules/search.ts';

const PLEDGE = '019b76da-a800-786e-87cc-2dbc8667a0d9';
const CHANGES: Change[] = [
  { kind: 'crossing_closed', crossing: 'torkham', from: '2026-11-27' },
  { kind: 'crossing_closed', crossing: 'torkham', from: '2026-11-27', until: '2026-12-31' },
  { kind: 'corridor_delay', crossing: 'hairatan', days: 12 },
  { kind: 'access_constraint', constraint: 'salang_southward' },
  { kind: 'pledge_cancelled', pledge: PLEDGE },
  {
    ...{ kind: 'added_supply', province: 'AF32', item: 'wheat_flour', quantity: 1500.5 },
    ...{ month: '2026-12', class: 'firm' },
  },
  {
    ...{ kind: 'need_changed', province: 'AF32', sector: 'education', from: '2026-11', to: '2027-01' },
    peopleTargeted: 0,
  },
];

describe('changes in an address', () => {
  test('are the same when they come back, and such as the service takes', () => {
    const { changes } = whatIfSearchOf({ changes: JSON.parse(JSON.stringify(CHANGES)), sector: 'trade' });
    expect(changes).toEqual(CHANGES);
    expect(whatIf.body.parse({ changes }).changes).toEqual(CHANGES);
  });

  test.each([
    { kind: 'crossing_closed', crossing: 'torkham' },
    { kind: 'access_constraint' },
    { kind: 'corridor_delay', crossing: 'torkham', days: 0 },
    { kind: 'corridor_delay', crossing: 'torkham', days: 1.5 },
    { kind: 'added_supply', province: 'AF32', item: 'rice', quantity: -1, month: '2026-12', class: 'firm' },
    {
      ...{ kind: 'need_changed', province: 'AF32', sector: 'trade', from: '2026-12', to: '2026-11' },
      peopleTargeted: 1,
    },
    { kind: 'war' },
    null,
    'closed',
  ])('%j is none', (raw) => {
    expect(changeOf(raw)).toBeUndefined();
  });

  test('are no more than the service takes', () => {
    const many = Array.from({ length: 25 }, () => CHANGES[0]);
    expect(whatIfSearchOf({ changes: many }).changes).toHaveLength(20);
    expect(whatIfSearchOf({ changes: 'x' })).toEqual({});
  });
});
