import { toIso } from '../platform/calendar.ts';
import { fromMilli } from '../platform/quantity.ts';
import type { PledgeVersion } from './contract/changes.ts';
import type { PledgeRow } from './repo.ts';
import type { PledgeLineVersionRow, PledgeVersionRow } from './repo/changes.ts';
import { toUsdCents } from './rules/money.ts';

/** A version that no longer stands, with the lines that were changed when it ended. */
export function toVersion(
  row: PledgeVersionRow,
  lines: readonly PledgeLineVersionRow[],
  { currency }: PledgeRow,
): PledgeVersion {
  const { version, reference, recipient, flowType, earmarking, supersededBy } = row;
  const { firstReportedOn, expectedBy, expiresOn, plan, usageYear, rateDate } = row;
  return {
    ...{ version, reference, recipient, flowType, earmarking },
    ...{ firstReportedOn, expectedBy, expiresOn, plan, usageYear, rateDate },
    ratePerUsd: Number(row.ratePerUsd),
    attachments: row.attachments ?? [],
    lines: lines.map(({ line, sector, province, item, quantityMilli, amountMinor }) => ({
      ...{ id: line, sector, province, item },
      quantity: quantityMilli === null ? null : fromMilli(quantityMilli),
      amount: amountMinor,
      amountUsd: amountMinor === null ? null : toUsdCents(amountMinor, currency, row.ratePerUsd),
    })),
    supersededAt: toIso(row.supersededAt),
    supersededBy,
  };
}
