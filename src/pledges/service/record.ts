import type { Authorized } from '../../access/authorized.ts';
import { type Asker, concernsOfPledge, reachOf, relationOf } from '../../access/rules.ts';
import { bySystem, relationsTo, seenAmong, toChange } from '../../access/service.ts';
import { requireOrganisations } from '../../accounts/service.ts';
import { requireAttachments } from '../../attachments/service.ts';
import { itemOf } from '../../catalogue/catalogue.ts';
import { type Act, perform } from '../../platform/acts/act.ts';
import { contentHash } from '../../platform/content.ts';
import { ConflictError, DomainError, type FieldError } from '../../platform/errors.ts';
import { newId } from '../../platform/ids.ts';
import { toMilli } from '../../platform/quantity.ts';
import { markDirty } from '../../platform/queue/repo.ts';
import type { ReadScope, WriteScope } from '../../platform/storage/store.ts';
import type { NewPledge, Pledge } from '../contract.ts';
import { insertPledge, pledgeFacts, recordedLineIds } from '../repo.ts';
import { insertDuplicateAnswer } from '../repo/duplicates.ts';
import { answerOf, type DuplicateAnswer } from '../rules/duplicates.ts';
import type { PartLine } from '../rules/part-of.ts';
import { checkPledge } from '../rules/pledge.ts';
import { guardAgainstDuplicates } from './duplicate-guard.ts';
import { pledgeParts } from './part-of.ts';
import type { PledgeReading, PledgesNeeds } from './reading.ts';

interface Recording {
  id: string;
  hash: string;
  recordedBy: string;
  now: number;
  /** The pledge it is part of. */
  parent: Authorized<'pledge', 'change'> | null;
}

/** Logging pledges: the one way in, for the API, imports and devices alike. */
export function pledgeRecording({ store, clock }: PledgesNeeds, reading: PledgeReading) {
  const { takeOutOf } = pledgeParts(reading);

  async function insert(
    scope: WriteScope,
    command: NewPledge,
    recording: Recording,
    asker: Asker,
    answer: Exclude<DuplicateAnswer, { kind: 'same' }> | undefined,
  ): Promise<void> {
    const { id: pledge, parent, recordedBy, now } = recording;
    const candidates = await guardAgainstDuplicates(scope, asker, command, now);
    const [head, lines, statuses] = rowsOf(command, recording);
    const amounts =
      parent === null ? undefined : await takeOutOf(scope, parent, { head, lines }, recordedBy, now);
    const valued = lines.map((line, index) => (amounts ? { ...line, amountMinor: amounts[index]! } : line));
    await insertPledge(scope, head, valued, statuses);
    if (answer && (candidates.length > 0 || parent !== null)) {
      const fact = { pledge, answer: answer.kind, candidates, recordedBy, recordedAt: now };
      await insertDuplicateAnswer(scope, fact);
    }
    await markDirty(scope, 'pledge', pledge, now);
  }

  return {
    /**
     * Records a pledge; the same id with the same content again gives the first answer, whatever was done with it since (P2). One that
     * is said to be the same as another answers that one, and nothing is recorded.
     *
     * @throws DomainError refused, id_reused, unknown_reference, duplicate_suspected with the candidates
     */
    async record(command: NewPledge, act: Act): Promise<{ pledge: Pledge; created: boolean }> {
      const errors = checkPledge(command, (item) => itemOf(item)?.sector);
      if (errors.length > 0) throw new DomainError('refused', 'the pledge breaks a rule', { errors });
      const id = command.id ?? newId();
      const hash = contentHash(command);
      const answer = answerOf(command.duplicateAnswer);
      const attempt = () =>
        perform({ store, clock }, act, async (scope) => {
          const { principal } = act;
          const own = bySystem('pledge', id);
          const [known] = await pledgeFacts(scope, [own]);
          if (known) {
            const [relation] = (await relationsTo(scope, principal, 'pledge', [id])).values();
            // To whoever may not see it the content is not confirmed either.
            if (relation !== 'inside' || known.pledge.contentHash !== hash) {
              throw new DomainError('id_reused', `pledge ${id} is recorded with other content`);
            }
            return { pledge: await reading.asRecorded(scope, principal, own, known), created: false };
          }
          requireOwn(principal, command);
          await requireOrganisations(scope, {
            '/donor': command.donor,
            '/recipient': command.recipient ?? null,
          });
          await requireAttachments(scope, command.attachments ?? []);
          if (answer?.kind === 'same') {
            const same = await requirePledge(scope, principal, answer.pledge);
            return { pledge: await reading.one(scope, principal, same), created: false };
          }
          const parent =
            answer?.kind === 'part_of' ? await requireWhole(scope, principal, answer.pledge) : null;
          await refuseTakenLineIds(scope, command);
          const recording = { id, hash, recordedBy: principal.id, now: clock.now(), parent };
          await insert(scope, command, recording, principal, answer);
          await scope.record('pledge', id, hash);
          const recorded = await reading.facts(scope, own);
          return { pledge: await reading.asRecorded(scope, principal, own, recorded), created: true };
        });
      // The same request at the same moment: the one that came second finds what the first recorded.
      return attempt().catch((error) => {
        if (error instanceof ConflictError) return attempt();
        throw error;
      });
    },
  };
}

/** @throws DomainError forbidden: a donor records its own organisation's promises, a manager those for what is in his charge */
function requireOwn(asker: Asker, { donor, recipient = null, lines }: NewPledge): void {
  const promised = lines.map(({ province = null }) => ({ province }));
  const concerns = concernsOfPledge({ donor, recipient }, promised);
  if (relationOf(reachOf(asker, 'pledge'), concerns) === 'inside') return;
  const detail = 'It is neither of your organisation nor for a province in your charge.';
  throw new DomainError('forbidden', detail, { errors: [{ pointer: '/donor', code: 'forbidden', detail }] });
}

/** The pledge that this one is part of, and which it therefore lowers. */
async function requireWhole(scope: ReadScope, asker: Asker, id: string) {
  return toChange(scope, asker, 'pledge', await requirePledge(scope, asker, id));
}

/** One that may not be seen is answered like one that does not exist. */
async function requirePledge(scope: ReadScope, asker: Asker, id: string): Promise<Authorized<'pledge'>> {
  const [seen] = await seenAmong(scope, asker, 'pledge', [id]);
  if (seen && (await pledgeFacts(scope, [seen])).length > 0) return seen;
  const detail = `no pledge ${id} is recorded`;
  throw new DomainError('unknown_reference', detail, {
    errors: [{ pointer: '/duplicateAnswer', code: 'unknown_reference', detail }],
  });
}

async function refuseTakenLineIds(scope: ReadScope, command: NewPledge): Promise<void> {
  const given = command.lines.flatMap(({ id }) => id ?? []);
  if (given.length === 0) return;
  const taken = new Set(await recordedLineIds(scope, given));
  const errors = command.lines.flatMap(({ id }, index): FieldError[] =>
    id !== undefined && taken.has(id)
      ? [{ pointer: `/lines/${index}/id`, code: 'id_reused', detail: `line ${id} belongs to another pledge` }]
      : [],
  );
  if (errors.length > 0) throw new DomainError('id_reused', 'a line id is taken', { errors });
}

type NewPledgeRow = Parameters<typeof insertPledge>[1];
type NewLineRow = Parameters<typeof insertPledge>[2][number] & PartLine;
type NewStatusRow = Parameters<typeof insertPledge>[3][number];

function rowsOf(
  command: NewPledge,
  { id, hash, recordedBy, now, parent }: Recording,
): [NewPledgeRow & Pick<NewPledge, 'status'>, NewLineRow[], NewStatusRow[]] {
  const recorded = { recordedBy, recordedAt: now };
  const { reference, donor, status, contributionType, flowType, earmarking, decidedOn, currency, rateDate } =
    command;
  return [
    {
      ...{
        id,
        reference,
        donor,
        status,
        contributionType,
        flowType,
        earmarking,
        decidedOn,
        currency,
        rateDate,
      },
      recipient: command.recipient ?? null,
      firstReportedOn: command.firstReportedOn ?? null,
      expectedBy: command.expectedBy ?? null,
      expiresOn: command.expiresOn ?? null,
      plan: command.plan ?? null,
      usageYear: command.usageYear ?? null,
      ratePerUsd: String(command.ratePerUsd),
      attachments: command.attachments ?? null,
      parent,
      version: 1,
      contentHash: hash,
      ...recorded,
    },
    command.lines.map((line, position) => ({
      id: line.id ?? newId(),
      pledge: id,
      position,
      sector: line.sector,
      province: line.province ?? null,
      item: line.item ?? null,
      quantityMilli: typeof line.quantity === 'number' ? toMilli(line.quantity) : null,
      amountMinor: line.amount ?? null,
    })),
    [{ id: newId(), pledge: id, status, on: decidedOn, ...recorded }],
  ];
}
