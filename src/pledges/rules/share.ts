import type { FieldError } from '../../platform/errors.ts';
import type { FieldCode } from '../../platform/field-codes.ts';

/** A link to a pledge, as far as time and people have to do with it. Days are Kabul's. */
export interface Link {
  expiresOn: string;
  revokedAt: number | null;
}

/** Whether a link works on a day: on its last day it still does. */
export function works({ expiresOn, revokedAt }: Link, today: string): boolean {
  return revokedAt === null && today <= expiresOn;
}

/** Why a link cannot last until a day: it is over, or more than a year ahead, when nobody remembers who holds it. */
export function checkExpiry(expiresOn: string, today: string): FieldError[] {
  const at = (code: FieldCode, detail: string): FieldError[] => [{ pointer: '/expiresOn', code, detail }];
  if (expiresOn < today) return at('past', `${expiresOn} is over: the link would never work`);
  const latest = `${Number(today.slice(0, 4)) + 1}${today.slice(4)}`;
  return expiresOn > latest ? at('too_far', `a link lasts at most a year, until ${latest}`) : [];
}
