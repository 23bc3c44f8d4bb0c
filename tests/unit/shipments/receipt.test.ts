import { describe, expect, it } from 'vitest';
import { checkReceipt, receivedLines } from '../../../src/shipments/rules/receipt.ts';
import type { ReceiptEntry } from '../../../src/shipments/rules/receipt.ts';

const found = (entries: ReceiptEntry[]) =>
  checkReceipt(entries).map(({ pointer, code }) => `${pointer} ${code}`);

describe('a receipt is accepted', () => {
  it.each<[string, ReceiptEntry]>([
    ['all good', { line: 'L1', good: 1000 }],
    ['a part of what was sent, against derived', { line: 'L1', good: 300 }],
    [
      '50 t of flour: 48 good, 1.5 wet, 0.5 missing',
      {
        line: 'L1',
        good: 48000,
        damaged: 1500,
        missing: 500,
        excess: 0,
        against: 50000,
        reason: 'wet_damage',
      },
    ],
    [
      '1,010 bags for 1,000, 18 of them unfit',
      { line: 'L1', good: 992, damaged: 18, excess: 10, against: 1000, reason: 'excess_misrouted' },
    ],
    [
      'three decimals that floats cannot add',
      { line: 'L1', good: 0.1, damaged: 0.2, against: 0.3, reason: 'repack' },
    ],
    ['an unplanned item counted as good', { line: null, item: 'rice', good: 5 }],
    [
      'an unplanned item said to be in excess',
      { line: null, item: 'rice', good: 5, excess: 5, reason: 'substituted' },
    ],
    [
      'another reason with its text',
      { line: 'L1', missing: 1, reason: 'other', reasonText: 'fell off the bridge' },
    ],
    [
      'absent values given as null',
      { line: 'L1', good: 1, against: null, reason: null, responsibility: null },
    ],
  ])('%s', (_, entry) => {
    expect(checkReceipt([entry])).toEqual([]);
  });

  it('without looking at what other entries or receipts settle', () => {
    expect(
      checkReceipt([
        { line: 'L1', good: 1000 },
        { line: 'L1', good: 1000 },
      ]),
    ).toEqual([]);
  });
});

describe('a receipt is refused', () => {
  it.each<[string, ReceiptEntry, string[]]>([
    ['damaged without a reason', { line: 'L1', good: 9, damaged: 1 }, ['/lines/0/reason required']],
    ['missing without a reason', { line: 'L1', good: 9, missing: 1 }, ['/lines/0/reason required']],
    ['excess without a reason', { line: 'L1', good: 9, excess: 1 }, ['/lines/0/reason required']],
    ['a blank reason', { line: 'L1', missing: 1, reason: ' ' }, ['/lines/0/reason required']],
    ['an unknown reason', { line: 'L1', missing: 1, reason: 'magic' }, ['/lines/0/reason unknown']],
    ['other without its text', { line: 'L1', missing: 1, reason: 'other' }, ['/lines/0/reasonText required']],
    [
      'an unknown responsibility',
      { line: 'L1', good: 1, responsibility: 'us' },
      ['/lines/0/responsibility unknown'],
    ],
    [
      'an equation that does not hold',
      { line: 'L1', good: 990, against: 1000 },
      ['/lines/0/against unbalanced'],
    ],
    [
      'missing and excess at once',
      { line: 'L1', good: 9, missing: 1, excess: 1, reason: 'miscount' },
      ['/lines/0/excess missing_and_excess'],
    ],
    [
      'more excess than came',
      { line: 'L1', good: 1, excess: 2, reason: 'miscount' },
      ['/lines/0/excess excess_not_received'],
    ],
    ['a negative quantity', { line: 'L1', good: -1 }, ['/lines/0/good quantity']],
    ['four decimals', { line: 'L1', good: 1.0005 }, ['/lines/0/good quantity']],
    ['not a number', { line: 'L1', good: Number.NaN }, ['/lines/0/good quantity']],
    ['infinity', { line: 'L1', good: Infinity }, ['/lines/0/good quantity']],
    ['a negative against', { line: 'L1', good: 1, against: -1 }, ['/lines/0/against quantity']],
    ['neither line nor item', { line: null, good: 1 }, ['/lines/0/item required']],
  ])('%s', (_, entry, expected) => {
    expect(found([entry])).toEqual(expected);
  });

  it('a receipt of nothing', () => {
    expect(found([])).toEqual(['/lines required']);
  });

  it('990 of 1,000 bags without a reason is refused, naming the line', () => {
    const errors = checkReceipt([
      { line: 'L1', good: 1000 },
      { line: 'WB-854/2', good: 990, missing: 10, against: 1000 },
    ]);
    expect(errors).toEqual([
      {
        pointer: '/lines/1/reason',
        code: 'required',
        detail: 'Line WB-854/2: missing needs a reason; choose one of the reason codes.',
      },
    ]);
  });

  it('an unbalanced entry says by how much and what to do', () => {
    const [error] = checkReceipt([{ line: 'L1', good: 990, against: 1000 }]);
    expect(error!.detail).toBe(
      'Line L1: good 990 + damaged 0 + missing 0 − excess 0 = 990, not 1000; ' +
        'record the other 10 as damaged or missing with a reason, or lower against.',
    );
  });
});

describe('a checked receipt is stored', () => {
  it('in thousandths, with against and absent values filled in', () => {
    expect(
      receivedLines([{ line: 'L1', good: 9.5, damaged: 0.25, excess: 1.75, reason: 'miscount' }]),
    ).toEqual([
      {
        line: 'L1',
        item: null,
        good: 9500,
        damaged: 250,
        missing: 0,
        excess: 1750,
        against: 8000,
        reason: 'miscount',
        reasonText: null,
        responsibility: null,
      },
    ]);
  });
});
