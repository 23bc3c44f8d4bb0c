import { hash, randomBytes } from 'node:crypto';
import type { Authorized } from '../../access/authorized.ts';
import type { Asker } from '../../access/rules.ts';
import { bySystem, toChange } from '../../access/service.ts';
import { type Act, perform } from '../../platform/acts/act.ts';
import { dayOf, toIso } from '../../platform/calendar.ts';
import { DomainError } from '../../platform/errors.ts';
import { newId } from '../../platform/ids.ts';
import type { Page } from '../../platform/page.ts';
import type { PledgeShare } from '../contract/share.ts';
import * as repo from '../repo/shares.ts';
import { checkExpiry, works } from '../rules/share.ts';
import { type PledgeReading, type PledgesNeeds, refuseIf } from './reading.ts';

/** 256 bits: nobody finds one by trying. */
const TOKEN_BYTES = 32;

/** Who reads the database reads no links: a hash opens nothing. Random tokens need no salt and no slow hash. */
const hashOf = (token: string): string => hash('sha256', token, 'hex');

/** Links under which people without an account read the statement of a pledge. */
export function pledgeSharing({ store, clock }: PledgesNeeds, reading: PledgeReading) {
  return {
    /**
     * Makes a link that works until the end of a day in Kabul. Its token is told here and never again: what is kept under the caller's
     * key does not hold it, so the same key again makes no second link and is told which one it made.
     *
     * @throws DomainError not_found, refused when the day is over or more than a year ahead, conflict when the key made a link before
     */
    async share(
      pledge: string,
      expiresOn: string,
      act: Act,
    ): Promise<{ id: string; token: string; expiresOn: string }> {
      const now = clock.now();
      refuseIf(checkExpiry(expiresOn, dayOf(now)), 'the link cannot last until then');
      const token = randomBytes(TOKEN_BYTES).toString('base64url');
      const row = {
        ...{ id: newId(), tokenHash: hashOf(token), expiresOn },
        ...{ recordedBy: act.principal.id, recordedAt: now },
        ...{ revokedAt: null, revokedBy: null },
      };
      const made = await perform({ store, clock }, act, async (scope) => {
        const shared = await toChange(scope, act.principal, 'pledge', pledge);
        await reading.facts(scope, shared);
        await repo.insertShare(scope, { ...row, pledge: shared });
        await scope.record('pledge_share', row.id);
        return { id: row.id };
      });
      if (made.id !== row.id) {
        const detail = `this Idempotency-Key made link ${made.id}, which was told once: revoke it and make another under a new key`;
        throw new DomainError('conflict', detail, { data: { share: made.id } });
      }
      return { id: row.id, token, expiresOn };
    },

    /** Every link that was made to a pledge, for those who may make one. @throws DomainError not_found, forbidden */
    shares: (of: string, asker: Asker): Promise<Page<PledgeShare>> =>
      store.read(async (scope) => {
        const pledge = await toChange(scope, asker, 'pledge', of);
        await reading.facts(scope, pledge);
        const today = dayOf(clock.now());
        const rows = await repo.sharesOf(scope, pledge);
        return { items: rows.map((row) => toShare(row, today)), nextCursor: null };
      }),

    /** Ends a link; ending it again changes nothing. @throws DomainError not_found */
    revokeShare: (of: string, id: string, act: Act): Promise<void> =>
      perform({ store, clock }, act, async (scope) => {
        const pledge = await toChange(scope, act.principal, 'pledge', of);
        const shares = await repo.sharesOf(scope, pledge);
        if (!shares.some((share) => share.id === id)) {
          throw new DomainError('not_found', `pledge ${pledge} has no link ${id}`);
        }
        await repo.revokeShare(scope, id, { revokedAt: clock.now(), revokedBy: act.principal.id });
        await scope.record('pledge_share', id);
      }),

    /**
     * The pledge that a link opens. What does not open one is refused in the same words and after the same work, whether it has
     * expired, was revoked or never was.
     *
     * @throws DomainError not_found
     */
    sharedPledge: (token: string): Promise<Authorized<'pledge'>> =>
      store.read(async (scope) => {
        const share = await repo.shareByHash(scope, hashOf(token));
        if (share && works(share, dayOf(clock.now()))) return bySystem('pledge', share.pledge);
        throw new DomainError('not_found', 'This link does not work, or no longer: ask for a new one.');
      }),
  };
}

function toShare(row: repo.ShareRow, today: string): PledgeShare {
  const { id, expiresOn, recordedBy, recordedAt, revokedAt, revokedBy } = row;
  return {
    ...{ id, expiresOn, recordedBy, revokedBy },
    recordedAt: toIso(recordedAt),
    revokedAt: revokedAt === null ? null : toIso(revokedAt),
    works: works(row, today),
  };
}
