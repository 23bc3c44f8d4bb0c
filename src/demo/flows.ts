/**
 * Real money for Afghanistan in 2026 as OCHA FTS reports it, flow by flow. FTS knows no province, and most of its clusters
 * are none of our sectors: such money goes to `unallocated`, where it is shown and never spread.
 */
import { z } from 'zod';
import { cell, readReferenceTable } from '../platform/reference-table.ts';
import { type OrganisationIds, pledgeIdOf, pledgeLineIdOf, type PledgeCommand } from './sample-pledges.ts';

const flowRow = z.object({
  flow_id: cell.text,
  plan: cell.text,
  donor: cell.text,
  /** Empty while FTS knows none. */
  recipient: cell.maybeText,
  clusters: cell.texts,
  status: z.enum(['pledge', 'commitment', 'paid']),
  amount_usd: cell.count,
  flow_date: cell.text,
  reference: cell.maybeText,
  as_of: cell.text,
  source: cell.text,
});
type Flow = Readonly<z.output<typeof flowRow>>;

const organisationRow = z.object({
  name: cell.text,
  kind: z.enum(['donor', 'un', 'ngo']),
  country: cell.maybeText,
});

const table = (name: string): URL => new URL(`data/${name}.csv`, import.meta.url);

export const ftsFlows: readonly Flow[] = readReferenceTable(table('fts-flows-2026'), flowRow);
/** The donors and recipients of the flows; their kinds are our own reading. */
export const ftsOrganisations = readReferenceTable(table('fts-organisations'), organisationRow);

type PledgeSector = PledgeCommand['lines'][number]['sector'];
const SECTOR_OF_CLUSTER: Readonly<Record<string, PledgeSector>> = {
  'Food Security': 'food_security',
  Education: 'education',
};

/** The sector of money for one cluster that is ours; several clusters share it in proportions nobody has said. */
function sectorOfClusters(clusters: readonly string[]): PledgeSector {
  const [only, ...others] = clusters;
  if (only === undefined || others.length > 0) return 'unallocated';
  return SECTOR_OF_CLUSTER[only] ?? 'unallocated';
}

/** A flow as the API takes it: whole, in its own status, with no province and no date of arrival. */
export function flowCommand(flow: Flow, organisationOf: OrganisationIds): PledgeCommand {
  const reference = `FTS-${flow.flow_id}`;
  return {
    id: pledgeIdOf(reference),
    reference,
    donor: organisationOf(flow.donor),
    recipient: flow.recipient === null ? null : organisationOf(flow.recipient),
    status: flow.status,
    contributionType: 'financial',
    decidedOn: flow.flow_date,
    plan: flow.plan,
    currency: 'USD',
    ratePerUsd: 1,
    rateDate: flow.flow_date,
    lines: [
      {
        id: pledgeLineIdOf(reference, 0),
        sector: sectorOfClusters(flow.clusters),
        amount: flow.amount_usd * 100,
      },
    ],
    // Each has a number of its own at FTS, however alike two of them are.
    duplicateAnswer: 'different',
  };
}
