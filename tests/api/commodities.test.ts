/** Ahead with what stands in the way and with what the food is made of: forecast, next unit and mix. */
import { describe, expect, it } from 'vitest';
import type { Mix } from '../../src/gaps/contract/commodities.ts';
import type { ForecastLane, NextUnit } from '../../src/gaps/contract/outlook.ts';
import type { Engine } from '../../src/platform/storage/store.ts';
import { FOOD, GHOR, ledgerOf, lineOf, WHEAT } from '../support/ledger.ts';
import { engines, serviceOfTest } from '../support/service.ts';

const HIRAT = 'AF32';
const OIL = 'veg_oil';

async function setup(engine: Engine = 'sqlite') {
  const service = await serviceOfTest({ engine });
  const ledger = ledgerOf(service);
  const donor = await ledger.organisation();
  const got = async <T>(path: string, query: Record<string, string> = {}) => {
    await service.settled();
    const { status, body } = await service.get<T>(path, query);
    expect({ status, body }).toMatchObject({ status: 200 });
    return body;
  };
  const forecast = async (province: string = GHOR, sector: string = FOOD) => {
    const { items } = await got<{ items: ForecastLane[] }>('/forecast', { province, sector });
    return items[0]!;
  };
  const nextUnit = async (more: object = {}) => {
    await service.settled();
    const command = { item: WHEAT, quantity: 18_000, ...more };
    const { status, body } = await service.post<NextUnit>('/next-unit', command);
    expect({ status, body }).toMatchObject({ status: 200 });
    return body;
  };
  const close = (code: string, changes: object = {}) =>
    service.put(`/access-constraints/${code}`, {
      ...{ name: 'Snow on the road', cause: 'snow', effect: 'closed', provinces: [GHOR] },
      ...{ status: 'sourced', source: 'told by the provincial office', ...changes },
    });
  /** Has all of it arrive in Ghor in November. */
  const deliver = async (lines: { item: string; quantity: number }[]) => {
    const shipment = await ledger.ship(donor, { waybill: `WB ${lines[0]?.item}`, lines });
    await ledger.tell(shipment, {
      ...{ type: 'received', occurredAt: '2026-11-14T09:00:00Z' },
      lines: lines.map(({ quantity }, index) => ({ line: lineOf(shipment, index), good: quantity })),
    });
    return shipment;
  };
  const mix = (query: Record<string, string> = {}, sector: string = FOOD) =>
    got<Mix>(`/gaps/${GHOR}/${sector}/mix`, query);
  return { service, ledger, donor, forecast, nextUnit, close, deliver, mix };
}

const MONTHS = ['2026-11', '2026-12', '2027-01', '2027-02'];

describe.each(engines)('what stands in the way, on %s', (engine) => {
  it('a road that closes for the winter puts a lane behind others, and out of reach for good; open again, back', async () => {
    const { service, ledger, nextUnit, close } = await setup(engine);
    const months = [...MONTHS, '2027-03'];
    await ledger.need(months, 3000);
    await ledger.need(months, 3000, { province: 'AF33' });
    const provinces = ({ lanes }: NextUnit) => lanes.map(({ province }) => province);
    const open = await nextUnit();
    expect(provinces(open)[0]).toBe(GHOR);
    expect(open.lanes[0]).toMatchObject({ because: [] });

    await close('snow', { from: '2026-11-15', until: '2027-01-31' });
    const closed = await nextUnit();
    expect(provinces(closed)).toEqual(['AF33', GHOR]);
    const ghor = closed.lanes[1]!;
    expect(ghor.because).toContain('snow');
    expect(ghor.arrivesOn > '2027-03-01').toBe(true);
    expect(closed.constraints.map(({ code }) => code)).toContain('snow');

    service.clock.advance({ hours: 1 });
    await close('snow', { from: '2026-11-15' });
    const forGood = await nextUnit();
    expect(provinces(forGood)).toEqual(['AF33']);
    expect(forGood.outOfReach).toMatchObject([{ province: GHOR, because: expect.arrayContaining(['snow']) }]);

    service.clock.advance({ hours: 1 });
    await close('snow', { from: '2026-11-15', isWithdrawn: true });
    expect((await nextUnit()).lanes).toEqual(open.lanes);
  });

  it('the forecast says until when a lane is reached, after when again, and by what', async () => {
    const { ledger, forecast, close } = await setup(engine);
    await ledger.need(MONTHS, 3000);
    const before = await forecast();
    // What the sources know: midwinter closes the roads of Ghor, in January and February.
    expect(before.access).toMatchObject({
      isOpen: true,
      opensOn: '2027-03-01',
      closedBy: ['highlands_midwinter'],
    });
    expect(before.access.constraints.map(({ code }) => code)).toEqual(
      expect.arrayContaining(['highlands_midwinter', 'highlands_early_late', 'lean_season']),
    );
    await close('snow', { from: '2026-11-20', until: '2026-12-19' });
    const after = await forecast();
    expect(after.access).toMatchObject({ isOpen: true, opensOn: '2026-12-20', closedBy: ['snow'] });
    expect(after.access.leaveBy! < '2026-11-20').toBe(true);
    expect(after.access.constraints.find(({ code }) => code === 'snow')).toMatchObject({
      ...{ effect: 'closed', status: 'sourced', source: 'told by the provincial office' },
    });
    expect({ ...after, access: null }).toEqual({ ...before, access: null });

    await close('more_snow', { from: '2026-11-15', until: '2027-01-31' });
    const shut = await forecast();
    expect(shut.access).toMatchObject({
      isOpen: false,
      leaveBy: null,
      because: expect.arrayContaining(['more_snow']),
    });
    expect(shut).toMatchObject({ inTime: false, breakMonth: before.breakMonth });
    expect(shut.arrivesOn! >= '2027-03-01').toBe(true);
  });

  it('a commodity breaks in its own month, and what can stand in for it is told: never oil for cereal', async () => {
    const { ledger, donor, forecast, deliver } = await setup(engine);
    await ledger.need(MONTHS, 1000);
    // 12 t of cereal and 0.75 t of oil are a month of 1,000 full rations.
    await deliver([
      { item: WHEAT, quantity: 27_000 },
      { item: OIL, quantity: 1500 },
    ]);
    const pledge = (item: string, quantity: number, province: object) =>
      ledger.pledge(donor, {
        ...{ reference: `P ${item} ${quantity}`, lines: [{ sector: FOOD, item, quantity, ...province }] },
      });
    await pledge('pulses_split_peas', 6600, { province: GHOR });
    await pledge('sugar', 500, {});
    const { pipeline } = await forecast();
    const of = (commodity: string) => pipeline.find((part) => part.commodity === commodity)!;
    expect(of('cereals')).toMatchObject({
      ...{ unit: 'KGM', gramsPerDay: 400, knownNeed: 12_000, stock: 15_000, monthsOfSupply: 1.25 },
      ...{ breakMonth: '2027-01', missing: 9000 },
      items: [{ item: WHEAT, share: 1, breakMonth: '2027-01', stock: 15_000 }],
    });
    // 6.6 t of pulses come in December; the rations of December and January use 1.8 t each.
    expect(of('cereals').substitutes).toMatchObject([
      {
        ...{ commodity: 'pulses', ratio: [1, 2], needed: 4500, inLane: 3000, unallocated: 0, covers: 6000 },
        ...{ share: 0.6667, longestMonths: 1, status: 'planning value' },
      },
    ]);
    expect(of('oil')).toMatchObject({ breakMonth: '2027-01', missing: 750, stock: 750, monthsOfSupply: 1 });
    expect(of('oil').substitutes.map(({ commodity, covers }) => [commodity, covers])).toEqual([
      ['sugar', 250],
      ['cereals', 0],
    ]);
    expect(of('pulses')).toMatchObject({ breakMonth: '2026-11', missing: 1800 });
    expect(of('pulses').substitutes[0]).toMatchObject({ commodity: 'cereals', inLane: 15_000, covers: 1800 });
    expect(of('salt')).toMatchObject({ breakMonth: '2026-11', substitutes: [] });
  });

  it('the mix of a month tells quantities, parts of the energy, and parts of the ration', async () => {
    const { ledger, deliver, mix } = await setup(engine);
    await ledger.need(MONTHS, 1000);
    await deliver([
      { item: WHEAT, quantity: 9000 },
      { item: 'rice', quantity: 3000 },
      { item: OIL, quantity: 375 },
      { item: 'salt_iodised', quantity: 300 },
    ]);
    await deliver([{ item: 'food_ration_full', quantity: 100 }]);
    const { months, rationGrams, unit } = await mix({ from: '2026-11', to: '2026-12' });
    expect({ rationGrams, unit }).toEqual({ rationGrams: 555, unit: 'KGM' });
    expect(months.map(({ month }) => month)).toEqual(['2026-11', '2026-12']);
    const [november, december] = months;
    const of = (commodity: string, at = november!) =>
      at.commodities.find((part) => part.commodity === commodity)!;
    expect(of('cereals')).toMatchObject({
      need: 12_000,
      arrived: 13_200,
      expected: 0,
      share: 1,
      confirmedShare: 1,
    });
    expect(of('cereals').items).toEqual([
      { item: 'food_ration_full', arrived: 1200, expected: 0 },
      { item: 'rice', arrived: 3000, expected: 0 },
      { item: WHEAT, arrived: 9000, expected: 0 },
    ]);
    expect(of('oil')).toMatchObject({ need: 750, arrived: 450, share: 0.6 });
    expect(of('pulses')).toMatchObject({ arrived: 180, share: 0.1 });
    expect(of('salt')).toMatchObject({ arrived: 315, share: 1, energyShare: 0 });
    const energy = november!.commodities.reduce((sum, { energyShare }) => sum + energyShare!, 0);
    expect(energy).toBeCloseTo(1, 3);
    expect(of('cereals').energyShare).toBeGreaterThan(0.85);
    // 400 + 15 of oil + 6 of pulses + 5 of blended food + 1.5 of sugar + 5 of salt.
    expect(november).toMatchObject({ needPm: 1000, gramsPerDay: 432.5, rationShare: 0.7793 });
    expect(of('cereals', december)).toMatchObject({ arrived: 0, share: 0.1, energyShare: null });
  });
});

it('a sector without a ration is one commodity in person-months, its kits spread over their months', async () => {
  const { ledger, donor, forecast, mix } = await setup();
  await ledger.need(MONTHS, 120, { sector: 'education' });
  const shipment = await ledger.ship(donor, { lines: [{ item: 'school_in_a_box', quantity: 3 }] });
  await ledger.tell(shipment, {
    ...{ type: 'received', occurredAt: '2026-11-14T09:00:00Z' },
    lines: [{ line: lineOf(shipment), good: 3 }],
  });
  const { pipeline, breakMonth } = await forecast(GHOR, 'education');
  expect(pipeline).toMatchObject([
    {
      commodity: 'education',
      unit: 'PM',
      gramsPerDay: null,
      knownNeed: 120,
      breakMonth: '2027-02',
      missing: 120,
    },
  ]);
  expect(pipeline[0]).toMatchObject({
    breakMonth,
    substitutes: [],
    items: [{ item: 'school_in_a_box', share: 1 }],
  });
  const { months, unit, rationGrams } = await mix({ from: '2026-11', to: '2026-11' }, 'education');
  expect({ unit, rationGrams }).toEqual({ unit: 'PM', rationGrams: null });
  expect(months).toMatchObject([
    { gramsPerDay: null, commodities: [{ arrived: 360, share: 1, energyShare: null }] },
  ]);
});

it('the nearest way is the one by which it comes first: through Tajikistan in winter', async () => {
  const { service, ledger, forecast } = await setup();
  await ledger.need(MONTHS, 1000, { province: 'AF17' });
  await ledger.need(MONTHS, 1000, { province: HIRAT });
  service.clock.moveTo('2026-12-10T06:00:00Z');
  expect(await forecast('AF17')).toMatchObject({ crossing: 'eshkashem', access: { isOpen: true } });
  expect(await forecast(HIRAT)).toMatchObject({ crossing: 'islam_qala', leadDays: 1 });
});
