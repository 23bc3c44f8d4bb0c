import type { GapsService } from '../gaps/service.ts';
import type { NeedsService } from '../needs/service.ts';
import { toIso } from '../platform/calendar.ts';
import type { Clock } from '../platform/clock.ts';
import { bind, type BoundRoute } from '../platform/http/contract.ts';
import type { PledgesService } from '../pledges/service.ts';
import type { ReconciliationService } from '../reconciliation/service.ts';
import type { ShipmentsService } from '../shipments/service.ts';
import * as contract from './contract.ts';
import { allPages, csvOf } from './csv.ts';
import * as files from './rules/files.ts';

interface Sources {
  gaps: GapsService;
  needs: NeedsService;
  pledges: PledgesService;
  shipments: ShipmentsService;
  reconciliation: ReconciliationService;
  clock: Clock;
}

/** A file to be kept under this name; nothing on the way keeps it. */
const named = (name: string) => ({
  'content-disposition': `attachment; filename="${name}.csv"`,
  'cache-control': 'no-store',
});

/** What is shown, as files. Each goes through the list it shows: one place decides who sees what. */
export function exchangeRoutes({
  gaps,
  needs,
  pledges,
  shipments,
  reconciliation,
  clock,
}: Sources): BoundRoute[] {
  const now = () => toIso(clock.now());
  return [
    bind(contract.exportGaps, async ({ query: { bom, hxl, ...filter } }) => {
      const { asOf, cells } = await gaps.report(filter);
      const columns = files.told(files.GAPS, asOf, 'report');
      const body = csvOf(columns, () => inChunks(cells), { bom, hxl });
      return { status: 200, body, headers: named('gaps') };
    }),
    bind(contract.exportNeeds, async ({ query: { bom, hxl, ...filter } }) => {
      const columns = files.told(files.NEEDS, now(), 'report');
      const pages = (gone: AbortSignal) => allPages((page) => needs.list({ ...filter, ...page }), gone);
      return { status: 200, body: csvOf(columns, pages, { bom, hxl }), headers: named('needs') };
    }),
    bind(contract.exportPledges, async ({ query: { bom, hxl, ...filter }, principal }) => {
      const columns = files.told(files.PLEDGE_LINES, now(), 'circle');
      const lines = async (page: { limit: number; cursor?: string | undefined }) => {
        const { items, nextCursor } = await pledges.list({ ...filter, ...page }, principal);
        return {
          items: items.flatMap((pledge) => pledge.lines.map((line) => ({ pledge, line }))),
          nextCursor,
        };
      };
      const body = csvOf(columns, (gone) => allPages(lines, gone), { bom, hxl });
      return { status: 200, body, headers: named('pledges') };
    }),
    bind(contract.exportShipments, async ({ query: { bom, hxl, ...filter }, principal }) => {
      const columns = files.told(files.SHIPMENTS, now(), 'circle');
      const pages = (gone: AbortSignal) =>
        allPages((page) => shipments.list({ ...filter, ...page }, principal), gone);
      return { status: 200, body: csvOf(columns, pages, { bom, hxl }), headers: named('shipments') };
    }),
    bind(contract.exportDiscrepancies, async ({ query: { bom, hxl, ...filter }, principal }) => {
      const columns = files.told(files.DISCREPANCIES, now(), 'circle');
      const pages = (gone: AbortSignal) =>
        allPages((page) => reconciliation.cases.list({ ...filter, ...page }, principal), gone);
      return { status: 200, body: csvOf(columns, pages, { bom, hxl }), headers: named('discrepancies') };
    }),
  ];
}

const ROWS_IN_CHUNK = 500;

async function* inChunks<T>(rows: readonly T[]): AsyncGenerator<readonly T[]> {
  for (let from = 0; from < rows.length; from += ROWS_IN_CHUNK) yield rows.slice(from, from + ROWS_IN_CHUNK);
}
