import { describe, expect, it } from 'vitest';
import { DAY_MS, HOUR_MS } from '../../../src/platform/calendar.ts';
import { countedEvents, historyOf } from '../../../src/shipments/rules/history.ts';
import { at, dispatched, event, received, shipment, stateAt, voided } from './cargo.ts';

const facts = shipment();
const MINUTE_MS = 60_000;
const note = (occurredAt: number, base = {}) => event('note', occurredAt, base);
const only = (entries: ReturnType<typeof historyOf>) => entries[0]!;

describe('the order of events', () => {
  it('is by the instant they occurred, then by id', () => {
    const events = [note(at(2), { id: 'b' }), note(at(1), { id: 'c' }), note(at(2), { id: 'a' })];
    expect(historyOf(facts, events).map(({ event: { id } }) => id)).toEqual(['c', 'a', 'b']);
  });

  it('holds a repeated event once, as it was first recorded', () => {
    const first = note(at(1), { recordedAt: at(1, 1) });
    const history = historyOf(facts, [{ ...first, recordedAt: at(9) }, first, first]);
    expect(history.map((entry) => entry.event.recordedAt)).toEqual([at(1, 1)]);
  });
});

describe('a void', () => {
  const receipt = received(5, [{ good: 1000 }]);

  it.each([
    ['after its target', 6],
    ['dated before its target', 1],
  ])('%s cancels it', (_, days) => {
    const events = [dispatched(0), receipt, voided(receipt, days)];
    expect(stateAt(7, events).status).toBe('in_transit');
    expect(stateAt(7, events.toReversed())).toEqual(stateAt(7, events));
  });

  it('of a void has no effect', () => {
    const first = voided(receipt, 6);
    const events = [dispatched(0), receipt, first, voided(first, 6)];
    expect(countedEvents(historyOf(facts, events)).map(({ type }) => type)).toEqual(['dispatched']);
    expect(historyOf(facts, events).map(({ standing }) => standing)).toEqual([
      'counted',
      'voided',
      'void',
      'void',
    ]);
  });

  it('of an event not yet known waits for it', () => {
    const cancel = voided(receipt, 6);
    expect(stateAt(7, [dispatched(0), cancel]).status).toBe('in_transit');
    expect(stateAt(7, [dispatched(0), cancel, receipt]).status).toBe('in_transit');
  });

  it('leaves the voided event in the history, without its flags', () => {
    const late = note(at(1), { recordedAt: at(9) });
    const state = stateAt(9, [late, voided(late, 9)]);
    expect(state.history.map(({ standing, backDated }) => [standing, backDated])).toEqual([
      ['voided', true],
      ['void', false],
    ]);
    expect(state.flags).toEqual([]);
  });
});

describe('a suspect clock', () => {
  it.each([
    ['10 minutes ahead', at(1), at(1) - 10 * MINUTE_MS, false],
    ['more than 10 minutes ahead', at(1), at(1) - 10 * MINUTE_MS - 1, true],
    ['30 days before the planned dispatch day begins in Kabul', at(-30), at(-30) + HOUR_MS, false],
    ['more than 30 days before it', at(-30) - 1, at(1), true],
  ])('%s', (_, occurredAt, recordedAt, suspect) => {
    const entry = only(historyOf(facts, [note(occurredAt, { recordedAt })]));
    expect(entry.clockSuspect).toBe(suspect);
    expect(entry.at).toBe(suspect ? recordedAt : occurredAt);
  });

  it('is not back-dated as well: its age counts from when it was recorded', () => {
    expect(only(historyOf(facts, [note(at(-100), { recordedAt: at(1) })])).backDated).toBe(false);
  });

  it('cannot be told by the dispatch day when none is planned', () => {
    const undated = shipment({ plannedDispatch: null });
    expect(only(historyOf(undated, [note(at(-400))])).clockSuspect).toBe(false);
  });

  it('moves the event in the order and the month of what was received', () => {
    const receipt = received(40, [{ good: 10 }], { recordedAt: at(5) });
    const state = stateAt(6, [receipt, dispatched(4)]);
    expect(state.history.map(({ event: { type } }) => type)).toEqual(['dispatched', 'received']);
    expect(state.lines[0]!.receipts[0]!.at).toBe(at(5));
    expect(state.flags).toEqual(['clock_suspect']);
  });
});

describe('a back-dated event', () => {
  it.each([
    [48 * HOUR_MS, false],
    [48 * HOUR_MS + 1, true],
    [9 * DAY_MS, true],
  ])('recorded %i ms after it occurred: %s', (delay, backDated) => {
    const state = stateAt(20, [note(at(1), { recordedAt: at(1) + delay })]);
    expect(state.flags).toEqual(backDated ? ['back_dated'] : []);
  });
});
