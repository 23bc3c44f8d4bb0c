import { mayAsk, type Permission, type Principal } from '../../platform/access.ts';
import type { FeedKind } from '../../platform/feed/names.ts';
import type { FeedRow } from '../../platform/feed/repo.ts';
import type { ReadScope } from '../../platform/storage/store.ts';
import type { SyncNeeds } from '../service.ts';
import { commandsAmong } from './waiting.ts';

/** One change as a screen is told it. */
export interface ToldChange {
  name: string;
  data: unknown;
}

type Teller = (
  scope: ReadScope,
  principal: Principal,
  rows: readonly FeedRow[],
) => Promise<ReadonlyMap<string, unknown>>;

/** Of each kind: how its events are called, what is needed to hear of it, and what is told of the things, by key. */
interface Kind {
  name: string;
  permission: Permission | null;
  told: Teller;
}

/** Says what changed, to somebody: of each row the thing as it is now, or nothing where it is not for him. */
export function changeTelling({ shipments, pledges, gaps, reconciliation }: SyncNeeds) {
  const keysOf = (rows: readonly FeedRow[]) => [...new Set(rows.map(({ key }) => key))];
  const byId = <T extends { id: string }>(things: readonly T[]) =>
    new Map(things.map((one) => [one.id, one]));

  const kinds: Record<FeedKind, Kind> = {
    lane: {
      name: 'cells',
      permission: 'gaps:read',
      told: (scope, _principal, rows) => gaps.lanesNow(scope, keysOf(rows)),
    },
    flag: {
      name: 'flag',
      permission: 'gaps:read',
      told: async (scope, _principal, rows) => byId(await gaps.flagsNow(scope, keysOf(rows))),
    },
    discrepancy: {
      name: 'discrepancy',
      permission: 'discrepancies:read',
      told: async (scope, principal, rows) =>
        byId(await reconciliation.cases.among(scope, principal, keysOf(rows))),
    },
    shipment: {
      name: 'shipment',
      permission: 'shipments:read',
      told: async (scope, principal, rows) => byId(await shipments.summaries(scope, principal, keysOf(rows))),
    },
    pledge: {
      name: 'pledge',
      permission: 'pledges:read',
      told: async (scope, principal, rows) => {
        const found = await pledges.among(scope, principal, keysOf(rows));
        return byId(
          found.map(({ id, reference, status, version, stages }) => ({
            ...{ id, reference, status, version, stages },
          })),
        );
      },
    },
    command: {
      name: 'command',
      permission: null,
      told: async (scope, { id }, rows) => byId(await commandsAmong(scope, keysOf(rows), id)),
    },
    // Imports tell of their progress here once there are any.
    import: { name: 'import', permission: null, told: async () => new Map() },
  };

  return async (
    scope: ReadScope,
    principal: Principal,
    rows: readonly FeedRow[],
  ): Promise<(ToldChange | undefined)[]> => {
    const told = new Map<FeedKind, ReadonlyMap<string, unknown>>();
    for (const [kind, changed] of Map.groupBy(rows, (row) => row.kind)) {
      const { permission, told: tell } = kinds[kind];
      if (permission === null || mayAsk(principal, permission))
        told.set(kind, await tell(scope, principal, changed));
    }
    return rows.map(({ kind, key, detail }) => {
      const data = told.get(kind)?.get(key);
      if (data === undefined) return undefined;
      return { name: kinds[kind].name, data: kind === 'lane' ? inMonths(data, detail?.months) : data };
    });
  };
}

/** Of a lane the cells of these months. */
function inMonths(data: unknown, months: readonly string[] | undefined): unknown {
  const lane = data as { cells: readonly { month: string }[] };
  return months === undefined
    ? lane
    : { ...lane, cells: lane.cells.filter(({ month }) => months.includes(month)) };
}
