/** What somebody may, for whom and where. */
import type { User } from '../../../accounts/contract/people.ts';
import type { Role } from './roles.ts';

export interface Charge {
  name: string;
  role: Role;
  organisation: string | null;
  /** Null: all of them. */
  provinces: readonly string[] | null;
}

const FIELDS = ['name', 'role', 'organisation', 'provinces'] as const;

export const chargeOf = ({ name, role, organisation, provinces }: User): Charge => ({
  ...{ name, role, organisation, provinces },
});

const said = (charge: Charge, field: keyof Charge) => JSON.stringify(charge[field]);

/** The fields in which two differ. */
export const differing = (a: Charge, b: Charge): (keyof Charge)[] =>
  FIELDS.filter((field) => said(a, field) !== said(b, field));

/** What to send, to be set on top of whatever else was changed: what was written here alone. */
export function changeFrom(before: Charge, charge: Charge) {
  const { provinces, ...rest } = charge;
  const whole = { ...rest, provinces: provinces === null ? null : [...provinces] };
  return Object.fromEntries(differing(before, charge).map((field) => [field, whole[field]])) as Partial<
    typeof whole
  >;
}
