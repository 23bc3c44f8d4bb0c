import type { WriteScope } from '../../platform/storage/store.ts';
import { addressed, EVERYWHERE, toProvince } from '../rules/addressees.ts';
import { announce } from './announce.ts';

/** The flag of a lane that opened, got worse or better, or closed. */
export interface FlagChange {
  what: 'opened' | 'changed' | 'closed';
  flag: {
    id: string;
    version: number;
    province: string;
    sector: string;
    severity: 'serious' | 'critical';
    months: readonly string[];
  };
}

/** Tells whoever is in charge of the province of what became of a lane's flag. */
export async function announceFlag(
  scope: WriteScope,
  { what, flag }: FlagChange,
  now: number,
): Promise<void> {
  const { id, version, province, sector, severity, months } = flag;
  await announce(
    scope,
    [
      {
        cause: `gap_flag ${id} ${version}`,
        type: `gap_flag.${what}`,
        told: { of: 'gap_flag', flag: id, province, sector, severity, months },
        addressees: addressed(EVERYWHERE, toProvince(province)),
      },
    ],
    now,
  );
}
