/** The rule in words, the rule as a function and the rule as SQL say the same of every principal and every row, on both engines. */
import * as fc from 'fast-check';
import { describe, expect, it, onTestFinished } from 'vitest';
import type { Authorized } from '../../src/access/authorized.ts';
import {
  type Concern,
  concernsOfPledge,
  concernsOfShipment,
  reachOf,
  type Relation,
  relationOf,
} from '../../src/access/rules.ts';
import { relationsTo, replaceConcerns, toChange, toSee, visibleTo } from '../../src/access/service.ts';
import { type Principal, ROLES } from '../../src/platform/access.ts';
import { newId } from '../../src/platform/ids.ts';
import { pledgeStates, shipmentStates } from '../../src/reconciliation/tables.ts';
import { principalOf } from '../support/acts.ts';
import { engines, newStore } from '../support/stores.ts';

const ORGANISATIONS = ['kazaid', 'wfp', 'unicef'] as const;
const PROVINCES = ['AF01', 'AF21', 'AF23'] as const;
const organisation = fc.constantFrom(...ORGANISATIONS);
const some = <T extends string>(...of: readonly T[]) => fc.subarray([...of]);

const principal = fc
  .record({
    role: fc.constantFrom(...ROLES),
    organisation: fc.option(organisation),
    provinces: fc.option(some(...PROVINCES)),
  })
  .map((given) => principalOf(given));

const shipment = fc.record({
  provinces: some(...PROVINCES),
  parties: some(...ORGANISATIONS),
  donors: some(...ORGANISATIONS),
});
type Cargo = { provinces: string[]; parties: string[]; donors: string[] };
const pledge = fc.record({
  donor: organisation,
  recipient: fc.option(organisation),
  provinces: fc.array(fc.option(fc.constantFrom(...PROVINCES)), { maxLength: 3 }),
});
type Promised = { donor: string; recipient: string | null; provinces: (string | null)[] };

/** docs/access.md, read by somebody else. */
function shipmentByLaw({ role, organisation: own, provinces }: Principal, cargo: Cargo): Relation | null {
  if (role === 'admin') return 'inside';
  if (role === 'viewer') return null;
  const isParty = own !== null && cargo.parties.includes(own);
  const isInCharge =
    role !== 'donor' && (provinces === null || cargo.provinces.some((one) => provinces.includes(one)));
  if (isParty || isInCharge) return 'inside';
  return own !== null && role !== 'coordinator' && cargo.donors.includes(own) ? 'outside' : null;
}

function pledgeByLaw({ role, organisation: own, provinces }: Principal, told: Promised): Relation | null {
  if (role === 'admin') return 'inside';
  if (role !== 'donor' && role !== 'manager') return null;
  const isFor = told.provinces.some((one) => one !== null && provinces?.includes(one));
  if (role === 'manager' && (provinces === null || isFor)) return 'inside';
  if (own !== null && told.donor === own) return 'inside';
  return own !== null && told.recipient === own ? 'outside' : null;
}

const concernsOf = ({ donor, recipient, provinces }: Promised) =>
  concernsOfPledge(
    { donor, recipient },
    provinces.map((province) => ({ province })),
  );

describe.each(engines)('on %s', (engine) => {
  it('words, function and SQL agree', async () => {
    const { store, dispose } = await newStore(engine);
    onTestFinished(dispose);
    const reconciled = { status: 'draft', flags: [], dueAt: null, evaluatedAt: 0 };

    await fc.assert(
      fc.asyncProperty(
        fc.array(principal, { minLength: 1, maxLength: 8 }),
        fc.array(shipment, { minLength: 1, maxLength: 8 }),
        fc.array(pledge, { minLength: 1, maxLength: 8 }),
        async (principals, cargo, promised) => {
          const shipments = new Map(cargo.map((one) => [newId(), one]));
          const pledges = new Map(promised.map((one) => [newId(), one]));
          const concerns = new Map<string, Concern[]>([
            ...Array.from(shipments, ([id, one]) => [id, concernsOfShipment(one)] as const),
            ...Array.from(pledges, ([id, one]) => [id, concernsOf(one)] as const),
          ]);
          await store.write(async (scope) => {
            const [cargoRows, pledgeRows] = [scope.of(shipmentStates), scope.of(pledgeStates)];
            await scope.db.delete(cargoRows);
            await scope.db.delete(pledgeRows);
            for (const id of shipments.keys()) {
              await scope.db.insert(cargoRows).values({ ...reconciled, shipment: id });
            }
            for (const id of pledges.keys()) {
              await scope.db.insert(pledgeRows).values({
                ...{ pledge: id, status: 'commitment', dueAt: null, evaluatedAt: 0 },
              });
            }
            await replaceConcerns(scope, concerns);
          });

          for (const asker of principals) {
            const byLaw = {
              shipment: new Map(Array.from(shipments, ([id, one]) => [id, shipmentByLaw(asker, one)])),
              pledge: new Map(Array.from(pledges, ([id, one]) => [id, pledgeByLaw(asker, one)])),
            };
            for (const kind of ['shipment', 'pledge'] as const) {
              const law = byLaw[kind];
              const ids = [...law.keys()];
              const byRule = ids.map((id) => relationOf(reachOf(asker, kind), concerns.get(id)!));
              expect(byRule).toEqual([...law.values()]);
              await store.read(async (scope) => {
                const list = async (relation?: 'inside') => {
                  const visible = visibleTo(asker, kind, relation);
                  const states = scope.of(shipmentStates);
                  const others = scope.of(pledgeStates);
                  const rows =
                    kind === 'shipment'
                      ? await scope.db
                          .select({ id: states.shipment })
                          .from(states)
                          .where(visible.on(scope, states.shipment))
                      : await scope.db
                          .select({ id: others.pledge })
                          .from(others)
                          .where(visible.on(scope, others.pledge));
                  return rows.map(({ id }) => id).sort();
                };
                const withRelation = (wanted: (to: Relation | null) => boolean) =>
                  ids.filter((id) => wanted(law.get(id)!)).sort();
                expect(await list()).toEqual(withRelation((to) => to !== null));
                expect(await list('inside')).toEqual(withRelation((to) => to === 'inside'));
                const relations = await relationsTo(scope, asker, kind, ids);
                expect(ids.map((id) => relations.get(id) ?? null)).toEqual([...law.values()]);
                for (const [id, to] of law) {
                  const answer = (asked: Promise<unknown>) =>
                    asked.then(
                      () => 'yes',
                      (error: { code: string }) => error.code,
                    );
                  expect(await answer(toSee(scope, asker, kind, id))).toBe(to === null ? 'not_found' : 'yes');
                  const change = answer(toChange(scope, asker, kind, id));
                  expect(await change).toBe(
                    { inside: 'yes', outside: 'forbidden', none: 'not_found' }[to ?? 'none'],
                  );
                }
              });
            }
          }
        },
      ),
      { numRuns: 12 },
    );
  });
});

// A proof for seeing is none for changing, and one of a pledge none of a shipment: this file does not compile otherwise.
declare const seen: Authorized<'pledge'>;
declare const changeable: Authorized<'pledge', 'change'>;
export const proofs = () => {
  const fine: Authorized<'pledge'> = changeable;
  // @ts-expect-error seeing is not changing
  const more: Authorized<'pledge', 'change'> = seen;
  // @ts-expect-error a pledge is not a shipment
  const other: Authorized<'shipment'> = seen;
  // @ts-expect-error an id is not a proof
  const none: Authorized<'pledge'> = newId();
  return [fine, more, other, none];
};
