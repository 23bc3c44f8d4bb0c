/** Netting hints: an excess on one waybill that may be the shortage on another, proposed by facts and decided on by people. */
import { describe, expect, it } from 'vitest';
import { newId } from '../../src/platform/ids.ts';
import { nettedOf } from '../../src/reconciliation/service.ts';
import { nettingHints, nettingLines } from '../../src/reconciliation/tables.ts';
import { eq } from '../../src/platform/storage/drizzle.ts';
import type { WriteScope } from '../../src/platform/storage/store.ts';
import type { Shipment } from '../../src/shipments/contract.ts';
import { handlingOf } from '../support/cases.ts';
import { ledgerOf, lineOf, WHEAT } from '../support/ledger.ts';
import { engines, serviceOfTest } from '../support/service.ts';
import { verifyNow } from '../support/verify.ts';

const BAG = 50;
type Counted = { good: number; damaged?: number; missing?: number; excess?: number };
/** Each 1,000 bags dispatched (CARE). */
const CARE: readonly (readonly [string, Counted, string])[] = [
  ['850', { good: 968, damaged: 7, missing: 25 }, '2026-11-13T09:00:00Z'],
  ['853', { good: 992, damaged: 18, excess: 10 }, '2026-11-13T15:00:00Z'],
  ['854', { good: 990, missing: 10 }, '2026-11-14T09:00:00Z'],
];

describe.each(engines)('on %s', (engine) => {
  async function setup(waybills: typeof CARE = CARE) {
    const service = await serviceOfTest({ engine });
    const ledger = ledgerOf(service);
    const people = handlingOf(service);
    const donor = await ledger.organisation();
    const shipments = new Map<string, Shipment>();
    const receive = (waybill: string, counted: Counted, occurredAt: string) => {
      const shipment = shipments.get(waybill)!;
      const inKg = Object.fromEntries(Object.entries(counted).map(([part, bags]) => [part, bags * BAG]));
      const lines = [{ line: lineOf(shipment), ...inKg, reason: 'torn_package' as const }];
      return ledger.tell(shipment, { type: 'received', occurredAt, lines } as never);
    };
    const receipts = new Map<string, string>();
    for (const [waybill, counted, at] of waybills) {
      const shipment = await ledger.ship(donor, { waybill, lines: [{ item: WHEAT, quantity: 1000 * BAG }] });
      shipments.set(waybill, shipment);
      await ledger.tell(shipment, { type: 'dispatched' });
      receipts.set(waybill, (await receive(waybill, counted, at)).id);
    }
    await service.settled();
    const lineOn = (waybill: string) => lineOf(shipments.get(waybill)!);
    /** The case of a waybill about too many or too few. */
    const caseOn = async (waybill: string) => {
      const found = await people.cases({ shipment: shipments.get(waybill)!.id });
      const kindOf = waybill === '853' ? 'excess_receipt' : 'short_receipt';
      return found.find(({ kind }) => kind === kindOf)!;
    };
    return {
      ...{ service, ledger, donor, shipments, ...people, caseOn, lineOn, receive },
      take: async (waybill: string) => {
        await ledger.tell(shipments.get(waybill)!, { type: 'voided', voids: receipts.get(waybill)! });
      },
      proposals: async () => {
        await service.settled();
        return (await people.hints({ state: 'proposed' })).map(
          ({ excessWaybill, shortWaybill, quantity }) => `${excessWaybill}→${shortWaybill} ${quantity / BAG}`,
        );
      },
      netted: () =>
        service.store.read(async (scope) => {
          const netted = await nettedOf(
            scope,
            [...shipments.values()].map((one) => lineOf(one)),
          );
          return Object.fromEntries(
            [...shipments].flatMap(([waybill, shipment]) => {
              const milli = netted.get(lineOf(shipment));
              return milli === undefined ? [] : [[waybill, milli / 1000 / BAG]];
            }),
          );
        }),
      verified: async () => {
        await service.settled();
        const { output } = await verifyNow(service.databaseUrl);
        expect(output).toMatch(/ checked, 0 differences, 0 waiting to be recomputed, 0 given up\n$/);
      },
    };
  }

  it("CARE's waybills give exactly one hint, 853 → 854 of 10 bags", async () => {
    const { hints, hint, shipments, lineOn, verified } = await setup();
    expect(await hints()).toEqual([
      {
        ...{ id: expect.any(String) as string, state: 'proposed', version: 1 },
        ...{ item: WHEAT, unit: 'KGM', quantity: 500, destination: { province: 'AF23', district: null } },
        ...{ excessShipment: shipments.get('853')!.id, excessWaybill: '853', excessLine: lineOn('853') },
        ...{ shortShipment: shipments.get('854')!.id, shortWaybill: '854', shortLine: lineOn('854') },
        ...{ proposedAt: expect.any(String) as string, decidedAt: null, decidedBy: null },
        ...{ text: null, withdrawnAt: null },
      },
    ]);
    const [found] = await hints({ item: WHEAT, province: 'AF23', state: 'proposed' });
    expect(await hint(found!)).toEqual(found);
    expect(await hints({ item: 'rice' })).toEqual([]);
    expect(await hints({ province: 'AF20' })).toEqual([]);
    expect(await hints({ state: 'accepted' })).toEqual([]);
    await verified();
  });

  it('accepted, it settles both cases and leaves the books and 25 bags on 850 as they are', async () => {
    const { hints, decide, hintTagOf, caseOn, act, ledger, shipments, netted, verified } = await setup();
    const before = await Promise.all([...shipments.values()].map(({ id }) => ledger.shipment(id)));
    const [hint] = await hints();
    expect(await netted()).toEqual({});
    const tag = await hintTagOf(hint!);
    expect((await decide(hint!, 'accept', {})).status).toBe(428);
    const id = newId();
    const accepted = await decide(hint!, 'accept', { id, text: 'labels mixed up' }, tag);
    expect(accepted).toMatchObject({ status: 200, body: { state: 'accepted', text: 'labels mixed up' } });
    expect((await decide(hint!, 'accept', { id, text: 'labels mixed up' }, tag)).body).toEqual(accepted.body);
    expect((await decide(hint!, 'accept', { id }, tag)).status).toBe(409);
    const stale = await decide(hint!, 'dismiss', { text: 'no' }, tag);
    expect([stale.status, stale.body.current]).toEqual([412, accepted.body]);
    expect((await decide(hint!, 'accept', {}, '*')).status).toBe(422);

    for (const waybill of ['853', '854']) {
      const settled = await caseOn(waybill);
      expect(settled).toMatchObject({
        ...{ state: 'resolved', shown: true, quantity: 500 },
        resolution: { reason: 'netted', text: 'labels mixed up' },
      });
      expect(settled.history.at(-1)).toMatchObject({ what: 'resolved', reason: 'netted', hint: hint!.id });
      expect(await act(settled, 'reopen', { text: 'no' }, '*')).toMatchObject({ status: 422 });
    }
    expect(await caseOn('850')).toMatchObject({ state: 'open', quantity: 1_250 });
    expect(await netted()).toEqual({ '854': 10 });
    const after = await Promise.all([...shipments.values()].map(({ id }) => ledger.shipment(id)));
    expect(after).toEqual(before);
    await verified();
  });

  it('explains a shortage in part: its case stays open and notes the part, until the rest is found too', async () => {
    const { hints, decide, caseOn, proposals, netted, ledger, donor, shipments, receive, service, verified } =
      await setup([CARE[0]!, CARE[1]!]);
    expect(await proposals()).toEqual(['853→850 10']);
    await decide((await hints())[0]!, 'accept', {}, '*');
    expect(await caseOn('853')).toMatchObject({ state: 'resolved', resolution: { reason: 'netted' } });
    const open = await caseOn('850');
    expect(open).toMatchObject({ state: 'open', quantity: 1_250 });
    expect(open.history.at(-1)).toMatchObject({ what: 'netted', quantity: 500 });

    const more = await ledger.ship(donor, { waybill: '855', lines: [{ item: WHEAT, quantity: 1000 * BAG }] });
    shipments.set('855', more);
    await ledger.tell(more, { type: 'dispatched' });
    await receive('855', { good: 1_015, excess: 15 }, '2026-11-14T12:00:00Z');
    expect(await proposals()).toEqual(['855→850 15']);
    const [rest] = await hints({ state: 'proposed' });
    await decide(rest!, 'accept', {}, '*');
    expect(await caseOn('850')).toMatchObject({ state: 'resolved', resolution: { reason: 'netted' } });
    expect(await netted()).toEqual({ '850': 25 });
    await service.settled();
    expect(await hints({ state: 'accepted' })).toHaveLength(2);
    await verified();
  });

  it('accepted, it is withdrawn when the facts change, and its cases are reopened', async () => {
    const { hints, hint, decide, caseOn, proposals, netted, receive, service, verified } = await setup();
    const [accepted] = await hints();
    await decide(accepted!, 'accept', {}, '*');
    await receive('854', { good: 0, missing: 2 }, '2026-11-14T10:00:00Z');
    // Ten too many, 12 and 25 missing: nothing fits exactly any more, and 850 was received nearest in time.
    expect(await proposals()).toEqual(['853→850 10']);
    expect(await hint(accepted!)).toMatchObject({ state: 'withdrawn', shortWaybill: '854' });
    const [excess, short] = [await caseOn('853'), await caseOn('854')];
    expect(excess).toMatchObject({ state: 'open', resolution: null });
    expect(excess.history.at(-1)).toMatchObject({
      ...{ what: 'reopened', reason: 'netting_withdrawn', by: 'reconciliation', hint: accepted!.id },
    });
    expect(short).toMatchObject({ state: 'open', resolution: null, quantity: 600 });
    expect(short.history.slice(-2)).toMatchObject([
      { what: 'reopened', reason: 'facts_changed', hint: null },
      { what: 'unnetted', reason: 'netting_withdrawn', quantity: 500, hint: accepted!.id },
    ]);
    expect(await netted()).toEqual({});
    expect((await decide(accepted!, 'accept', {}, '*')).status).toBe(422);
    await service.settled();
    await verified();
  });

  it('dismissed, it does not come back while the same facts stand; the excess may be of another waybill', async () => {
    const { hints, decide, caseOn, proposals, receive, service, verified } = await setup();
    const [hint] = await hints();
    expect((await decide(hint!, 'dismiss', {}, '*')).status).toBe(400);
    expect((await decide(hint!, 'dismiss', { text: 'other labels' }, '*')).body.state).toBe('dismissed');
    expect(await proposals()).toEqual(['853→850 10']);
    const [other] = await hints({ state: 'proposed' });
    await decide(other!, 'dismiss', { text: 'nor these' }, '*');
    expect(await proposals()).toEqual([]);
    expect(await caseOn('853')).toMatchObject({ state: 'open' });
    await service.services.reconciliation.verify();
    await receive('853', { good: 1, excess: 1 }, '2026-11-14T10:00:00Z');
    // Eleven now: that was not what was dismissed.
    expect(await proposals()).toHaveLength(1);
    await verified();
  });

  it('an accepted one that was a mistake is dismissed, and its cases are open again', async () => {
    const { hints, decide, caseOn, proposals, netted, verified } = await setup();
    const [hint] = await hints();
    await decide(hint!, 'accept', {}, '*');
    expect((await decide(hint!, 'dismiss', { text: 'the labels say otherwise' }, '*')).status).toBe(200);
    for (const waybill of ['853', '854']) {
      const again = await caseOn(waybill);
      expect(again).toMatchObject({ state: 'open', resolution: null });
      expect(again.history.at(-1)).toMatchObject({ what: 'reopened', text: 'the labels say otherwise' });
    }
    expect(await netted()).toEqual({});
    expect(await proposals()).toEqual(['853→850 10']);
    await verified();
  });

  it('is withdrawn before anybody decided when its facts are taken back, and told so to who had read it', async () => {
    const { hints, decide, hintTagOf, proposals, take, verified } = await setup();
    const [hint] = await hints();
    const tag = await hintTagOf(hint!);
    await take('854');
    expect(await proposals()).toEqual(['853→850 10']);
    const late = await decide(hint!, 'accept', {}, tag);
    expect([late.status, late.body.current?.state]).toEqual([412, 'withdrawn']);
    await verified();
  });

  it.each<[string, string, (scope: WriteScope) => Promise<unknown>]>([
    [
      'a quantity that could be netted',
      'netting lines differ',
      (scope) =>
        scope.db
          .update(scope.of(nettingLines))
          .set({ quantityMilli: 1 })
          .where(eq(scope.of(nettingLines).side, 'excess')),
    ],
    ['a hint that is gone', 'hints differ', (scope) => scope.db.delete(scope.of(nettingHints))],
    [
      'a hint of another quantity',
      'hints differ',
      (scope) => scope.db.update(scope.of(nettingHints)).set({ quantityMilli: 1 }),
    ],
  ])('verify finds and mends %s', async (_what, told, corrupt) => {
    const { service, proposals, verified } = await setup();
    await service.store.write(corrupt);
    const { output, code } = await verifyNow(service.databaseUrl, { repair: true });
    expect([output, code]).toEqual([expect.stringContaining(told), 1]);
    expect(await proposals()).toEqual(['853→854 10']);
    await verified();
  });

  it('is accepted by one of 20 at once', async () => {
    const { hints, decide, hintTagOf, caseOn } = await setup();
    const [hint] = await hints();
    const tag = await hintTagOf(hint!);
    const answers = await Promise.all(
      Array.from({ length: 20 }, () => decide(hint!, 'accept', { id: newId() }, tag)),
    );
    expect(answers.filter(({ status }) => status === 200)).toHaveLength(1);
    expect(answers.filter(({ status }) => status === 412)).toHaveLength(19);
    expect((await caseOn('854')).history.filter(({ what }) => what === 'resolved')).toHaveLength(1);
  });

  it('names no line where an item arrived that was not planned, and is of one item and one destination', async () => {
    const { ledger, donor, hints, service } = await setup([]);
    const short = await ledger.ship(donor, { waybill: 'S', lines: [{ item: 'rice', quantity: 100 }] });
    const elsewhere = await ledger.ship(donor, {
      ...{ waybill: 'E', lines: [{ item: 'rice', quantity: 100 }] },
      destination: { province: 'AF20' },
    });
    const over = await ledger.ship(donor, { waybill: 'O', lines: [{ item: WHEAT, quantity: 100 }] });
    const at = { type: 'received', occurredAt: '2026-11-14T09:00:00Z' } as const;
    for (const one of [short, elsewhere]) {
      const entry = { line: lineOf(one), good: 60, missing: 40, reason: 'miscount' as const };
      await ledger.tell(one, { ...at, lines: [entry] });
    }
    await ledger.tell(over, {
      ...at,
      lines: [
        { line: lineOf(over), good: 100 },
        { line: null, item: 'rice', good: 40 },
      ],
    });
    await service.settled();
    expect(await hints()).toMatchObject([
      { excessWaybill: 'O', excessLine: null, shortWaybill: 'S', item: 'rice', quantity: 40 },
    ]);
  });
});

it('the list of hints is read page by page', async () => {
  const service = await serviceOfTest();
  const ledger = ledgerOf(service);
  const donor = await ledger.organisation();
  for (const province of ['AF20', 'AF21', 'AF23']) {
    for (const entry of [
      { good: 110, excess: 10 },
      { good: 90, missing: 10 },
    ]) {
      const one = await ledger.ship(donor, {
        ...{ waybill: province, destination: { province }, lines: [{ item: WHEAT, quantity: 100 }] },
      });
      const lines = [{ line: lineOf(one), ...entry, reason: 'miscount' as const }];
      await ledger.tell(one, { type: 'received', occurredAt: '2026-11-14T09:00:00Z', lines });
    }
  }
  await service.settled();
  const { hints } = handlingOf(service);
  const whole = await hints();
  expect(whole).toHaveLength(3);
  const paged: unknown[] = [];
  for (let cursor: string | null | undefined; cursor !== null;) {
    const { body } = await service.get<{ items: unknown[]; nextCursor: string | null }>('/netting-hints', {
      ...{ limit: 1, ...(cursor ? { cursor } : {}) },
    });
    paged.push(...body.items);
    cursor = body.nextCursor;
  }
  expect(paged).toEqual(whole);
});
