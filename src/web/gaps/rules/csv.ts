/** The report as a file: what is shown, with every class; names in English, numbers as the service gave them. */
import type { GapCell } from '../../../gaps/contract.ts';
import { CLASSES } from '../../ui/classes.ts';

const COVERAGES = ['confirmed', 'inTransit', 'onTheRoad', 'firm', 'pledged'] as const;

export const csvHead: readonly string[] = [
  ...['pcode', 'province', 'sector', 'month', 'level', 'need_pm', 'is_estimate'],
  ...COVERAGES.map((one) => `coverage_${snake(one)}`),
  ...CLASSES.map((one) => `${snake(one)}_pm`),
  ...['excess_pm', 'priority', 'facts'],
];

export function csvRow(cell: GapCell, name: string): (string | number | null)[] {
  return [
    ...[cell.province, name, cell.sector, cell.month, cell.level, cell.needPm, String(cell.isEstimate)],
    ...COVERAGES.map((one) => cell.coverage?.[one] ?? null),
    ...CLASSES.map((one) => cell.waterfall?.[one] ?? null),
    ...[cell.excessPm, cell.priority, cell.facts],
  ];
}

function snake(name: string): string {
  return name.replaceAll(/[A-Z]/g, (letter) => `_${letter.toLowerCase()}`);
}
