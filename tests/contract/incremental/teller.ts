import { actOf } from '../../support/acts.ts';
import { SYSTEM } from '../../../src/access/rules.ts';
import type { CrossingStatusFact } from '../../../src/places/rules/crossing-status.ts';
import { itemOf } from '../../../src/catalogue/catalogue.ts';
import { needRow } from '../../../src/needs/contract.ts';
import { crossingStatusChange } from '../../../src/places/contract.ts';
import { dayOf, endOfDay, HOUR_MS, startOfDay, toIso } from '../../../src/platform/calendar.ts';
import { DomainError } from '../../../src/platform/errors.ts';
import { newPledge, type Pledge } from '../../../src/pledges/contract.ts';
import { allocation, pledgeEdit, statusChange } from '../../../src/pledges/contract/changes.ts';
import type { Services } from '../../../src/services.ts';
import { newShipment } from '../../../src/shipments/contract.ts';
import { newEvent } from '../../../src/shipments/contract/events.ts';
import type { ShipmentEvent, ShipmentFacts } from '../../../src/shipments/rules/facts.ts';
import type { TestClock } from '../../support/clock.ts';
import { type Command, type CommandOf, MONTHS } from './commands.ts';
import { bodyOf, type EventBody, recordedAs } from './wire.ts';

const BY = actOf();

/** What was told and accepted, kept by the test itself. */
export interface Told {
  shipments: Map<string, { facts: ShipmentFacts; events: ShipmentEvent[] }>;
  needs: Map<string, Map<string, number>>;
  crossings: Map<string, CrossingStatusFact[]>;
  /** Pledges with their lines as they were last answered; parts that were split off are known by reading again. */
  pledges: string[];
}

/** Tells commands to the services and remembers what was accepted. A refusal by a rule is an answer like any other. */
export function tellerOf(
  services: Services,
  clock: TestClock,
  organisations: readonly [string, ...string[]],
) {
  const [donor] = organisations;
  const told: Told = { shipments: new Map(), needs: new Map(), crossings: new Map(), pledges: [] };
  const sent: { shipment: string; body: EventBody }[] = [];
  let made = 0;

  /** UUIDv7 whose order is not the order of making. */
  const id = () => {
    made += 1;
    return `019a0000-0000-7000-8000-${String((made * 7919) % 100_003).padStart(12, '0')}`;
  };
  const one = <T>(list: readonly T[], index: number): T | undefined => list[index % Math.max(1, list.length)];
  const pledgeAt = async (index: number): Promise<Pledge | undefined> => {
    const chosen = one(told.pledges, index);
    return chosen === undefined ? undefined : services.pledges.get(chosen, SYSTEM);
  };

  async function record(shipment: string, body: EventBody): Promise<void> {
    const { created } = await services.shipments.recordEvent(shipment, newEvent.parse(body), BY);
    if (!created) return;
    told.shipments.get(shipment)!.events.push(recordedAs(body, clock.now()));
    sent.push({ shipment, body });
  }

  const tell: { [K in Command['kind']]?: (command: CommandOf<K>) => Promise<unknown> } = {
    async need({ province, sector, first, months, people }) {
      const cells = MONTHS.slice(first, first + months);
      const rows = cells.map((month) =>
        needRow.parse({ province, sector, month, peopleTargeted: people, source: 'HNRP 2026' }),
      );
      await services.needs.put(rows, BY);
      const lane = told.needs.get(`${province} ${sector}`) ?? new Map<string, number>();
      for (const month of cells) lane.set(month, people);
      told.needs.set(`${province} ${sector}`, lane);
    },

    async pledge({ inKind, isEuro, lines, status, expectedBy, expiresOn }) {
      const { pledge } = await services.pledges.record(
        newPledge.parse({
          ...{ status, expectedBy, expiresOn, duplicateAnswer: 'different' },
          ...{ id: id(), reference: `P-${made}`, donor, decidedOn: '2026-10-01', rateDate: '2026-10-01' },
          ...(isEuro ? { currency: 'EUR', ratePerUsd: 0.824 } : { currency: 'USD', ratePerUsd: 1 }),
          contributionType: inKind ? 'in_kind' : 'financial',
          lines: lines.map(({ item, sector, province, quantity, amount }) =>
            inKind
              ? { id: id(), sector: 'unallocated', province, item, quantity, amount }
              : { id: id(), sector, province, amount },
          ),
        }),
        BY,
      );
      told.pledges.push(pledge.id);
    },

    async pledgeStatus({ pledge: index, to, percent }) {
      const pledge = await pledgeAt(index);
      if (!pledge) return;
      const roots = pledge.lines.filter(({ parent }) => parent === null);
      const whole = roots.reduce((sum, { amount }) => sum + (amount ?? 0), 0);
      const amount = percent === null ? null : Math.max(1, Math.floor((whole * percent) / 100));
      const change = statusChange.parse({ to, on: dayOf(clock.now()), amount });
      const { pledge: after } = await services.pledges.changeStatus(pledge.id, change, BY);
      for (const child of after.children) if (!told.pledges.includes(child.id)) told.pledges.push(child.id);
    },

    async pledgeVoid({ pledge: index, status }) {
      const pledge = await pledgeAt(index);
      const fact = pledge && one(pledge.statuses, status);
      if (fact) await services.pledges.voidStatus(pledge.id, fact.id, 'a mistake', BY);
    },

    async pledgeEdit({ pledge: index, line, province, expectedBy, expiresOn }) {
      const pledge = await pledgeAt(index);
      const chosen = pledge && one(pledge.lines, line);
      if (!chosen) return;
      const edit = pledgeEdit.parse({ expectedBy, expiresOn, lines: [{ id: chosen.id, province }] });
      await services.pledges.edit(pledge.id, edit, `"${pledge.version}"`, BY);
    },

    async allocate({ pledge: index, line, province, percent }) {
      const pledge = await pledgeAt(index);
      const chosen = pledge && one(pledge.lines, line);
      if (!chosen) return;
      const part = (whole: number) => Math.max(1, Math.floor((whole * percent) / 100));
      const amount = chosen.item === null && chosen.amount !== null ? part(chosen.amount) : null;
      const quantity = chosen.quantity === null ? null : part(chosen.quantity * 1000) / 1000;
      const served = chosen.item === null ? 'food_security' : itemOf(chosen.item)?.sector;
      const sector = chosen.sector === 'unallocated' ? served : null;
      const parts = [{ province, sector, item: chosen.item, quantity, amount }];
      await services.pledges.allocate(pledge.id, allocation.parse({ lineId: chosen.id, parts }), BY);
    },

    async shipment({ province, eta, plannedDispatch, crossing, by, lines }) {
      const pledges = await Promise.all(told.pledges.map((pledge) => services.pledges.get(pledge, SYSTEM)));
      const facts: ShipmentFacts = {
        ...{ id: id(), eta, plannedDispatch, crossing },
        destination: { province, district: null },
        lines: lines.map(({ item, quantity, packFactor, expiresOn, pledgeLine, destination }) => {
          const open = pledges.flatMap((pledge) => pledge.lines);
          const promised = open.filter((line) => line.item === null || line.item === item);
          return {
            ...{ id: id(), item, quantityMilli: Math.round(quantity * 1000) },
            ...{ packFactorMilli: packFactor === null ? null : Math.round(packFactor * 1000), expiresOn },
            pledgeLine: pledgeLine === null ? null : (one(promised, pledgeLine)?.id ?? null),
            destination: destination === null ? null : { province: destination, district: null },
          };
        }),
      };
      const planned = facts.lines.map(({ quantityMilli, packFactorMilli: size, ...line }) => ({
        ...{ ...line, quantity: quantityMilli / 1000 },
        ...(size === null ? {} : { packFactor: size / 1000, packs: Math.ceil(quantityMilli / size) }),
      }));
      const [consignor, consignee] = by.map((index) => one(organisations, index));
      const whole = { ...facts, waybill: `WB-${made}`, consignor, consignee, origin: 'Almaty' };
      await services.shipments.record(newShipment.parse({ ...whole, lines: planned }), BY);
      told.shipments.set(facts.id, { facts, events: [] });
    },

    async event({ shipment: index, line, happening, hoursAgo, device, deviceSeq, place }) {
      const chosen = one([...told.shipments.values()], index);
      if (!chosen) return;
      const { facts, events } = chosen;
      const about = happening.type === 'decided' || happening.type === 'voided' ? happening.event : 0;
      const target = one(events, about)?.id ?? id();
      await record(facts.id, {
        ...{ id: id(), type: happening.type, deviceId: device, deviceSeq, place },
        occurredAt: toIso(clock.now() - hoursAgo * HOUR_MS),
        ...bodyOf(happening, { line: one(facts.lines, line)!, target }),
      } as EventBody);
    },

    async again({ event, hours, isReplay }) {
      const earlier = one(sent, event);
      if (!earlier) return;
      const { shipment, body } = earlier;
      const occurredAt = toIso(Date.parse(body.occurredAt) + hours * HOUR_MS);
      const deviceId = body.deviceId === 'phone-1' ? 'phone-2' : 'phone-1';
      await record(shipment, isReplay ? body : { ...body, id: id(), occurredAt, deviceId });
    },

    async mixUp({ province, receipts }) {
      for (const { over, hoursAgo } of receipts) {
        const flour = {
          item: 'wheat_flour',
          quantity: 40,
          packFactor: null,
          expiresOn: null,
          pledgeLine: null,
          destination: null,
        } as const;
        const none = { eta: null, plannedDispatch: null, crossing: null, by: [0, 0] as [number, number] };
        await tell.shipment!({ kind: 'shipment', province, ...none, lines: [flour] });
        const { facts } = [...told.shipments.values()].at(-1)!;
        const [excess, missing] = [Math.max(0, over), Math.max(0, -over)];
        clock.advance({ ms: 1 });
        await record(facts.id, {
          ...{ id: id(), type: 'received', occurredAt: toIso(clock.now() - hoursAgo * HOUR_MS) },
          lines: [{ line: facts.lines[0]!.id, good: 40 + over, excess, missing, reason: 'miscount' }],
        });
        clock.advance({ ms: 1 });
      }
    },

    async handling({ case: index, command }) {
      const { items } = await services.reconciliation.cases.list({ limit: 200 }, SYSTEM);
      const chosen = one(items, index);
      if (chosen) await services.reconciliation.cases.handle(chosen.id, command, `"${chosen.version}"`, BY);
    },

    async netting({ hint: index, command }) {
      const { items } = await services.reconciliation.hints.list({ limit: 200 }, SYSTEM);
      const chosen = one(items, index);
      if (chosen) await services.reconciliation.hints.decide(chosen.id, command, `"${chosen.version}"`, BY);
    },

    async crossing({ code, status, from, until }) {
      if (until !== null && until < from) return;
      const change = crossingStatusChange.parse({ status, from, until, reason: 'told by the border police' });
      await services.places.setCrossingStatus(code, change, BY);
      const facts = told.crossings.get(code) ?? [];
      const reach = { from: startOfDay(from), until: until === null ? null : endOfDay(until) };
      told.crossings.set(code, [...facts, { status, ...reach, recordedAt: clock.now() }]);
    },
  };

  return {
    told,
    /** Tells one command; answers false when a rule refused it. */
    async tell(command: Command): Promise<boolean> {
      // No two commands are recorded at the same instant.
      clock.advance({ ms: 1 });
      try {
        await (tell[command.kind] as ((command: Command) => Promise<unknown>) | undefined)?.(command);
        return true;
      } catch (error) {
        if (
          error instanceof DomainError &&
          ['refused', 'unknown_reference', 'id_reused'].includes(error.code)
        )
          return false;
        throw error;
      }
    },
  };
}
