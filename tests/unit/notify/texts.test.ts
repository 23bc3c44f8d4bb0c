/** The texts of notices: none is empty in any language, and each names the same things. */
import { describe, expect, it } from 'vitest';
import type { About } from '../../../src/notify/contract.ts';
import { EVENT_TYPES } from '../../../src/notify/rules/event.ts';
import { LANGUAGES } from '../../../src/notify/rules/language.ts';
import { sentenceOf } from '../../../src/notify/sentence.ts';
import { noticeTexts } from '../../../src/notify/texts.ts';
import { DISCREPANCY_KINDS } from '../../../src/reconciliation/rules/discrepancies.ts';

function leaves(value: object, path = ''): [string, string][] {
  return Object.entries(value).flatMap(([key, held]: [string, unknown]) =>
    typeof held === 'string'
      ? [[`${path}/${key}`, held] as [string, string]]
      : leaves(held as object, `${path}/${key}`),
  );
}
const placeholders = (text: string) => (text.match(/\{\w+\}/g) ?? []).sort();

const id = '019a1b2c-3d4e-7f50-8a6b-7c8d9e0f1a2b';
const aboutCase = (kind: (typeof DISCREPANCY_KINDS)[number]): About => ({
  ...{ of: 'discrepancy', discrepancy: id, kind, shipment: id, waybill: 'WB-850', pledge: null },
  ...{ pledgeReference: null, province: 'AF23', sector: 'food_security', item: 'wheat_flour' },
  ...{ unit: 'KGM', quantity: 1234.5 },
});
const abouts: Record<string, About[]> = {
  discrepancy: DISCREPANCY_KINDS.map(aboutCase),
  gap_flag: (['serious', 'critical'] as const).map((severity) => ({
    ...{ of: 'gap_flag', flag: id, province: 'AF23', sector: 'trade', severity, months: ['2026-11'] },
  })),
  webhook: (['gone', 'failing'] as const).map((why) => ({
    ...{ of: 'webhook', webhook: id, url: 'https://a.example', why },
  })),
};

describe.each(LANGUAGES)('in %s', (language) => {
  it.each(leaves(noticeTexts.en))('%s is there and names the same', (path, english) => {
    const text = Object.fromEntries(leaves(noticeTexts[language]))[path];
    expect(text?.trim()).not.toBe('');
    expect(placeholders(text ?? '')).toEqual(placeholders(english));
  });

  it('a sentence about anything leaves no placeholder and no code', () => {
    for (const type of EVENT_TYPES) {
      for (const about of abouts[type.split('.')[0]!]!) {
        const sentence = sentenceOf(type, about, language);
        expect(sentence).not.toMatch(/[{}]|undefined|AF23|KGM|_/);
      }
    }
  });
});

it('a sentence about a pledge names it when there is no waybill', () => {
  const about = {
    ...aboutCase('pledge_overdue'),
    waybill: null,
    pledgeReference: 'KZ-1',
    item: null,
    quantity: null,
  };
  expect(sentenceOf('discrepancy.opened', about as About, 'en')).toBe(
    'New discrepancy: a pledge overdue, pledge KZ-1, Ghor',
  );
});
