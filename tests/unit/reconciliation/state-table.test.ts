/** The state of a line after everything that can happen to it, in every order: by the rules, and by a naive reading of the law. */
import { expect, it } from 'vitest';
import { LINE_STATES, lineStateOf } from '../../../src/reconciliation/rules/line-state.ts';
import { SHIPMENT_STATUSES } from '../../../src/shipments/rules/codes.ts';
import type { ShipmentEvent } from '../../../src/shipments/rules/facts.ts';
import { foldShipment } from '../../../src/shipments/rules/fold.ts';
import { balances } from '../../reference/balance.ts';
import { anomalies, flagsOf, isSettled, lineState, statusOf } from '../../reference/status.ts';
import { counted, isMovement } from '../../reference/history.ts';
import { at, reference, shipment } from '../shipments/cargo.ts';
import { decisive, happenings, type Named, sequencesOf, told } from './sequences.ts';

const facts = shipment();
const world = reference();
/** A day after the last event: nothing is stale or overdue yet, which time alone decides. */
const NOW = at(7);

interface Outcome {
  state: string;
  status: string;
  /** Columns of the balance and flags, to be compared as one text. */
  rest: string;
}

function byTheRules(events: readonly ShipmentEvent[]): Outcome {
  const found = foldShipment(facts, events, world, NOW);
  const line = found.lines[0]!;
  return {
    state: lineStateOf(facts, found, line),
    status: found.status,
    rest: `${line.dispatched} + ${line.excess} = ${line.good} + ${line.damaged} + ${line.missing} + ${line.lost} + ${line.returned} + ${line.outstanding}, ${found.flags.join()}`,
  };
}

function byTheReference(events: readonly ShipmentEvent[]): Outcome {
  const list = counted(facts, events);
  const lines = balances(facts, list);
  const line = lines[0]!;
  const isToldOddly = anomalies(facts, list, isSettled(list, lines)).length > 0;
  const flags = flagsOf(facts, list, lines, world, NOW, isToldOddly);
  return {
    state: lineState(line, list.some(isMovement), flags),
    status: statusOf(facts, list, lines),
    rest: `${line.dispatched} + ${line.excess} = ${line.good} + ${line.damaged} + ${line.missing} + ${line.lost} + ${line.returned} + ${line.outstanding}, ${flags.join()}`,
  };
}

/** Whether a balance does not add up, by its text alone. */
function isUnbalanced({ rest }: Outcome): boolean {
  const [before = '', after = ''] = (rest.split(',')[0] ?? '').split(' = ');
  const total = (terms: string) => terms.split(' + ').reduce((sum, term) => sum + Number(term), 0);
  return total(before) !== total(after);
}

/** Sequences that the two readings disagree about, at most a few of them; the outcome of all others is told to `see`. */
function disagreements(
  sequences: Iterable<Named[]>,
  see: (sequence: readonly Named[], outcome: Outcome) => void,
): { checked: number; found: unknown[] } {
  const found: unknown[] = [];
  let checked = 0;
  for (const sequence of sequences) {
    const events = told(sequence);
    const [rules, law] = [byTheRules(events), byTheReference(events)];
    checked += 1;
    const same = rules.state === law.state && rules.status === law.status && rules.rest === law.rest;
    if ((!same || isUnbalanced(rules)) && found.length < 5) found.push({ sequence, rules, law });
    see(sequence, rules);
  }
  return { checked, found };
}

/** How many sequences of at most `length` events of so many kinds there are. */
function sequencesUpTo(kinds: number, length: number): number {
  return Array.from({ length: length + 1 }, (_, size) => kinds ** size).reduce((sum, count) => sum + count);
}

it(`is the same by the rules and by the law after each of ${sequencesUpTo(decisive.length, 5)} sequences of up to five decisive events`, async () => {
  const outcomes = new Map<string, { count: number; example: readonly Named[] }>();
  const { checked, found } = disagreements(sequencesOf(decisive, 5), (sequence, { state, status }) => {
    const key = `${state} | ${status}`;
    const seen = outcomes.get(key);
    if (seen === undefined) outcomes.set(key, { count: 1, example: sequence });
    else seen.count += 1;
  });
  expect(found).toEqual([]);
  expect(checked).toBe(sequencesUpTo(decisive.length, 5));
  await expect(tableOf(outcomes, checked)).toMatchFileSnapshot('../../../docs/line-states.md');
}, 120_000);

it(`and after each of ${sequencesUpTo(happenings.length, 3)} sequences of up to three of all events`, () => {
  const states = new Set<string>();
  const { checked, found } = disagreements(sequencesOf(happenings, 3), (_, { state }) => states.add(state));
  expect(found).toEqual([]);
  expect(checked).toBe(sequencesUpTo(happenings.length, 3));
  // All but those that time brings.
  expect(LINE_STATES.filter((state) => !states.has(state))).toEqual(['stale', 'overdue']);
});

/** What the rules make of it, for people to review: the state of a line with the status of its shipment. */
function tableOf(
  outcomes: ReadonlyMap<string, { count: number; example: readonly Named[] }>,
  checked: number,
): string {
  const order = (key: string) => {
    const [state = '', status = ''] = key.split(' | ');
    return (
      (LINE_STATES as readonly string[]).indexOf(state) * 100 +
      (SHIPMENT_STATUSES as readonly string[]).indexOf(status)
    );
  };
  const rows = [...outcomes]
    .sort(([a], [b]) => order(a) - order(b))
    .map(([key, { count, example }]) => `| ${key} | ${count} | ${example.join(' · ') || '—'} |`);
  const matrix = decisive.map((first) => {
    const cells = decisive.map((next) => byTheRules(told(['dispatched', first, next])).state);
    return `| **${first}** | ${cells.join(' | ')} |`;
  });
  return [
    '# States of a line',
    '',
    'Generated by `tests/unit/reconciliation/state-table.test.ts` (`vitest -u` writes it anew); the reference model, a second reading of the',
    `domain, gives the same for each of ${checked.toLocaleString('en')} sequences: every one of at most five of these events, a day apart, about the only line of a shipment,`,
    'of 1,000 bags. None of them is `stale` or `overdue`, which time alone brings, nor `disputed` or `misdelivered`, which take another device or place.',
    '',
    '## After a full dispatch: one event (down), then another (across)',
    '',
    `| | ${decisive.join(' | ')} |`,
    `|---|${decisive.map(() => '---').join('|')}|`,
    ...matrix,
    '',
    '## Every state of the line with every status of the shipment',
    '',
    '| line | shipment | sequences | the first of the shortest |',
    '|---|---|---|---|',
    ...rows,
    '',
  ].join('\n');
}
