/** Whatever is done with a promise and its parts, in whatever order: together they promise what was promised, to the last unit. */
import { SYSTEM } from '../../src/access/rules.ts';
import { actOf } from '../support/acts.ts';
import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { DomainError } from '../../src/platform/errors.ts';
import { newId } from '../../src/platform/ids.ts';
import { newPledge, type Pledge } from '../../src/pledges/contract.ts';
import { allocation } from '../../src/pledges/contract/changes.ts';
import { FOOD, ledgerOf, type PledgeBody, pledgeBody, WHEAT } from '../support/ledger.ts';
import { someone } from '../support/pledges.ts';
import { engines, serviceOfSuite } from '../support/service.ts';

type Kind = 'money' | 'goods' | 'goods without value';
const LINES: Record<Kind, PledgeBody['lines']> = {
  money: [
    { sector: FOOD, amount: 1_000_003 },
    { sector: 'education', province: 'AF01', amount: 77 },
  ],
  goods: [
    { sector: FOOD, item: WHEAT, quantity: 500_000.001, amount: 29_500_007 },
    { sector: FOOD, province: 'AF02', item: WHEAT, quantity: 7, amount: 3 },
    { sector: FOOD, item: 'rice', quantity: 1_000.5, amount: 0 },
  ],
  'goods without value': [
    { sector: FOOD, item: WHEAT, quantity: 500_000 },
    { sector: FOOD, item: 'rice', quantity: 0.003 },
  ],
};

const share = fc.constantFrom(0.0001, 0.1, 1 / 3, 0.5, 0.999, 1, 1.2);
const member = fc.nat(6);
const command = fc.oneof(
  fc.record({ do: fc.constant('allocate' as const), member, line: fc.nat(5), share }),
  fc.record({
    do: fc.constant('split' as const),
    member,
    share,
    to: fc.constantFrom('commitment', 'paid', 'cancelled'),
  }),
  fc.record({ do: fc.constant('part_of' as const), member, line: fc.nat(5), share, isValued: fc.boolean() }),
  fc.record({ do: fc.constant('cancel' as const), member }),
  fc.record({ do: fc.constant('void' as const), member, status: fc.nat(3) }),
);
type Command = typeof command extends fc.Arbitrary<infer C> ? C : never;

const milli = (units: number | null) => Math.round((units ?? 0) * 1000);

describe.each(engines)('a pledge and its parts on %s', (engine) => {
  const service = serviceOfSuite({ engine });
  const done: Record<string, number> = {};

  /** Carries the commands out; answers what the family promises before and after each. */
  async function play(kind: Kind, commands: readonly Command[]): Promise<Record<string, number>[]> {
    const { pledges } = service().services;
    const donor = await ledgerOf(service()).organisation(someone());
    const record = async (changes: Partial<PledgeBody>) => {
      const body = {
        ...pledgeBody(donor, {
          status: 'pledge',
          contributionType: kind === 'money' ? 'financial' : 'in_kind',
        }),
        ...{ reference: `REF ${newId()}` },
        ...changes,
      };
      return (await pledges.record(newPledge.parse(body), actOf())).pledge;
    };
    const root = await record({ lines: LINES[kind] });

    async function family(of: Pledge): Promise<Pledge[]> {
      const children = await Promise.all(
        of.children.map(async ({ id }) => family(await pledges.get(id, SYSTEM))),
      );
      return [of, ...children.flat()];
    }

    async function carryOut(one: Command, all: readonly Pledge[]): Promise<unknown> {
      const chosen = all[one.member % all.length]!;
      const whole = chosen.lines
        .filter(({ parent }) => parent === null)
        .reduce((sum, { amount }) => sum + (amount ?? 0), 0);
      const line = 'line' in one ? chosen.lines[one.line % chosen.lines.length]! : undefined;
      const part = (value: number | null | undefined, of: number) =>
        typeof value === 'number' ? Math.floor(value * of * 1000) / 1000 : null;
      switch (one.do) {
        case 'allocate': {
          const quantity = part(line!.quantity, one.share);
          const amount = kind === 'money' ? Math.floor(line!.amount! * one.share) : null;
          const parts = [{ province: 'AF03', ...(quantity === null ? { amount } : { quantity }) }];
          const parsed = allocation.safeParse({ lineId: line!.id, parts });
          return parsed.success && pledges.allocate(chosen.id, parsed.data, actOf());
        }
        case 'split': {
          const amount = Math.floor(whole * one.share);
          const change = { to: one.to as 'paid', on: '2026-11-01', amount };
          return amount > 0 && pledges.changeStatus(chosen.id, change, actOf());
        }
        case 'part_of': {
          const quantity = part(line!.quantity, one.share);
          const isValued = kind !== 'goods without value' && (one.isValued || kind === 'money');
          const amount = isValued ? Math.floor((line!.amount ?? 0) * one.share) : null;
          const lines = [{ sector: line!.sector, item: line!.item, quantity, amount }];
          const status = chosen.status === 'pledge' ? 'commitment' : 'paid';
          const body = { lines, status, duplicateAnswer: `part_of:${chosen.id}` } as Partial<PledgeBody>;
          return newPledge.safeParse({ ...pledgeBody(donor), ...body }).success && record(body);
        }
        case 'cancel':
          return pledges.changeStatus(chosen.id, { to: 'cancelled', on: '2026-11-02' }, actOf());
        default: {
          const fact = chosen.statuses[one.status % chosen.statuses.length]!;
          return pledges.voidStatus(chosen.id, fact.id, 'a mistake', actOf());
        }
      }
    }

    const told = [totalsOf([root])];
    for (const one of commands) {
      const before = await family(await pledges.get(root.id, SYSTEM));
      const what = await carryOut(one, before).then(
        (answer) => (answer === false ? 'nothing' : 'done'),
        (error: unknown) => {
          if (error instanceof DomainError && error.code === 'refused') return 'refused';
          throw error;
        },
      );
      done[`${one.do} ${what}`] = (done[`${one.do} ${what}`] ?? 0) + 1;
      const all = await family(await pledges.get(root.id, SYSTEM));
      told.push({ ...totalsOf(all), overdrawn: all.flatMap(negativeOwnParts).length });
    }
    return told;
  }

  it.each(Object.keys(LINES) as Kind[])(
    'always promise what was promised: %s',
    async (kind) => {
      await fc.assert(
        fc.asyncProperty(fc.array(command, { minLength: 3, maxLength: 10 }), async (commands) => {
          const [promised, ...then] = await play(kind, commands);
          expect(then).toEqual(then.map(() => promised));
        }),
        { numRuns: engine === 'sqlite' ? 25 : 8 },
      );
    },
    120_000,
  );

  it('and every kind of change was among what was tried', () => {
    for (const kind of ['allocate', 'split', 'part_of', 'cancel', 'void'])
      expect(done[`${kind} done`]).toBeGreaterThan(0);
  });
});

/** What pledges promise together: money, and goods by item in thousandths. */
function totalsOf(all: readonly Pledge[]): Record<string, number> {
  const totals: Record<string, number> = { money: 0, overdrawn: 0 };
  for (const { lines } of all) {
    for (const { parent, item, quantity, amount } of lines) {
      if (parent !== null) continue;
      totals['money']! += amount ?? 0;
      if (item !== null) totals[item] = (totals[item] ?? 0) + milli(quantity);
    }
  }
  return totals;
}

/** Lines from which more was allocated than they have. */
function negativeOwnParts({ lines }: Pledge): string[] {
  return lines.flatMap((line) => {
    const parts = lines.filter(({ parent }) => parent === line.id);
    const quantity = parts.reduce((left, one) => left - milli(one.quantity), milli(line.quantity));
    const amount = parts.reduce((left, one) => left - (one.amount ?? 0), line.amount ?? 0);
    return quantity < 0 || amount < 0 ? [`${line.id}: ${quantity}, ${amount}`] : [];
  });
}
