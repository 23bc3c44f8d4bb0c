/** `GET /stream`: a screen is told every change once, whatever becomes of its connection. */
import { setImmediate as turn } from 'node:timers/promises';
import { describe, expect, it, onTestFinished } from 'vitest';
import { appendFeed } from '../../../src/platform/feed/repo.ts';
import { openTail } from '../../../src/platform/feed/tail.ts';
import { createLog } from '../../../src/platform/log.ts';
import { principalOf } from '../../support/acts.ts';
import { FOOD, GHOR, ledgerOf } from '../../support/ledger.ts';
import { caughtUp } from '../../support/phone.ts';
import { parseEvents, screenOf } from '../../support/screen.ts';
import { engines, hasRedis, KEY, type Service, serviceOfTest, startService } from '../../support/service.ts';

const log = createLog({ level: 'silent' });

async function setup(options: Parameters<typeof serviceOfTest>[0]) {
  const service = await serviceOfTest(options);
  const ledger = ledgerOf(service);
  const shipment = await ledger.ship(await ledger.organisation());
  await service.settled();
  // Otherwise what was made here is told to the screen as well.
  await caughtUp(service);
  const screen = screenOf(service);
  onTestFinished(screen.close);
  const touch = () =>
    service.store.write((scope) => appendFeed(scope, { kind: 'shipment', key: shipment.id, at: 0 }));
  return { service, ledger, shipment, screen, touch };
}

/** What Ghor needs: nothing of it is covered in time, so its lane gets a flag. */
const need = (service: Service) =>
  service.put('/needs', {
    rows: [
      {
        province: GHOR,
        sector: FOOD,
        month: '2026-11',
        peopleTargeted: 280_000,
        source: 'test',
        isEstimate: false,
      },
    ],
  });

/** What one principal is told of what has changed since the beginning, without a connection. */
async function toldTo(service: Service, from: string, given: Parameters<typeof principalOf>[0]) {
  const tail = openTail(service.store, log);
  const gone = new AbortController();
  let text = '';
  for await (const chunk of service.services.sync.stream(principalOf(given), from, tail)(gone.signal)) {
    text += String(chunk);
    if (text.includes('data:')) break;
  }
  tail.close();
  return parseEvents(text).events.map(({ name }) => name);
}

describe.each(engines)('a live screen on %s', (engine) => {
  it('is told of cargo, cells and flags as they are now', async () => {
    const { service, ledger, shipment, screen } = await setup({ engine });
    await screen.open();
    await need(service);
    await ledger.tell(shipment, { type: 'dispatched' });
    await service.settled();
    await expect
      .poll(() => new Set(screen.seen.map(({ name }) => name)), { timeout: 10_000 })
      .toEqual(new Set(['cells', 'flag', 'shipment']));
    const last = (name: string) => screen.seen.findLast((event) => event.name === name)?.data;
    expect(last('shipment')).toMatchObject({ id: shipment.id, status: 'in_transit' });
    expect(last('cells')).toMatchObject({ province: GHOR, sector: FOOD });
    const cells = screen.seen.flatMap(({ name, data }) =>
      name === 'cells' ? (data['cells'] as object[]) : [],
    );
    expect(cells).toContainEqual(expect.objectContaining({ month: '2026-11', needPm: 280_000 }));
    expect(last('flag')).toMatchObject({ province: GHOR, state: 'open' });
  });

  it('misses none of 1,000 changes and gets none twice, however often it is cut off', async () => {
    const { screen, touch } = await setup({ engine });
    await screen.open();
    const changes = (async () => {
      for (let at = 0; at < 1_000; at += 10) {
        await Promise.all(Array.from({ length: 10 }, touch));
        await turn();
      }
    })();
    const cuts = (async () => {
      for (let cut = 0; cut < 12; cut++) {
        const wanted = Math.min(990, (cut + 1) * 70);
        await expect.poll(() => screen.seen.length, { timeout: 30_000 }).toBeGreaterThan(wanted);
        screen.close();
        await screen.open();
      }
    })();
    await Promise.all([changes, cuts]);
    await expect.poll(() => screen.seen.length, { timeout: 30_000 }).toBeGreaterThanOrEqual(1_000);
    expect(screen.seen).toHaveLength(1_000);
    expect(new Set(screen.seen.map(({ id }) => id)).size).toBe(1_000);
  });

  it('goes on where it was at another process, and after a restart', async () => {
    const { service, screen, touch } = await setup({ engine });
    await screen.open();
    await touch();
    await expect.poll(() => screen.seen.length).toBe(1);
    screen.close();
    await touch();
    const { lastId } = screen;
    const tail = openTail(service.store, log);
    onTestFinished(tail.close);
    const gone = new AbortController();
    const told: string[] = [];
    for await (const chunk of service.services.sync.stream(
      principalOf({ id: 'other' }),
      lastId,
      tail,
    )(gone.signal)) {
      told.push(...parseEvents(String(chunk)).events.map(({ name }) => name));
      if (told.length > 0) break;
    }
    expect(told).toEqual(['shipment']);
  });

  it('is told to begin anew with an id that nobody gave', async () => {
    const { screen } = await setup({ engine });
    await screen.open('rubbish');
    expect(screen.seen).toMatchObject([{ name: 'reset' }]);
  });

  it('hears of nothing that is not for it', async () => {
    const { service, ledger, shipment, screen } = await setup({ engine });
    await screen.open();
    const from = screen.lastId!;
    await ledger.tell(shipment, { type: 'dispatched' });
    await need(service);
    await service.settled();
    const gul = { id: 'gul', role: 'coordinator' } as const;
    expect(await toldTo(service, from, { ...gul, provinces: [GHOR] })).toEqual(
      expect.arrayContaining(['cells', 'flag', 'shipment']),
    );
    for (const other of [{ ...gul, provinces: ['AF01'] }, { id: 'viewer', role: 'viewer' } as const]) {
      const told = await toldTo(service, from, other);
      expect(told).toContain('flag');
      expect(told).not.toContain('shipment');
    }
  });

  it('is never refused: with a thirteenth at once the oldest ends, and is told to come back later', async () => {
    const { service } = await setup({ engine });
    const screens = Array.from({ length: 13 }, () => screenOf(service));
    onTestFinished(() => screens.forEach(({ close }) => close()));
    const opened = [];
    for (const screen of screens.slice(0, 12)) opened.push(await screen.open());
    expect(screens[0]!.retryMs).toBe(2_000);
    expect((await screens[12]!.open()).status).toBe(200);
    await opened[0]!.ended;
    expect(screens[0]!.retryMs).toBe(60_000);
    expect(await Promise.race([opened[1]!.ended, Promise.resolve('still open')])).toBe('still open');
  });

  it('of which only the head is asked leaves nothing open', async () => {
    const { service } = await setup({ engine });
    const screen = screenOf(service);
    onTestFinished(() => screen.close());
    const { ended } = await screen.open();
    for (let asked = 0; asked < 12; asked += 1) {
      const head = await fetch(`${service.url}/api/v1/stream`, {
        method: 'HEAD',
        headers: { authorization: `Bearer ${KEY}` },
      });
      expect(head.status).toBe(200);
    }
    expect(await Promise.race([ended, Promise.resolve('still open')])).toBe('still open');
  });

  it('ends with the service, which does not wait for it', async () => {
    const service = await startService({ engine });
    const screen = screenOf(service);
    const { ended } = await screen.open();
    await Promise.all([ended, service.close()]);
    await expect(fetch(`${service.url}/livez`)).rejects.toThrow('fetch failed');
  });
});

describe.runIf(engines.includes('postgres') && hasRedis)('workers in a process of their own', () => {
  it('have the screens of another process told at once', async () => {
    const { service, ledger, shipment, screen } = await setup({
      engine: 'postgres',
      broker: 'redis',
      apart: true,
    });
    await screen.open();
    await ledger.tell(shipment, { type: 'dispatched' });
    await service.settled();
    await expect
      .poll(() => screen.seen.map(({ data }) => data['status']), { timeout: 10_000 })
      .toContain('in_transit');
  });
});
