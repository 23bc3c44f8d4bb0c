import { isInChargeOf } from '../../access/rules.ts';
import { type Act, perform } from '../../platform/acts/act.ts';
import { monthOf, toIso } from '../../platform/calendar.ts';
import type { Clock } from '../../platform/clock.ts';
import { contentHash } from '../../platform/content.ts';
import { DomainError } from '../../platform/errors.ts';
import { newId } from '../../platform/ids.ts';
import { requireVersion } from '../../platform/precondition.ts';
import { appendFeed } from '../../platform/feed/repo.ts';
import type { ReadScope, Store, WriteScope } from '../../platform/storage/store.ts';
import type { GapFlag } from '../contract/flags.ts';
import type { LaneCellRow } from '../repo.ts';
import * as repo from '../repo/flags.ts';
import { flagMonths } from '../rules/flag.ts';
import {
  afterFlagCommand,
  checkFlagCommand,
  FLAG_HAPPENING_OF,
  type FlagCommand,
  flagVerdict,
} from '../rules/flag-case.ts';

/** Who opens and closes flags when the cells of a lane do. */
const BY_CELLS = 'gaps';

export interface FlagFilter {
  state?: GapFlag['state'] | undefined;
  owner?: string | undefined;
  provinces?: readonly string[] | undefined;
  sector?: string | undefined;
}

/** Flags of lanes as people see and handle them. */
export function flagHandling({ store, clock }: { store: Store; clock: Clock }) {
  return {
    flags: (filter: FlagFilter): Promise<GapFlag[]> =>
      store.read(async (scope) => toFlags(scope, await repo.listFlags(scope, filter))),

    /** @throws DomainError not_found */
    flag: (id: string): Promise<GapFlag> => store.read((scope) => readFlag(scope, id)),

    /**
     * Carries out a command about a flag. A comment needs no `ifMatch`: it overwrites nothing.
     *
     * @throws DomainError not_found, precondition_required, precondition_failed with the flag as `current`, refused
     */
    handleFlag(id: string, command: FlagCommand, ifMatch: string | undefined, act: Act): Promise<GapFlag> {
      return perform({ store, clock }, act, async (scope) => {
        const row = await flagOf(scope, id);
        if (!isInChargeOf(act.principal, row.province)) {
          throw new DomainError('forbidden', `${row.province} is not in your charge.`);
        }
        const current = () => readFlag(scope, id);
        if (command.act !== 'comment') await requireVersion(ifMatch, row.version, 'the flag', current);
        const errors = checkFlagCommand(row, command);
        if (errors[0]) throw new DomainError('refused', errors[0].detail, { errors });
        const now = clock.now();
        const next = { ...afterFlagCommand(row, command, now), version: row.version + 1 };
        await saveFlag(scope, next, now);
        await repo.addFlagStep(scope, {
          ...{ flag: id, at: now, what: FLAG_HAPPENING_OF[command.act], by: act.principal.id },
          ...{ months: row.months, severity: row.severity, text: command.text ?? null },
          ...(command.act === 'assign' && { ownerBefore: row.owner, ownerAfter: next.owner }),
        });
        await scope.record('gap_flag', id, contentHash(command));
        return current();
      });
    },
  };
}

/** Opens, changes or closes the one flag of a lane as its cells ask for; a flag that returns is the same one, reopened. */
export async function settleFlag(
  scope: WriteScope,
  { province, sector }: { province: string; sector: string },
  cells: readonly LaneCellRow[],
  now: number,
): Promise<void> {
  const flag = await repo.flagOfLane(scope, province, sector);
  const listed = flagMonths(cells.map(toFlagged), flag?.months ?? [], monthOf(now));
  const verdict = flagVerdict(flag, listed);
  if (verdict === 'nothing') return;
  const { months, severity } = listed ?? { months: [], severity: flag?.severity ?? 'serious' };
  const isNew = verdict === 'opened' || verdict === 'reopened';
  const isOver = verdict === 'closed';
  const next: repo.GapFlagRow = {
    ...{ province, sector, months, severity },
    id: flag?.id ?? newId(),
    owner: flag?.owner ?? null,
    state: isNew ? 'open' : isOver ? 'resolved' : (flag?.state ?? 'open'),
    openedAt: isNew ? now : (flag?.openedAt ?? now),
    closedAt: isNew ? null : isOver ? now : (flag?.closedAt ?? null),
    version: (flag?.version ?? 0) + 1,
  };
  await saveFlag(scope, next, now);
  // What only becomes less of a flag that a person resolved is no step of its own.
  if (verdict === 'narrowed') return;
  const what = verdict === 'gone' ? 'closed' : verdict;
  await repo.addFlagStep(scope, { flag: next.id, at: now, what, by: BY_CELLS, months, severity });
}

/** Saves a flag as it is now, and tells of it. */
async function saveFlag(scope: WriteScope, flag: repo.GapFlagRow, now: number): Promise<void> {
  await repo.saveFlag(scope, flag);
  await appendFeed(scope, { kind: 'flag', key: flag.id, at: now });
}

/** Those of these flags that there are, as they are now. */
export const flagsAmong = async (scope: ReadScope, ids: readonly string[]): Promise<GapFlag[]> =>
  toFlags(scope, await repo.flagRows(scope, ids));

export function toFlagged(cell: LaneCellRow) {
  return { month: cell.month, needMilli: cell.need, waterfall: cell.need === null ? null : cell };
}

async function flagOf(scope: ReadScope, id: string): Promise<repo.GapFlagRow> {
  const row = await repo.flagRow(scope, id);
  if (!row) throw new DomainError('not_found', `there is no gap flag ${id}`);
  return row;
}

async function readFlag(scope: ReadScope, id: string): Promise<GapFlag> {
  const [flag] = await toFlags(scope, [await flagOf(scope, id)]);
  return flag!;
}

async function toFlags(scope: ReadScope, rows: readonly repo.GapFlagRow[]): Promise<GapFlag[]> {
  const steps = await repo.stepsOfFlags(
    scope,
    rows.map(({ id }) => id),
  );
  const history = Map.groupBy(steps, ({ flag }) => flag);
  return rows.map((row) => toFlag(row, history.get(row.id) ?? []));
}

function toFlag({ openedAt, closedAt, ...flag }: repo.GapFlagRow, steps: repo.GapFlagStep[]): GapFlag {
  return {
    ...flag,
    sector: flag.sector as GapFlag['sector'],
    openedAt: toIso(openedAt),
    closedAt: closedAt === null ? null : toIso(closedAt),
    comments: steps.flatMap(({ what, at, by, text }) =>
      what === 'commented' && text !== null ? [{ at: toIso(at), by, text }] : [],
    ),
    history: steps.map(({ at, what, by, severity, months, text, ownerBefore, ownerAfter }) => ({
      ...{ what, by, severity, months, text },
      at: toIso(at),
      owner: what === 'assigned' ? { before: ownerBefore, after: ownerAfter } : null,
    })),
  };
}
