import type { PledgeStatus } from '../../../pledges/contract.ts';

export type Step = 'commitment' | 'paid' | 'cancelled';

const STEPS: Readonly<Record<PledgeStatus, readonly Step[]>> = {
  pledge: ['commitment', 'paid', 'cancelled'],
  commitment: ['paid', 'cancelled'],
  paid: ['cancelled'],
  expired: ['cancelled'],
  cancelled: [],
};

/** What can become of a pledge: it only goes forward, and going back is a void. */
export const stepsFrom = (status: PledgeStatus): readonly Step[] => STEPS[status];
