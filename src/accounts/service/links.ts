import { randomBytes } from 'node:crypto';
import { queueMail } from '../../notify/mail.ts';
import { type Act, perform } from '../../platform/acts/act.ts';
import { principalOfUser } from '../../platform/auth/principal.ts';
import { DomainError } from '../../platform/errors.ts';
import { newId } from '../../platform/ids.ts';
import { addOutbox } from '../../platform/queue/outbox/repo.ts';
import type { WriteScope } from '../../platform/storage/store.ts';
import { invitationMail, resetMail } from '../mail-texts.ts';
import * as links from '../repo/links.ts';
import * as people from '../repo/people.ts';
import type { LinkKind } from '../tables.ts';
import { tokenHashOf } from './directory.ts';
import { acceptedPassword, setPassword } from './new-password.ts';
import type { PeopleNeeds } from './people.ts';

const HOUR_MS = 3_600_000;
const LASTS_MS: Record<LinkKind, number> = {
  invitation: 7 * 24 * HOUR_MS,
  password_reset: HOUR_MS,
  set_up: 24 * HOUR_MS,
};
/** Whoever asks again and again has one mail sent in so long. */
const RESET_PAUSE_MS = 120_000;

/** The page of the app that a link opens. What opens the account is after the #: no server and no proxy gets to log it. */
const PAGES: Record<LinkKind, string> = {
  invitation: 'invitation',
  password_reset: 'reset-password',
  set_up: 'set-up',
};
export const linkUrl = (base: string, kind: LinkKind, token: string): string =>
  `${base}/${PAGES[kind]}#${token}`;

const doesNotWork = () =>
  new DomainError('not_found', 'This link does not work, or no longer: ask for a new one.');

/** Makes a link; those of its kind that the person had work no longer. The token is told here and never again. */
export async function makeLink(
  scope: WriteScope,
  { kind, userId, now, token }: { kind: LinkKind; userId: string | null; now: number; token: string },
): Promise<{ expiresAt: number }> {
  const expiresAt = now + LASTS_MS[kind];
  await links.useUpLinks(scope, { kinds: [kind], userId, now });
  const tokenHash = tokenHashOf(token);
  await links.insertLink(scope, {
    id: newId(),
    kind,
    tokenHash,
    userId,
    createdAt: now,
    expiresAt,
    usedAt: null,
  });
  return { expiresAt };
}

/** 256 bits: nobody finds one by trying. */
export const newToken = (): string => randomBytes(32).toString('base64url');

/** The link behind a token, if it still works. @throws DomainError not_found, in the same words whatever is wrong with it */
async function workingLink(
  scope: WriteScope,
  kind: LinkKind,
  token: string,
  now: number,
): Promise<links.LinkRow> {
  const link = await links.linkByHash(scope, tokenHashOf(token));
  if (!link || link.kind !== kind || link.usedAt !== null || link.expiresAt <= now) throw doesNotWork();
  return link;
}

/** Links by which people set a password: invitations, forgotten passwords, the first administrator. */
export function accountLinking({ store, clock, forget, publicUrl }: PeopleNeeds) {
  /** Carries out what somebody does who proves nothing but the link. */
  const actOf = (user: people.UserRow, operation: string, requestId: string): Act => ({
    principal: principalOfUser(user),
    ...{ operation, requestId, key: null },
  });

  async function personBehind(kind: LinkKind, token: string): Promise<people.UserRow> {
    const user = await store.read(async (scope) => {
      const link = await links.linkByHash(scope, tokenHashOf(token));
      const usable = link && link.kind === kind && link.usedAt === null && link.expiresAt > clock.now();
      return usable && link.userId !== null ? people.userById(scope, link.userId) : undefined;
    });
    if (!user || user.disabledAt !== null) throw doesNotWork();
    return user;
  }

  async function open(
    kind: 'invitation' | 'password_reset',
    { token, password, name }: { token: string; password: string; name?: string | undefined },
    asked: { operation: string; requestId: string },
  ): Promise<{ email: string }> {
    const user = await personBehind(kind, token);
    const stored = await acceptedPassword(password, user);
    await perform({ store, clock }, actOf(user, asked.operation, asked.requestId), async (unit) => {
      const now = clock.now();
      const { userId } = await workingLink(unit, kind, token, now);
      const current = await people.userById(unit, userId ?? '');
      if (!current || current.disabledAt !== null) throw doesNotWork();
      await links.useUpLinks(unit, { kinds: ['invitation', 'password_reset'], userId, now });
      await people.saveUser(unit, {
        ...current,
        // Whoever has the link has the mailbox.
        ...{ emailVerified: true, name: name ?? current.name, updatedAt: now },
      });
      await setPassword(unit, current, { password: stored, now });
      await unit.record('password', current.id);
    });
    forget();
    return { email: user.email };
  }

  return {
    acceptInvitation: (
      command: { token: string; password: string; name?: string | undefined },
      requestId: string,
    ) => open('invitation', command, { operation: 'acceptInvitation', requestId }),

    resetPassword: (command: { token: string; password: string }, requestId: string) =>
      open('password_reset', command, { operation: 'resetPassword', requestId }),

    /** Notes that somebody asked for a new password. Whether there is such an account is looked up later: here every address costs the same. */
    requestReset: (email: string): Promise<void> =>
      store.write((scope) => {
        const message = { id: newId(), topic: 'password_reset', key: email, payload: {} };
        return addOutbox(scope, { ...message, availableAt: clock.now() });
      }),

    /** Sends a link to whoever has this address, unless nobody has, or one is on its way. */
    sendReset: (email: string, id: string): Promise<void> =>
      store.write(async (scope) => {
        const now = clock.now();
        const user = await people.userByEmail(scope, email);
        if (!user || user.disabledAt !== null) return;
        const sent = await links.unusedLinksOf(scope, 'password_reset', user.id);
        if (sent.some(({ createdAt }) => now - createdAt < RESET_PAUSE_MS)) return;
        const token = newToken();
        await makeLink(scope, { kind: 'password_reset', userId: user.id, now, token });
        const url = linkUrl(publicUrl(), 'password_reset', token);
        await queueMail(scope, now, { ...resetMail(user, url), id: `${id}-mail` });
      }),

    /** Sends the link of an invitation, in the unit of work that makes the link. */
    sendInvitation: (scope: WriteScope, user: people.UserRow, url: string): Promise<void> =>
      queueMail(scope, clock.now(), invitationMail(user, url)),

    /** The link under which the first administrator is made; undefined once there is anybody. Earlier ones work no longer. */
    setUpLink: (): Promise<string | undefined> =>
      store.write(async (scope) => {
        if ((await people.userCount(scope)) > 0) return undefined;
        const token = newToken();
        await makeLink(scope, { kind: 'set_up', userId: null, now: clock.now(), token });
        return linkUrl(publicUrl(), 'set_up', token);
      }),

    /** Uses up the link for the first administrator. @throws DomainError not_found */
    useSetUpLink: async (scope: WriteScope, token: string): Promise<void> => {
      const now = clock.now();
      await workingLink(scope, 'set_up', token, now);
      if ((await people.userCount(scope)) > 0) throw doesNotWork();
      await links.useUpLinks(scope, { kinds: ['set_up'], userId: null, now });
    },
  };
}
