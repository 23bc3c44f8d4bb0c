/** A disk that is full: reads work, writes are refused whole, and there is nothing to mend when there is room. `architecture.md` §1, P6. */
import { execFile, execFileSync } from 'node:child_process';
import { appendFileSync, mkdtempSync, rmSync, statfsSync, truncateSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { expect, it, onTestFinished } from 'vitest';
import { ledgerOf } from '../support/ledger.ts';
import type { Target } from '../support/stores.ts';
import { expectBooks, expectLanes, loadConvoys, reportsOf } from './convoys.ts';
import { devicesOf } from './devices.ts';
import { install, type Installation } from './installation.ts';

const DISK_BYTES = 6 * 2 ** 20;
const PAGE_BYTES = 4_096;
/** So much is left for writes to begin with, so that it is a unit of work that meets the end. */
const LEFT_BYTES = 256 * 1_024;

interface Disk {
  place: Target;
  /** Fills it up to so many bytes. */
  fill: (left: number) => void;
  free: () => void;
}

/** A disk in memory. Throws where it may not be mounted. */
function mountDisk(): Disk {
  const folder = mkdtempSync(join(tmpdir(), 'aid-disk-'));
  try {
    execFileSync('mount', ['-t', 'tmpfs', '-o', `size=${DISK_BYTES}`, 'tmpfs', folder], { stdio: 'pipe' });
  } catch (error) {
    rmSync(folder, { recursive: true });
    throw error;
  }
  const file = join(folder, 'ledger.sqlite');
  const filler = join(folder, 'filler');
  return {
    place: {
      target: { engine: 'sqlite', file },
      url: `file:${file}`,
      async remove() {
        await promisify(execFile)('umount', [folder]);
        rmSync(folder, { recursive: true });
      },
    },
    fill(left) {
      const { bavail, bsize } = statfsSync(folder);
      const room = bavail * bsize - left;
      if (room >= PAGE_BYTES) appendFileSync(filler, Buffer.alloc(room));
    },
    free: () => truncateSync(filler),
  };
}

function mountIfAllowed(): Disk | string {
  try {
    return mountDisk();
  } catch (error) {
    return `no disk of its own can be mounted here: ${(error as Error).message.trim()}`;
  }
}

async function expectReads({ client }: Installation, shipment: string): Promise<void> {
  for (const path of ['/livez', '/readyz', '/metrics', `/shipments/${shipment}`, '/shipments', '/gaps']) {
    expect(await client.get(path), path).toMatchObject({ status: 200 });
  }
}

it(
  'a full disk refuses writes whole and answers reads, until there is room',
  { timeout: 120_000 },
  async ({ skip }) => {
    const disk = mountIfAllowed();
    if (typeof disk === 'string') return skip(disk);
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
    disk.fill(0);
    await service.kill();
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
