import { itemOf, sectorOf } from '../../catalogue/catalogue.ts';
import { unitName } from '../../catalogue/units.ts';
import { provinceOf } from '../../places/places.ts';
import { DAY_MS } from '../../platform/calendar.ts';
import type { PrintDocument, PrintGroup, PrintLanguage } from '../../platform/print/document.ts';
import {
  calendarDayText,
  centsText,
  dayText,
  filled,
  numberText,
  timeText,
} from '../../platform/print/words.ts';
import type { Statement, StatementFigure } from '../contract/statement.ts';
import { type Column, COLUMNS } from '../rules/statement.ts';
import { statementTexts } from './texts.ts';

/** What the head of a printed statement says beside the statement itself. Days are Kabul's. */
export interface StatementHead {
  /** Names as they are registered. */
  donor: string;
  recipient: string | null;
  contributionType: 'financial' | 'in_kind';
  currency: string;
  ratePerUsd: string;
  decidedOn: string;
  firstReportedOn: string | null;
  expectedBy: string | null;
  expiresOn: string | null;
}

/** A statement in the words of a language: every figure of every line and province with its value and its age, totals, and how to read it. */
export function statementDocument(
  statement: Statement,
  head: StatementHead,
  lang: PrintLanguage,
): PrintDocument {
  const texts = statementTexts[lang];
  const now = Date.parse(statement.asOf);
  const { reference } = statement;
  const moment = { reference, day: dayText(lang, now), time: timeText(lang, now) };
  const rowsOf = figureRows(lang, now);
  const group = (
    heading: string,
    isTotal: boolean,
    columns: Record<Column, StatementFigure>,
    unit: string | null,
  ): PrintGroup => ({ heading, isTotal, rows: rowsOf(columns, unit) });
  const units = new Set(statement.totals.map(({ unit }) => unit));
  const items = [...statement.lines, ...statement.totals].flatMap(({ item }) => item ?? []);
  const isUnconfirmed =
    lang !== 'en' && items.some((item) => /to be confirmed/.test(itemOf(item)?.nameStatus ?? ''));
  return {
    lang,
    title: filled(texts.title, moment),
    subtitle: filled(texts.asOf, moment),
    facts: headFacts(statement, head, lang),
    tables: [
      {
        caption: texts.table,
        heads: [texts.line, texts.measure],
        columns: COLUMNS.map((column) => ({ label: texts.columns[column], holds: 'figures' })),
        groups: [
          ...statement.totals.flatMap((total) => {
            const rows = statement.lines.filter(({ line }) => line === total.line);
            const name = lineName(total, lang);
            return [
              ...rows.map((row) =>
                group(`${name} · ${provinceName(row.province, lang)}`, false, row, row.unit),
              ),
              // One province is its own total.
              ...(rows.length > 1 ? [group(`${name} · ${texts.allProvinces}`, true, total, total.unit)] : []),
            ];
          }),
          ...(statement.totals.length > 1
            ? [group(texts.total, true, statement.total, units.size === 1 ? [...units][0]! : null)]
            : []),
        ],
      },
    ],
    notes: [
      { heading: texts.reading, items: [...texts.notes, ...(isUnconfirmed ? [texts.namesToConfirm] : [])] },
    ],
    footer: filled(texts.footer, moment),
    pageOf: texts.pageOf,
  };
}

function headFacts(
  { reference, status }: Statement,
  head: StatementHead,
  lang: PrintLanguage,
): PrintDocument['facts'] {
  const texts = statementTexts[lang];
  const day = (value: string | null) => (value === null ? texts.none : calendarDayText(lang, value));
  const rate = numberText(lang, Number(head.ratePerUsd));
  const values: Record<keyof typeof texts.facts, string> = {
    donor: head.donor,
    recipient: head.recipient ?? texts.none,
    reference,
    status: texts.status[status],
    contribution: texts.contribution[head.contributionType],
    decidedOn: day(head.decidedOn),
    firstReportedOn: day(head.firstReportedOn),
    expectedBy: day(head.expectedBy),
    expiresOn: day(head.expiresOn),
    currency: head.currency === 'USD' ? 'USD' : `${head.currency} · ${rate}`,
  };
  return (Object.keys(texts.facts) as (keyof typeof values)[]).map((fact) => ({
    label: texts.facts[fact],
    value: values[fact],
  }));
}

/** The measures of every column: how much, unless that cannot be told of any, what it is worth, whom it feeds or teaches, and how old the news is. */
function figureRows(lang: PrintLanguage, now: number) {
  const texts = statementTexts[lang];
  const { quantity, usd, pm, age } = texts.measures;
  const told = (value: number | null, text: (value: number) => string) =>
    value === null ? texts.unknown : text(value);
  const number = (value: number) => numberText(lang, value);
  return (columns: Record<Column, StatementFigure>, unit: string | null): PrintGroup['rows'] => {
    const row = (label: string, cell: (figure: StatementFigure) => string) => ({
      label,
      cells: COLUMNS.map((column) => cell(columns[column])),
    });
    const inUnits =
      unit === null || COLUMNS.every((column) => columns[column].quantity === null)
        ? []
        : [row(filled(quantity, { unit: unitName(unit, lang) }), (figure) => told(figure.quantity, number))];
    return [
      ...inUnits,
      row(usd, (figure) => told(figure.amountUsd, (cents) => centsText(lang, cents))),
      // To the whole one, as on the pages: they are planning figures.
      row(pm, (figure) => told(figure.pm, (months) => number(Math.round(months)))),
      row(age, ({ asOf }) => (asOf === null ? texts.unknown : ageText(now - Date.parse(asOf)))),
    ];
  };
  function ageText(ms: number): string {
    const days = Math.floor(ms / DAY_MS);
    return days === 0 ? texts.today : filled(texts.days, { days: number(days) });
  }
}

function lineName({ item, sector }: Statement['totals'][number], lang: PrintLanguage): string {
  const texts = statementTexts[lang];
  const sectorName = sectorOf(sector)?.name[lang] ?? texts.unallocated;
  return item === null ? `${texts.money} · ${sectorName}` : (itemOf(item)?.name[lang] ?? item);
}

function provinceName(province: string | null, lang: PrintLanguage): string {
  return province === null ? statementTexts[lang].noProvince : (provinceOf(province)?.name[lang] ?? province);
}
