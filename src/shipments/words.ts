/** What people call the words cargo is described with, in each language: for paper, and for any screen. Nothing of the server is in it. */
import type { Language } from '../platform/http/language.ts';
import type { ReasonCode, Responsibility, ShipmentStatus, Standing } from './rules/codes.ts';
import { en } from './words/en.ts';
import { fa } from './words/fa.ts';
import { ps } from './words/ps.ts';

export interface CargoWords {
  /** Why goods were damaged, missing, in excess, lost or returned. */
  reasons: Record<ReasonCode, string>;
  /** With whom it happened. */
  responsibilities: Record<Responsibility, string>;
  statuses: Record<ShipmentStatus, string>;
  /** Whether an event counts. */
  standings: Record<Standing, string>;
}

export const cargoWords: Readonly<Record<Language, CargoWords>> = { en, fa, ps };
