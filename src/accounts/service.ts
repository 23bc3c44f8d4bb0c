import { foldName } from '../places/rules/matcher.ts';
import { type Act, perform } from '../platform/acts/act.ts';
import { contentHash } from '../platform/content.ts';
import { DomainError, type FieldError } from '../platform/errors.ts';
import { newId } from '../platform/ids.ts';
import { decodeCursor, type Page, toPage } from '../platform/page.ts';
import { mayAsk } from '../platform/access.ts';
import type { ReadScope } from '../platform/storage/store.ts';
import type { NewOrganisation, Organisation } from './contract.ts';
import * as repo from './repo.ts';
import { mergersOf } from './service/mergers.ts';
import { type OrganisationNeeds, organisationStanding } from './service/standing.ts';
import { toOrganisation } from './view.ts';

export type AccountsService = ReturnType<typeof accountsService>;

/** Organisations: who promises, sends, carries and receives. */
export function accountsService(needs: OrganisationNeeds) {
  const { store, clock } = needs;
  return {
    ...organisationStanding(needs),

    /**
     * Registers an organisation; the same id with the same content again answers what was recorded. Whoever may not confirm it proposes
     * it.
     */
    async register(
      command: NewOrganisation,
      act: Act,
    ): Promise<{ organisation: Organisation; created: boolean }> {
      const wanted = {
        id: command.id ?? newId(),
        name: command.name,
        kind: command.kind,
        iatiRef: command.iatiRef ?? null,
        country: command.country ?? null,
      };
      const nameFolded = foldName(command.name);
      if (nameFolded === '') {
        throw new DomainError('malformed', 'the name holds no letters', {
          errors: [
            { pointer: '/name', code: 'invalid', detail: 'a name needs at least one letter or digit' },
          ],
        });
      }
      return perform({ store, clock }, act, async (scope) => {
        const [same] = await repo.organisationsById(scope, [wanted.id]);
        if (same) {
          const { id, name, kind, iatiRef, country } = same;
          if (JSON.stringify({ id, name, kind, iatiRef, country }) === JSON.stringify(wanted)) {
            return { organisation: toOrganisation(same), created: false };
          }
          throw new DomainError('id_reused', `organisation ${wanted.id} is recorded with other content`);
        }
        const holder = await repo.organisationNamed(scope, nameFolded);
        if (holder) {
          const { today } = await mergersOf(scope);
          const [standing = holder] = await repo.organisationsById(scope, [today(holder.id)]);
          throw new DomainError('conflict', `"${holder.name}" is already registered`, {
            data: { organisation: toOrganisation(standing) },
          });
        }
        const now = clock.now();
        const proposedAt = mayAsk(act.principal, 'organisations:manage') ? null : now;
        const row = { ...wanted, nameFolded, recordedAt: now, proposedAt, mergedInto: null };
        await repo.insertOrganisation(scope, row);
        await scope.record('organisation', wanted.id, contentHash(wanted));
        return { organisation: toOrganisation(row), created: true };
      });
    },

    list(query: {
      q?: string | undefined;
      kind?: Organisation['kind'] | undefined;
      state?: Organisation['state'] | undefined;
      limit: number;
      cursor?: string | undefined;
    }): Promise<Page<Organisation>> {
      const after = query.cursor === undefined ? undefined : decodeCursor(query.cursor, ['text', 'text']);
      return store.read(async (scope) => {
        const rows = await repo.listOrganisations(scope, {
          ...(query.q === undefined ? {} : { folded: foldName(query.q) }),
          ...(query.kind === undefined ? {} : { kind: query.kind }),
          ...(query.state === undefined ? {} : { state: query.state }),
          ...(after === undefined ? {} : { after }),
          limit: query.limit + 1,
        });
        const page = toPage(rows, query.limit, (row) => [row.nameFolded, row.id]);
        return { ...page, items: page.items.map(toOrganisation) };
      });
    },
  };
}

/** Refuses ids that are no registered organisation, naming each by its pointer in the caller's body. */
export async function requireOrganisations(
  scope: ReadScope,
  references: Readonly<Record<string, string | null>>,
): Promise<void> {
  const wanted = Object.entries(references).filter((entry): entry is [string, string] => entry[1] !== null);
  const known = new Set(
    (
      await repo.organisationsById(
        scope,
        wanted.map(([, id]) => id),
      )
    ).map(({ id }) => id),
  );
  const errors = wanted
    .filter(([, id]) => !known.has(id))
    .map(([pointer, id]): FieldError => ({
      pointer,
      code: 'unknown_reference',
      detail: `no organisation ${id} is registered: register it first with POST /organisations`,
    }));
  if (errors.length > 0)
    throw new DomainError('unknown_reference', 'an organisation is not registered', { errors });
}

/** Who can be told of something, and what those may today who once asked to be told. */
export { type Reachable, reachablePeople, reachToday } from './service/reach.ts';

/** Which organisations turned out to be which: for whoever shows, finds or compares the ids that facts name. */
export { mergersOf, type Mergers } from './service/mergers.ts';

/** Organisations by the ids that facts name them by, to name them beside what they do: of a merged one, what it is today. */
export async function organisationsById(
  scope: ReadScope,
  ids: readonly string[],
): Promise<Map<string, Organisation>> {
  const { today } = await mergersOf(scope);
  const rows = await repo.organisationsById(scope, [...new Set(ids.map(today))]);
  const standing = new Map(rows.map((row) => [row.id, toOrganisation(row)]));
  return new Map(
    ids.flatMap((id): [string, Organisation][] => {
      const found = standing.get(today(id));
      return found ? [[id, found]] : [];
    }),
  );
}

/** The organisations of these names, however they are spelled, by the name as it was given. */
export async function organisationsNamed(
  scope: ReadScope,
  names: readonly string[],
): Promise<Map<string, string>> {
  const folded = new Map(names.map((name) => [name, foldName(name)]));
  const rows = await repo.organisationsNamed(scope, [...new Set(folded.values())]);
  const idOf = new Map(rows.map(({ nameFolded, id }) => [nameFolded, id]));
  return new Map(
    Array.from(folded).flatMap(([name, nameFolded]): [string, string][] => {
      const id = idOf.get(nameFolded);
      return id === undefined ? [] : [[name, id]];
    }),
  );
}
