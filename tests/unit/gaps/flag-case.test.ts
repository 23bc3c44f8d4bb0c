import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { FlaggedMonths } from '../../../src/gaps/rules/flag.ts';
import {
  afterFlagCommand,
  checkFlagCommand,
  FLAG_STATES,
  type FlagCommand,
  type FlagStanding,
  flagVerdict,
} from '../../../src/gaps/rules/flag-case.ts';

const standing = (given: Partial<FlagStanding> = {}): FlagStanding & { openedAt: number } => ({
  ...{ state: 'open', owner: null, severity: 'serious', months: ['2026-11'], closedAt: null, openedAt: 1 },
  ...given,
});
const acts = ['acknowledge', 'assign', 'comment', 'act', 'resolve', 'reopen'] as const;
const commandOf = (act: FlagCommand['act']) => ({ act, text: 'why', owner: 'Gul' }) as FlagCommand;

describe('what a person may do with a flag', () => {
  it.each([
    ['open', 'acknowledge assign comment act resolve'],
    ['acknowledged', 'assign comment act resolve'],
    ['in_action', 'assign comment act resolve'],
    ['resolved', 'comment reopen'],
  ] as const)('that is %s: %s', (state, allowed) => {
    const on = standing({ state });
    expect(acts.filter((act) => checkFlagCommand(on, { act }).length === 0).join(' ')).toBe(allowed);
  });

  it('a lane that is not short any more has no flag to reopen', () => {
    expect(checkFlagCommand(standing({ state: 'resolved', months: [] }), { act: 'reopen' })).toMatchObject([
      { code: 'wrong_state' },
    ]);
  });

  it.each([
    ['acknowledge', { state: 'acknowledged' }],
    ['act', { state: 'in_action' }],
    ['assign', { owner: 'Gul', state: 'open' }],
    ['comment', { state: 'open' }],
    ['resolve', { state: 'resolved', closedAt: 9 }],
  ] as const)('%s makes it %j', (act, becomes) => {
    expect(afterFlagCommand(standing(), commandOf(act), 9)).toMatchObject(becomes);
  });
});

describe('what the cells of a lane make of its flag', () => {
  const months = (...listed: string[]): FlaggedMonths => ({ months: listed, severity: 'serious' });
  const critical = (...listed: string[]): FlaggedMonths => ({ months: listed, severity: 'critical' });
  const settled = { state: 'resolved', closedAt: 5 } as const;
  it.each([
    ['none and not short', undefined, null, 'nothing'],
    ['none and short', undefined, months('2026-11'), 'opened'],
    ['open and the same', standing(), months('2026-11'), 'nothing'],
    ['open and other months', standing(), months('2026-12'), 'changed'],
    ['open and critical now', standing(), critical('2026-11'), 'changed'],
    ['in action and not short', standing({ state: 'in_action' }), null, 'closed'],
    ['closed by the cells and not short', standing({ ...settled, months: [] }), null, 'nothing'],
    [
      'closed by the cells and short again',
      standing({ ...settled, months: [] }),
      months('2026-11'),
      'reopened',
    ],
    ['resolved by a person and the same', standing(settled), months('2026-11'), 'nothing'],
    ['resolved by a person and one month more', standing(settled), months('2026-11', '2026-12'), 'reopened'],
    ['resolved by a person and critical now', standing(settled), critical('2026-11'), 'reopened'],
    [
      'resolved by a person and less',
      standing({ ...settled, months: ['2026-11', '2026-12'] }),
      months('2026-12'),
      'narrowed',
    ],
    ['resolved by a person and not short', standing(settled), null, 'gone'],
  ] as const)('%s', (_case, on, listed, verdict) => {
    expect(flagVerdict(on, listed)).toBe(verdict);
  });

  it('settles: what was made of it once changes nothing when it is asked again', () => {
    const anyMonths = fc.uniqueArray(fc.constantFrom('2026-11', '2026-12', '2027-01'), { maxLength: 3 });
    const anySeverity = fc.constantFrom('serious' as const, 'critical' as const);
    fc.assert(
      fc.property(
        fc.record({ state: fc.constantFrom(...FLAG_STATES), months: anyMonths, severity: anySeverity }),
        fc.option(fc.record({ months: anyMonths.filter((some) => some.length > 0), severity: anySeverity })),
        (given, listed) => {
          const on = standing({ ...given, closedAt: given.state === 'resolved' ? 5 : null });
          const verdict = flagVerdict(on, listed);
          const isNew = verdict === 'reopened';
          const isOver = on.closedAt !== null || verdict === 'closed';
          const after = {
            ...on,
            ...{ months: listed?.months ?? [], severity: listed?.severity ?? on.severity },
            closedAt: isNew ? null : isOver ? 5 : null,
          };
          expect(flagVerdict(after, listed)).toBe('nothing');
        },
      ),
    );
  });
});
