import type { z } from 'zod';
import { isInChargeOf } from '../../access/rules.ts';
import { type Act, perform } from '../../platform/acts/act.ts';
import { dayOf, lastMomentOf, toIso } from '../../platform/calendar.ts';
import type { Clock } from '../../platform/clock.ts';
import { contentHash } from '../../platform/content.ts';
import { DomainError, type FieldError } from '../../platform/errors.ts';
import { newId } from '../../platform/ids.ts';
import type { ReadScope, Store } from '../../platform/storage/store.ts';
import { constraints } from '../constraints.ts';
import type * as contract from '../contract/access.ts';
import { crossingOf } from '../crossings.ts';
import { districtOf } from '../places.ts';
import * as repo from '../repo.ts';
import { bearsOn, isInForce } from '../rules/access.ts';

type ConstraintView = z.input<typeof contract.accessConstraint>;
type OnWayView = z.input<typeof contract.constraintOnWay>;
type Statement = contract.AccessStatement;

/** Everything that can be said of a constraint, with nothing left out. */
type Said = Omit<repo.AccessConstraintRow, 'id' | 'code' | 'recordedBy' | 'recordedAt'>;

/** What is believed of one constraint. */
export interface KnownConstraint extends Said {
  code: string;
}

interface Filter {
  province?: string | undefined;
  crossing?: string | undefined;
  on?: string | undefined;
  asKnownOn?: string | undefined;
}

/** Keeps what is known of passes, seasons, floods and roads, as dated facts. */
export function accessConstraintKeeping({ store, clock }: { store: Store; clock: Clock }) {
  return {
    list: ({ province, crossing, on, asKnownOn }: Filter): Promise<ConstraintView[]> =>
      store.read(async (scope) => {
        const now = clock.now();
        const recorded = await recordedUntil(scope, asKnownOn === undefined ? now : lastMomentOf(asKnownOn));
        return codesOf(recorded)
          .map((code) => toConstraint(code, recorded.get(code) ?? [], on ?? dayOf(now)))
          .filter((constraint) =>
            bearsOn(
              constraint,
              crossing ?? anyOf(constraint.crossings),
              province ?? anyOf(constraint.provinces),
            ),
          );
      }),

    /**
     * Records what is said of a constraint beside what was said before. What the last one says already is not recorded again.
     *
     * @throws DomainError unknown_reference, forbidden
     */
    put(code: string, statement: Statement, act: Act): Promise<ConstraintView> {
      refuseUnknown(statement);
      const said = saidIn(statement);
      return perform({ store, clock }, act, async (scope) => {
        const now = clock.now();
        const recorded = await repo.recordedConstraints(scope, code);
        const before = recorded.at(-1) ?? shipped(code);
        for (const province of [...touched(said), ...(before ? touched(before) : [])]) {
          if (!isInChargeOf(act.principal, province))
            throw new DomainError('forbidden', `${code} bears on ${province}, which is not in your charge.`);
        }
        if (before && contentHash(said) === contentHash(saidBy(before)))
          return toConstraint(code, recorded, dayOf(now));
        const { id: recordedBy } = act.principal;
        await repo.insertAccessConstraint(scope, { id: newId(), code, ...said, recordedBy, recordedAt: now });
        await scope.record('access_constraint', code, contentHash(statement));
        return toConstraint(code, await repo.recordedConstraints(scope, code), dayOf(now));
      });
    },
  };
}

/** What is believed at a moment, from what was recorded by then; what was withdrawn is left out. */
export async function constraintsAsKnown(scope: ReadScope, moment: number): Promise<KnownConstraint[]> {
  const recorded = await recordedUntil(scope, moment);
  return codesOf(recorded).flatMap((code) => {
    const last = recorded.get(code)?.at(-1) ?? shipped(code);
    return last && !last.isWithdrawn ? [{ code, ...saidBy(last) }] : [];
  });
}

/** A constraint as answers name it where it bears on a way. */
export function toOnWay(constraint: KnownConstraint): OnWayView {
  const { code, name, effect, days, districts, months, from, until, status, source } = constraint;
  return { code, name, effect, days, districts, months, from, until, status, source };
}

async function recordedUntil(
  scope: ReadScope,
  moment: number,
): Promise<ReadonlyMap<string, repo.AccessConstraintRow[]>> {
  const rows = await repo.recordedConstraints(scope);
  return Map.groupBy(
    rows.filter(({ recordedAt }) => recordedAt <= moment),
    ({ code }) => code,
  );
}

function codesOf(recorded: ReadonlyMap<string, unknown>): string[] {
  return [...new Set([...constraints.map(({ code }) => code), ...recorded.keys()])].sort();
}

/** What came with the release, until somebody records another. */
function shipped(code: string): Said | undefined {
  const found = constraints.find((constraint) => constraint.code === code);
  return found && saidIn(found.said);
}

function saidIn({ days, from, until, note, ...rest }: Statement): Said {
  return { ...rest, days: days ?? null, from: from ?? null, until: until ?? null, note: note ?? null };
}

function saidBy(row: Said): Said {
  const { name, cause, effect, days, provinces, districts, crossings, months, from, until } = row;
  const { status, source, note, isWithdrawn } = row;
  return {
    ...{ name, cause, effect, days, provinces, districts, crossings, months, from, until },
    ...{ status, source, note, isWithdrawn },
  };
}

/** The provinces whose managers answer for it: those it names, and those its crossings lie in. */
function touched({ provinces, crossings }: Pick<Said, 'provinces' | 'crossings'>): string[] {
  return [...provinces, ...crossings.flatMap((code) => crossingOf(code)?.province ?? [])];
}

function refuseUnknown({ districts, crossings }: Statement): void {
  const unknown = (field: string, codes: readonly string[], of: (code: string) => object | undefined) =>
    codes.flatMap((code, index): FieldError[] =>
      of(code)
        ? []
        : [{ pointer: `/${field}/${index}`, code: 'unknown_reference', detail: `there is no ${code}` }],
    );
  const errors = [
    ...unknown('districts', districts, districtOf),
    ...unknown('crossings', crossings, crossingOf),
  ];
  if (errors.length > 0)
    throw new DomainError('unknown_reference', 'a district or crossing is not known', { errors });
}

/** For the filter that was left out: one of those named, so that it holds back nothing. */
function anyOf(named: readonly string[]): string {
  return named[0] ?? '';
}

function toConstraint(
  code: string,
  recorded: readonly repo.AccessConstraintRow[],
  on: string,
): ConstraintView {
  const last = recorded.at(-1);
  const said = saidBy(last ?? shipped(code)!);
  return {
    code,
    ...said,
    inForce: !said.isWithdrawn && isInForce(said, on),
    recordedAt: last ? toIso(last.recordedAt) : null,
    recordedBy: last?.recordedBy ?? null,
    history: recorded.toReversed().map((row) => ({
      id: row.id,
      ...saidBy(row),
      recordedAt: toIso(row.recordedAt),
      recordedBy: row.recordedBy,
    })),
  };
}
