import { mayAsk, organisationsOf, type Principal } from '../../platform/access.ts';
import { addressesOf, toPrincipal } from './addressees.ts';
import { EVENT_TYPES, PERMISSION_OF } from './event.ts';

const HOUR_MS = 3_600_000;
/** So long nothing may have arrived before a webhook is switched off, and a message is tried. */
export const PATIENCE_MS = 24 * HOUR_MS;
const FIRST_WAIT_MS = 5_000;
/** So that a receiver that is back is noticed within the hour. */
const LONGEST_WAIT_MS = HOUR_MS;

/**
 * How long a webhook rests after so many failures in a row, in ms: doubled each time, up to an hour, a quarter more or less by
 * `chance` (0 to 1), so that what failed together is not tried together. A receiver may ask for longer, up to that hour.
 */
export function restAfter(failures: number, chance: number, retryAfter: string | undefined): number {
  const wait = Math.min(FIRST_WAIT_MS * 2 ** (failures - 1), LONGEST_WAIT_MS);
  const asked = /^\d{1,6}$/.test(retryAfter ?? '') ? Number(retryAfter) * 1000 : 0;
  return Math.max(Math.round(wait * (0.75 + chance / 2)), Math.min(asked, LONGEST_WAIT_MS));
}

/** What is known of how a webhook fares. */
export interface Health {
  disabledAt: number | null;
  disabledWhy: 'gone' | 'failing' | 'owner' | null;
  failingSince: number | null;
  failures: number;
  notBefore: number | null;
}

export const HEALTHY: Health = {
  ...{ disabledAt: null, disabledWhy: null, failingSince: null, failures: 0, notBefore: null },
};

/** What a failed attempt makes of a webhook: it rests; gone (410), or without success for a day, it is switched off. */
export function afterFailure(
  health: Health,
  failure: { status: number | null; retryAfter: string | undefined; chance: number; now: number },
): Health {
  const { status, retryAfter, chance, now } = failure;
  const failingSince = health.failingSince ?? now;
  const failures = health.failures + 1;
  const failing = { failingSince, failures, notBefore: now + restAfter(failures, chance, retryAfter) };
  const why = whyDisabled(status, now - failingSince);
  if (why === null || health.disabledAt !== null) return { ...health, ...failing };
  return { ...failing, disabledAt: now, disabledWhy: why };
}

function whyDisabled(status: number | null, failingMs: number): 'gone' | 'failing' | null {
  if (status === 410) return 'gone';
  return failingMs >= PATIENCE_MS ? 'failing' : null;
}

/**
 * Whether somebody may see and change a webhook: its owner, or whoever would be told everything that its owner is told. Anybody else
 * could have messages sent to himself that are not for him.
 */
export function mayManage(principal: Principal, owner: Principal): boolean {
  if (principal.id === owner.id && principal.kind === owner.kind) return true;
  const own = new Set(addressesOf(principal));
  const isTold = addressesOf(owner).every((address) => address === toPrincipal(owner.id) || own.has(address));
  const seesEverything = principal.role === 'admin' || principal.role === 'manager';
  return (
    isTold &&
    isSameOrganisation(principal, owner) &&
    (seesEverything || principal.role === owner.role) &&
    EVENT_TYPES.every(
      (type) => !mayAsk(owner, PERMISSION_OF[type]) || mayAsk(principal, PERMISSION_OF[type]),
    ) &&
    (!mayAsk(owner, 'pledges:read') || mayAsk(principal, 'pledges:read'))
  );
}

/** The owner is as he once was: his organisation may since have turned out to be another. */
function isSameOrganisation(principal: Principal, { organisation }: Principal): boolean {
  if (organisation === null) return principal.organisation === null;
  return organisationsOf(principal).includes(organisation);
}
