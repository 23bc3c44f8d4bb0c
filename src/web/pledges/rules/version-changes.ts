/** What each change of a pledge changed: a version says what stood before it, the next one or the pledge itself what stood after. */
import type { Pledge } from '../../../pledges/contract.ts';
import type { PledgeVersion } from '../../../pledges/contract/changes.ts';

export const HEAD_FIELDS = [
  'reference',
  'recipient',
  'earmarking',
  'flowType',
  'firstReportedOn',
  'expectedBy',
  'expiresOn',
  'plan',
  'usageYear',
  'ratePerUsd',
  'rateDate',
] as const;
export type HeadField = (typeof HEAD_FIELDS)[number];
type Value = string | number | null;

export interface VersionChange {
  version: number;
  at: string;
  by: string;
  fields: { field: HeadField; before: Value; after: Value }[];
  /** The lines it changed, as they stood. */
  lines: PledgeVersion['lines'];
  attachmentsChanged: boolean;
}

/** @param versions the newest first, as the service lists them */
export function changesOf(pledge: Pledge, versions: readonly PledgeVersion[]): VersionChange[] {
  return versions.map((version, index) => {
    const after: Pick<Pledge, HeadField> = versions[index - 1] ?? pledge;
    const filesAfter = versions[index - 1]?.attachments ?? pledge.attachments.map(({ hash }) => hash);
    return {
      version: version.version,
      at: version.supersededAt,
      by: version.supersededBy,
      fields: HEAD_FIELDS.filter((field) => version[field] !== after[field]).map((field) => ({
        field,
        before: version[field],
        after: after[field],
      })),
      lines: version.lines,
      attachmentsChanged: version.attachments.join() !== filesAfter.join(),
    };
  });
}
