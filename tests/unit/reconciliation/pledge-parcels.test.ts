import { describe, expect, it } from 'vitest';
import { parcelsOfPledgeLine } from '../../../src/reconciliation/rules/pledge-parcels.ts';
import type {
  FinancialPledgeLine,
  InKindPledgeLine,
} from '../../../src/reconciliation/rules/pledge-parcels.ts';
import { shippedOf } from '../../../src/reconciliation/rules/shipped.ts';
import { toPersonMonths } from '../../../src/platform/quantity.ts';
import { accounted, at, dispatched, event, received, stateAt } from '../shipments/cargo.ts';
import { COVERAGE } from './coverage.ts';

const goods = (overrides: Partial<InKindPledgeLine> = {}): InKindPledgeLine => ({
  kind: 'in_kind',
  id: 'P1',
  province: 'AF23',
  expectedBy: '2026-12-15',
  status: 'commitment',
  item: 'wheat_flour',
  quantityMilli: 500_000_000,
  childrenMilli: 0,
  shippedMilli: 0,
  returnedMilli: 0,
  coverage: COVERAGE['wheat_flour']!,
  ...overrides,
});

const money = (overrides: Partial<FinancialPledgeLine> = {}): FinancialPledgeLine => ({
  kind: 'financial',
  id: 'P1',
  province: 'AF23',
  expectedBy: '2026-12-15',
  status: 'paid',
  sector: 'education',
  amountUsd: 81_500,
  childrenUsd: 0,
  shippedPersonDaysMilli: 0,
  returnedPersonDaysMilli: 0,
  costPerPmUsd: 815,
  monthsOfUse: 3,
  ...overrides,
});

describe('the remainder of a pledge line of goods', () => {
  it('is its quantity less children and shipped, plus returned', () => {
    const use = { childrenMilli: 100_000_000, shippedMilli: 250_000_000, returnedMilli: 50_000_000 };
    expect(parcelsOfPledgeLine(goods(use), at(0))).toEqual([
      {
        class: 'firm',
        arrivalMonth: '2026-12',
        dueMonth: '2026-12',
        monthsOfUse: 1,
        personDaysMilli: 333_333_333,
        province: 'AF23',
        sector: 'food_security',
        shipmentLine: null,
        pledgeLine: 'P1',
        item: 'wheat_flour',
        quantityMilli: 200_000_000,
        amountUsd: null,
      },
    ]);
  });

  it.each([
    ['all shipped', { shippedMilli: 500_000_000 }],
    ['more shipped than pledged', { shippedMilli: 500_000_001 }],
    ['cancelled', { status: 'cancelled' as const }],
    ['expired', { status: 'expired' as const }],
  ])('makes no parcel when %s', (_, overrides) => {
    expect(parcelsOfPledgeLine(goods(overrides), at(0))).toEqual([]);
  });

  it.each([
    ['pledge', 'pledged'],
    ['commitment', 'firm'],
    ['paid', 'firm'],
  ] as const)('of a %s is %s', (status, supplyClass) => {
    expect(parcelsOfPledgeLine(goods({ status }), at(0))[0]!.class).toBe(supplyClass);
  });

  it('is expected no earlier than now, and due when it was', () => {
    expect(parcelsOfPledgeLine(goods(), at(90))[0]).toMatchObject({
      dueMonth: '2026-12',
      arrivalMonth: '2027-02',
    });
  });

  it.each([{ province: null }, { expectedBy: null }])('is unallocated with %o', (overrides) => {
    expect(parcelsOfPledgeLine(goods(overrides), at(0))[0]!.province).toBeNull();
  });
});

describe('the remainder of a pledge line of money', () => {
  it("becomes person-months through the sector's cost", () => {
    const [parcel] = parcelsOfPledgeLine(money({ childrenUsd: 40_750 }), at(0));
    expect(parcel).toMatchObject({ item: null, quantityMilli: null, amountUsd: 40_750, monthsOfUse: 3 });
    expect(toPersonMonths(parcel!.personDaysMilli)).toBe(50);
  });

  it('is less the coverage of what was shipped with it', () => {
    const use = { shippedPersonDaysMilli: 900_000, returnedPersonDaysMilli: 150_000 };
    const [parcel] = parcelsOfPledgeLine(money(use), at(0));
    expect(toPersonMonths(parcel!.personDaysMilli)).toBe(75);
    expect(parcel!.amountUsd).toBe(61_125);
  });

  it.each([
    ['all is with its children', { childrenUsd: 81_500 }],
    ['more was shipped than it pays for', { shippedPersonDaysMilli: 3_000_001 }],
  ])('makes no parcel when %s', (_, overrides) => {
    expect(parcelsOfPledgeLine(money(overrides), at(0))).toEqual([]);
  });

  it('for no sector has no person-months, only its amount, unallocated', () => {
    const [parcel] = parcelsOfPledgeLine(money({ sector: 'unallocated', costPerPmUsd: null }), at(0));
    expect(parcel).toMatchObject({
      sector: 'unallocated',
      province: null,
      personDaysMilli: 0,
      amountUsd: 81_500,
    });
  });
});

describe('what a shipment line takes from the pledge line it fulfils', () => {
  it.each([
    ['what is planned', [], 1_000_000],
    ['what was loaded', [dispatched(0, { flour: 900 })], 900_000],
    ['returned or not', [dispatched(0), accounted('returned', 1, 100)], 1_000_000],
    ['nothing when cancelled', [event('cancelled', at(0), {})], 0],
    ['nothing when it was not planned', [received(1, [{ line: null, item: 'rice', good: 5 }])], 0],
  ])('is %s', (_, events, expected) => {
    const state = stateAt(2, events);
    expect(shippedOf(state, state.lines.at(-1)!)).toBe(expected);
  });
});
