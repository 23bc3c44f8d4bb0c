import { reachOf } from '../access/rules.ts';
import type { Principal } from '../platform/access.ts';
import { type Act, perform, type Unit } from '../platform/acts/act.ts';
import type { Clock } from '../platform/clock.ts';
import { contentHash } from '../platform/content.ts';
import { DomainError } from '../platform/errors.ts';
import { newId } from '../platform/ids.ts';
import type { Programme, Solution } from '../platform/solver/programme.ts';
import type { ReadScope, Store } from '../platform/storage/store.ts';
import type { PledgesService } from '../pledges/service.ts';
import { pledgesWithUnallocated } from '../reconciliation/service.ts';
import type { AllocationPlan, PlanQuery } from './contract.ts';
import * as repo from './repo.ts';
import { planOf } from './rules/plan.ts';
import { changesSince, unitsOf } from './service/changes.ts';
import { worldOf } from './service/world.ts';
import type { PlanTold } from './tables.ts';
import { toPlan, toTold } from './view.ts';

export type AllocationService = ReturnType<typeof allocationService>;

interface Needs {
  store: Store;
  clock: Clock;
  pledges: Pick<PledgesService, 'allocatable' | 'allocateWithin'>;
  solve: (programme: Programme) => Promise<Solution>;
}

/** Where to send what is for nobody yet: plans are computed, looked at, and accepted as they are or not at all. */
export function allocationService({ store, clock, pledges, solve }: Needs) {
  return {
    /**
     * Computes a plan and records it. The facts are read at one moment, the solver works outside any unit of work, and what has
     * changed meanwhile is found when the plan is accepted.
     *
     * @throws DomainError refused, unavailable
     */
    async propose(query: PlanQuery, act: Act): Promise<AllocationPlan> {
      const now = clock.now();
      const { principal } = act;
      const world = await store.read(async (scope) => {
        const open = await pledges.allocatable(scope, principal, await pledgesWithUnallocated(scope));
        return worldOf(scope, principal, open, query, now);
      });
      const plan = await planOf(world.problem, solve);
      return perform({ store, clock }, act, async (unit) => {
        const told = toTold(world, plan, { id: newId(), recordedBy: principal.id, now, query, newId });
        const row = {
          ...{ id: told.id, recordedBy: told.recordedBy, recordedAt: now, plan: told },
          ...UNACCEPTED,
        };
        await repo.insertPlan(unit, row);
        await unit.record('allocation_plan', told.id, contentHash(query));
        return toPlan(row);
      });
    },

    /** @throws DomainError not_found */
    get: (id: string, principal: Principal): Promise<AllocationPlan> =>
      store.read(async (scope) => toPlan(await planToSee(scope, principal, id))),

    /**
     * Makes all allocations of a plan, or none. Of one that was accepted before nothing is made again.
     *
     * @throws DomainError not_found; refused with everything that has changed
     */
    accept: (id: string, act: Act): Promise<AllocationPlan> =>
      perform({ store, clock }, act, async (unit) => {
        const { principal } = act;
        const { plan } = await planToSee(unit, principal, id);
        const accepted = { acceptedBy: principal.id, acceptedAt: clock.now() };
        if (await repo.markAccepted(unit, id, accepted)) {
          await allocateAll(unit, principal, plan);
          await unit.record('allocation_plan', id, contentHash({ accepted: id }));
        }
        return toPlan(await planToSee(unit, principal, id));
      }),
  };

  async function allocateAll(unit: Unit, principal: Principal, told: PlanTold): Promise<void> {
    const { allocations } = told;
    if (allocations.length === 0) throw new DomainError('refused', 'there is nothing in the plan to accept');
    const open = await pledges.allocatable(
      unit,
      principal,
      allocations.map(({ pledge }) => pledge.id),
    );
    const world = await worldOf(unit, principal, open, told.query, clock.now(), { everyRoute: true });
    const errors = changesSince(told, world, open);
    if (errors.length > 0) {
      const [first] = errors;
      const detail = errors.length === 1 ? first!.detail : 'what the plan rests on has changed: make another';
      throw new DomainError('refused', detail, { errors });
    }
    for (const [line, own] of Map.groupBy(allocations, (allocation) => allocation.line)) {
      await pledges.allocateWithin(unit, principal, own[0]!.pledge.id, {
        lineId: line,
        parts: own.map(({ id, sector, province, quantity, amount }) => ({
          ...{ id, sector, province },
          ...(quantity === null ? { amount } : { quantity }),
        })),
      });
    }
    await repo.insertPassages(
      unit,
      allocations.flatMap((allocation) => {
        const { id, crossing, passesOn, item } = allocation;
        if (crossing === null || passesOn === null || item === null) return [];
        const month = passesOn.slice(0, 'YYYY-MM'.length);
        return [{ line: id, plan: told.id, crossing, month, item, quantityMilli: unitsOf(allocation) }];
      }),
    );
  }
}

const UNACCEPTED = { acceptedBy: null, acceptedAt: null };

/** A plan is shown to whoever made it, and to whoever sees every pledge that it may name. */
async function planToSee(scope: ReadScope, principal: Principal, id: string): Promise<repo.PlanRow> {
  const row = await repo.planRow(scope, id);
  if (row && (row.recordedBy === principal.id || reachOf(principal, 'pledge') === 'everything')) return row;
  throw new DomainError('not_found', `no allocation plan ${id} is recorded`);
}
