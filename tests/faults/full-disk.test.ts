/** A disk that is full: reads work, writes are refused whole, and there is nothing to mend when there is room. `architecture.md` §1, P6. */
import { expect, it, onTestFinished } from 'vitest';
import { ledgerOf } from '../support/ledger.ts';
import { expectBooks, expectLanes, loadConvoys, reportsOf } from './convoys.ts';
import { devicesOf } from './devices.ts';
import { mountDisk } from './disk.ts';
import { install, type Installation } from './installation.ts';

/** So much is left for writes to begin with, so that it is a unit of work that meets the end. */
const LEFT_BYTES = 256 * 1_024;

async function expectReads({ client }: Installation, shipment: string): Promise<void> {
  for (const path of ['/livez', '/readyz', '/metrics', `/shipments/${shipment}`, '/shipments', '/gaps']) {
    const { status } = await client.get(path);
    expect({ path, status }).toEqual({ path, status: 200 });
  }
}

it(
  'a full disk refuses writes whole and answers reads, until there is room',
  { timeout: 120_000 },
  async ({ skip }) => {
    const disk = mountDisk();
    if (typeof disk === 'string') {
      skip(disk);
      return;
    }
    onTestFinished(disk.place.remove);
    const installation = await install({ place: disk.place });
    const service = await installation.start('all');
    const ledger = ledgerOf(installation.client);
    const convoys = await loadConvoys(ledger, 20, 20);
    const reports = reportsOf(convoys);
    const shipment = convoys[0]?.shipment ?? '';

    disk.fill(LEFT_BYTES);
    const devices = devicesOf(installation.client, { concurrency: 16, insist: false });
    for (let sent = 0; devices.refusals.length < 100 && sent < reports.length; sent += 50) {
      await devices.send(reports.slice(sent, sent + 50));
    }
    expect(devices.acknowledged.size).toBeGreaterThan(0);
    expect(devices.refusals.length).toBeGreaterThan(50);
    for (const { status, body, headers } of devices.refusals) {
      expect({ status, code: body.code, type: headers.get('content-type') }).toEqual({
        ...{ status: 507, code: 'storage_full', type: 'application/problem+json; charset=utf-8' },
      });
    }
    await expectReads(installation, shipment);
    // What was refused is not there.
    expect(await expectBooks(ledger, convoys, devices.acknowledged)).toEqual(
      new Set(devices.acknowledged.keys()),
    );

    // Killed and started again without room.
    await service.kill();
    disk.fill(0);
    const second = await installation.start('all');
    await expectReads(installation, shipment);
    expect(await expectBooks(ledger, convoys, devices.acknowledged)).toEqual(
      new Set(devices.acknowledged.keys()),
    );

    disk.free();
    const again = devicesOf(installation.client, { concurrency: 16 });
    await again.send(reports);
    expect(again.refusals).toEqual([]);
    for (const [id, answer] of devices.acknowledged) expect(again.acknowledged.get(id)).toEqual(answer);
    await second.kill();
    await installation.start('all');
    const there = await expectBooks(ledger, convoys, again.acknowledged);
    expect(there.size).toBe(reports.length);
    await installation.settled();
    await expectLanes(ledger, convoys, there);
    await installation.verified();
  },
);
