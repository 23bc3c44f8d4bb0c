import type { Authorized } from '../../access/authorized.ts';
import { toChange } from '../../access/service.ts';
import { itemOf } from '../../catalogue/catalogue.ts';
import type { Principal } from '../../platform/access.ts';
import { type Act, perform, type Unit } from '../../platform/acts/act.ts';
import { dayOf } from '../../platform/calendar.ts';
import { contentHash } from '../../platform/content.ts';
import { DomainError, type FieldError } from '../../platform/errors.ts';
import { newId } from '../../platform/ids.ts';
import { toMilli } from '../../platform/quantity.ts';
import { markDirty } from '../../platform/queue/repo.ts';
import type { Pledge } from '../contract.ts';
import type { AllocatedPart, Allocation } from '../contract/changes.ts';
import type { PledgeFacts, PledgeLineRow } from '../repo.ts';
import * as changes from '../repo/changes.ts';
import { checkParts, type Part, withValues } from '../rules/allocation.ts';
import { asSent } from '../rules/edit.ts';
import { checkTree, ownParts } from '../rules/line-tree.ts';
import { checkPledge, latestStatus, statusOn } from '../rules/pledge.ts';
import { type PledgeReading, type PledgesNeeds, refuseIf } from './reading.ts';

/** Dividing what was promised among sectors and provinces. */
export function pledgeAllocation({ store, clock }: PledgesNeeds, reading: PledgeReading) {
  /**
   * Makes lines out of parts of a line, in a unit of work. A part whose id is recorded with the same content is there already: it is
   * passed over. Tells whether there was any other.
   */
  async function allocateIn(
    scope: Unit,
    principal: Principal,
    id: Authorized<'pledge', 'change'>,
    command: Allocation,
  ): Promise<boolean> {
    const facts = await reading.facts(scope, id);
    const line = lineOf(facts, command.lineId);
    const given = command.parts.flatMap((part) => part.id ?? []);
    const done = passOver(command, await changes.linesById(scope, given));
    const now = clock.now();
    refuseRepeated(command.parts);
    const wanted = withValues(
      command.parts.flatMap((part, index) => (done.has(part.id) ? [] : toPart(part, index, line))),
      ownParts(facts.lines).get(line.id)!,
    );
    if (wanted.length === 0) return false;
    const room = (await reading.room(scope, facts)).get(line.id)!;
    refuseIf(
      [
        ...checkOpen(facts, dayOf(now)),
        ...checkAsLines(facts, wanted),
        ...checkParts(line, facts.pledge.earmarking, wanted, room),
        ...checkTree([...facts.lines.map((known) => ({ ...known, pointer: null })), ...wanted]),
      ],
      'it cannot be allocated like that',
    );
    await changes.supersede(scope, id, facts.pledge, principal.id, now);
    await changes.insertLines(
      scope,
      id,
      wanted.map(({ pointer, ...content }, index) => ({
        ...content,
        position: facts.lines.length + index,
        recordedAt: now,
        contentHash: hashOf(command, command.parts[indexOf(pointer)]!),
      })),
    );
    await reading.retellConcerns(scope, id);
    await markDirty(scope, 'pledge', id, now);
    await scope.record('pledge', id, contentHash(command));
    return true;
  }

  return {
    /**
     * Divides a line.
     *
     * @throws DomainError refused, id_reused, not_found
     */
    allocate(pledge: string, command: Allocation, act: Act): Promise<{ pledge: Pledge; created: boolean }> {
      return perform({ store, clock }, act, async (scope) => {
        const { principal } = act;
        const id = await toChange(scope, principal, 'pledge', pledge);
        const created = await allocateIn(scope, principal, id, command);
        return { pledge: await reading.one(scope, principal, id), created };
      });
    },

    /**
     * The same in the unit of work of another act, by the same rules.
     *
     * @throws DomainError refused, id_reused, not_found
     */
    async allocateWithin(
      unit: Unit,
      principal: Principal,
      pledge: string,
      command: Allocation,
    ): Promise<void> {
      await allocateIn(unit, principal, await toChange(unit, principal, 'pledge', pledge), command);
    },
  };
}

function lineOf({ pledge, lines }: PledgeFacts, lineId: string): PledgeLineRow {
  const line = lines.find(({ id }) => id === lineId);
  if (line) return line;
  const detail = `line ${lineId} is not of pledge ${pledge.id}`;
  throw new DomainError('unknown_reference', detail, {
    errors: [{ pointer: '/lineId', code: 'unknown_reference', detail }],
  });
}

function hashOf({ lineId }: Allocation, part: AllocatedPart): string {
  return contentHash({ parent: lineId, ...part });
}

/** The ids of parts that are recorded as they are sent; refused when one is recorded as something else. */
function passOver(command: Allocation, recorded: readonly PledgeLineRow[]): Set<string | undefined> {
  const byId = new Map(recorded.map((line) => [line.id, line]));
  const errors = command.parts.flatMap((part, index): FieldError[] => {
    const known = part.id === undefined ? undefined : byId.get(part.id);
    if (!known || known.contentHash === hashOf(command, part)) return [];
    const detail = `line ${known.id} is recorded with other content`;
    return [{ pointer: `/parts/${index}/id`, code: 'id_reused', detail }];
  });
  if (errors.length > 0) throw new DomainError('id_reused', 'a line id is taken', { errors });
  return new Set(byId.keys());
}

function refuseRepeated(parts: readonly AllocatedPart[]): void {
  const given = parts.map(({ id }) => id);
  refuseIf(
    given.flatMap((id, index) =>
      id !== undefined && given.indexOf(id) < index
        ? [{ pointer: `/parts/${index}/id`, code: 'repeated', detail: `part ${id} is given twice` }]
        : [],
    ),
    'a part is given twice',
  );
}

/** A part as a line: what it does not say is as in the line it comes from; goods have the sector of their item. */
function toPart(part: AllocatedPart, index: number, line: PledgeLineRow): Part {
  const item = part.item ?? line.item;
  const sectorOfItem = item === null ? undefined : itemOf(item)?.sector;
  return {
    id: part.id ?? newId(),
    parent: line.id,
    sector: part.sector ?? sectorOfItem ?? line.sector,
    province: part.province ?? null,
    item,
    quantityMilli: typeof part.quantity === 'number' ? toMilli(part.quantity) : null,
    amountMinor: part.amount ?? null,
    pointer: `/parts/${index}`,
  };
}

function indexOf(pointer: string): number {
  return Number(pointer.slice('/parts/'.length));
}

function checkOpen({ pledge, statuses }: PledgeFacts, today: string): FieldError[] {
  const status = statusOn(latestStatus(statuses), pledge.expiresOn, today);
  if (status !== 'cancelled' && status !== 'expired') return [];
  return [
    { pointer: '', code: 'not_open', detail: `the pledge is ${status}: nothing of it can be allocated` },
  ];
}

/** The rules of any line, told of the parts. */
function checkAsLines({ pledge }: PledgeFacts, parts: readonly Part[]): FieldError[] {
  return checkPledge(asSent(pledge, parts), (item) => itemOf(item)?.sector).flatMap((error) => {
    const [, index, field] = /^\/lines\/(\d+)(.*)$/.exec(error.pointer) ?? [];
    // The pledge itself is as it was recorded, by the rules of its day.
    return index === undefined ? [] : [{ ...error, pointer: `${parts[Number(index)]!.pointer}${field}` }];
  });
}
