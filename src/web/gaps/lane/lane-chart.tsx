import { type ReactNode, useEffect, useRef } from 'react';
import { useLanguage, useTexts } from '../../text/catalogue.ts';
import { formatMonth } from '../../text/dates.ts';
import { directionOf } from '../../text/language.ts';
import { formatPm, formatShort } from '../../text/numbers.ts';
import { colourOf } from '../../ui/classes.ts';
import type { LaneMonth } from '../queries.ts';
import { heightsOf, scaleOf } from '../rules/chart.ts';
import { gapsTexts } from '../texts.ts';

const WIDTH = 960;
const HEIGHT = 300;
const TOP = 16;
const BOTTOM = 40;
/** For the numbers of the scale, `12.5M` or `۱۲٫۵ میلیون`. */
const SIDE = { ltr: 56, rtl: 100 } as const;
const BAR = 0.68;

/**
 * Each month's need as a bar of what covers it, and the stock carried out of the month as a line over it. Time goes as the language is read.
 * The table below says the same.
 */
export function LaneChart({
  months,
  selected,
  now,
  onSelect,
}: {
  months: readonly LaneMonth[];
  selected: string;
  now: string;
  onSelect: (month: string) => void;
}) {
  const t = useTexts(gapsTexts);
  const language = useLanguage();
  const box = useRef<HTMLDivElement>(null);
  useEffect(() => {
    // On a phone the chart is wider than the screen: begin at the month that is looked at.
    const bar = box.current?.querySelector(`[data-month="${selected}"]`);
    if (!box.current || !bar) return;
    const [inner, outer] = [bar.getBoundingClientRect(), box.current.getBoundingClientRect()];
    box.current.scrollLeft += inner.x + inner.width / 2 - (outer.x + outer.width / 2);
  }, [selected]);
  const direction = directionOf(language);
  const isMirrored = direction === 'rtl';
  const side = SIDE[direction];
  const { top, ticks } = scaleOf(months);
  const step = (WIDTH - side) / Math.max(1, months.length);
  const across = (x: number) => (isMirrored ? WIDTH - x : x);
  const middleOf = (index: number) => across(side + step * (index + 0.5));
  const y = (pm: number) => HEIGHT - BOTTOM - (pm / top) * (HEIGHT - TOP - BOTTOM);
  const hasStock = months.some(({ carriedPm }) => carriedPm > 0);
  return (
    <figure className="flex flex-col gap-2">
      <div ref={box} className="overflow-x-auto" tabIndex={0} role="region" aria-label={t('chart')}>
        <svg
          role="img"
          aria-label={t('chartAlt')}
          viewBox={`0 0 ${WIDTH} ${HEIGHT}`}
          direction="ltr"
          className="numbers block h-auto w-full min-w-3xl"
        >
          {ticks.map((tick) => (
            <g key={tick}>
              <line
                {...{ x1: across(side), x2: across(WIDTH), y1: y(tick), y2: y(tick) }}
                stroke="var(--line)"
                strokeWidth={1}
              />
              <text
                x={across(side - 8)}
                y={y(tick)}
                dy="0.35em"
                fontSize={13}
                fill="var(--quiet)"
                direction={direction}
                textAnchor="end"
              >
                {formatShort(tick, language)}
              </text>
            </g>
          ))}
          {months.map((month, index) => (
            <Bar
              key={month.month}
              x={middleOf(index)}
              width={step}
              month={month}
              isSelected={month.month === selected}
              isNow={month.month === now}
              y={y}
              onSelect={() => onSelect(month.month)}
            />
          ))}
          {hasStock && (
            <g stroke="var(--ink)" fill="var(--ink)" pointerEvents="none">
              <polyline
                points={months.map(({ carriedPm }, index) => `${middleOf(index)},${y(carriedPm)}`).join(' ')}
                fill="none"
                strokeWidth={2}
                strokeDasharray="5 4"
              />
              {months.map(({ month, carriedPm }, index) => (
                <circle key={month} cx={middleOf(index)} cy={y(carriedPm)} r={3} stroke="none" />
              ))}
            </g>
          )}
        </svg>
      </div>
      <figcaption className="flex items-center gap-2 text-xs text-quiet">
        {hasStock ? (
          <>
            <svg viewBox="0 0 28 8" className="w-7" aria-hidden="true">
              <line x1="0" x2="28" y1="4" y2="4" stroke="var(--ink)" strokeWidth="2" strokeDasharray="5 4" />
            </svg>
            {t('stockLine')}
          </>
        ) : (
          t('noStock')
        )}
      </figcaption>
    </figure>
  );

  function Bar({
    x,
    width,
    month: { month, waterfall, needPm },
    isSelected,
    isNow,
    y: at,
    onSelect: select,
  }: {
    x: number;
    width: number;
    month: LaneMonth;
    isSelected: boolean;
    isNow: boolean;
    y: (pm: number) => number;
    onSelect: () => void;
  }) {
    const label = formatMonth(month, language);
    const [name = '', year = ''] = label.split(' ');
    const need = needPm === null ? t('bar.unknown') : formatPm(needPm, language);
    return (
      <g onClick={select} className="cursor-pointer" data-month={month}>
        <title>{`${label}: ${need}`}</title>
        <rect
          {...{ x: x - width / 2, y: TOP / 2, width, height: HEIGHT - TOP / 2 }}
          fill={isSelected ? 'var(--sunk)' : 'transparent'}
          rx={4}
        />
        {waterfall &&
          heightsOf(waterfall).map(({ of, from, to }) => (
            <rect
              key={of}
              {...{ x: x - (width * BAR) / 2, y: at(to), width: width * BAR }}
              height={Math.max(0, at(from) - at(to))}
              fill={colourOf(of)}
            />
          ))}
        <Words x={x} y={HEIGHT - 22} bold={isSelected || isNow}>
          {name.slice(0, language === 'en' ? 3 : undefined)}
        </Words>
        <Words x={x} y={HEIGHT - 6} quiet>
          {index0(month) ? year : ''}
        </Words>
      </g>
    );
  }

  function index0(month: string): boolean {
    return month === months[0]?.month || month.endsWith('-01');
  }
}

function Words({
  x,
  y,
  bold,
  quiet,
  children,
}: {
  x: number;
  y: number;
  bold?: boolean;
  quiet?: boolean;
  children: ReactNode;
}) {
  return (
    <text
      {...{ x, y }}
      fontSize={12.5}
      textAnchor="middle"
      fontWeight={bold ? 600 : 400}
      fill={quiet ? 'var(--quiet)' : 'var(--ink)'}
    >
      {children}
    </text>
  );
}
