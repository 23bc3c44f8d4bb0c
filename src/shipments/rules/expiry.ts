import { DAY_MS, endOfDay } from '../../platform/calendar.ts';
import type { LineAccount } from './balance.ts';
import type { CargoSettings } from './facts.ts';
import type { Journey } from './journey.ts';

/** What a line's date of expiry says now: the last good day has ended, or will within `EXPIRES_SOON_DAYS`. */
export const EXPIRIES = ['near', 'expired'] as const;
export type Expiry = (typeof EXPIRIES)[number];

type Cargo = Pick<Journey, 'moving' | 'cancelled'>;

/**
 * The earliest last good day of what there still is of a line: what is to come, by the waybill, and the good units received, by
 * their entries or else by the waybill. What was distributed, or received and then returned, is taken to be what expires first, as
 * stores are told to hand it out. Null when nothing is left or nobody named a day. It changes no quantity, class or state.
 */
function earliestExpiry(account: LineAccount, { moving, cancelled }: Cargo): string | null {
  const planned = account.line?.expiresOn ?? null;
  // Most goods bear no date, and every shipment is asked at every event.
  if (planned === null && account.receipts.every(({ entry }) => entry.expiresOn === undefined)) return null;
  const isToCome = moving ? account.outstanding > 0 : account.line !== null && !cancelled;
  let earliest = isToCome ? planned : null;
  let gone = account.distributed + returnedFromStock(account);
  const stock = account.receipts
    .map(({ entry, good }) => ({ day: entry.expiresOn ?? planned, good }))
    .sort((a, b) => compareDays(a.day, b.day));
  for (const { day, good } of stock) {
    gone -= good;
    if (gone >= 0) continue;
    if (day !== null && (earliest === null || day < earliest)) earliest = day;
    break;
  }
  return earliest;
}

/** Returned units beyond what had not been received yet must have been taken from what had. */
function returnedFromStock({ returned, excess, receipts }: LineAccount): number {
  return Math.min(
    returned,
    receipts.reduce((surplus, part) => surplus - part.excess, excess),
  );
}

/** What names no day is handed out last. */
function compareDays(a: string | null, b: string | null): number {
  if (a === b) return 0;
  if (a === null) return 1;
  return b === null || a < b ? -1 : 1;
}

/** The instant from which a line's goods are near their expiry; null when they have none. */
export function expiringFrom(account: LineAccount, cargo: Cargo, settings: CargoSettings): number | null {
  const day = earliestExpiry(account, cargo);
  return day === null ? null : endOfDay(day) - settings.expiresSoonDays * DAY_MS;
}

/** Whether what there still is of a line is near its expiry or past it at `now`. */
export function expiryOf(
  account: LineAccount,
  cargo: Cargo,
  settings: CargoSettings,
  now: number,
): Expiry | null {
  const day = earliestExpiry(account, cargo);
  if (day === null) return null;
  if (now >= endOfDay(day)) return 'expired';
  return now >= endOfDay(day) - settings.expiresSoonDays * DAY_MS ? 'near' : null;
}
