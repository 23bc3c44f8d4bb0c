/** What people may do with a case, and what facts make of one that people have touched. */
import { describe, expect, it } from 'vitest';
import {
  afterCommand,
  type CaseCommand,
  type CaseStanding,
  checkCommand,
  verdictOfFacts,
} from '../../../src/reconciliation/rules/case.ts';

type Standing = CaseStanding & { openedAt: number };

const OPEN: Standing = {
  ...{ kind: 'short_receipt', state: 'open', owner: null, resolution: null },
  ...{ openedAt: 1, closedAt: null, goneAt: null, events: [] },
};
const ACKNOWLEDGED: Standing = { ...OPEN, state: 'acknowledged', owner: 'Amina' };
const SETTLED: Standing = { ...ACKNOWLEDGED, state: 'resolved', resolution: 'written_off', closedAt: 2 };
const NETTED: Standing = { ...SETTLED, resolution: 'netted' };
const GONE: Standing = { ...OPEN, state: 'resolved', closedAt: 2, goneAt: 2 };
const SETTLED_AND_GONE: Standing = { ...SETTLED, goneAt: 3 };
const STANDINGS = { OPEN, ACKNOWLEDGED, SETTLED, NETTED, GONE, SETTLED_AND_GONE };

const COMMANDS = {
  acknowledge: { act: 'acknowledge' },
  assign: { act: 'assign', owner: 'Karim' },
  comment: { act: 'comment', text: 'the driver was called' },
  resolve: { act: 'resolve', reason: 'found' },
  reopen: { act: 'reopen', text: 'not so' },
} as const satisfies Record<CaseCommand['act'], CaseCommand>;

describe('a person may', () => {
  it.each<[keyof typeof STANDINGS, string]>([
    ['OPEN', 'acknowledge assign comment resolve'],
    ['ACKNOWLEDGED', 'assign comment resolve'],
    ['SETTLED', 'comment reopen'],
    ['NETTED', 'comment'],
    ['GONE', 'comment'],
    ['SETTLED_AND_GONE', 'comment'],
  ])('of a case that is %s: %s', (name, allowed) => {
    const possible = Object.values(COMMANDS).filter(
      (command) => checkCommand(STANDINGS[name], command).length === 0,
    );
    expect(possible.map(({ act }) => act).join(' ')).toBe(allowed);
  });

  it.each([
    [OPEN, COMMANDS.acknowledge, { state: 'acknowledged' }],
    [ACKNOWLEDGED, COMMANDS.assign, { owner: 'Karim' }],
    [ACKNOWLEDGED, { act: 'assign', owner: null } as const, { owner: null }],
    [OPEN, COMMANDS.comment, {}],
    [ACKNOWLEDGED, COMMANDS.resolve, { state: 'resolved', resolution: 'found', closedAt: 9 }],
    [SETTLED, COMMANDS.reopen, { state: 'open', resolution: null, closedAt: null, openedAt: 9 }],
  ])('change nothing but what the command says (%#)', (on, command, changes) => {
    expect(afterCommand(on, command, 9)).toEqual({ ...on, ...changes });
  });

  it('not resolve for other reasons without saying which', () => {
    const refused = checkCommand(OPEN, { act: 'resolve', reason: 'other' });
    expect(refused).toMatchObject([{ pointer: '/text', code: 'required' }]);
    expect(checkCommand(OPEN, { act: 'resolve', reason: 'other', text: 'eaten by goats' })).toEqual([]);
  });

  it('not settle a suspected duplicate by closing its case: the events to decide on are named', () => {
    const disputed: Standing = { ...OPEN, kind: 'suspected_duplicate_receipt', events: ['first', 'second'] };
    expect(checkCommand(disputed, COMMANDS.resolve)).toMatchObject([
      { code: 'decision_required', detail: expect.stringContaining('first and second') as string },
    ]);
    expect(checkCommand(disputed, COMMANDS.acknowledge)).toEqual([]);
  });
});

describe('facts make of a case', () => {
  const cause = (reason: string, quantityMilli: number) => ({ reason, responsibility: null, quantityMilli });
  const claim = { quantityMilli: 5, amountUsd: null, causes: [cause('miscount', 2), cause('repack', 3)] };
  const more = { ...claim, quantityMilli: 6 };
  const otherCause = { ...claim, causes: [cause('miscount', 2), cause('theft_pilferage', 3)] };
  const otherOrder = { ...claim, causes: claim.causes.toReversed() };
  const money = { ...claim, amountUsd: 7 };

  it.each<[keyof typeof STANDINGS, string, typeof claim | typeof money | null, string]>([
    ['OPEN', 'that shows the same', claim, 'changed'],
    ['OPEN', 'that shows more', more, 'changed'],
    ['OPEN', 'that is gone', null, 'closed'],
    ['ACKNOWLEDGED', 'that is gone', null, 'closed'],
    ['SETTLED', 'that shows the same', claim, 'changed'],
    ['SETTLED', 'that shows the same in another order', otherOrder, 'changed'],
    ['SETTLED', 'that shows more', more, 'reopened facts_changed'],
    ['SETTLED', 'that has another cause', otherCause, 'reopened facts_changed'],
    ['SETTLED', 'that is about another amount', money, 'reopened facts_changed'],
    ['NETTED', 'that shows more', more, 'reopened facts_changed'],
    ['SETTLED', 'that is gone', null, 'gone'],
    ['GONE', 'that is still gone', null, 'nothing'],
    ['GONE', 'that returns', claim, 'reopened cause_returned'],
    ['SETTLED_AND_GONE', 'that returns as it was', claim, 'reopened cause_returned'],
  ])('%s %s', (name, _what, shown, verdict) => {
    const made = verdictOfFacts({ ...STANDINGS[name], ...claim }, shown);
    expect(Object.values(made).join(' ')).toBe(verdict);
  });
});
