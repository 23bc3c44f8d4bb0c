import type { PledgeStatus } from '../../../pledges/contract.ts';
import type { Tone } from '../../ui/plain.tsx';

const TONES: Readonly<Record<PledgeStatus, Tone>> = {
  pledge: 'plain',
  commitment: 'good',
  paid: 'good',
  cancelled: 'bad',
  expired: 'warn',
};

/** The tone only repeats what the word says. */
export const toneOf = (status: PledgeStatus): Tone => TONES[status];
