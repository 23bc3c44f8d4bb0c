import { hashPassword } from '../../platform/auth/password-hash.ts';
import { deleteSessionsOf } from '../../platform/auth/repo.ts';
import { DomainError } from '../../platform/errors.ts';
import { newId } from '../../platform/ids.ts';
import type { WriteScope } from '../../platform/storage/store.ts';
import { commonPasswords } from '../common-passwords.ts';
import * as people from '../repo/people.ts';
import { passwordFault } from '../rules/password.ts';

/** A password that may be set, as it is stored. @throws DomainError refused, saying why */
export async function acceptedPassword(
  password: string,
  person: { email: string; name: string },
  pointer = '/password',
): Promise<string> {
  const detail = passwordFault(password, person, commonPasswords());
  if (detail !== null) {
    throw new DomainError('refused', `The password ${detail}.`, {
      errors: [{ pointer, code: 'weak_password', detail }],
    });
  }
  return hashPassword(password);
}

/** Sets a person's password. Every session ends, for whoever knew the old one may be in one; so does the wait after wrong codes. */
export async function setPassword(
  scope: WriteScope,
  { id: userId }: people.UserRow,
  { password, now, kept }: { password: string; now: number; kept?: string | undefined },
): Promise<void> {
  await people.savePassword(scope, {
    ...{ id: newId(), accountId: userId, providerId: 'credential', userId, password },
    ...{ accessToken: null, refreshToken: null, idToken: null, scope: null },
    ...{ accessTokenExpiresAt: null, refreshTokenExpiresAt: null, createdAt: now, updatedAt: now },
  });
  await people.unlockSecondFactor(scope, userId);
  if (kept === undefined) return deleteSessionsOf(scope, userId);
  const others = (await people.sessionsOf(scope, userId)).filter(({ id }) => id !== kept);
  await people.deleteSessions(
    scope,
    others.map(({ id }) => id),
  );
}
