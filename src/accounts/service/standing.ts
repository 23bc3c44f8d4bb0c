import { type Act, perform } from '../../platform/acts/act.ts';
import type { Clock } from '../../platform/clock.ts';
import { contentHash } from '../../platform/content.ts';
import { DomainError } from '../../platform/errors.ts';
import type { ReadScope, Store } from '../../platform/storage/store.ts';
import type { Organisation } from '../contract.ts';
import * as repo from '../repo.ts';
import { againstConfirming, againstMerging } from '../rules/organisation.ts';
import { toOrganisation } from '../view.ts';

export interface OrganisationNeeds {
  store: Store;
  clock: Clock;
  /** Told after every merger: who acts for one of the two acts for both from then on. */
  forget: () => void;
}

/** What managers make of the organisations that others proposed. Each step leads one way and says where to: nobody overwrites another. */
export function organisationStanding({ store, clock, forget }: OrganisationNeeds) {
  async function find(scope: ReadScope, id: string): Promise<repo.OrganisationRow> {
    const [row] = await repo.organisationsById(scope, [id]);
    if (!row) throw new DomainError('not_found', `no organisation ${id} is registered`);
    return row;
  }

  return {
    /** Says that a proposed organisation is one; saying it again changes nothing. @throws DomainError not_found, refused for a merged one */
    confirm: (id: string, act: Act): Promise<Organisation> =>
      perform({ store, clock }, act, async (unit) => {
        const row = await find(unit, id);
        const against = againstConfirming(row);
        if (against !== null) throw new DomainError('refused', against);
        if (row.proposedAt === null) return toOrganisation(row);
        await repo.confirmOrganisation(unit, id);
        await unit.record('organisation', id, contentHash({ confirmed: id }));
        return toOrganisation({ ...row, proposedAt: null });
      }),

    /**
     * Says that an organisation is another one. What is recorded of it stays as it is, and is read as of the other from then on; what
     * was merged into it goes with it. Saying it again changes nothing.
     *
     * @throws DomainError not_found; unknown_reference when the other is not registered; refused
     */
    async merge(id: string, into: string, act: Act): Promise<Organisation> {
      const merged = await perform({ store, clock }, act, async (unit) => {
        const one = await find(unit, id);
        const [other] = await repo.organisationsById(unit, [into]);
        if (!other) {
          const detail = `no organisation ${into} is registered`;
          throw new DomainError('unknown_reference', detail, {
            errors: [{ pointer: '/into', code: 'unknown_reference', detail }],
          });
        }
        const against = againstMerging(one, other);
        if (against)
          throw new DomainError('refused', against.detail, { errors: [{ pointer: '/into', ...against }] });
        if (one.mergedInto === into) return toOrganisation(one);
        await repo.mergeOrganisation(unit, id, into);
        await unit.record('organisation', id, contentHash({ merged: id, into }));
        return toOrganisation({ ...one, mergedInto: into });
      });
      forget();
      return merged;
    },
  };
}
