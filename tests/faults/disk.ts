import { execFile, execFileSync } from 'node:child_process';
import { appendFileSync, mkdtempSync, rmSync, statfsSync, truncateSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';
import type { Target } from '../support/stores.ts';

const DISK_BYTES = 6 * 2 ** 20;
const PAGE_BYTES = 4_096;

/** A small disk with nothing on it but a ledger and what fills it. */
export interface Disk {
  place: Target;
  /** Leaves only so many bytes. */
  fill: (left: number) => void;
  free: () => void;
}

/** A disk in memory, or why there is none: only root may mount, and not everywhere. */
export function mountDisk(): Disk | string {
  const folder = mkdtempSync(join(tmpdir(), 'aid-disk-'));
  try {
    execFileSync('mount', ['-t', 'tmpfs', '-o', `size=${DISK_BYTES}`, 'tmpfs', folder], { stdio: 'pipe' });
  } catch (error) {
    rmSync(folder, { recursive: true });
    return `no disk can be mounted here: ${(error as Error).message.trim()}`;
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
      const page = Buffer.alloc(PAGE_BYTES);
      try {
        while (roomIn(folder) > left) appendFileSync(filler, page);
      } catch (error) {
        // The ledger may be taking its share at the same time.
        if ((error as NodeJS.ErrnoException).code !== 'ENOSPC') throw error;
      }
    },
    free: () => truncateSync(filler),
  };
}

function roomIn(folder: string): number {
  const { bavail, bsize } = statfsSync(folder);
  return bavail * bsize;
}
