import { actOf } from '../../support/acts.ts';
import type { CrossingStatusFact } from '../../../src/places/rules/crossing-status.ts';
import { expect } from 'vitest';
import type { Job } from 'bullmq';
import { ledgerRegistry } from '../../../jobs/ledger.ts';
import { recomputeProcessor, type RecomputeJob } from '../../../jobs/recompute.ts';
import { SYSTEM } from '../../../src/access/rules.ts';
import { bySystem } from '../../../src/access/service.ts';
import { newOrganisation } from '../../../src/accounts/contract.ts';
import { items, sectors } from '../../../src/catalogue/catalogue.ts';
import { laneCells } from '../../../src/gaps/tables.ts';
import { SUPPLY_CLASSES } from '../../../src/gaps/rules/parcel.ts';
import { createLog } from '../../../src/platform/log.ts';
import { dirty } from '../../../src/platform/queue/tables.ts';
import type { Engine } from '../../../src/platform/storage/store.ts';
import { pledgeFactsOf } from '../../../src/pledges/service.ts';
import { discrepancies, lineStates, nettingHints } from '../../../src/reconciliation/tables.ts';
import { composeServices } from '../../../src/services.ts';
import { verifyLedger } from '../../../src/verification.ts';
import type { Records } from '../../reference/ledger.ts';
import type { PledgeRecord } from '../../reference/pledge.ts';
import { testClock } from '../../support/clock.ts';
import { newStore } from '../../support/stores.ts';
import type { Command } from './commands.ts';
import { expectedLedger, storedLedger, windows } from './telling.ts';
import { statedByLaw, statedOf } from './stated.ts';
import { tellerOf } from './teller.ts';

const NOW = '2026-11-15T06:00:00Z';
const SETTINGS = { staleAfterDays: 7, heldAfterDays: 3, overdueGraceDays: 3, expiresSoonDays: 30 };
const CATALOGUE = {
  coverage: Object.fromEntries(
    items.map(({ code, sector, monthsOfUse, coverage }) => [code, { sector, monthsOfUse, ...coverage }]),
  ),
  costs: Object.fromEntries(
    sectors.map(({ code, costPerPmUsdCents: costPerPmCents, monthsOfUse }) => [
      code,
      { costPerPmCents, monthsOfUse },
    ]),
  ),
  carryMonths: Object.fromEntries(sectors.map(({ code, carryMonths }) => [code, carryMonths])),
};
/** Closed to cargo when nobody says anything else, by the reference data. */
const CLOSED_BY_DEFAULT = ['torkham'];
const ALWAYS_CLOSED: CrossingStatusFact = {
  ...{ status: 'closed', from: -Infinity, until: null, recordedAt: -Infinity },
};
const RETRY = { attempts: 3, firstMs: 1, longestMs: 1 };

/** A new database with the services on it, recomputed only when the test says so. */
export async function openLedger(engine: Engine) {
  const { store, dispose } = await newStore(engine);
  const clock = testClock(NOW);
  const log = createLog({ level: 'silent' });
  const services = composeServices({ store, clock, settings: SETTINGS });
  const registry = ledgerRegistry(services, SETTINGS, log);
  const recompute = recomputeProcessor({ store, clock, log, registry, retry: RETRY });
  const register = async (name: string) =>
    (await services.accounts.register(newOrganisation.parse({ name, kind: 'donor' }), actOf())).organisation
      .id;
  const organisations = [
    await register('Kazakhstan'),
    await register('Uzbekistan'),
    await register('Turkey'),
  ];
  const teller = tellerOf(services, clock, organisations as [string, ...string[]]);

  const waiting = async () => {
    const rows = await store.read((scope) => scope.db.select().from(scope.of(dirty)));
    return rows.map(({ kind, key }) => ({ kind, key })).sort((a, b) => (a.key < b.key ? -1 : 1));
  };
  const perform = (data: RecomputeJob) => recompute({ data, opts: {} } as Job<RecomputeJob>);
  /** As a worker that was thought dead does: the thing may be clean already, and nothing may change. */
  const performAgain = ({ kind, key }: RecomputeJob) =>
    store.write(
      (scope) => registry.recompute[kind as keyof typeof registry.recompute](scope, [key], clock.now()),
      'derived',
    );

  async function work(order: number, count: number, together: number): Promise<void> {
    for (let done = 0; done < count; done += together) {
      const list = await waiting();
      if (list.length === 0) return;
      const first = (order + done * 31) % list.length;
      const chosen = [...list.slice(first), ...list.slice(0, first)].slice(0, together);
      await Promise.all(chosen.map(perform));
      if ((order + done) % 3 === 0) await performAgain(chosen[0]!);
    }
  }

  async function sweep(): Promise<void> {
    await registry.sweeps.deadlines.run(store, clock.now());
    await registry.sweeps.months.run(store, clock.now());
  }

  async function settle(order: number): Promise<void> {
    for (let rounds = 0; rounds < 200; rounds += 1) {
      await sweep();
      if ((await waiting()).length === 0) return;
      await work(order + rounds, 10, 1 + (rounds % 2));
    }
    throw new Error(`never done: ${JSON.stringify(await waiting())}`);
  }

  async function records(): Promise<Records> {
    const pledges: [string, PledgeRecord][] = [];
    for (const id of teller.told.pledges) {
      const facts = await store.read((scope) => pledgeFactsOf(scope, bySystem('pledge', id)));
      pledges.push([id, { ...facts!.pledge, lines: facts!.lines, statuses: facts!.statuses }]);
    }
    const crossings = new Map(teller.told.crossings);
    for (const code of CLOSED_BY_DEFAULT)
      crossings.set(code, [ALWAYS_CLOSED, ...(crossings.get(code) ?? [])]);
    const { shipments, needs } = teller.told;
    return {
      shipments,
      needs,
      pledges: new Map(pledges),
      world: { crossings, settings: SETTINGS },
      ...CATALOGUE,
    };
  }

  return {
    settle,

    async tell(command: Command): Promise<void> {
      switch (command.kind) {
        case 'time':
          clock.advance({ hours: command.hours });
          if (command.isSwept) await sweep();
          break;
        case 'work':
          await work(command.order, command.count, command.together);
          break;
        case 'settle':
          await settle(command.order);
          expect(await this.verified()).toEqual({ pending: 0, differences: [] });
          break;
        default:
          await teller.tell(command);
          expect(await this.misstated()).toEqual([]);
      }
    },

    /** Lines whose books do not balance, cells whose parts do not add up to their need, and cases that no hint nets whole. */
    unbalanced: () =>
      store.read(async (scope) => {
        const lines = await scope.db.select().from(scope.of(lineStates));
        const cells = await scope.db.select().from(scope.of(laneCells));
        const cases = await scope.db.select().from(scope.of(discrepancies));
        const hints = await scope.db.select().from(scope.of(nettingHints));
        const nettedOn = (line: string) =>
          hints
            .filter(
              ({ state, shortLine, excessLine }) =>
                state === 'accepted' && [shortLine, excessLine].includes(line),
            )
            .reduce((sum, { quantityMilli }) => sum + quantityMilli, 0);
        return [
          ...cases.filter(
            ({ resolution, goneAt, line, quantityMilli }) =>
              resolution === 'netted' && goneAt === null && nettedOn(line) < (quantityMilli ?? 0),
          ),
          ...lines.filter((line) => {
            const { goodMilli, damagedMilli, missingMilli, lostMilli, returnedMilli, outstandingMilli } =
              line;
            const sides = [goodMilli, damagedMilli, missingMilli, lostMilli, returnedMilli, outstandingMilli];
            const sent = line.dispatchedMilli + line.excessMilli;
            return sides.some((part) => part < 0) || sent !== sides.reduce((a, b) => a + b);
          }),
          ...cells.filter((cell) => {
            const parts = [...SUPPLY_CLASSES.map((of) => cell[of]), cell.unpledged];
            return parts.some((part) => part < 0) || parts.reduce((a, b) => a + b) !== (cell.need ?? 0);
          }),
        ];
      }),

    async verified() {
      const { pending, differences } = await verifyLedger(store, services, clock.now());
      return { pending, differences };
    },

    /** Shipments of which the API, asked now, says something else than the law does, waiting to be recomputed or not. */
    async misstated() {
      const { shipments, world } = await records();
      const wrong: unknown[] = [];
      for (const [id, { facts, events }] of shipments) {
        const shown = statedOf(await services.shipments.get(id, SYSTEM));
        const law = statedByLaw(facts, events, world, clock.now());
        if (JSON.stringify(shown) !== JSON.stringify(law)) wrong.push({ shown, law });
      }
      return wrong;
    },

    stored: () => store.read(storedLedger),

    /** The same as `stored`, from the reference models alone. */
    async expected() {
      const all = await records();
      return expectedLedger(all, clock.now(), await store.read(windows));
    },

    close: dispose,
  };
}
