import type { Statement, StatementFigure } from '../../../pledges/contract/statement.ts';
import { useLanguage, useTexts } from '../../text/catalogue.ts';
import { formatNumber, formatPm, formatUsd } from '../../text/numbers.ts';
import { words } from '../../text/words.ts';
import { Age } from '../../ui/figure.tsx';
import { useQuantity } from '../../ui/quantity.ts';
import { FIGURES, type FigureName } from '../rules/figure-search.ts';
import { pledgesTexts } from '../texts.ts';
import { useStatementNames } from './names.ts';

type Row = Statement['lines'][number] | Statement['totals'][number];

export interface Opened {
  column: FigureName;
  line?: string;
  province?: string;
}

/** Columns that come first and are always told, also when they are nothing: the question of every donor. */
const ALWAYS: readonly FigureName[] = [
  'pledged',
  'firm',
  'shipped',
  'delivered',
  'damaged',
  'lost',
  'unknown',
];

const isSomething = ({ quantity, amountUsd, pm }: StatementFigure) =>
  (quantity ?? 0) !== 0 || (amountUsd ?? 0) !== 0 || (pm ?? 0) !== 0;

/** Every figure of every line and province, in its unit, in US dollars and in person-months, with its age. Each opens to its records. */
export function StatementTable({
  statement,
  onOpen,
}: {
  statement: Statement;
  /** Left out where nobody may see the records: under a link. */
  onOpen?: (figure: Opened) => void;
}) {
  const t = useTexts(pledgesTexts);
  const w = useTexts(words);
  const names = useStatementNames();
  const columns = [
    ...ALWAYS,
    ...FIGURES.filter((column) => !ALWAYS.includes(column) && isSomething(statement.total[column])),
  ];
  const whatOf = ({ item, sector }: Row) => (item === null ? w(`sector.${sector}`) : names.item(item));
  const rows = statement.totals.flatMap((total) => {
    const own = statement.lines.filter(({ line }) => line === total.line);
    return [
      ...own.map((row) => ({
        key: `${row.line} ${row.province}`,
        name: whatOf(row),
        place: row.province === null ? t('anyProvince') : names.province(row.province),
        row: row as Row,
        of: { line: row.line, province: row.province ?? 'none' },
        isTotal: false,
      })),
      ...(own.length > 1
        ? [
            {
              key: total.line,
              name: whatOf(total),
              place: t('allProvinces'),
              row: total,
              of: { line: total.line },
              isTotal: true,
            },
          ]
        : []),
    ];
  });
  return (
    <div className="relative overflow-x-auto" tabIndex={0} role="region" aria-label={t('statementTable')}>
      <table className="numbers w-full border-collapse text-sm">
        <caption className="sr-only">{t('statementTable')}</caption>
        <thead>
          <tr className="border-b border-edge text-quiet">
            <th scope="col" className="py-2.5 pe-4 text-start align-bottom font-normal">
              {t('lineAndProvince')}
            </th>
            {columns.map((column) => (
              <th
                key={column}
                scope="col"
                className="py-2.5 pe-4 text-end align-bottom font-normal last:pe-0"
              >
                {t(`figure.${column}`)}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {rows.map(({ key, name, place, row, of, isTotal }) => (
            <tr key={key} className={`border-b border-line ${isTotal ? 'font-semibold' : ''}`}>
              <th scope="row" className="min-w-36 py-3 pe-4 text-start align-top font-normal">
                <span className="block font-semibold">{place}</span>
                <span className="block text-xs text-quiet">{name}</span>
              </th>
              {columns.map((column) => (
                <Cell
                  key={column}
                  figure={row[column]}
                  unit={row.unit}
                  label={t('recordsOf', { figure: t(`figure.${column}`), of: `${name}, ${place}` })}
                  {...(onOpen && { onOpen: () => onOpen({ column, ...of }) })}
                />
              ))}
            </tr>
          ))}
          {statement.totals.length > 1 && (
            <tr className="font-semibold">
              <th scope="row" className="py-3 pe-4 text-start align-top">
                {t('total')}
              </th>
              {columns.map((column) => (
                <Cell
                  key={column}
                  figure={statement.total[column]}
                  unit={statement.totals[0]?.unit ?? null}
                  label={t('recordsOf', { figure: t(`figure.${column}`), of: t('total') })}
                  {...(onOpen && { onOpen: () => onOpen({ column }) })}
                />
              ))}
            </tr>
          )}
        </tbody>
      </table>
    </div>
  );
}

function Cell({
  figure,
  unit,
  label,
  onOpen,
}: {
  figure: StatementFigure;
  unit: string | null;
  label: string;
  onOpen?: () => void;
}) {
  const t = useTexts(pledgesTexts);
  const language = useLanguage();
  const quantity = useQuantity();
  const something = isSomething(figure);
  const said = (
    <>
      {figure.quantity !== null && <span className="block">{quantity(figure.quantity, unit)}</span>}
      {figure.amountUsd !== null && <span className="block">{formatUsd(figure.amountUsd, language)}</span>}
      {figure.pm !== null && (
        <span className="block">{t('pmShort', { value: formatPm(figure.pm, language) })}</span>
      )}
    </>
  );
  return (
    <td className="py-3 pe-4 text-end align-top whitespace-nowrap last:pe-0">
      {!something ? (
        <span className="text-quiet">
          {figure.asOf === null && figure.pm === null ? '–' : formatNumber(0, language)}
        </span>
      ) : onOpen ? (
        <button
          type="button"
          title={label}
          onClick={onOpen}
          className="min-h-11 cursor-pointer text-end underline decoration-edge decoration-dotted underline-offset-4 hover:decoration-accent"
        >
          {said}
          <span className="sr-only">{label}</span>
        </button>
      ) : (
        said
      )}
      {something && figure.asOf !== null && (
        <span className="block text-xs font-normal text-quiet">
          <Age instant={figure.asOf} />
        </span>
      )}
    </td>
  );
}
