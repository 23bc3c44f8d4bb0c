import type { Authorized } from '../../access/authorized.ts';
import { toChange } from '../../access/service.ts';
import { type Act, perform, type Unit } from '../../platform/acts/act.ts';
import { contentHash } from '../../platform/content.ts';
import { ConflictError, DomainError, type FieldError } from '../../platform/errors.ts';
import { appendFeed } from '../../platform/feed/repo.ts';
import { requireVersion } from '../../platform/precondition.ts';
import type { ReadScope } from '../../platform/storage/store.ts';
import type { PledgeEdit } from '../contract/changes.ts';
import type { PledgeFacts } from '../repo.ts';
import * as changes from '../repo/changes.ts';
import * as repo from '../repo/edits.ts';
import { type FieldConflict, mergeEdit, type PledgeSaid } from '../rules/merge.ts';
import { saidIn } from '../rules/said-in.ts';
import { headOf, pledgeChanging } from './edit.ts';
import type { PledgeReading, PledgesNeeds } from './reading.ts';

/** An edit as a device sends it, perhaps days after it read the pledge. */
export interface DeviceEdit {
  id: string;
  pledge: string;
  baseVersion: number;
  changes: PledgeEdit;
}

export interface EditOutcome {
  outcome: 'applied' | 'duplicate' | 'conflict';
  recordedAt: number;
  /** Of a conflict: where both say something else. */
  fields: FieldConflict[];
}

/** What becomes of a conflict: what is recorded stays, what was sent stands, or something else that a person says. */
export interface ConflictResolution {
  keep: 'recorded' | 'sent' | 'other';
  changes?: PledgeEdit | undefined;
  note?: string | undefined;
}

/** Edits on top of an old version: merged where they touch other fields, else both are kept and a person decides. */
export function pledgeMerging(needs: PledgesNeeds, reading: PledgeReading) {
  const { store, clock } = needs;
  const change = pledgeChanging(needs, reading);

  async function settle(unit: Unit, act: Act, sent: DeviceEdit, hash: string): Promise<EditOutcome> {
    const known = await repo.editRow(unit, sent.id);
    if (known) return told(known, hash);
    const pledge = await toChange(unit, act.principal, 'pledge', sent.pledge);
    const facts = await reading.facts(unit, pledge);
    const { version } = facts.pledge;
    const base = await baseOf(unit, pledge, facts, sent.baseVersion);
    const isOld = sent.baseVersion < version;
    const { edit, conflicts } = isOld
      ? mergeEdit(base, saidNow(facts), sent.changes)
      : { edit: sent.changes, conflicts: [] };
    const row: repo.PledgeEditRow = {
      ...{ id: sent.id, pledge: sent.pledge, baseVersion: sent.baseVersion, metVersion: version },
      ...{ edit: sent.changes, contentHash: hash, fields: conflicts, problems: [] },
      ...{ recordedBy: act.principal.id, recordedAt: clock.now() },
      ...{ resolution: null, resolvedAt: null, resolvedBy: null, note: null },
      outcome: isOld ? 'merged' : 'applied',
    };
    const keepBoth = async (problems: repo.PledgeEditRow['problems']): Promise<EditOutcome> => {
      await repo.insertEdit(unit, { ...row, outcome: 'conflict', problems });
      await unit.record('pledge_conflict', sent.id, hash);
      await appendFeed(unit, { kind: 'command', key: sent.id, at: row.recordedAt });
      return { outcome: 'conflict', recordedAt: row.recordedAt, fields: conflicts };
    };
    if (conflicts.length > 0) return keepBoth([]);
    try {
      if (edit) await change(unit, pledge, facts, edit, act.principal.id);
    } catch (error) {
      // Each of both was right by itself: together they break a rule, which is for a person to see.
      if (isOld && error instanceof DomainError && error.code === 'refused')
        return keepBoth([...error.errors]);
      throw error;
    }
    await repo.insertEdit(unit, row);
    return { outcome: 'applied', recordedAt: row.recordedAt, fields: [] };
  }

  return {
    /**
     * Changes a pledge on top of the version that whoever changed it had read. The same command again has the same outcome.
     *
     * @throws DomainError not_found, id_reused, refused, unknown_reference
     */
    editFrom(sent: DeviceEdit, act: Act): Promise<EditOutcome> {
      const hash = contentHash(sent);
      const attempt = () => perform({ store, clock }, act, (unit) => settle(unit, act, sent, hash));
      // The same command at the same moment: the one that came second finds what became of the first.
      return attempt().catch((error) => {
        if (error instanceof ConflictError) return attempt();
        throw error;
      });
    },

    /**
     * Has a person say which of two versions stands, having seen what the pledge is now. Both stay on record.
     *
     * @throws DomainError not_found, conflict when somebody else has resolved it, precondition_required, precondition_failed, refused
     */
    resolveConflict(
      id: string,
      { keep, changes: other, note }: ConflictResolution,
      ifMatch: string | undefined,
      act: Act,
    ): Promise<repo.PledgeEditRow> {
      return perform({ store, clock }, act, async (unit) => {
        const row = await conflictOf(unit, id);
        if (row.resolvedAt !== null)
          throw new DomainError('conflict', `conflict ${id} is resolved already, by ${row.resolvedBy}`);
        const { principal } = act;
        const pledge = await toChange(unit, principal, 'pledge', row.pledge);
        const facts = await reading.facts(unit, pledge);
        const current = () => reading.one(unit, principal, pledge);
        await requireVersion(ifMatch, facts.pledge.version, 'the pledge', current);
        const edit = keep === 'sent' ? row.edit : other;
        if (keep !== 'recorded' && edit) await change(unit, pledge, facts, edit, principal.id);
        const now = clock.now();
        const resolved: repo.PledgeEditRow = {
          ...row,
          ...{ resolution: keep, resolvedAt: now, resolvedBy: principal.id, note: note ?? null },
        };
        await repo.saveEdit(unit, resolved);
        await unit.record('pledge_conflict', id, contentHash({ keep, other, note }));
        await appendFeed(unit, { kind: 'command', key: id, at: now });
        return resolved;
      });
    },

    conflict: (id: string): Promise<repo.PledgeEditRow> => store.read((scope) => conflictOf(scope, id)),

    conflicts: (filter: Parameters<typeof repo.listConflicts>[1]): Promise<repo.PledgeEditRow[]> =>
      store.read((scope) => repo.listConflicts(scope, filter)),
  };
}

export type PledgeConflict = repo.PledgeEditRow;

/** Edits that somebody sent and that wait for a person. */
export const openConflictsOf = (scope: ReadScope, recordedBy: string): Promise<PledgeConflict[]> =>
  repo.listConflicts(scope, { resolved: false, recordedBy, limit: 200 });

/** Those of these commands that are edits somebody sent. */
export async function editsAmong(
  scope: ReadScope,
  ids: readonly string[],
  recordedBy: string,
): Promise<PledgeConflict[]> {
  return (await repo.editRows(scope, ids)).filter((row) => row.recordedBy === recordedBy);
}

async function conflictOf(scope: ReadScope, id: string): Promise<repo.PledgeEditRow> {
  const row = await repo.editRow(scope, id);
  if (row?.outcome !== 'conflict') throw new DomainError('not_found', `there is no conflict ${id}`);
  return row;
}

/** The first outcome of a command that is recorded already. */
function told({ id, contentHash: recorded, outcome, recordedAt, fields }: repo.PledgeEditRow, hash: string) {
  if (recorded !== hash) throw new DomainError('id_reused', `command ${id} is recorded with other content`);
  const again = outcome === 'conflict' ? ('conflict' as const) : ('duplicate' as const);
  return { outcome: again, recordedAt, fields };
}

const saidNow = (facts: PledgeFacts): PledgeSaid => ({ head: headOf(facts), lines: facts.lines });

/** @throws DomainError refused: the pledge never was at that version */
async function baseOf(
  scope: ReadScope,
  id: Authorized<'pledge'>,
  facts: PledgeFacts,
  version: number,
): Promise<PledgeSaid> {
  const { pledge } = facts;
  if (version === pledge.version) return saidNow(facts);
  const versions = await changes.versionsOf(scope, id);
  const then = versions.find((row) => row.version === version);
  if (!then) {
    const detail = `the pledge is at version ${pledge.version} and never was at version ${version}`;
    const errors: FieldError[] = [{ pointer: '/baseVersion', code: 'unknown_version', detail }];
    throw new DomainError('refused', detail, { errors });
  }
  const superseded = await changes.lineVersionsOf(scope, id);
  return { head: headOf({ pledge: { ...pledge, ...then } }), lines: saidIn(facts.lines, superseded, then) };
}
