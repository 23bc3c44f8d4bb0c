/** Edits that meet: what is taken, what stays, what a person must decide. */
import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { PledgeEdit } from '../../../src/pledges/contract/changes.ts';
import { mergeEdit, type PledgeSaid } from '../../../src/pledges/rules/merge.ts';
import { saidIn } from '../../../src/pledges/rules/said-in.ts';

const said = (
  head: Partial<PledgeSaid['head']> = {},
  line: Partial<PledgeSaid['lines'][number]> = {},
): PledgeSaid => ({
  head: {
    ...{ reference: 'KZ-1', recipient: null, flowType: 'standard', earmarking: 3, attachments: null },
    ...{
      firstReportedOn: null,
      expectedBy: '2026-12-15',
      expiresOn: null,
      plan: null,
      usageYear: null,
      ratePerUsd: '1',
      rateDate: '2026-10-01',
    },
    ...head,
  },
  lines: [
    {
      ...{ id: 'a', parent: null, sector: 'food_security', province: 'AF23', item: 'wheat_flour' },
      ...{ quantityMilli: 500_000_000, amountMinor: 29_500_000 },
      ...line,
    },
  ],
});

describe('an edit of an old version', () => {
  it.each<[string, PledgeSaid, PledgeEdit, PledgeEdit | undefined, string[]]>([
    [
      'another field',
      said({ reference: 'KZ-2' }),
      { expectedBy: '2027-01-15' },
      { expectedBy: '2027-01-15' },
      [],
    ],
    ['the same value', said({ expectedBy: '2027-01-15' }), { expectedBy: '2027-01-15' }, undefined, []],
    [
      'a value as it was read',
      said({ expectedBy: '2027-01-15' }),
      { expectedBy: '2026-12-15' },
      undefined,
      [],
    ],
    [
      'another value',
      said({ expectedBy: '2027-01-15' }),
      { expectedBy: '2027-02-20' },
      undefined,
      ['/expectedBy'],
    ],
    ['a value taken away by both', said({ expectedBy: null }), { expectedBy: null }, undefined, []],
    ['no files, as before', said({ reference: 'KZ-2' }), { attachments: [] }, undefined, []],
    [
      'a rate, of which somebody else changed the day',
      said({ rateDate: '2026-10-02' }),
      { ratePerUsd: 2, rateDate: '2026-10-01' },
      undefined,
      ['/ratePerUsd', '/rateDate'],
    ],
    [
      'the amount of a line, of which somebody else changed the quantity',
      said({}, { quantityMilli: 400_000_000 }),
      { lines: [{ id: 'a', amount: 1 }] },
      { lines: [{ id: 'a', amount: 1 }] },
      [],
    ],
    [
      'the quantity of a line that is of other goods now',
      said({}, { item: 'rice' }),
      { lines: [{ id: 'a', quantity: 400_000 }] },
      undefined,
      ['/lines/0/quantity'],
    ],
    [
      'a new line',
      said({ reference: 'KZ-2' }),
      { lines: [{ id: 'b', sector: 'education', amount: 1 }] },
      { lines: [{ id: 'b', sector: 'education', amount: 1 }] },
      [],
    ],
  ])('of %s', (_what, recorded, edit, taken, conflicts) => {
    const merge = mergeEdit(said(), recorded, edit);
    expect(merge.edit).toEqual(taken);
    expect(merge.conflicts.map(({ pointer }) => pointer)).toEqual(conflicts);
  });

  it('says of a conflict what both had read, what is recorded and what was sent', () => {
    const { conflicts } = mergeEdit(said(), said({ earmarking: 1 }), { earmarking: 4 });
    expect(conflicts).toEqual([{ pointer: '/earmarking', base: 3, recorded: 1, sent: 4 }]);
  });

  it('never takes a field that somebody else has changed, and loses none that only its sender did', () => {
    const dates = fc.constantFrom(null, '2026-12-15', '2027-01-15', '2027-02-20');
    const fields = fc.record({ expectedBy: dates, expiresOn: dates, firstReportedOn: dates });
    fc.assert(
      fc.property(fields, fields, fields, (before, now, sent) => {
        const { edit = {}, conflicts } = mergeEdit(said(before), said(now), sent);
        for (const field of ['expectedBy', 'expiresOn', 'firstReportedOn'] as const) {
          const byOthers = now[field] !== before[field];
          const bySender = sent[field] !== before[field];
          const differ = sent[field] !== now[field];
          expect(field in edit).toBe(bySender && !byOthers);
          expect(conflicts.some(({ pointer }) => pointer === `/${field}`)).toBe(
            bySender && byOthers && differ,
          );
        }
      }),
    );
  });
});

describe('the lines of a version', () => {
  const [line] = said().lines;
  const now = { ...line!, recordedAt: null, amountMinor: 3 };
  const then = (version: number, amountMinor: number) => ({ ...line!, line: 'a', version, amountMinor });

  it.each([
    [1, 1],
    [2, 2],
    [3, 2],
    [4, 3],
  ])('%i say what they said before the first change after it', (version, amountMinor) => {
    const lines = saidIn([now], [then(1, 1), then(3, 2)], { version, supersededAt: 10 });
    expect(lines).toMatchObject([{ id: 'a', amountMinor }]);
  });

  it('are not those that were added later', () => {
    const added = { ...now, id: 'b', recordedAt: 10 };
    expect(saidIn([now, added], [], { version: 1, supersededAt: 10 })).toHaveLength(1);
    expect(saidIn([now, added], [], { version: 2, supersededAt: 11 })).toHaveLength(2);
  });
});
