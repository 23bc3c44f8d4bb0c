import { isDeepStrictEqual } from 'node:util';
import { type Act, perform, type Unit } from '../../platform/acts/act.ts';
import { deleteSessionsOf } from '../../platform/auth/repo.ts';
import type { Clock } from '../../platform/clock.ts';
import { toIso } from '../../platform/calendar.ts';
import { contentHash } from '../../platform/content.ts';
import { DomainError } from '../../platform/errors.ts';
import { newId } from '../../platform/ids.ts';
import { decodeCursor, type Page, toPage } from '../../platform/page.ts';
import { requireVersion } from '../../platform/precondition.ts';
import type { ReadScope, Store } from '../../platform/storage/store.ts';
import type { NewUser, User, UserChange } from '../contract/people.ts';
import * as links from './links.ts';
import * as people from '../repo/people.ts';
import { requireOrganisations } from '../service.ts';
import { type Mergers, mergersOf } from './mergers.ts';

export interface PeopleNeeds {
  store: Store;
  clock: Clock;
  /** Told after every change of who gets in as whom. */
  forget: () => void;
  /** Where people reach the service, for links. */
  publicUrl: () => string;
}

export type Linking = ReturnType<typeof links.accountLinking>;

/** Who may sign in, as what: for administrators. */
export function peopleAdministration(needs: PeopleNeeds, linking: Linking) {
  const { store, clock, forget, publicUrl } = needs;

  async function add(scope: Unit, command: NewUser): Promise<people.UserRow> {
    await requireOrganisations(scope, { '/organisation': command.organisation });
    const holder = await people.userByEmail(scope, command.email);
    if (holder) {
      throw new DomainError('conflict', `somebody has the address ${command.email} already`, {
        data: { user: toUser(holder) },
      });
    }
    const row = rowOf(command, clock.now());
    await people.insertUser(scope, row);
    await scope.record('user', row.id, contentHash(command));
    return row;
  }

  async function find(scope: ReadScope, id: string): Promise<people.UserRow> {
    const user = await people.userById(scope, id);
    if (!user) throw new DomainError('not_found', `there is no user ${id}`);
    return user;
  }

  return {
    list: (query: {
      q?: string | undefined;
      role?: User['role'] | undefined;
      limit: number;
      cursor?: string | undefined;
    }): Promise<Page<User>> => {
      const after = query.cursor === undefined ? undefined : decodeCursor(query.cursor, ['text'])[0];
      return store.read(async (scope) => {
        const rows = await people.listUsers(scope, {
          ...(query.q === undefined ? {} : { part: query.q.toLowerCase() }),
          ...(query.role === undefined ? {} : { role: query.role }),
          ...(after === undefined ? {} : { after }),
          limit: query.limit + 1,
        });
        const page = toPage(rows, query.limit, ({ email }) => [email]);
        const { today } = await mergersOf(scope);
        return { ...page, items: page.items.map((user) => toUser(user, today)) };
      });
    },

    /** @throws DomainError not_found */
    get: (id: string): Promise<User> =>
      store.read(async (scope) => toUser(await find(scope, id), (await mergersOf(scope)).today)),

    /** Adds somebody; the same id with the same content again answers what was recorded. @throws DomainError conflict, unknown_reference */
    async create(command: NewUser, act: Act): Promise<{ user: User; created: boolean }> {
      const id = command.id ?? newId();
      const result = await perform({ store, clock }, act, async (unit) => {
        const same = command.id && (await people.userById(unit, command.id));
        if (!same) return { user: toUser(await add(unit, { ...command, id })), created: true };
        const { role, organisation, provinces, email, name } = same;
        const { id: _id, ...wanted } = command;
        if (isDeepStrictEqual(wanted, { email, name, role, organisation, provinces }))
          return { user: toUser(same), created: false };
        throw new DomainError('id_reused', `user ${id} is recorded with other content`);
      });
      forget();
      return result;
    },

    /** Changes what somebody may. @throws DomainError not_found, precondition_failed, refused for the last administrator */
    async change(id: string, to: UserChange, ifMatch: string | undefined, act: Act): Promise<User> {
      const changed = await perform({ store, clock }, act, async (unit) => {
        const user = await find(unit, id);
        if (ifMatch !== undefined)
          await requireVersion(ifMatch, user.version, 'the user', async () => toUser(user));
        await requireOrganisations(unit, { '/organisation': to.organisation ?? null });
        const now = clock.now();
        const { disabled, ...rest } = to;
        const given = Object.fromEntries(Object.entries(rest).filter(([, value]) => value !== undefined));
        const next: people.UserRow = {
          ...user,
          ...given,
          disabledAt: disabled === undefined ? user.disabledAt : disabled ? (user.disabledAt ?? now) : null,
          version: user.version + 1,
          updatedAt: now,
        };
        await refuseLastAdmin(unit, user, next);
        await people.saveUser(unit, next);
        if (next.disabledAt !== null) await deleteSessionsOf(unit, id);
        await unit.record('user', id, contentHash(to));
        return toUser(next);
      });
      forget();
      return changed;
    },

    /** Takes away the second factor of somebody who has lost it, and ends their sessions. @throws DomainError not_found */
    async dropSecondFactor(id: string, act: Act): Promise<void> {
      await perform({ store, clock }, act, async (unit) => {
        const user = await find(unit, id);
        await people.deleteSecondFactor(unit, id);
        const next = { ...user, twoFactorEnabled: false, version: user.version + 1, updatedAt: clock.now() };
        await people.saveUser(unit, next);
        await deleteSessionsOf(unit, id);
        await unit.record('second_factor', id);
      });
      forget();
    },

    /** Adds somebody and sends them a link; the link is told here this once. @throws DomainError conflict, unknown_reference */
    invite: (command: NewUser, act: Act) => invited(act, (unit) => add(unit, command)),

    /** Sends somebody another link; earlier ones work no longer. @throws DomainError not_found, refused when they may not get in */
    inviteAgain: (id: string, act: Act) => invited(act, (unit) => find(unit, id)),
  };

  async function invited(act: Act, who: (unit: Unit) => Promise<people.UserRow>) {
    const token = links.newToken();
    const url = links.linkUrl(publicUrl(), 'invitation', token);
    // Not under a key: what is kept under keys must not hold the token.
    const made = await perform({ store, clock }, { ...act, key: null }, async (unit) => {
      const user = await who(unit);
      if (user.disabledAt !== null) throw new DomainError('refused', 'this person may not sign in');
      const link = await links.makeLink(unit, {
        kind: 'invitation',
        userId: user.id,
        now: clock.now(),
        token,
      });
      await linking.sendInvitation(unit, user, url);
      await unit.record('invitation', user.id);
      return { user: toUser(user), expiresAt: toIso(link.expiresAt) };
    });
    forget();
    return { ...made, url };
  }
}

/** Somebody must be able to let people in. @throws DomainError refused */
async function refuseLastAdmin(scope: ReadScope, was: people.UserRow, next: people.UserRow): Promise<void> {
  const isOne = (user: people.UserRow) => user.role === 'admin' && user.disabledAt === null;
  if (!isOne(was) || isOne(next)) return;
  if ((await people.activeAdmins(scope)).every((id) => id === was.id))
    throw new DomainError('refused', 'this is the last administrator: make another one first');
}

/** A person as added: without a password, and not yet seen. */
export function rowOf({ id = newId(), ...person }: NewUser, now: number): people.UserRow {
  return {
    ...{ id, ...person, emailVerified: false, image: null, twoFactorEnabled: false },
    ...{ disabledAt: null, version: 1, createdAt: now, updatedAt: now },
  };
}

/** @param today what became of the organisation; without it, the one that was given */
function toUser(row: people.UserRow, today: Mergers['today'] = (organisation) => organisation): User {
  const { id, email, name, role, provinces, version } = row;
  const organisation = today(row.organisation);
  return {
    ...{ id, email, name, role, organisation, provinces, version },
    disabled: row.disabledAt !== null,
    secondFactor: row.twoFactorEnabled,
    createdAt: toIso(row.createdAt),
  };
}
