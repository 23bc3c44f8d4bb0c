/**
 * The way of a pledge as a picture: pledged → firm → shipped → what became of it → where. What is promised and sent is summed over the lines; where
 * goods came to is told by the rows of each province.
 */
import type { Statement } from '../../../pledges/contract/statement.ts';
import type { Measure } from './figure-search.ts';

/** What can become of cargo, in the order in which it is drawn: what came first, what is gone last. */
export const OUTCOMES = ['delivered', 'onTheWay', 'damaged', 'lost', 'returned', 'unknown'] as const;
export type Outcome = (typeof OUTCOMES)[number];
const ON_THE_WAY = ['planned', 'inTransit', 'late', 'held', 'stale'] as const;

export type NodeKind =
  | 'pledged'
  | 'firm'
  | 'notFirm'
  | 'shipped'
  | 'notShipped'
  | 'beyond'
  | Outcome
  | 'province';

export interface FlowNode {
  id: string;
  kind: NodeKind;
  /** From 0: pledged, how firm, how far, what became of it, where. */
  column: number;
  value: number;
  /** Of a province; `none` where it has none. */
  province?: string;
}

export interface FlowLink {
  from: string;
  to: string;
  value: number;
}

export interface Flow {
  nodes: FlowNode[];
  links: FlowLink[];
}

type Figures = Pick<
  Statement['total'],
  | 'pledged'
  | 'firm'
  | 'shipped'
  | 'delivered'
  | 'damaged'
  | 'lost'
  | 'returned'
  | 'unknown'
  | (typeof ON_THE_WAY)[number]
>;

const valueOf = (figures: Figures, column: keyof Figures, measure: Measure): number =>
  Math.max(0, figures[column][measure] ?? 0);

const outcomeOf = (figures: Figures, outcome: Outcome, measure: Measure): number =>
  outcome === 'onTheWay'
    ? ON_THE_WAY.reduce((sum, column) => sum + valueOf(figures, column, measure), 0)
    : valueOf(figures, outcome, measure);

/** Person-months come rounded to the thousandth: what their sums leave is nothing. */
const ROUNDING = 0.01;
const leftOver = (value: number): number => (value > ROUNDING ? value : 0);

/** Whether a measure can be drawn: it tells what was pledged or what was sent. */
export const canDraw = ({ total }: Pick<Statement, 'total'>, measure: Measure): boolean =>
  (total.pledged[measure] ?? 0) > 0 || (total.shipped[measure] ?? 0) > 0;

/** Nothing is drawn that is nothing. Where more was sent than was promised, or came than was sent, it comes in from beyond. */
export function flowOf({ total, lines }: Pick<Statement, 'total' | 'lines'>, measure: Measure): Flow {
  const [pledged, firm, shipped] = (['pledged', 'firm', 'shipped'] as const).map((column) =>
    valueOf(total, column, measure),
  ) as [number, number, number];
  const notFirm = leftOver(pledged - firm);
  const firmSent = Math.min(firm, shipped);
  const openSent = Math.min(notFirm, shipped - firmSent);
  const sent = firmSent + openSent;
  const outcomes = OUTCOMES.map((kind) => ({ kind, value: outcomeOf(total, kind, measure) }));
  const accounted = outcomes.reduce((sum, { value }) => sum + value, 0);
  const beyond = leftOver(shipped - sent) + leftOver(accounted - shipped);
  const links: FlowLink[] = [
    { from: 'pledged', to: 'firm', value: firm },
    { from: 'pledged', to: 'notFirm', value: notFirm },
    { from: 'firm', to: 'shipped', value: firmSent },
    { from: 'notFirm', to: 'shipped', value: openSent },
    { from: 'firm', to: 'notShipped', value: leftOver(firm - firmSent) },
    { from: 'notFirm', to: 'notShipped', value: leftOver(notFirm - openSent) },
  ];
  const all = sent + beyond;
  for (const { kind, value } of outcomes) {
    // Nothing was sent: it is all from there, to the last digit.
    const ofBeyond = sent === 0 ? value : (value * beyond) / all;
    links.push({ from: 'shipped', to: kind, value: value - ofBeyond });
    links.push({ from: 'beyond', to: kind, value: ofBeyond });
    for (const row of lines) {
      const here = outcomeOf(row, kind, measure);
      links.push({ from: kind, to: `in ${row.province ?? 'none'}`, value: here });
    }
  }
  const kept = merged(links).filter(({ value }) => value > 0);
  return { nodes: nodesOf(kept, lines), links: kept };
}

/** Rows of several lines for one province are one stream. */
function merged(links: readonly FlowLink[]): FlowLink[] {
  const sums = new Map<string, FlowLink>();
  for (const link of links) {
    const key = `${link.from} ${link.to}`;
    sums.set(key, { ...link, value: link.value + (sums.get(key)?.value ?? 0) });
  }
  return [...sums.values()];
}

const COLUMNS: readonly (readonly NodeKind[])[] = [
  ['pledged'],
  ['firm', 'notFirm'],
  ['shipped', 'notShipped', 'beyond'],
  OUTCOMES,
];

function nodesOf(links: readonly FlowLink[], lines: Statement['lines']): FlowNode[] {
  const through = (id: string): number => {
    const sum = (of: 'from' | 'to') =>
      links.filter((link) => link[of] === id).reduce((total, { value }) => total + value, 0);
    return Math.max(sum('from'), sum('to'));
  };
  const fixed = COLUMNS.flatMap((kinds, column) =>
    kinds.map((kind): FlowNode => ({ id: kind, kind, column, value: through(kind) })),
  );
  const provinces = [...new Set(lines.map(({ province }) => province ?? 'none'))]
    .map((province): FlowNode => {
      const id = `in ${province}`;
      return { id, kind: 'province', column: COLUMNS.length, value: through(id), province };
    })
    .sort((a, b) => b.value - a.value);
  return [...fixed, ...provinces].filter(({ value }) => value > 0);
}
