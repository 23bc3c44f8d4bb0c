import { describe, expect, it } from 'vitest';
import { crossingStatusChange } from '../../../src/places/contract.ts';
import {
  type CrossingStatusFact,
  endMoment,
  startMoment,
  statusAt,
} from '../../../src/places/rules/crossing-status.ts';

const said = (
  status: CrossingStatusFact['status'],
  from: string,
  until: string | null,
  recordedAt: number,
): CrossingStatusFact => ({
  ...{ status, from: startMoment(from), until: until === null ? null : endMoment(until), recordedAt },
});
const closure = said('closed', '2026-11-01', '2026-11-03', 1000);
const at = (iso: string): number => Date.parse(iso);

describe('the dated status of a crossing', () => {
  it.each([
    ['2026-10-31T19:29:59Z', undefined],
    ['2026-10-31T19:30:00Z', 'closed'],
    ['2026-11-03T19:29:59Z', 'closed'],
    ['2026-11-03T19:30:00Z', undefined],
  ])('closed from 1 to 3 November in Kabul: at %s it is %s', (moment, status) => {
    expect(statusAt([closure], at(moment))?.status).toBe(status);
  });

  it('holds without end when no end is given', () => {
    expect(statusAt([{ ...closure, until: null }], at('2030-01-01T00:00:00Z'))?.status).toBe('closed');
  });

  it('takes instants as they are', () => {
    const hour = said('closed', '2026-11-01T06:00:00Z', '2026-11-01T07:00:00Z', 1000);
    expect(statusAt([hour], at('2026-11-01T06:59:59Z'))?.status).toBe('closed');
    expect(statusAt([hour], at('2026-11-01T07:00:00Z'))).toBeUndefined();
  });

  it('lets the status recorded last count, in whatever order they are listed', () => {
    const reopened = said('open', '2026-11-02', null, 2000);
    const moment = at('2026-11-02T12:00:00Z');
    expect(statusAt([closure, reopened], moment)?.status).toBe('open');
    expect(statusAt([reopened, closure], moment)?.status).toBe('open');
  });

  it.each([
    ['the one that speaks of a later beginning', said('restricted', '2026-11-02', null, 1000)],
    ['of the same beginning the cautious one', said('closed', '2026-11-01', null, 1000)],
  ])('believes of two recorded in the same moment %s, in whatever order they are listed', (_, believed) => {
    const other = said('open', '2026-11-01', null, 1000);
    const moment = at('2026-11-02T12:00:00Z');
    expect(statusAt([other, believed], moment)).toBe(believed);
    expect(statusAt([believed, other], moment)).toBe(believed);
  });
});

describe('recording a status', () => {
  const change = { status: 'closed', from: '2026-11-01', reason: 'Snow on the pass' };

  it.each([
    [{}],
    [{ until: null }],
    [{ until: '2026-11-01' }],
    [{ from: '2026-11-01T06:00:00Z', until: '2026-11-02' }],
  ])('accepts %o', (part) => {
    expect(crossingStatusChange.safeParse({ ...change, ...part }).success).toBe(true);
  });

  it.each([
    [{ until: '2026-10-31' }, 'until'],
    [{ from: '2026-02-30' }, 'from'],
    [{ from: 'now' }, 'from'],
    [{ reason: '  ' }, 'reason'],
    [{ status: 'shut' }, 'status'],
  ])('refuses %o, naming %s', (part, field) => {
    const parsed = crossingStatusChange.safeParse({ ...change, ...part });
    expect(parsed.error?.issues.map((issue) => issue.path[0])).toEqual([field]);
  });

  it('refuses a field it does not know', () => {
    expect(crossingStatusChange.safeParse({ ...change, colour: 'red' }).success).toBe(false);
  });
});
