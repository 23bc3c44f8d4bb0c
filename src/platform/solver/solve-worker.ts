/** Thread of `solve.ts`: the solver is loaded here, and goes with the thread. */
import { parentPort } from 'node:worker_threads';
import highsModule, { type Highs } from 'highs';
import type { Programme, Solution } from './programme.ts';

export interface SolveJob {
  id: number;
  programme: Programme;
  /** It gives up after so many seconds. */
  seconds: number;
}
export type SolveResult = { id: number } & ({ solution: Solution } | { failure: string });

const port = parentPort;
if (!port) throw new Error('solve-worker runs as a thread');
// Its types are read as those of a CommonJS module, which Node does not load: what is imported is the function itself.
const loadHighs = highsModule as unknown as () => Promise<Highs>;
const highs = await loadHighs();

port.on('message', ({ id, programme, seconds }: SolveJob) => {
  port.postMessage(resultOf(id, programme, seconds));
});

function resultOf(id: number, { columns, rows }: Programme, seconds: number): SolveResult {
  try {
    const starts = [0];
    const indices: number[] = [];
    const values: number[] = [];
    for (const { takes } of columns) {
      for (const [row, each] of takes) {
        indices.push(row);
        values.push(each);
      }
      starts.push(indices.length);
    }
    const model = highs.createModel({
      ...{ numCols: columns.length, numRows: rows.length, sense: highs.constants.objectiveSense.maximize },
      colCost: Float64Array.from(columns, ({ gain }) => gain),
      colLower: new Float64Array(columns.length),
      colUpper: Float64Array.from(columns, ({ most }) => most),
      rowLower: new Float64Array(rows.length).fill(-Infinity),
      rowUpper: Float64Array.from(rows),
      matrix: { format: 'csc', numRows: rows.length, numCols: columns.length, starts, indices, values },
    });
    try {
      // The simplex ends in a corner, where few amounts are above 0, and every time in the same one.
      model.options.set({ output_flag: false, solver: 'simplex', time_limit: seconds });
      model.run();
      const status = model.getModelStatus();
      if (status !== highs.constants.modelStatus.optimal)
        return { id, failure: `ended with status ${status}` };
      const { colValue, rowDual } = model.getSolution();
      return {
        id,
        solution: { objective: model.getObjectiveValue(), amounts: colValue, prices: rowDual },
      };
    } finally {
      model.dispose();
    }
  } catch (error) {
    return { id, failure: error instanceof Error ? (error.stack ?? error.message) : String(error) };
  }
}
