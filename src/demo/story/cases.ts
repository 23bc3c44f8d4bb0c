import type { DiscrepancyKind } from '../../reconciliation/rules/discrepancies.ts';

/** A case that people took up, and what they did about it. */
interface HandledCase {
  waybill: string;
  kind: DiscrepancyKind;
  steps: readonly (
    | { act: 'acknowledge' }
    | { act: 'assign'; owner: string }
    | { act: 'comment'; text: string }
  )[];
}

/**
 * One of the cases is in somebody's hands; all others wait for theirs. Nobody has decided on the netting hint that the three trucks
 * counted in bags give.
 */
export const handledCases: readonly HandledCase[] = [
  {
    waybill: 'SAMPLE-ISQ-04',
    kind: 'short_receipt',
    steps: [
      { act: 'acknowledge' },
      { act: 'assign', owner: 'SAMPLE security focal point, Qala-e-Naw' },
      { act: 'comment', text: 'SAMPLE, not real: the carrier was asked for the report of the police' },
    ],
  },
];
