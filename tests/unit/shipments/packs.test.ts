import { describe, expect, it } from 'vitest';
import type { newShipmentLine } from '../../../src/shipments/contract/line.ts';
import { checkPlan } from '../../../src/shipments/rules/plan.ts';
import type { ReceiptEntry } from '../../../src/shipments/rules/receipt.ts';
import { decided, dispatched, line, received, shipment, stateAt, voided } from './cargo.ts';

const known = { item: () => true, crossing: () => true, district: () => true };
type Packing = Pick<typeof newShipmentLine._output, 'quantity' | 'packs' | 'packFactor'>;

const refusals = (packing: Packing) =>
  checkPlan(
    {
      ...{ waybill: 'WB-850', consignor: 'a', consignee: 'b', origin: 'Almaty' },
      destination: { province: 'AF23' },
      lines: [
        { item: 'wheat_flour', quantity: 1 },
        { item: 'wheat_flour', ...packing },
      ],
    },
    known,
  ).map(({ pointer, code, detail }) => `${pointer} ${code}: ${detail}`);

describe('the packs of a waybill', () => {
  it.each<[string, Packing]>([
    ['1,000 bags of 50 kg', { quantity: 50_000, packs: 1000, packFactor: 50 }],
    ['a last bag that is not full', { quantity: 50_001, packs: 1001, packFactor: 50 }],
    ['a single pack, not full', { quantity: 0.4, packs: 1, packFactor: 50 }],
    ['cartons of 0.92 litres that floats cannot multiply', { quantity: 16.56, packs: 18, packFactor: 0.92 }],
    ['packs of unknown size', { quantity: 50_000, packs: 7 }],
    ['a size and no count', { quantity: 50_000, packFactor: 50 }],
  ])('hold its quantity: %s', (_, packing) => {
    expect(refusals(packing)).toEqual([]);
  });

  it.each<[string, Packing, string]>([
    [
      'too few',
      { quantity: 50_000, packs: 999, packFactor: 50 },
      '/lines/1/packs packs: 999 packs of 50 hold 49950, not 50000: that takes 1000',
    ],
    [
      'one too many',
      { quantity: 50_000, packs: 1001, packFactor: 50 },
      '/lines/1/packs packs: 1001 packs of 50 hold 50050, not 50000: that takes 1000',
    ],
  ])('are refused when %s', (_, packing, refusal) => {
    expect(refusals(packing)).toEqual([refusal]);
  });
});

describe('the packs counted on arrival are flagged', () => {
  const bags = shipment({ lines: [line({ packFactorMilli: 50_000 })] });
  const flags = (entries: Partial<ReceiptEntry>[], facts = bags) =>
    stateAt(10, [dispatched(0), received(9, entries)], facts).flags;

  it.each<[string, Partial<ReceiptEntry>[]]>([
    ['that hold what was counted', [{ good: 1000, packs: 20 }]],
    ['with a last one that is not full', [{ good: 951, packs: 20 }]],
    [
      'over entries of one line',
      [
        { good: 930, packs: 19 },
        { damaged: 70, reason: 'torn_package', packs: 1 },
      ],
    ],
    [
      'beside an entry that counts none',
      [
        { good: 950, packs: 19 },
        { missing: 50, reason: 'miscount' },
      ],
    ],
    ['of nothing', [{ missing: 1000, reason: 'theft_pilferage', packs: 0 }]],
    ['not at all', [{ good: 1000 }]],
  ])('not those %s', (_, entries) => {
    expect(flags(entries)).not.toContain('packs_differ');
  });

  it.each<[string, Partial<ReceiptEntry>[]]>([
    ['torn: 20 bags hold 900 kg', [{ good: 900, packs: 20, missing: 100, reason: 'torn_package' }]],
    ['more than they can hold', [{ good: 1000, packs: 19 }]],
    ['packs of which nothing is left', [{ missing: 1000, reason: 'torn_package', packs: 20 }]],
  ])('%s', (_, entries) => {
    expect(flags(entries)).toContain('packs_differ');
  });

  it('never where nobody said how the goods are packed', () => {
    expect(flags([{ good: 900, packs: 3 }], shipment())).not.toContain('packs_differ');
    expect(flags([{ line: null, item: 'rice', good: 9, packs: 3 }])).not.toContain('packs_differ');
  });

  it('receipt by receipt: two partial bags came on two days', () => {
    const two = [received(8, [{ good: 520, packs: 11 }]), received(9, [{ good: 480, packs: 10 }])];
    expect(stateAt(10, [dispatched(0), ...two], bags).flags).not.toContain('packs_differ');
  });

  it('and not of a receipt that does not count', () => {
    const wrong = received(9, [{ good: 1000, packs: 3 }]);
    expect(stateAt(10, [wrong], bags).flags).toContain('packs_differ');
    expect(stateAt(10, [wrong, voided(wrong, 9.5)], bags).flags).not.toContain('packs_differ');
    expect(stateAt(10, [wrong, decided(wrong, false, 9.5)], bags).flags).not.toContain('packs_differ');
  });
});
