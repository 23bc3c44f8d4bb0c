/** Which figure of a statement is opened, and in which measure it is drawn, as the address says it. */
import type { RecordsOf } from '../queries.ts';

export const FIGURES = [
  'pledged',
  'firm',
  'shipped',
  'planned',
  'inTransit',
  'late',
  'held',
  'stale',
  'delivered',
  'damaged',
  'lost',
  'returned',
  'unknown',
  'excess',
] as const satisfies readonly RecordsOf['column'][];
export type FigureName = (typeof FIGURES)[number];

export const MEASURES = ['pm', 'amountUsd', 'quantity'] as const;
export type Measure = (typeof MEASURES)[number];

export interface FigureSearch {
  measure?: Measure;
  column?: FigureName;
  line?: string;
  province?: string;
}

export function figureIn(search: Record<string, unknown>): FigureSearch {
  const measure = MEASURES.find((one) => one === search['measure']);
  const column = FIGURES.find((one) => one === search['column']);
  const { line, province } = search;
  return {
    ...(measure && { measure }),
    ...(column && { column }),
    ...(column && typeof line === 'string' && { line }),
    ...(column && typeof province === 'string' && { province }),
  };
}
