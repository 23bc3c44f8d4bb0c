import { randomBytes } from 'node:crypto';
import type { Principal } from '../../platform/access.ts';
import { type Act, perform } from '../../platform/acts/act.ts';
import { toIso } from '../../platform/calendar.ts';
import { DomainError } from '../../platform/errors.ts';
import { newId } from '../../platform/ids.ts';
import type { Page } from '../../platform/page.ts';
import type { ReadScope } from '../../platform/storage/store.ts';
import { KEY_PREFIX } from '../authenticator.ts';
import type { ApiKey, NewApiKey } from '../contract/keys.ts';
import * as keys from '../repo/keys.ts';
import { beyondMaker, permissionsWithin, type Reach } from '../rules/key.ts';
import { requireOrganisations } from '../service.ts';
import { type Mergers, mergersOf } from './mergers.ts';
import { tokenHashOf } from './directory.ts';
import type { PeopleNeeds } from './people.ts';

/** 256 bits: nobody finds one by trying, and a fast hash of it is safe to keep. */
const TOKEN_BYTES = 32;
/** Enough of a token to tell keys apart by, and not enough to help anybody. */
const PREFIX_LENGTH = KEY_PREFIX.length + 6;

/** Keys of programs: made by people, never with more than they have. */
export function keyKeeping({ store, clock, forget }: PeopleNeeds) {
  const seesAll = (principal: Principal) => permissionsWithin(principal).includes('accounts:manage');

  /** The person behind a principal; null behind the bootstrap key and what was made with it. */
  async function personBehind(scope: ReadScope, principal: Principal): Promise<string | null> {
    if (principal.kind === 'user') return principal.id;
    return (await keys.apiKeyById(scope, principal.id))?.userId ?? null;
  }

  return {
    list: (principal: Principal): Promise<Page<ApiKey>> =>
      store.read(async (scope) => {
        const whose = seesAll(principal) ? undefined : await personBehind(scope, principal);
        const rows = await keys.listApiKeys(scope, whose);
        const { today } = await mergersOf(scope);
        return { items: rows.map((row) => toKey(row, today)), nextCursor: null };
      }),

    /** Makes a key. Its token is told here and never again. @throws DomainError forbidden beyond the maker's own, refused when it has expired */
    async create(command: NewApiKey, act: Act): Promise<ApiKey & { token: string }> {
      const { principal: maker } = act;
      const now = clock.now();
      const wanted = reachOf(command, maker);
      const errors = beyondMaker(wanted, maker);
      if (errors.length > 0)
        throw new DomainError('forbidden', 'A key may not do more than you may yourself.', { errors });
      const expiresAt = command.expiresAt ? Date.parse(command.expiresAt) : null;
      if (expiresAt !== null && expiresAt <= now) {
        throw new DomainError('refused', 'This key would have expired.', {
          errors: [{ pointer: '/expiresAt', code: 'past', detail: 'must be to come' }],
        });
      }
      const token = KEY_PREFIX + randomBytes(TOKEN_BYTES).toString('base64url');
      // Not under a key of the request: what is kept under those must not hold the token.
      const made = await perform({ store, clock }, { ...act, key: null }, async (unit) => {
        await requireOrganisations(unit, { '/organisation': wanted.organisation });
        const row: keys.ApiKeyRow = {
          ...{ id: newId(), name: command.name, prefix: token.slice(0, PREFIX_LENGTH) },
          ...{ tokenHash: tokenHashOf(token), userId: await personBehind(unit, maker) },
          ...{ role: wanted.role, organisation: wanted.organisation },
          provinces: wanted.provinces && [...wanted.provinces],
          scopes: wanted.scopes && [...wanted.scopes],
          ...{ createdAt: now, expiresAt, lastUsedAt: null, revokedAt: null },
        };
        await keys.insertApiKey(unit, row);
        await unit.record('api_key', row.id);
        return toKey(row);
      });
      return { ...made, token };
    },

    /** Ends a key; ending it again changes nothing. @throws DomainError not_found, also for somebody else's */
    async revoke(id: string, act: Act): Promise<void> {
      await perform({ store, clock }, act, async (unit) => {
        const row = await keys.apiKeyById(unit, id);
        const own = row && row.userId === (await personBehind(unit, act.principal));
        if (!row || !(own || seesAll(act.principal)))
          throw new DomainError('not_found', `you have no API key ${id}`);
        if (await keys.revokeApiKey(unit, id, clock.now())) await unit.record('api_key', id);
      });
      forget();
    },
  };
}

/** What a key is asked to be: what is not said is as with its maker. */
function reachOf({ role, organisation, provinces, scopes }: NewApiKey, maker: Principal): Reach {
  const asked = { role: role ?? maker.role, scopes: scopes ?? null };
  return {
    role: asked.role,
    organisation: organisation === undefined ? maker.organisation : organisation,
    provinces: provinces === undefined ? maker.provinces : provinces,
    // A maker who is limited makes keys that are.
    scopes: asked.scopes ?? (maker.scopes && permissionsWithin({ role: asked.role, scopes: maker.scopes })),
  };
}

/** @param today what became of the organisation; without it, the one that was given */
function toKey(row: keys.ApiKeyRow, today: Mergers['today'] = (organisation) => organisation): ApiKey {
  const { id, name, prefix, role, provinces, scopes } = row;
  const organisation = today(row.organisation);
  const at = (instant: number | null) => (instant === null ? null : toIso(instant));
  return {
    ...{ id, name, prefix, role, organisation, provinces, scopes, user: row.userId },
    createdAt: toIso(row.createdAt),
    ...{ expiresAt: at(row.expiresAt), lastUsedAt: at(row.lastUsedAt), revokedAt: at(row.revokedAt) },
  };
}
