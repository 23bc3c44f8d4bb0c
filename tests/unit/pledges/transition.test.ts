import { describe, expect, it } from 'vitest';
import { currentFact, type StatusFact } from '../../../src/pledges/rules/pledge.ts';
import { checkTransition, checkVoid } from '../../../src/pledges/rules/transition.ts';

type Told = [status: StatusFact['status'], on: string, recordedAt?: number];

const history = (...told: Told[]): StatusFact[] =>
  told.map(([status, on, recordedAt = 0], index) => ({ id: `fact-${index}`, status, on, recordedAt }));

const refusal = (
  facts: StatusFact[],
  to: StatusFact['status'],
  on: string,
  expiresOn: string | null = null,
) => checkTransition(facts, expiresOn, { to, on }).map(({ pointer, code }) => `${pointer} ${code}`);

describe('a pledge goes forward only', () => {
  const ALLOWED: [from: StatusFact['status'], to: StatusFact['status'][]][] = [
    ['pledge', ['commitment', 'paid', 'cancelled']],
    ['commitment', ['paid', 'cancelled']],
    ['paid', ['cancelled']],
    ['cancelled', []],
  ];
  const statuses = ALLOWED.map(([status]) => status);
  const table = ALLOWED.flatMap(([from, allowed]) =>
    statuses.map((to): [StatusFact['status'], StatusFact['status'], boolean] => [
      from,
      to,
      allowed.includes(to),
    ]),
  );

  it.each(table)('%s → %s: %s', (from, to, isAllowed) => {
    expect(refusal(history([from, '2026-10-01']), to, '2026-11-01').length === 0).toBe(isAllowed);
  });

  it.each<[string, StatusFact[], StatusFact['status'], string, string]>([
    ['to what it is', history(['paid', '2026-10-01']), 'paid', '2026-11-01', '/to already'],
    ['back', history(['paid', '2026-10-01']), 'commitment', '2026-11-01', '/to not_forward'],
    ['on after it was cancelled', history(['cancelled', '2026-10-01']), 'paid', '2026-11-01', '/to terminal'],
    ['before it was decided', history(['pledge', '2026-10-01']), 'paid', '2026-09-30', '/on order'],
    [
      'to what it became later',
      history(['pledge', '2026-10-01'], ['commitment', '2026-11-01']),
      'commitment',
      '2026-10-15',
      '/on order',
    ],
    [
      'past what it became later',
      history(['pledge', '2026-10-01'], ['commitment', '2026-11-01']),
      'cancelled',
      '2026-10-15',
      '/on order',
    ],
  ])('and not %s', (_what, facts, to, on, expected) => {
    expect(refusal(facts, to, on)).toEqual([expected]);
  });

  it('but a step learned of late may come between', () => {
    const facts = history(['pledge', '2026-09-01'], ['paid', '2026-11-01']);
    expect(refusal(facts, 'commitment', '2026-10-01')).toEqual([]);
  });

  it.each<[StatusFact['status'], StatusFact['status'], string, string[]]>([
    ['pledge', 'paid', '2026-10-31', []],
    ['pledge', 'paid', '2026-11-01', ['/on expired']],
    ['commitment', 'paid', '2026-11-01', ['/on expired']],
    ['commitment', 'cancelled', '2026-11-01', []],
    ['paid', 'cancelled', '2026-11-01', []],
  ])('%s → %s on %s, when it expired on 31 October: %j', (from, to, on, expected) => {
    expect(refusal(history([from, '2026-10-01']), to, on, '2026-10-31')).toEqual(expected);
  });
});

describe('the status of a pledge', () => {
  it.each<[string, StatusFact[], StatusFact['status']]>([
    ['the latest in time', history(['paid', '2026-11-01', 1], ['commitment', '2026-10-01', 2]), 'paid'],
    [
      'on one day the one recorded last',
      history(['paid', '2026-10-01', 2], ['pledge', '2026-10-01', 1]),
      'paid',
    ],
    [
      'at one moment the one gone furthest',
      history(['paid', '2026-10-01'], ['pledge', '2026-10-01']),
      'paid',
    ],
  ])('is %s', (_what, facts, expected) => {
    expect(currentFact(facts).status).toBe(expected);
  });

  it('may be voided unless it is the only one', () => {
    expect(checkVoid(history(['pledge', '2026-10-01'], ['paid', '2026-11-01']), 'fact-1')).toEqual([]);
    expect(checkVoid(history(['paid', '2026-10-01']), 'fact-0').map(({ code }) => code)).toEqual([
      'only_status',
    ]);
  });
});
