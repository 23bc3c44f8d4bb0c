import type { Statement } from '../../../pledges/contract/statement.ts';
import { useLanguage, useTexts } from '../../text/catalogue.ts';
import { directionOf } from '../../text/language.ts';
import { formatPm, formatUsd } from '../../text/numbers.ts';
import { useQuantity } from '../../ui/quantity.ts';
import { flowOf, type FlowNode, type NodeKind } from '../rules/flow.ts';
import type { Measure } from '../rules/figure-search.ts';
import { NODE_WIDTH, placed } from '../rules/sankey.ts';
import { pledgesTexts } from '../texts.ts';
import { useStatementNames } from './names.ts';

const WIDTH = 1000;
const HEIGHT = 380;

/** What each node is coloured by: the classes of supply, which mean the same everywhere. */
const COLOURS: Readonly<Record<NodeKind, string>> = {
  pledged: 'var(--class-pledged)',
  firm: 'var(--class-firm)',
  notFirm: 'var(--class-pledged)',
  shipped: 'var(--class-inTransit)',
  notShipped: 'var(--class-unpledged)',
  beyond: 'var(--class-late)',
  delivered: 'var(--class-delivered)',
  onTheWay: 'var(--class-inTransit)',
  damaged: 'var(--class-held)',
  lost: 'var(--class-lost)',
  returned: 'var(--class-stale)',
  unknown: 'var(--class-unpledged)',
  province: 'var(--edge)',
};

/** A figure of the statement in words, in the measure that is drawn. */
export function useSay(measure: Measure, unit: string | null): (value: number) => string {
  const language = useLanguage();
  const quantity = useQuantity();
  return (value) =>
    measure === 'pm'
      ? formatPm(value, language)
      : measure === 'amountUsd'
        ? formatUsd(Math.round(value), language)
        : quantity(Number(value.toFixed(3)), unit);
}

/** The way of the pledge as streams. The table under it says the same, and more exactly. */
export function FlowPicture({
  statement,
  measure,
  unit,
}: {
  statement: Statement;
  measure: Measure;
  unit: string | null;
}) {
  const t = useTexts(pledgesTexts);
  const language = useLanguage();
  const names = useStatementNames();
  const say = useSay(measure, unit);
  const drawing = placed(flowOf(statement, measure), { width: WIDTH, height: HEIGHT });
  const isMirrored = directionOf(language) === 'rtl';
  // The way goes as the language is read.
  const x = (value: number) => (isMirrored ? WIDTH - value : value);
  const colourOf = new Map(drawing.nodes.map(({ id, kind }) => [id, COLOURS[kind]]));
  const nameOf = ({ kind, province }: FlowNode): string => {
    if (kind !== 'province') return t(`node.${kind}`);
    return province === undefined || province === 'none' ? t('anyProvince') : names.province(province);
  };
  return (
    <div className="relative overflow-x-auto" tabIndex={0} role="region" aria-label={t('flow')}>
      <svg
        viewBox={`0 0 ${WIDTH} ${drawing.height}`}
        role="img"
        aria-label={t('flowAlt')}
        className="w-full min-w-[44rem]"
        style={{ direction: 'ltr' }}
      >
        {drawing.links.map(({ from, to, x0, y0, x1, y1, width }) => {
          const middle = (x0 + x1) / 2;
          return (
            <path
              key={`${from} ${to}`}
              d={`M${x(x0)} ${y0}C${x(middle)} ${y0} ${x(middle)} ${y1} ${x(x1)} ${y1}`}
              fill="none"
              stroke={colourOf.get(to.startsWith('in ') ? from : to)}
              strokeOpacity={0.45}
              strokeWidth={width}
            />
          );
        })}
        {drawing.nodes.map((node) => (
          <g key={node.id}>
            <rect
              x={isMirrored ? x(node.x) - NODE_WIDTH : node.x}
              y={node.y}
              width={NODE_WIDTH}
              height={node.height}
              rx={2}
              fill={COLOURS[node.kind]}
            />
            <text
              x={x(node.x + NODE_WIDTH + 6)}
              y={node.y + node.height / 2 - 2}
              textAnchor={isMirrored ? 'end' : 'start'}
              className="fill-ink text-xs font-semibold"
              paintOrder="stroke"
              stroke="var(--paper)"
              strokeWidth={3}
              strokeLinejoin="round"
            >
              {nameOf(node)}
            </text>
            <text
              x={x(node.x + NODE_WIDTH + 6)}
              y={node.y + node.height / 2 + 14}
              textAnchor={isMirrored ? 'end' : 'start'}
              className="numbers fill-ink text-xs"
              paintOrder="stroke"
              stroke="var(--paper)"
              strokeWidth={3}
              strokeLinejoin="round"
            >
              {say(node.value)}
            </text>
          </g>
        ))}
      </svg>
    </div>
  );
}
