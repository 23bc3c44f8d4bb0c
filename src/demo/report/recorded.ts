import type { Filled } from '../fill.ts';
import { type Column, figure, table } from './layout.ts';

const COLUMNS: readonly Column[] = [
  { title: 'Recorded over the API', align: 'left' },
  { title: 'now', align: 'right' },
  { title: 'before', align: 'right' },
];

const seconds = (ms: number): string => `${figure(ms / 1000, 1)} s`;

/** What was recorded, and how long it took. */
export function whatWasRecorded({ anchor, metOthers, tally, recordingMs, reconcilingMs }: Filled): string[] {
  return [
    ...table(
      COLUMNS,
      tally.counts().map(({ kind, made, known }) => [kind, figure(made), figure(known)]),
    ),
    tally.made() === 0
      ? `  Everything was already recorded on ${anchor}: this run changed nothing.`
      : `  Sent in ${seconds(recordingMs)}; the workers were done ${seconds(reconcilingMs)} later. The story is told from ${anchor}.`,
    ...(metOthers
      ? ['  This ledger already held other records: the samples beside them all say SAMPLE.']
      : []),
  ];
}
