/** A statement in the words of each language: nothing missing, nothing that only one of them says. */
import { describe, expect, it } from 'vitest';
import { items, sectors } from '../../../src/catalogue/catalogue.ts';
import { unitNames } from '../../../src/catalogue/units.ts';
import { PRINT_LANGUAGES } from '../../../src/platform/print/document.ts';
import { filled } from '../../../src/platform/print/words.ts';
import { pledgeStatus } from '../../../src/pledges/contract.ts';
import type { Statement, StatementFigure } from '../../../src/pledges/contract/statement.ts';
import { type StatementHead, statementDocument } from '../../../src/pledges/print/statement-document.ts';
import { statementTexts } from '../../../src/pledges/print/texts.ts';
import { placeholders, textsOf } from '../../support/texts.ts';
import { type Column, COLUMNS } from '../../../src/pledges/rules/statement.ts';

describe('the texts of a statement', () => {
  const english = new Map(textsOf(statementTexts.en));

  it.each(PRINT_LANGUAGES)('are all there in %s, with the same placeholders', (lang) => {
    const told = new Map(textsOf(statementTexts[lang]));
    expect([...told.keys()]).toEqual([...english.keys()]);
    for (const [at, text] of told) {
      expect(text.trim()).not.toBe('');
      expect([at, placeholders(text)]).toEqual([at, placeholders(english.get(at)!)]);
    }
  });

  it.each(['fa', 'ps'] as const)('are in %s where they are said to be', (lang) => {
    const same = textsOf(statementTexts[lang]).filter(([at, text]) => text === english.get(at));
    expect(same.map(([at]) => at)).toEqual(['/unknown']);
  });

  it('have a word for every status, column and unit', () => {
    for (const texts of Object.values(statementTexts)) {
      expect(Object.keys(texts.status).sort()).toEqual(pledgeStatus.options.toSorted());
      expect(Object.keys(texts.columns)).toEqual([...COLUMNS]);
    }
    for (const names of Object.values(unitNames)) {
      expect(Object.keys(names).sort()).toEqual([...new Set(items.map(({ unit }) => unit))].sort());
    }
    expect(sectors.every(({ name }) => name.fa !== '' && name.ps !== '')).toBe(true);
  });

  it('keep what nothing was given for', () => {
    expect(filled('{a} of {b}', { a: '1' })).toBe('1 of {b}');
  });
});

describe('the printed statement', () => {
  const AS_OF = '2026-11-24T06:00:00.000Z';
  const figure = (changes: Partial<StatementFigure> = {}): StatementFigure => ({
    ...{ quantity: 0, amountUsd: 0, pm: 0, asOf: null },
    ...changes,
  });
  const figures = (changes: Partial<Record<Column, StatementFigure>> = {}) =>
    ({
      ...Object.fromEntries(COLUMNS.map((column) => [column, figure()])),
      ...changes,
    }) as Statement['total'];
  const flour = { line: 'flour', sector: 'food_security', item: 'wheat_flour', unit: 'KGM' } as const;
  const money = { line: 'money', sector: 'unallocated', item: null, unit: null } as const;
  const delivered = figure({
    quantity: 48_000.5,
    amountUsd: 283_203,
    pm: 2_666.694,
    asOf: '2026-11-12T06:30:00.000Z',
  });
  const pledged = figure({ quantity: null, amountUsd: 100_000, pm: null, asOf: AS_OF });

  const statement: Statement = {
    ...{
      pledge: 'p',
      reference: 'KZ-2026-014',
      status: 'commitment',
      parent: null,
      children: [],
      asOf: AS_OF,
    },
    lines: [
      { ...flour, province: 'AF23', ...figures({ delivered }) },
      { ...flour, province: 'AF17', ...figures() },
      { ...money, province: null, ...figures({ pledged }) },
    ],
    totals: [
      { ...flour, ...figures({ delivered }) },
      { ...money, ...figures({ pledged }) },
    ],
    total: figures({ delivered, pledged }),
  };
  const head: StatementHead = {
    ...{
      donor: 'KazAID',
      recipient: null,
      contributionType: 'in_kind',
      currency: 'KZT',
      ratePerUsd: '520.5',
    },
    ...{ decidedOn: '2026-10-01', firstReportedOn: null, expectedBy: '2026-12-15', expiresOn: null },
  };
  const rowOf = (lang: 'en' | 'fa', group: number) => {
    const { columns, groups } = statementDocument(statement, head, lang).tables[0]!;
    const { rows } = groups[group]!;
    return (column: Column) =>
      rows.map(
        ({ label, cells }) =>
          `${label}: ${cells[columns.findIndex((one) => one.label === statementTexts[lang].columns[column])]}`,
      );
  };

  it('has every line and province with its total, and every column', () => {
    const { tables } = statementDocument(statement, head, 'en');
    expect(tables[0]!.groups.map(({ heading, isTotal }) => [heading, isTotal])).toEqual([
      ['Wheat flour, fortified · Ghor', false],
      ['Wheat flour, fortified · Badakhshan', false],
      ['Wheat flour, fortified · all provinces', true],
      ['Money · Not allocated to a sector · no province', false],
      ['All lines', true],
    ]);
    expect(tables[0]!.columns).toHaveLength(COLUMNS.length);
  });

  it('tells a figure in units, dollars and person-months, with its age; and what cannot be told as such', () => {
    expect(rowOf('en', 0)('delivered')).toEqual([
      'Quantity (kg): 48,000.5',
      'US dollars: 2,832.03',
      'Person-months: 2,667',
      'Age of the news: 11 d',
    ]);
    expect(rowOf('fa', 0)('delivered')).toEqual([
      'مقدار (کیلوگرام): ۴۸٬۰۰۰٫۵',
      'دالر امریکایی: ۲٬۸۳۲٫۰۳',
      'نفر-ماه: ۲٬۶۶۷',
      'عمر معلومات: ۱۱ روز',
    ]);
    expect(rowOf('en', 3)('pledged')).toEqual([
      'US dollars: 1,000',
      'Person-months: —',
      'Age of the news: today',
    ]);
  });

  it('has no quantities where none can be told', () => {
    const { tables } = statementDocument(
      {
        ...statement,
        total: figures(Object.fromEntries(COLUMNS.map((column) => [column, pledged]))),
        totals: [statement.totals[0]!, statement.totals[0]!],
      },
      head,
      'en',
    );
    expect(tables[0]!.groups.at(-1)!.rows.map(({ label }) => label)).toEqual([
      'US dollars',
      'Person-months',
      'Age of the news',
    ]);
  });

  it('says who, what and when', () => {
    const { title, subtitle, facts } = statementDocument(statement, head, 'fa');
    expect(title).toBe('صورت‌حساب وعدهٔ KZ-2026-014');
    expect(subtitle).toBe('معلومات تا ۳ قوس ۱۴۰۵ (۲۴ نومبر ۲۰۲۶)، ساعت ۱۰:۳۰ به وقت کابل');
    expect(facts.map(({ value }) => value)).toEqual([
      ...['KazAID', 'داده نشده', 'KZ-2026-014', 'تعهد', 'جنسی'],
      ...[
        '۹ میزان ۱۴۰۵ (۱ اکتوبر ۲۰۲۶)',
        'داده نشده',
        '۲۴ قوس ۱۴۰۵ (۱۵ دسمبر ۲۰۲۶)',
        'داده نشده',
        'KZT · ۵۲۰٫۵',
      ],
    ]);
  });

  it('says where names of items are not confirmed', () => {
    const notes = (lang: 'en' | 'fa') => statementDocument(statement, head, lang).notes[0]!.items;
    expect(notes('fa')).toContain(statementTexts.fa.namesToConfirm);
    expect(notes('en')).not.toContain(statementTexts.en.namesToConfirm);
  });
});
