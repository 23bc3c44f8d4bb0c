/** Where the nodes and streams of a flow lie: columns from one side to the other, heights by value. Pure geometry, in units of the drawing. */
import type { Flow, FlowLink, FlowNode } from './flow.ts';

export interface PlacedNode extends FlowNode {
  x: number;
  y: number;
  height: number;
}

export interface PlacedLink extends FlowLink {
  /** In the middle of the stream, at either end. */
  from: string;
  x0: number;
  y0: number;
  x1: number;
  y1: number;
  width: number;
}

export interface Drawing {
  nodes: PlacedNode[];
  links: PlacedLink[];
  width: number;
  height: number;
}

export const NODE_WIDTH = 12;
const GAP = 44;
/** What is there is seen, however little. */
const LEAST = 2;

export function placed(flow: Flow, { width, height }: { width: number; height: number }): Drawing {
  const columns = Map.groupBy(flow.nodes, ({ column }) => column);
  const last = Math.max(1, ...columns.keys());
  const labels = 150;
  const step = (width - labels) / last;
  const scale = Math.min(
    ...Array.from(columns.values(), (nodes) => {
      const room = height - GAP * (nodes.length - 1) - GAP / 2;
      const sum = nodes.reduce((total, { value }) => total + value, 0);
      return sum === 0 ? Infinity : Math.max(room, height / 4) / sum;
    }),
  );
  const nodes: PlacedNode[] = [];
  for (const [column, ofColumn] of columns) {
    let y = GAP / 2;
    for (const node of ofColumn) {
      const tall = Math.max(LEAST, node.value * scale);
      nodes.push({ ...node, x: column * step, y, height: tall });
      y += tall + GAP;
    }
  }
  const byId = new Map(nodes.map((node) => [node.id, node]));
  const order = new Map(nodes.map(({ id }, index) => [id, index]));
  const left = new Map<string, number>();
  const entered = new Map<string, number>();
  const links = flow.links
    .toSorted((a, b) => order.get(a.from)! - order.get(b.from)! || order.get(a.to)! - order.get(b.to)!)
    .flatMap((link): PlacedLink[] => {
      const [from, to] = [byId.get(link.from), byId.get(link.to)];
      if (!from || !to) return [];
      const wide = Math.max(1, link.value * scale);
      const [out, into] = [left.get(from.id) ?? 0, entered.get(to.id) ?? 0];
      left.set(from.id, out + wide);
      entered.set(to.id, into + wide);
      return [
        {
          ...link,
          x0: from.x + NODE_WIDTH,
          y0: from.y + out + wide / 2,
          x1: to.x,
          y1: to.y + into + wide / 2,
          width: wide,
        },
      ];
    });
  const bottom = Math.max(...nodes.map((node) => node.y + node.height), 0);
  return { nodes, links, width, height: bottom + GAP / 2 };
}
