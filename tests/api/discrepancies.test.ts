/** Every kind of disagreement as a case: opened, changed, closed and reopened by facts alone, and always the same case. */
import { describe, expect, it } from 'vitest';
import type { Discrepancy } from '../../src/reconciliation/contract.ts';
import { DISCREPANCY_KINDS } from '../../src/reconciliation/rules/discrepancies.ts';
import { GHOR, ledgerOf, lineOf, WHEAT } from '../support/ledger.ts';
import { serviceOfTest } from '../support/service.ts';
import { casesOf, setup, shipMore } from './discrepancies/case.ts';
import { LIVES } from './discrepancies/lives.ts';

describe('facts alone open, change, close and reopen a case of', () => {
  it.each(LIVES)('$kind', async ({ kind, given, opens, changes, closes, reopens }) => {
    const of = await setup(given);
    const { service } = of;
    await service.settled();
    const read = async () => {
      await service.settled();
      return casesOf(service, { kind });
    };
    expect(await read()).toEqual([]);

    await opens[0](of);
    const [opened, ...others] = await read();
    expect(others).toEqual([]);
    expect(opened).toMatchObject({ state: 'open', closedAt: null, quantity: opens[1] });

    service.clock.advance({ ms: 1 });
    await changes[0](of);
    expect(await read()).toMatchObject([{ id: opened!.id, state: 'open', quantity: changes[1] }]);

    service.clock.advance({ ms: 1 });
    await closes(of);
    const [closed] = await read();
    const closedAt = new Date(service.clock.now()).toISOString();
    expect(closed).toMatchObject({ id: opened!.id, state: 'resolved', closedAt });

    service.clock.advance({ ms: 1 });
    await reopens[0](of);
    const reopened = await read();
    const history = [
      { what: 'opened', quantity: opens[1] },
      ...(changes[1] === opens[1] ? [] : [{ what: 'changed', quantity: changes[1] }]),
      { what: 'closed', quantity: null },
      { what: 'reopened', quantity: reopens[1] },
    ];
    expect(reopened).toMatchObject([
      { id: opened!.id, state: 'open', closedAt: null, quantity: reopens[1], history },
    ]);
  });
});

it('no kind of disagreement is left out', () => {
  expect(LIVES.map(({ kind }) => kind).sort()).toEqual(DISCREPANCY_KINDS.toSorted());
});

describe('a case', () => {
  it('says what it is about, what it comes to and why', async () => {
    const of = await setup();
    await of.receive({ good: 28_000, missing: 2_000 });
    await of.receive({ good: 18_000, missing: 1_000 });
    await of.service.settled();
    const at = new Date(of.service.clock.now()).toISOString();
    const cause = { reason: 'wet_damage', responsibility: 'carrier' };
    expect(await casesOf(of.service)).toEqual([
      {
        id: expect.any(String) as string,
        ...{ kind: 'short_receipt', state: 'open', owner: null, openedAt: at, closedAt: null },
        ...{ shipment: of.shipment.id, line: of.line, pledge: of.pledge.id },
        ...{ province: GHOR, sector: 'food_security', item: WHEAT, unit: 'KGM' },
        ...{ shown: true, resolution: null, comments: [], events: [], version: expect.any(Number) as number },
        // 3 t feed 166.667 people for a month; 500 t are worth 295,000 dollars.
        ...{ quantity: 3_000, pm: 166.667, valueUsd: 177_000 },
        cause: [
          { ...cause, quantity: 2_000 },
          { ...cause, quantity: 1_000 },
        ],
        history: expect.arrayContaining([
          {
            ...{ at, what: 'opened', by: 'reconciliation', quantity: expect.any(Number) as number },
            ...{ text: null, reason: null, owner: null, hint: null },
          },
        ]) as Discrepancy['history'],
      },
    ]);
  });

  it('about an unexpected item names no line, and about the whole neither item nor quantity', async () => {
    const { service, tell } = await setup({ isDispatched: false });
    await tell({ type: 'received', lines: [{ line: null, item: 'rice', good: 100 }] });
    await service.settled();
    expect(await casesOf(service, { kind: 'unplanned_item' })).toMatchObject([
      { line: null, item: 'rice', pledge: null, quantity: 100, valueUsd: null },
    ]);
    expect(await casesOf(service, { kind: 'sequence_anomaly' })).toMatchObject([
      {
        line: null,
        item: null,
        sector: null,
        unit: null,
        quantity: null,
        pm: null,
        valueUsd: null,
        cause: [],
      },
    ]);
  });

  it('about what is still to come is of the province it is diverted to', async () => {
    const { service, tell, at } = await setup();
    await tell({ type: 'diverted', destination: { province: 'AF20' }, occurredAt: '2026-11-11T06:10:00Z' });
    await at('2026-11-20T00:00:00Z');
    expect(await casesOf(service, { kind: 'stale' })).toMatchObject([{ province: 'AF20' }]);
  });
});

describe('the list of cases', () => {
  it('is filtered by kind, state, province, sector, shipment and pledge, the newest first', async () => {
    const of = await setup();
    const { service, ledger, donor, pledge, shipment } = of;
    const kits = await ledger.ship(donor, {
      destination: { province: 'AF20' },
      lines: [{ item: 'school_in_a_box', quantity: 10 }],
    });
    const receipt = await of.receive({ good: 40_000, missing: 1_000, damaged: 500 });
    await service.settled();
    service.clock.advance({ hours: 1 });
    await ledger.tell(kits, {
      type: 'received',
      lines: [{ line: lineOf(kits), good: 8, missing: 2, reason: 'theft_pilferage' }],
    });
    await shipMore(of, 460_000);
    await service.settled();

    const told = async (query: Record<string, string> = {}) =>
      (await casesOf(service, query)).map(({ kind, sector }) => `${kind} ${sector}`).sort();
    const food = ['damage food_security', 'over_shipped_pledge food_security', 'short_receipt food_security'];
    // The kits were received without having left.
    const ofKits = ['sequence_anomaly null', 'short_receipt education'];
    expect(await told()).toEqual([...food, ...ofKits].sort());
    expect(await told({ kind: 'short_receipt' })).toEqual(['short_receipt education', food[2]]);
    expect(await told({ province: 'AF20' })).toEqual(ofKits);
    expect(await told({ sector: 'education' })).toEqual([ofKits[1]]);
    expect(await told({ shipment: kits.id })).toEqual(ofKits);
    expect(await told({ shipment: shipment.id })).toEqual([food[0], food[2]]);
    expect(await told({ pledge: pledge.id })).toEqual(food);
    expect(await told({ pledge: pledge.id, kind: 'damage', province: GHOR })).toEqual([food[0]]);
    expect(await told({ pledge: kits.id })).toEqual([]);
    expect(await told({ state: 'resolved' })).toEqual([]);

    const openedAt = (await casesOf(service)).map((found) => found.openedAt);
    expect(openedAt).toEqual(openedAt.toSorted().toReversed());
    await of.take(receipt);
    await service.settled();
    expect(await told({ state: 'resolved' })).toEqual([food[0], food[2]]);
    expect(await told({ state: 'open' })).toEqual([food[1], ...ofKits]);
    expect((await service.get('/discrepancies', { kind: 'shortage' })).status).toBe(400);
  });

  it('is read page by page', async () => {
    const { service, receive, tell } = await setup();
    await receive({ good: 51_000, damaged: 500, excess: 400 });
    await tell({ type: 'received', lines: [{ line: null, item: 'rice', good: 1 }] });
    await service.settled();
    const whole = await casesOf(service);
    expect(whole.length).toBeGreaterThan(2);
    const paged: Discrepancy[] = [];
    for (let cursor: string | null | undefined; cursor !== null;) {
      const { body } = await service.get<{ items: Discrepancy[]; nextCursor: string | null }>(
        '/discrepancies',
        { limit: 1, ...(cursor ? { cursor } : {}) },
      );
      paged.push(...body.items);
      cursor = body.nextCursor;
    }
    expect(paged).toEqual(whole);
  });
});

it('three waybills of 1,000 bags of 50 kg: 25 bags short on 850, 10 too many on 853, 10 short on 854', async () => {
  const service = await serviceOfTest();
  const ledger = ledgerOf(service);
  const donor = await ledger.organisation();
  const BAG = 50;
  const waybills = [
    { waybill: '850', entry: { good: 968, damaged: 7, missing: 25 } },
    { waybill: '853', entry: { good: 992, damaged: 18, excess: 10 } },
    { waybill: '854', entry: { good: 990, missing: 10 } },
  ];
  for (const { waybill, entry } of waybills) {
    const lines = [{ item: WHEAT, quantity: 1000 * BAG }];
    const shipment = await ledger.ship(donor, { waybill, lines });
    await ledger.tell(shipment, { type: 'dispatched' });
    const inKg = Object.fromEntries(Object.entries(entry).map(([part, bags]) => [part, bags * BAG]));
    await ledger.tell(shipment, {
      ...{ type: 'received', occurredAt: '2026-11-14T09:00:00Z' },
      lines: [{ line: lineOf(shipment), ...inKg, reason: 'torn_package' }],
    });
  }
  await service.settled();
  const waybillOf = new Map((await ledger.shipments({})).map(({ id, waybill }) => [id, waybill]));
  const bags = (await casesOf(service)).map(
    ({ shipment, kind, quantity }) => `${waybillOf.get(shipment ?? '')} ${kind} ${(quantity ?? 0) / BAG}`,
  );
  expect(bags.sort()).toEqual([
    '850 damage 7',
    '850 short_receipt 25',
    '853 damage 18',
    '853 excess_receipt 10',
    '854 short_receipt 10',
  ]);
});
