/** Thread of `solve.ts`: the solver is loaded here, and goes with the thread. */
import highsModule, { type Highs } from 'highs';
import { answering } from '../thread/answering.ts';
import type { Programme, Solution } from './programme.ts';

/** It gives up after so many seconds. */
const SECONDS = 20;

// Its types are read as those of a CommonJS module, which Node does not load: what is imported is the function itself.
const loadHighs = highsModule as unknown as () => Promise<Highs>;
const highs = await loadHighs();

answering(({ columns, rows }: Programme): Solution => {
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
    model.options.set({ output_flag: false, solver: 'simplex', time_limit: SECONDS });
    model.run();
    const status = model.getModelStatus();
    if (status !== highs.constants.modelStatus.optimal) throw new Error(`ended with status ${status}`);
    const { colValue, rowDual } = model.getSolution();
    return { objective: model.getObjectiveValue(), amounts: colValue, prices: rowDual };
  } finally {
    model.dispose();
  }
});
