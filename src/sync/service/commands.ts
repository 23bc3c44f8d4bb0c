import { mayAsk, type Permission } from '../../platform/access.ts';
import type { Act } from '../../platform/acts/act.ts';
import { toIso } from '../../platform/calendar.ts';
import { DomainError, type FieldError, PROBLEMS } from '../../platform/errors.ts';
import { bodyPointer, fieldErrors } from '../../platform/http/field-errors.ts';
import { uuidv7 } from '../../platform/http/schemas.ts';
import { type CommandProblem, type CommandResult, type SyncCommand, syncCommand } from '../contract.ts';
import type { SyncNeeds } from '../service.ts';

/** What each kind of command needs, as its single operation does. */
const PERMISSION_OF: Record<SyncCommand['kind'], Permission> = {
  event: 'events:write',
  shipment: 'shipments:write',
  pledge: 'pledges:write',
  pledge_edit: 'pledges:write',
};

type Outcome = Omit<CommandResult, 'id'>;

/** Carries out one command through the service of its single operation: there is no other way in. */
export function commandRunner({ shipments, pledges }: Pick<SyncNeeds, 'shipments' | 'pledges'>) {
  async function carryOut(command: SyncCommand, source: 'web' | 'file', act: Act): Promise<Outcome> {
    switch (command.kind) {
      case 'event': {
        const told = await shipments.recordOrPark(command.shipmentId, command.body, act, source);
        return { outcome: told.outcome, recordedAt: toIso(told.recordedAt) };
      }
      case 'shipment': {
        const { shipment, created } = await shipments.record(command.body, act);
        return recorded(created, shipment.recordedAt);
      }
      case 'pledge': {
        const { pledge, created } = await pledges.record(command.body, act);
        return recorded(created, pledge.recordedAt);
      }
      default: {
        const { id, changes } = command.body;
        const { pledgeId: pledge, baseVersion } = command;
        const told = await pledges.editFrom({ id, pledge, baseVersion, changes }, act);
        const recordedAt = toIso(told.recordedAt);
        if (told.outcome !== 'conflict') return { outcome: told.outcome, recordedAt };
        return { outcome: 'conflict', recordedAt, problem: editProblem(id, told.fields) };
      }
    }
  }

  return async (sent: unknown, source: 'web' | 'file', act: Act): Promise<CommandResult> => {
    const id = idOf(sent);
    const parsed = syncCommand.safeParse(sent);
    if (!parsed.success) {
      const errors = fieldErrors(parsed.error.issues, sent, bodyPointer);
      return {
        id,
        ...refusal(new DomainError('malformed', 'The command is malformed; see errors.', { errors })),
      };
    }
    const command = parsed.data;
    const permission = PERMISSION_OF[command.kind];
    if (!mayAsk(act.principal, permission)) {
      const detail = `This needs the permission ${permission}, which you do not have.`;
      return { id, ...refusal(new DomainError('forbidden', detail)) };
    }
    try {
      // The id of the command is its key: that of the request names no effect of its own.
      return { id, ...(await carryOut(command, source, { ...act, key: null })) };
    } catch (error) {
      if (!(error instanceof DomainError) || PROBLEMS[error.code].status >= 500) throw error;
      return { id, ...refusal(below(error, command)) };
    }
  };
}

const recorded = (created: boolean, recordedAt: string): Outcome => ({
  outcome: created ? 'applied' : 'duplicate',
  recordedAt,
});

/** What contradicts something recorded is for a person to settle; everything else is for the sender to mend. */
function refusal(error: DomainError): Outcome {
  const outcome = PROBLEMS[error.code].status === 409 ? 'conflict' : 'refused';
  return { outcome, recordedAt: null, problem: problemOf(error) };
}

export function problemOf({
  code,
  message: detail,
  errors,
  data,
}: Pick<DomainError, 'code' | 'message' | 'errors' | 'data'>): CommandProblem {
  return { ...data, code, ...PROBLEMS[code], detail, errors: [...errors] };
}

/** Where both say something else, in the words of a refusal. */
export function editProblem(
  id: string,
  fields: readonly { pointer: string; base: unknown; recorded: unknown; sent: unknown }[],
): CommandProblem {
  const detail =
    'Somebody else has changed the same since you read it. Both are kept until a person says which stands.';
  const errors = fields.map(({ pointer }): FieldError => ({
    pointer: `/body/changes${pointer}`,
    code: 'changed_meanwhile',
    detail: 'was changed to something else',
  }));
  return {
    ...problemOf(new DomainError('conflict', detail, { errors })),
    ...{
      conflict: id,
      fields: fields.map((field) => ({ ...field, pointer: `/body/changes${field.pointer}` })),
    },
  };
}

/** The same refusal with its pointers into the command. */
function below(error: DomainError, { kind }: SyncCommand): DomainError {
  const at = kind === 'pledge_edit' ? '/body/changes' : '/body';
  const errors = error.errors.map((one) => ({
    ...one,
    pointer: one.pointer === '/baseVersion' ? one.pointer : `${at}${one.pointer}`,
  }));
  return new DomainError(error.code, error.message, { errors, data: { ...error.data } });
}

function idOf(sent: unknown): string | null {
  const body: unknown = typeof sent === 'object' && sent !== null && 'body' in sent ? sent.body : undefined;
  const id: unknown = typeof body === 'object' && body !== null && 'id' in body ? body.id : undefined;
  const parsed = uuidv7.safeParse(id);
  return parsed.success ? parsed.data : null;
}
