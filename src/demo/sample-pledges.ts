import type { z } from 'zod';
import type { newPledge } from '../pledges/contract.ts';
import type { statusChange } from '../pledges/contract/changes.ts';
import { dayFrom } from './days.ts';
import { demoId } from './ids.ts';
import type { SamplePledge } from './story/telling.ts';

export type PledgeCommand = z.input<typeof newPledge>;

/** Where an organisation of the demo is registered, by the name or key it is known under. */
export type OrganisationIds = (name: string) => string;

export const pledgeIdOf = (reference: string): string => demoId('pledge', reference);
export const pledgeLineIdOf = (reference: string, line: number): string =>
  demoId('pledge line', reference, line);

/** A sample pledge as the API takes it. `firstReportedOn` is the anchor itself: the day the story is told from. */
export function samplePledgeCommand(
  pledge: SamplePledge,
  anchor: string,
  organisationOf: OrganisationIds,
): PledgeCommand {
  const { reference, donor, recipient, decided, expected, expires, became: _, lines, ...terms } = pledge;
  const decidedOn = dayFrom(anchor, decided);
  return {
    ...terms,
    id: pledgeIdOf(reference),
    reference,
    donor: organisationOf(donor),
    recipient: recipient === null ? null : organisationOf(recipient),
    decidedOn,
    firstReportedOn: anchor,
    expectedBy: expected === null ? null : dayFrom(anchor, expected),
    ...(expires === undefined ? {} : { expiresOn: dayFrom(anchor, expires) }),
    rateDate: decidedOn,
    lines: lines.map((line, index) => ({ id: pledgeLineIdOf(reference, index), ...line })),
    // Several pledges of one invented donor resemble each other: they are different.
    duplicateAnswer: 'different',
  };
}

/** What a sample pledge came to be, as the API takes it, in order. */
export function statusCommands(
  { reference, became = [] }: SamplePledge,
  anchor: string,
): z.input<typeof statusChange>[] {
  return became.map(({ to, day }) => ({
    id: demoId('pledge status', reference, to),
    to,
    on: dayFrom(anchor, day),
  }));
}
