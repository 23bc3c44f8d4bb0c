import type { GapReport } from '../../gaps/contract.ts';
import { type Column, figure, table, words } from './layout.ts';

const COLUMNS: readonly Column[] = [
  { title: 'For', align: 'left' },
  { title: 'Class', align: 'left' },
  { title: 'Records', align: 'right' },
  { title: 'USD', align: 'right' },
  { title: 'would be pm', align: 'right' },
];

/** What names no province, no date or no sector: shown beside the provinces, never spread over them. */
export function unallocatedSupply({ unallocated }: GapReport): string[] {
  const rows = Object.entries(unallocated)
    .toSorted(([a], [b]) => (a < b ? -1 : 1))
    .flatMap(([sector, supply]) =>
      supply.map(({ class: supplyClass, records, amountUsd, pm }) => [
        sector === 'unallocated' ? 'no sector of ours, or several' : words(sector),
        supplyClass,
        figure(records),
        // Goods are counted in their own unit and have no price here.
        amountUsd === null ? '-' : figure(amountUsd / 100),
        pm === null ? '-' : figure(pm),
      ]),
    );
  return table(COLUMNS, rows);
}
