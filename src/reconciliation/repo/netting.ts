import { type Authorized, following, listed, type Visible } from '../../access/authorized.ts';
import { and, desc, eq, inArray, lt, or } from '../../platform/storage/drizzle.ts';
import type { Row } from '../../platform/storage/columns.ts';
import { deleteBy, insertRows, selectBy, upsertRow } from '../../platform/storage/statements.ts';
import type { ReadScope, WriteScope } from '../../platform/storage/store.ts';
import { nettingKey, type NettingLine } from '../rules/netting.ts';
import { nettingHints, nettingLines } from '../tables.ts';

export type HintRow = Row<typeof nettingHints>;

/** A hint that is withdrawn says nothing any more. */
const LIVE_STATES = ['proposed', 'accepted', 'dismissed'] as const;

type Key = Pick<NettingLine, 'place' | 'item'>;

/** What came too many or too few of, by shipment. */
export async function nettingLinesOf(
  scope: ReadScope,
  shipments: readonly string[],
): Promise<Map<string, NettingLine[]>> {
  const rows = await selectBy(scope, nettingLines, { shipment: shipments });
  return Map.groupBy(rows, ({ shipment }) => shipment);
}

export async function replaceNettingLines(
  scope: WriteScope,
  shipments: readonly string[],
  made: readonly NettingLine[],
): Promise<void> {
  await deleteBy(scope, nettingLines, { shipment: shipments });
  await insertRows(scope, nettingLines, made);
}

export function linesAt(scope: ReadScope, { place, item }: Key): Promise<NettingLine[]> {
  return selectBy(scope, nettingLines, { place, item });
}

/** The hints of an item at a destination that are not withdrawn. */
export function hintsAt(scope: ReadScope, { place, item }: Key): Promise<HintRow[]> {
  return selectBy(scope, nettingHints, { place, item, state: LIVE_STATES });
}

/** The shipments that a hint is about, and nothing else of it: by that it is decided who sees it. */
export async function endsOfHint(scope: ReadScope, id: string): Promise<[string, string] | undefined> {
  const [row] = await selectBy(scope, nettingHints, { id });
  return row && [row.excessShipment, row.shortShipment];
}

export async function hintRow(scope: ReadScope, id: Authorized<'hint'>): Promise<HintRow | undefined> {
  const [row] = await selectBy(scope, nettingHints, { id });
  return row;
}

export function saveHint(scope: WriteScope, id: Authorized<'hint', 'change'>, row: HintRow): Promise<void> {
  return upsertRow(scope, nettingHints, ['id'], { ...row, id });
}

/** What accepted hints explain of lines that came short, in thousandths, by line. */
export async function nettedOf(
  scope: ReadScope,
  shipmentLines: readonly string[],
): Promise<Map<string, number>> {
  const rows = await selectBy(scope, nettingHints, { shortLine: shipmentLines, state: 'accepted' });
  const netted = new Map<string, number>();
  for (const { shortLine, quantityMilli } of rows)
    netted.set(shortLine, (netted.get(shortLine) ?? 0) + quantityMilli);
  return netted;
}

/** What accepted hints explain of one line, on its side. */
export async function nettedOfLine(
  scope: ReadScope,
  side: NettingLine['side'],
  shipment: string,
  line: string,
): Promise<number> {
  const rows = await (side === 'short'
    ? selectBy(scope, nettingHints, { shortShipment: shipment, shortLine: line, state: 'accepted' })
    : selectBy(scope, nettingHints, { excessShipment: shipment, excessLine: line, state: 'accepted' }));
  return rows.reduce((sum, { quantityMilli }) => sum + quantityMilli, 0);
}

export async function listHints(
  scope: ReadScope,
  filter: {
    shipments: Visible<'shipment'>;
    state?: HintRow['state'] | undefined;
    item?: string | undefined;
    province?: string | undefined;
    after?: readonly [number, string] | undefined;
    limit: number;
  },
): Promise<(HintRow & { id: Authorized<'hint'> })[]> {
  const rows = scope.of(nettingHints);
  const { shipments, state, item, province, after, limit } = filter;
  const visible = following<'hint'>(
    (on) => and(shipments.on(on, rows.excessShipment), shipments.on(on, rows.shortShipment)),
    shipments,
  );
  const found = await scope.db
    .select()
    .from(rows)
    .where(
      and(
        visible.on(scope, rows.id),
        inArray(rows.state, state === undefined ? [...LIVE_STATES] : [state]),
        item === undefined ? undefined : eq(rows.item, item),
        province === undefined ? undefined : eq(rows.province, province),
        after === undefined
          ? undefined
          : or(lt(rows.proposedAt, after[0]), and(eq(rows.proposedAt, after[0]), lt(rows.id, after[1]))),
      ),
    )
    .orderBy(desc(rows.proposedAt), desc(rows.id))
    .limit(limit);
  return listed(visible, found);
}

/** Keys under which there are lines or hints, in order: as many as there are items short or too many somewhere. */
export async function nettingKeys(scope: ReadScope): Promise<string[]> {
  const keys = new Set<string>();
  for (const rows of [scope.of(nettingLines), scope.of(nettingHints)]) {
    const found = await scope.db.selectDistinct({ place: rows.place, item: rows.item }).from(rows);
    for (const key of found) keys.add(nettingKey(key));
  }
  return [...keys].sort();
}
