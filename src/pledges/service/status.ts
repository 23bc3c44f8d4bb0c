import { toChange } from '../../access/service.ts';
import { type Act, perform } from '../../platform/acts/act.ts';
import { contentHash } from '../../platform/content.ts';
import { DomainError } from '../../platform/errors.ts';
import { newId } from '../../platform/ids.ts';
import { markDirty } from '../../platform/queue/repo.ts';
import type { WriteScope } from '../../platform/storage/store.ts';
import type { Pledge } from '../contract.ts';
import type { StatusChange } from '../contract/changes.ts';
import { insertPledge, type PledgeFacts, type PledgeStatusRow } from '../repo.ts';
import * as changes from '../repo/changes.ts';
import type { OwnPart } from '../rules/line-tree.ts';
import { currentFact, latestStatus } from '../rules/pledge.ts';
import { checkSplit, splitOff, wholeAmount } from '../rules/split.ts';
import { checkTransition, checkVoid, placeOf } from '../rules/transition.ts';
import { type PledgeReading, type PledgesNeeds, refuseIf } from './reading.ts';

interface Recorded {
  by: string;
  at: number;
}

/** How far pledges have come: statuses as dated facts, never edits. */
export function pledgeStatusing({ store, clock, onStatusChanged }: PledgesNeeds, reading: PledgeReading) {
  return {
    /**
     * Records that a pledge came to a status, or with an amount below the whole that a part of it did: that part becomes a pledge
     * of its own. The same id with the same content again answers what is recorded.
     *
     * @throws DomainError refused, id_reused
     */
    changeStatus(of: string, command: StatusChange, act: Act): Promise<{ pledge: Pledge; created: boolean }> {
      const hash = contentHash({ pledge: of, ...command });
      const recordedBy = act.principal.id;
      return perform({ store, clock }, act, async (scope) => {
        const { principal } = act;
        const id = await toChange(scope, principal, 'pledge', of);
        const facts = await reading.facts(scope, id);
        const known = command.id === undefined ? undefined : await changes.statusById(scope, command.id);
        if (known) {
          if (known.contentHash !== hash) {
            throw new DomainError('id_reused', `status ${known.id} is recorded with other content`);
          }
          return { pledge: await reading.one(scope, principal, id), created: false };
        }
        refuseIf(checkTransition(facts.statuses, facts.pledge.expiresOn, command), 'it cannot become that');
        const recorded = { by: recordedBy, at: clock.now() };
        const fact = {
          id: command.id ?? newId(),
          status: command.to,
          on: command.on,
          recordedBy,
          recordedAt: recorded.at,
          contentHash: hash,
          reason: command.reason ?? null,
        };
        const amount = partialAmount(facts, command);
        const room = amount === undefined ? undefined : await roomFor(scope, facts, amount);
        await changes.supersede(scope, id, facts.pledge, recorded.by, recorded.at);
        if (amount === undefined) {
          await changes.insertStatus(scope, id, fact);
          const status = latestStatus([...facts.statuses, { ...fact, pledge: id }]);
          await changes.updateHead(scope, id, { status });
          await onStatusChanged(scope, lineIdsOf(facts), recorded.at);
        } else {
          const child = await splitPledge(scope, facts, { amount, room: room!, fact }, recorded);
          await scope.record('pledge', child, hash);
        }
        await markDirty(scope, 'pledge', id, recorded.at);
        await scope.record('pledge', id, hash);
        return { pledge: await reading.one(scope, principal, id), created: true };
      });
    },

    /**
     * Voids a status fact: the pledge is what its other facts say. Voiding it again changes nothing.
     *
     * @throws DomainError refused when it is the only one, not_found
     */
    voidStatus(
      of: string,
      statusId: string,
      reason: string,
      act: Act,
    ): Promise<{ pledge: Pledge; created: boolean }> {
      const recordedBy = act.principal.id;
      return perform({ store, clock }, act, async (scope) => {
        const { principal } = act;
        const id = await toChange(scope, principal, 'pledge', of);
        const facts = await reading.facts(scope, id);
        if (facts.voided.some((fact) => fact.id === statusId)) {
          return { pledge: await reading.one(scope, principal, id), created: false };
        }
        if (!facts.statuses.some((fact) => fact.id === statusId)) {
          throw new DomainError('not_found', `pledge ${id} has no status fact ${statusId}`);
        }
        refuseIf(checkVoid(facts.statuses, statusId), 'it cannot be voided');
        const now = clock.now();
        await changes.supersede(scope, id, facts.pledge, recordedBy, now);
        await changes.insertVoid(scope, { status: statusId, reason, recordedBy, recordedAt: now });
        const status = latestStatus(facts.statuses.filter((fact) => fact.id !== statusId));
        await changes.updateHead(scope, id, { status });
        await onStatusChanged(scope, lineIdsOf(facts), now);
        await markDirty(scope, 'pledge', id, now);
        await scope.record('pledge', id, contentHash({ statusId, reason }));
        return { pledge: await reading.one(scope, principal, id), created: true };
      });
    },
  };

  /** Where the amount may be taken from. */
  async function roomFor(
    scope: WriteScope,
    facts: PledgeFacts,
    amount: number,
  ): Promise<ReadonlyMap<string, OwnPart>> {
    const room = await reading.room(scope, facts);
    refuseIf(checkSplit(facts.lines, room, amount), 'it cannot be divided');
    return room;
  }
}

function lineIdsOf({ lines }: PledgeFacts): string[] {
  return lines.map(({ id }) => id);
}

/** The amount to split off; none when the whole pledge changes. */
function partialAmount({ lines, statuses }: PledgeFacts, { amount, on }: StatusChange): number | undefined {
  if (typeof amount !== 'number' || amount === wholeAmount(lines)) return undefined;
  const { after } = placeOf(statuses, on);
  if (after) {
    const detail = `it is ${after.status} since ${after.on}: a part cannot have gone another way before that`;
    refuseIf([{ pointer: '/on', code: 'order', detail }], 'it cannot be divided');
  }
  return amount;
}

/** Moves a part of a pledge into a new one, which was what the pledge is and then came to the new status; answers its id. */
async function splitPledge(
  scope: WriteScope,
  { pledge, lines, statuses }: PledgeFacts,
  part: { amount: number; room: ReadonlyMap<string, OwnPart>; fact: Omit<PledgeStatusRow, 'pledge'> },
  { by, at }: Recorded,
): Promise<string> {
  const given = splitOff(lines, part.room, part.amount);
  const child = newId();
  const ids = new Map(lines.map(({ id }) => [id, newId()]));
  const moved = lines.filter(({ id }) => {
    const { amountMinor, quantityMilli } = given.get(id)!;
    return amountMinor + (quantityMilli ?? 0) > 0;
  });
  await insertPledge(
    scope,
    {
      ...pledge,
      id: child,
      parent: pledge.id,
      status: part.fact.status,
      version: 1,
      contentHash: part.fact.contentHash ?? '',
      recordedBy: by,
      recordedAt: at,
    },
    moved.map((line, position) => ({
      ...line,
      ...given.get(line.id)!,
      id: ids.get(line.id)!,
      pledge: child,
      position,
      parent: line.parent === null ? null : (ids.get(line.parent) ?? null),
      recordedAt: null,
      contentHash: null,
    })),
    [
      { ...currentFact(statuses), id: newId(), pledge: child, contentHash: null },
      { ...part.fact, pledge: child },
    ],
  );
  for (const line of moved) {
    const { amountMinor, quantityMilli } = given.get(line.id)!;
    const left = {
      ...line,
      amountMinor: (line.amountMinor ?? 0) - amountMinor,
      quantityMilli: line.quantityMilli === null ? null : line.quantityMilli - (quantityMilli ?? 0),
    };
    await changes.updateLine(scope, line, contentOf(left), pledge.version, at);
  }
  await markDirty(scope, 'pledge', child, at);
  return child;
}

function contentOf({ id, sector, province, item, quantityMilli, amountMinor }: changes.LineContent) {
  return { id, sector, province, item, quantityMilli, amountMinor };
}
