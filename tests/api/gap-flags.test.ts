/** Flags: which lanes are short now or soon, without flickering around a threshold — `domain.md` §8. */
import { expect, it } from 'vitest';
import type { GapFlag } from '../../src/gaps/contract/flags.ts';
import type { Engine } from '../../src/platform/storage/store.ts';
import { deliver, FOOD, GHOR, ledgerOf, monthOf } from '../support/ledger.ts';
import { engines, serviceOfTest } from '../support/service.ts';

async function setup(engine: Engine = 'sqlite') {
  const service = await serviceOfTest({ engine });
  const ledger = ledgerOf(service);
  const flags = async (query: Record<string, string> = {}) => {
    await service.settled();
    return (await service.get<{ items: GapFlag[] }>('/gap-flags', query)).body.items;
  };
  return { service, ledger, flags, donor: await ledger.organisation() };
}

it.each([
  [1000, 'none', []],
  [800, 'watch', []],
  [799, 'serious', ['serious']],
  [500, 'serious', ['serious']],
  [499, 'critical', ['critical']],
] as const)('of 1,000 person-months %d delivered are level %s and flag %j', async (pm, level, severities) => {
  const { ledger, donor, flags } = await setup();
  await deliver(ledger, donor, pm);
  await ledger.need(['2026-11'], 1000);
  const found = await flags();
  expect(found.map(({ severity }) => severity)).toEqual(severities);
  expect(monthOf(await ledger.lane(), '2026-11')).toMatchObject({ level, flag: found[0]?.id ?? null });
});

it.each(engines)(
  'a flag opens below 80 %%, stays up to 85 %%, closes above, and is the same one when it returns (%s)',
  async (engine) => {
    const { service, ledger, donor, flags } = await setup(engine);
    await ledger.need(['2026-11'], 1000);
    const [opened] = await flags();
    expect(opened).toMatchObject({
      ...{ province: GHOR, sector: FOOD, severity: 'critical', months: ['2026-11'], state: 'open' },
      ...{ openedAt: '2026-11-15T06:00:00.000Z', closedAt: null },
    });
    await deliver(ledger, donor, 800);
    expect(await flags()).toMatchObject([{ id: opened?.id, severity: 'serious', state: 'open' }]);
    await deliver(ledger, donor, 50);
    expect(await flags({ state: 'open' })).toHaveLength(1);
    service.clock.advance({ hours: 1 });
    const { shipment, receipt } = await deliver(ledger, donor, 1);
    expect(await flags()).toMatchObject([
      { id: opened?.id, months: [], state: 'resolved', closedAt: '2026-11-15T07:00:00.000Z' },
    ]);
    expect(monthOf(await ledger.lane(), '2026-11').flag).toBeNull();

    // 850 of 1,000 again: not below 80 %, so nothing opens. 700 are.
    await ledger.tell(shipment, { type: 'voided', voids: receipt.id });
    await ledger.tell(shipment, { type: 'cancelled' });
    expect(await flags({ state: 'open' })).toEqual([]);
    await ledger.need(['2026-11'], 1200);
    expect(await flags()).toMatchObject([
      {
        id: opened?.id,
        months: ['2026-11'],
        state: 'open',
        openedAt: '2026-11-15T07:00:00.000Z',
        closedAt: null,
      },
    ]);
  },
);

it('a flag looks three months ahead, and its months leave it when they are past', async () => {
  const { service, ledger, flags } = await setup();
  await ledger.need(['2026-11', '2027-02', '2027-03'], 1000);
  await ledger.need(['2026-11'], 0, { province: 'AF20' });
  expect(await flags()).toMatchObject([{ province: GHOR, months: ['2026-11', '2027-02'] }]);
  service.clock.moveTo('2026-11-30T19:30:00Z');
  await service.sweep('months');
  expect(await flags({ province: GHOR })).toMatchObject([{ months: ['2027-02', '2027-03'] }]);
  expect(await flags({ sector: 'trade' })).toEqual([]);
});

const CASES = '/gap-flags';

it.each(engines)(
  'a flag is a case: seen, given to somebody, acted on, resolved and reopened (%s)',
  async (engine) => {
    const { service, ledger, flags } = await setup(engine);
    await ledger.need(['2026-11'], 1000);
    const [{ id, version }] = (await flags()) as [GapFlag];
    const send = (act: string, body: object, ifMatch?: string) =>
      service.ask<GapFlag & { code?: string; current?: GapFlag }>('POST', `${CASES}/${id}/${act}`, {
        body,
        headers: ifMatch === undefined ? {} : { 'if-match': ifMatch },
      });
    expect((await service.get(`${CASES}/${id}`)).headers.get('etag')).toBe(`"${version}"`);
    expect((await send('acknowledge', {})).status).toBe(428);
    const seen = await send('acknowledge', {}, `"${version}"`);
    expect(seen.body).toMatchObject({ state: 'acknowledged', version: version + 1 });

    // Two people at the same moment: one is first, the other is shown what it is now.
    const tag = `"${version + 1}"`;
    const both = await Promise.all([
      send('assign', { owner: 'FSC, Ghor' }, tag),
      send('act', { text: 'WFP releases 40 t from Herat' }, tag),
    ]);
    expect(both.map(({ status }) => status)).toEqual(expect.arrayContaining([200, 412]));
    expect(both.find(({ status }) => status === 412)?.body.current).toMatchObject({ version: version + 2 });

    await send('assign', { owner: 'FSC, Ghor' }, '*');
    await send('act', { text: 'WFP releases 40 t from Herat' }, '*');
    await send('comment', { text: 'Trucks leave on Monday' });
    const resolved = await send('resolve', { text: 'Covered by an appeal' }, '*');
    expect(resolved.body).toMatchObject({ state: 'resolved', owner: 'FSC, Ghor' });
    expect((await send('act', { text: 'more' }, '*')).status).toBe(422);
    expect(monthOf(await ledger.lane(), '2026-11').flag).toBeNull();

    // It stays resolved while the same months are listed, and returns when another is.
    await ledger.need(['2026-11'], 1001);
    expect(await flags({ state: 'resolved' })).toHaveLength(1);
    await ledger.need(['2026-12'], 1000);
    const [again] = await flags();
    expect(again).toMatchObject({ id, state: 'open', months: ['2026-11', '2026-12'], owner: 'FSC, Ghor' });
    expect(again?.comments).toMatchObject([{ text: 'Trucks leave on Monday', by: 'bootstrap' }]);
    const happened = again?.history.map(({ what }) => what) ?? [];
    expect(happened[0]).toBe('opened');
    expect(happened).toEqual(
      expect.arrayContaining(['acknowledged', 'assigned', 'acted', 'resolved', 'reopened']),
    );
    await service.get(`${CASES}/${id}`);
  },
);
