import type { Principal } from '../../platform/access.ts';
import { toIso } from '../../platform/calendar.ts';
import { contentHash } from '../../platform/content.ts';
import { encodePlace } from '../../platform/feed/cursor.ts';
import { changesSince, keptPlace, placeNow, placeOf } from '../../platform/feed/feed.ts';
import { type FeedOutlook, feedOutlook, type FeedRow } from '../../platform/feed/repo.ts';
import type { ReadScope } from '../../platform/storage/store.ts';
import type { Shipment } from '../../shipments/contract.ts';
import { isClosed } from '../../shipments/service.ts';
import type { Pulled } from '../contract/pull.ts';
import { decodePull, encodePull, type PullState } from '../rules/pull-cursor.ts';
import type { SyncNeeds } from '../service.ts';
import { digestOf, referenceOf } from './reference.ts';
import { commandsAmong, waitingCommands } from './waiting.ts';

/** A page ends when it is about so long: on 2G that is a minute. */
const PAGE_BYTES = 256 * 1024;
/** So many changes are looked through for a page. */
const CHANGES_READ = 500;
/** Sorts before every id: nothing was sent yet. */
const START = '0';

interface Part {
  shipments: Shipment[];
  gone: string[];
  commands: Pulled['commands'];
  next: Pick<PullState, 'place' | 'after'>;
  more: boolean;
  left: number;
}

/** What phones carry: everything first, then what has changed. */
export function pulling({ store, clock, shipments: { pulling: cargo } }: SyncNeeds) {
  /** The whole of what somebody is concerned with, in the order of ids; whatever changes meanwhile is told afterwards. */
  async function everything(
    scope: ReadScope,
    principal: Principal,
    state: PullState,
    limit: number,
  ): Promise<Part> {
    const from = state.after ?? START;
    const ids = (await cargo.openAfter(scope, principal, from, limit + 1)).slice(0, limit);
    const whole = await cargo.whole(scope, principal, ids);
    const shipments = fitting(ids.flatMap((id) => whole.get(id) ?? []));
    const last = shipments.at(-1)?.id ?? from;
    const left = await cargo.countOpenAfter(scope, principal, last);
    return {
      shipments,
      gone: [],
      commands: from === START ? await waitingCommands(scope, principal.id) : [],
      next: { place: state.place, after: left > 0 ? last : null },
      more: left > 0,
      left,
    };
  }

  async function changes(
    scope: ReadScope,
    principal: Principal,
    outlook: FeedOutlook,
    state: PullState,
    limit: number,
  ): Promise<Part> {
    const read = await changesSince(scope, outlook, keptPlace(state.place, outlook)!, CHANGES_READ);
    const keysOf = (rows: readonly FeedRow[], kind: FeedRow['kind']) => [
      ...new Set(rows.flatMap((row) => (row.kind === kind ? [row.key] : []))),
    ];
    const changed = keysOf(read.rows, 'shipment');
    const whole = await cargo.whole(scope, principal, changed);
    const open = fitting(
      changed.flatMap((id) => whole.get(id) ?? []).filter((shipment) => !isClosed(shipment)),
    ).slice(0, limit);
    // What does not fit is told by the next page, with everything that came after it.
    const told = new Set(open.map(({ id }) => id));
    const isLeft = ({ kind, key }: FeedRow) => {
      const shipment = kind === 'shipment' ? whole.get(key) : undefined;
      return shipment !== undefined && !isClosed(shipment) && !told.has(key);
    };
    const cut = read.rows.findIndex(isLeft);
    const rows = cut === -1 ? read.rows : read.rows.slice(0, cut);
    const last = rows.at(-1);
    const within = new Set(keysOf(rows, 'shipment'));
    const gone = rows.flatMap(({ kind, key, detail }) => {
      if (kind !== 'shipment') return [];
      const shipment = whole.get(key);
      if (shipment) return isClosed(shipment) ? [key] : [];
      return cargo.wasConcerned(principal, detail?.left ?? []) ? [key] : [];
    });
    return {
      shipments: open.filter(({ id }) => within.has(id)),
      gone: [...new Set(gone)],
      commands: await commandsAmong(scope, keysOf(rows, 'command'), principal.id),
      next: {
        place:
          cut === -1 ? encodePlace(read.place) : last ? encodePlace(placeOf(outlook, last)) : state.place,
        after: null,
      },
      more: cut !== -1 || read.more,
      left: new Set(read.rows.filter(isLeft).map(({ key }) => key)).size,
    };
  }

  return (
    principal: Principal,
    { cursor, limit }: { cursor?: string | undefined; limit: number },
  ): Promise<Pulled> =>
    store.read(async (scope) => {
      const outlook = await feedOutlook(scope);
      const known = cursor === undefined ? undefined : knownState(cursor, principal, outlook);
      const charge = chargeOf(principal);
      const digest = digestOf(principal);
      const state = known ?? {
        ...{ charge, reference: '', after: START },
        place: encodePlace(placeNow(outlook)),
      };
      const part =
        state.after === null
          ? await changes(scope, principal, outlook, state, limit)
          : await everything(scope, principal, state, limit);
      const { shipments, gone, commands, more, left } = part;
      const page = {
        cursor: encodePull({ charge, reference: digest, ...part.next }),
        ...{ reset: known === undefined, more, shipments, gone },
        reference: state.reference === digest ? null : referenceOf(principal),
        commands,
        remaining: { shipments: left, bytes: left * meanBytes(shipments) },
        asOf: toIso(clock.now()),
      };
      return { ...page, bytes: bytesWith(page) };
    });
}

/** The state of a cursor, if everything since is still known, and whoever asks may see what he saw then. */
function knownState(cursor: string, principal: Principal, outlook: FeedOutlook): PullState | undefined {
  const state = decodePull(cursor);
  if (!state || state.charge !== chargeOf(principal)) return undefined;
  return keptPlace(state.place, outlook) ? state : undefined;
}

function chargeOf(principal: Principal): string {
  const { role, organisation, provinces, merged } = principal;
  const charge = { role, organisation, provinces: provinces?.toSorted() ?? '*' };
  return contentHash(merged ? { ...charge, merged: merged.toSorted() } : charge).slice(0, 12);
}

const lengthOf = (value: unknown): number => Buffer.byteLength(JSON.stringify(value));

/** As many as fit a page; one at least, for otherwise nobody would get further. */
function fitting(shipments: readonly Shipment[]): Shipment[] {
  let bytes = 0;
  const end = shipments.findIndex((shipment, at) => {
    bytes += lengthOf(shipment);
    return at > 0 && bytes > PAGE_BYTES;
  });
  return shipments.slice(0, end === -1 ? shipments.length : end);
}

const meanBytes = (shipments: readonly Shipment[]): number =>
  shipments.length === 0 ? 0 : Math.round(lengthOf(shipments) / shipments.length);

/** The length of a page in which its own length stands. */
function bytesWith(page: object): number {
  const without = lengthOf({ ...page, bytes: 0 }) - 1;
  const digits = String(without).length;
  return without + String(without + digits).length;
}
