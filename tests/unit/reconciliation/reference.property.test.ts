import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { SUPPLY_CLASSES } from '../../../src/gaps/rules/parcel.ts';
import { HOUR_MS } from '../../../src/platform/calendar.ts';
import { nextDeadline } from '../../../src/reconciliation/rules/deadline.ts';
import { disagreementsOf, DISCREPANCY_KINDS } from '../../../src/reconciliation/rules/discrepancies.ts';
import { LINE_STATES, lineStateOf } from '../../../src/reconciliation/rules/line-state.ts';
import { LOSS_KINDS, lossesOf } from '../../../src/reconciliation/rules/losses.ts';
import type { PledgeStatus } from '../../../src/reconciliation/rules/owned-parcel.ts';
import { parcelsOfShipment } from '../../../src/reconciliation/rules/parcels.ts';
import { SHIPMENT_FLAGS, SHIPMENT_STATUSES } from '../../../src/shipments/rules/codes.ts';
import type { ReferenceFacts, ShipmentEvent, ShipmentFacts } from '../../../src/shipments/rules/facts.ts';
import { foldShipment } from '../../../src/shipments/rules/fold.ts';
import { lossesTold } from '../../reference/losses.ts';
import type { ReferenceParcel } from '../../reference/parcels.ts';
import { referenceShipment } from '../../reference/shipment.ts';
import { evaluation } from '../shipments/histories.ts';
import { COVERAGE } from './coverage.ts';
import { pledges, stories, worlds } from './stories.ts';

/** Everything that is derived about a shipment, in words both sides have. */
interface Told {
  status: string;
  flags: readonly string[];
  anomalies: string[];
  lines: Record<string, unknown>[];
  parcels: string[];
  losses: string[];
  discrepancies: string[];
}

type ParcelFields = Omit<ReferenceParcel, 'line' | 'amountUsd'> & { line: string | null };

/** Parcels as sorted text; without a province they belong to no lane, and their months mean nothing. */
const parcelsTold = (parcels: readonly ParcelFields[]) =>
  parcels
    .map(
      ({ line, item, class: of, province, sector, arrivalMonth, dueMonth, monthsOfUse, ...amount }) =>
        `${line ?? item} ${of} ${province ?? '-'} ${sector} ${province === null ? '' : `${dueMonth}→${arrivalMonth}`} ` +
        `${amount.quantityMilli} ${amount.personDaysMilli} over ${monthsOfUse}`,
    )
    .sort();

const discrepanciesTold = (
  found: readonly { kind: string; line: string | null; item: string | null; quantityMilli: number | null }[],
) => found.map(({ kind, line, item, quantityMilli }) => `${kind} ${line ?? item} ${quantityMilli}`).sort();

type World = readonly [
  ShipmentFacts,
  ShipmentEvent[],
  ReferenceFacts,
  ReadonlyMap<string, PledgeStatus>,
  number,
];

function byTheRules(...[facts, events, world, statuses, now]: World): Told {
  const state = foldShipment(facts, events, world, now);
  const pledgeOf = ({ pledgeLine }: { pledgeLine: string | null }) =>
    pledgeLine === null ? null : (statuses.get(pledgeLine) ?? null);
  const reference = { pledgeOf, coverageOf: (item: string) => COVERAGE[item]! };
  const parcels = parcelsOfShipment(state, facts, reference, now);
  return {
    status: state.status,
    flags: state.flags,
    anomalies: state.history.filter((entry) => entry.outOfSequence).map(({ event }) => event.id),
    lines: state.lines.map((account) => ({
      line: account.line?.id ?? account.item,
      dispatched: account.dispatched,
      good: account.good,
      damaged: account.damaged,
      missing: account.missing,
      excess: account.excess,
      lost: account.lost,
      returned: account.returned,
      outstanding: account.outstanding,
      state: lineStateOf(facts, state, account),
      distributed: account.distributed,
      people: account.peopleServed,
    })),
    parcels: parcelsTold(parcels.map((parcel) => ({ ...parcel, line: parcel.shipmentLine }))),
    losses: lossesTold(lossesOf(facts, state)),
    discrepancies: discrepanciesTold(disagreementsOf(facts, state)),
  };
}

function byTheReference(...[facts, events, world, statuses, now]: World): Told {
  const { status, flags, anomalies, lines, parcels, losses, discrepancies } = referenceShipment(
    facts,
    events,
    world,
    statuses,
    COVERAGE,
    now,
  );
  return {
    status,
    flags,
    anomalies,
    lines: lines.map((line) => ({
      line: line.line ?? line.item,
      dispatched: line.dispatched,
      good: line.good,
      damaged: line.damaged,
      missing: line.missing,
      excess: line.excess,
      lost: line.lost,
      returned: line.returned,
      outstanding: line.outstanding,
      state: line.state,
      distributed: line.distributed,
      people: line.people,
    })),
    parcels: parcelsTold(parcels),
    losses: lossesTold(losses),
    discrepancies: discrepanciesTold(discrepancies),
  };
}

const RUNS = Number(process.env.PROPERTY_RUNS ?? 1500);

/** What must occur in the histories for the comparison to mean something. */
const EVERYTHING = [
  ...SHIPMENT_STATUSES,
  ...SHIPMENT_FLAGS,
  ...LINE_STATES.map((state) => `line ${state}`),
  ...SUPPLY_CLASSES,
  ...['pre_delivery', 'post_delivery', ...LOSS_KINDS],
  ...DISCREPANCY_KINDS.filter((kind) => !kind.includes('pledge')),
];

describe('any shipment', () => {
  it('is what a naive reading of the law says it is, to the last integer', () => {
    fc.assert(
      fc.property(stories, worlds, pledges, evaluation, ({ facts, events }, world, statuses, now) => {
        expect(byTheRules(facts, events, world, statuses, now)).toEqual(
          byTheReference(facts, events, world, statuses, now),
        );
      }),
      { numRuns: RUNS },
    );
  });

  it('is the same for the reference until the next deadline that the rules know of', () => {
    fc.assert(
      fc.property(stories, worlds, pledges, evaluation, ({ facts, events }, world, statuses, now) => {
        const state = foldShipment(facts, events, world, now);
        const next = nextDeadline(state, facts, world, now) ?? now + 20_000 * HOUR_MS;
        expect(byTheReference(facts, events, world, statuses, next - 1)).toEqual(
          byTheReference(facts, events, world, statuses, now),
        );
      }),
      { numRuns: RUNS },
    );
  });

  it('of these histories may be in any state, with every flag, class and kind of discrepancy', () => {
    const seen = new Set<string>();
    const worldOf = fc.tuple(stories, worlds, pledges, evaluation);
    for (const [{ facts, events }, world, statuses, now] of fc.sample(worldOf, { numRuns: 1500, seed: 1 })) {
      const { status, flags, lines, parcels, losses, discrepancies } = byTheReference(
        facts,
        events,
        world,
        statuses,
        now,
      );
      for (const word of [status, ...flags]) seen.add(word);
      for (const { state } of lines) seen.add(`line ${String(state)}`);
      for (const text of [...parcels, ...losses, ...discrepancies])
        for (const word of text.split(' ')) seen.add(word);
    }
    expect(EVERYTHING.filter((word) => !seen.has(word))).toEqual([]);
  });
});
