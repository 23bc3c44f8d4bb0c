import type { ReactNode } from 'react';
import { useTexts } from '../text/catalogue.ts';
import { Button } from './button.tsx';
import { csvOf, download } from './csv.ts';
import { uiTexts } from './texts.ts';

export interface Column<Row> {
  key: string;
  head: string;
  /** What is shown; numbers already in the digits of the language. */
  cell: (row: Row) => ReactNode;
  /** What the CSV has: a number as it is, a text, or nothing. Left out, the column is not in it. */
  csv?: (row: Row) => string | number | null | undefined;
  /** Aligned at the end, so that digits stand under digits. */
  isNumber?: boolean;
  /** Can be sorted by; the order is kept by whoever uses the table, in the address. */
  isSortable?: boolean;
}

export interface Sorting {
  by: string;
  descending: boolean;
}

export interface TableProps<Row> {
  /** What it lists; heard, and shown unless `isCaptionHidden`. */
  caption: string;
  isCaptionHidden?: boolean;
  /** The first names the row. */
  columns: readonly Column<Row>[];
  rows: readonly Row[];
  keyOf: (row: Row) => string;
  sorting?: Sorting | undefined;
  onSort?: (sorting: Sorting) => void;
  /** The name of the CSV, without its ending; left out: none is offered. */
  csvName?: string;
  /** Shown in place of the table when there are no rows: what to do about it. */
  empty?: ReactNode;
}

/** A plain table: every reader of screens knows what to do with it. On a narrow screen it scrolls by itself. */
export function Table<Row>(props: TableProps<Row>) {
  const { caption, isCaptionHidden = false, columns, rows, keyOf, sorting, onSort, csvName, empty } = props;
  const t = useTexts(uiTexts);
  if (rows.length === 0 && empty !== undefined) return empty;
  const inCsv = columns.filter(({ csv }) => csv !== undefined);
  const saveCsv = () =>
    download(
      `${csvName}.csv`,
      'text/csv;charset=utf-8',
      csvOf(
        inCsv.map(({ head }) => head),
        rows.map((row) => inCsv.map(({ csv }) => csv?.(row))),
      ),
    );
  return (
    <div className="flex flex-col gap-3">
      <div className="relative overflow-x-auto" tabIndex={0} role="region" aria-label={caption}>
        <table className="numbers w-full border-collapse text-sm">
          <caption className={isCaptionHidden ? 'sr-only' : 'pb-3 text-start text-base font-semibold'}>
            {caption}
          </caption>
          <thead>
            <tr className="border-b border-edge">
              {columns.map((column) => (
                <Head key={column.key} column={column} sorting={sorting} onSort={onSort} />
              ))}
            </tr>
          </thead>
          <tbody>
            {rows.map((row) => (
              <tr key={keyOf(row)} className="border-b border-line">
                {columns.map(({ key, cell, isNumber }, index) => {
                  const classes = `py-2.5 pe-6 align-baseline last:pe-0 ${isNumber ? 'text-end whitespace-nowrap' : 'text-start'}`;
                  return index === 0 ? (
                    <th key={key} scope="row" className={`${classes} font-normal`}>
                      {cell(row)}
                    </th>
                  ) : (
                    <td key={key} className={classes}>
                      {cell(row)}
                    </td>
                  );
                })}
              </tr>
            ))}
          </tbody>
        </table>
      </div>
      {csvName !== undefined && rows.length > 0 && (
        <Button weight="quiet" className="no-print -ms-3 self-start" onPress={saveCsv}>
          {t('downloadCsv')}
        </Button>
      )}
    </div>
  );
}

function Head<Row>({
  column,
  sorting,
  onSort,
}: {
  column: Column<Row>;
  sorting: Sorting | undefined;
  onSort: TableProps<Row>['onSort'];
}) {
  const { key, head, isNumber, isSortable } = column;
  const isSorted = sorting?.by === key;
  const arrow = isSorted ? (sorting.descending ? '↓' : '↑') : '';
  const order = isSorted ? (sorting.descending ? 'descending' : 'ascending') : 'none';
  const classes = `py-2.5 pe-6 align-bottom font-normal text-quiet last:pe-0 ${isNumber ? 'text-end' : 'text-start'}`;
  if (!isSortable || !onSort) {
    return (
      <th scope="col" className={classes}>
        {head}
      </th>
    );
  }
  return (
    <th scope="col" aria-sort={order} className={classes}>
      <button
        type="button"
        className={`-my-2.5 min-h-11 cursor-pointer ${isSorted ? 'font-semibold text-ink' : ''}`}
        // A number is most often looked for by its greatest.
        onClick={() => onSort({ by: key, descending: isSorted ? !sorting.descending : isNumber === true })}
      >
        {/* Before the head of a number: that one ends where its digits end. */}
        {isNumber && <Arrow>{arrow}</Arrow>}
        {head}
        {!isNumber && <Arrow>{arrow}</Arrow>}
      </button>
    </th>
  );
}

function Arrow({ children }: { children: string }) {
  return (
    <span aria-hidden="true" className="inline-block w-4 text-center">
      {children}
    </span>
  );
}
