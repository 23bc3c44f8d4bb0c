import { toIso } from '../../platform/calendar.ts';
import { DomainError } from '../../platform/errors.ts';
import type { ReadScope } from '../../platform/storage/store.ts';
import { editsAmong, openConflictsOf, type PledgeConflict } from '../../pledges/service.ts';
import { parkedAmong, type ParkedEvent, unsettledEvents } from '../../shipments/service.ts';
import type { WaitingCommand } from '../contract/pull.ts';
import { editProblem, problemOf } from './commands.ts';

/** The commands of somebody that were not simply recorded: parked events and edits in conflict, that are not settled. */
export async function waitingCommands(scope: ReadScope, sentBy: string): Promise<WaitingCommand[]> {
  const events = await unsettledEvents(scope, sentBy);
  const edits = await openConflictsOf(scope, sentBy);
  return [...events.map(toEvent), ...edits.map(toEdit)];
}

/** Those of these commands that somebody sent, as they stand now, settled or not. */
export async function commandsAmong(
  scope: ReadScope,
  ids: readonly string[],
  sentBy: string,
): Promise<WaitingCommand[]> {
  if (ids.length === 0) return [];
  const events = await parkedAmong(scope, ids, sentBy);
  const edits = await editsAmong(scope, ids, sentBy);
  return [...events.map(toEvent), ...edits.map(toEdit)];
}

function toEvent({ id, shipment, state, recordedAt, settledAt, problem }: ParkedEvent): WaitingCommand {
  return {
    ...{ id, kind: 'event', subject: shipment, state: state === 'waiting' ? 'parked' : state },
    recordedAt: toIso(recordedAt),
    settledAt: settledAt === null ? null : toIso(settledAt),
    problem: problem && problemOf(new DomainError(problem.code, problem.detail, { errors: problem.errors })),
  };
}

function toEdit({ id, pledge, recordedAt, resolvedAt, fields }: PledgeConflict): WaitingCommand {
  return {
    ...{ id, kind: 'pledge_edit', subject: pledge, state: resolvedAt === null ? 'conflict' : 'resolved' },
    recordedAt: toIso(recordedAt),
    settledAt: resolvedAt === null ? null : toIso(resolvedAt),
    problem: resolvedAt === null ? editProblem(id, fields) : null,
  };
}
