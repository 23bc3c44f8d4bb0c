import type { Authorized } from '../../access/authorized.ts';
import { type Circle, redact } from '../../access/redaction.ts';
import { type Asker, concernsOfPledge } from '../../access/rules.ts';
import { notFound, replaceConcerns, seenAmong } from '../../access/service.ts';
import { mergersOf } from '../../accounts/service.ts';
import { referredAttachments } from '../../attachments/service.ts';
import { itemOf } from '../../catalogue/catalogue.ts';
import { dayOf } from '../../platform/calendar.ts';
import type { Clock } from '../../platform/clock.ts';
import { DomainError, type FieldError } from '../../platform/errors.ts';
import { personDaysMilli } from '../../platform/quantity.ts';
import type { ReadScope, Store, WriteScope } from '../../platform/storage/store.ts';
import type { Pledge } from '../contract.ts';
import * as repo from '../repo.ts';
import { duplicateAnswersOf } from '../repo/duplicates.ts';
import { cargoCells, type FoldedShipment } from '../rules/cargo-cells.ts';
import { type OwnPart, ownParts } from '../rules/line-tree.ts';
import { personDaysOf, usdOf } from '../measures.ts';
import type { Fulfilment } from '../progress-view.ts';
import { toPledge, withPartiesOf } from '../view.ts';
import { factsAsRecorded } from './as-known.ts';
import { roomOf, takenBy } from '../rules/room.ts';

/** What the use cases of pledges are made of. */
export interface PledgesNeeds {
  store: Store;
  clock: Clock;
  /** What became of pledge lines, as last reconciled. */
  fulfilmentOf: (scope: ReadScope, pledgeLines: readonly string[]) => Promise<Map<string, Fulfilment>>;
  /** The shipments that fulfil pledge lines, folded from their facts at `now`, as known then. */
  cargoOf: (scope: ReadScope, pledgeLines: readonly string[], now: number) => Promise<FoldedShipment[]>;
  /** The waybills of shipments, by id. */
  waybillsOf: (
    scope: ReadScope,
    shipments: readonly Authorized<'shipment'>[],
  ) => Promise<ReadonlyMap<string, { waybill: string }>>;
  /** Those of these pledge lines that a waybill fulfils, whatever became of it. */
  carriedLines: (scope: ReadScope, pledgeLines: readonly string[]) => Promise<ReadonlySet<string>>;
  /** Cargo that has not moved is as certain as its pledge: what is to be recomputed when that becomes another. */
  onStatusChanged: (scope: WriteScope, pledgeLines: readonly string[], now: number) => Promise<void>;
}

export type PledgeReading = ReturnType<typeof pledgeReading>;

/** How the use cases of pledges look at them. */
export function pledgeReading({ clock, fulfilmentOf, cargoOf }: PledgesNeeds) {
  async function many(
    scope: ReadScope,
    asker: Asker,
    ids: readonly Authorized<'pledge'>[],
  ): Promise<Pledge[]> {
    const facts = await repo.pledgeFacts(scope, ids);
    const fulfilled = await fulfilmentOf(
      scope,
      facts.flatMap(({ lines }) => lines.map(({ id }) => id)),
    );
    const children = await repo.childrenOf(scope, ids);
    const beside = await besideOf(scope, facts);
    const mergers = await mergersOf(scope);
    const today = dayOf(clock.now());
    const shown = facts.map((fact) => {
      const { id } = fact.pledge;
      const seen = toPledge(fact, children.get(id) ?? [], fulfilled, beside(id), today);
      return withPartiesOf(mergers, seen);
    });
    const circle = await circleOf(scope, asker, shown);
    return shown.map((pledge) => redact('pledge', circle, pledge));
  }

  return {
    many,

    /** @throws DomainError not_found */
    async one(scope: ReadScope, asker: Asker, id: Authorized<'pledge'>): Promise<Pledge> {
      const [pledge] = await many(scope, asker, [id]);
      if (!pledge) throw notFound('pledge', id);
      return pledge;
    },

    /** The answer to the recording itself, the same whenever it is asked for: nothing had been done with the pledge yet. */
    async asRecorded(
      scope: ReadScope,
      asker: Asker,
      id: Authorized<'pledge'>,
      facts: repo.PledgeFacts,
    ): Promise<Pledge> {
      const today = dayOf(facts.pledge.recordedAt);
      const recorded = await factsAsRecorded(scope, id, facts);
      const beside = await besideOf(scope, [recorded]);
      const shown = toPledge(recorded, [], new Map(), beside(id), today);
      return redact('pledge', await circleOf(scope, asker, [shown]), shown);
    },

    /** @throws DomainError not_found */
    async facts(scope: ReadScope, id: Authorized<'pledge'>): Promise<repo.PledgeFacts> {
      const [facts] = await repo.pledgeFacts(scope, [id]);
      if (!facts) throw notFound('pledge', id);
      return facts;
    },

    /** Says whom a pledge concerns, after its lines or its recipient became others. */
    async retellConcerns(scope: WriteScope, id: Authorized<'pledge', 'change'>): Promise<void> {
      const [facts] = await repo.pledgeFacts(scope, [id]);
      if (facts) await replaceConcerns(scope, new Map([[id, concernsOfPledge(facts.pledge, facts.lines)]]));
    },

    /** What of each line's own part is on no waybill, by id: from the facts, not from what was last reconciled. */
    async room(scope: ReadScope, { pledge, lines }: repo.PledgeFacts): Promise<Map<string, OwnPart>> {
      const now = clock.now();
      const cargo = await cargoOf(
        scope,
        lines.map(({ id }) => id),
        now,
      );
      const taken = takenBy(
        cargo.flatMap((shipment) => cargoCells(shipment, now)),
        coveredBy,
      );
      const own = ownParts(lines);
      return new Map(
        lines.map((line) => {
          const part = own.get(line.id)!;
          const used = taken.get(line.id) ?? { quantityMilli: 0, personDaysMilli: 0 };
          const covered =
            line.item === null ? personDaysOf(line, null, usdOf(part.amountMinor, pledge)) : null;
          return [line.id, roomOf(part, used, covered)];
        }),
      );
    },
  };
}

/** Which of the other pledges that pledges name whoever asks sees: what they were split off from, their parts, what they resembled. */
export async function circleOf(
  scope: ReadScope,
  asker: Asker,
  shown: readonly Pick<Pledge, 'parent' | 'children' | 'duplicateAnswer'>[],
): Promise<Circle> {
  const named = shown.flatMap(({ parent, children, duplicateAnswer }) => [
    ...(parent === null ? [] : [parent]),
    ...children.map(({ id }) => id),
    ...(duplicateAnswer?.candidates ?? []).map(({ id }) => id),
  ]);
  const seen: ReadonlySet<string> = new Set(await seenAmong(scope, asker, 'pledge', named));
  return { relation: 'inside', sees: (id) => seen.has(id) };
}

/** What is shown beside the facts of these pledges, by the pledge. */
async function besideOf(scope: ReadScope, facts: readonly repo.PledgeFacts[]) {
  const answers = await duplicateAnswersOf(
    scope,
    facts.map(({ pledge }) => pledge.id),
  );
  const attachments = await referredAttachments(
    scope,
    facts.flatMap(({ pledge }) => pledge.attachments ?? []),
  );
  return (id: string) => ({ answer: answers.get(id), attachments });
}

/** Person-days that a quantity of an item covers, in thousandths; items of shipments are in the catalogue. */
export function coveredBy(code: string, quantityMilli: number): number {
  const item = itemOf(code);
  if (!item) throw new Error(`item ${code} is not in the catalogue`);
  return personDaysMilli(quantityMilli, item.coverage.numerator, item.coverage.denominator);
}

/** @throws DomainError refused, when there is something to say against it; of what is said twice the first is told */
export function refuseIf(errors: readonly FieldError[], what: string): void {
  const first = new Map<string, FieldError>();
  for (const error of errors) {
    const key = `${error.pointer} ${error.code}`;
    if (!first.has(key)) first.set(key, error);
  }
  if (first.size === 0) return;
  const told = [...first.values()];
  throw new DomainError('refused', told.length === 1 ? (told[0]?.detail ?? what) : what, { errors: told });
}
