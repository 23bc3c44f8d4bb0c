import type { ReactNode } from 'react';
import { type Drawn, drawnProvinces, MAP_HEIGHT, MAP_WIDTH } from './shapes.ts';

export interface ProvinceLook {
  /** A colour, as `var(--short-3)`. */
  fill: string;
  /** Of the label on it. */
  on: string;
  /** What the province is called; left out where it is too small for it. */
  name?: string;
  /** A few characters below the name, which need less room. */
  label?: string;
  /** Said when the pointer rests on it. */
  title: string;
}

export interface ProvinceMapProps {
  /** What the picture shows, for whoever hears it; it should name the table that says the same. */
  label: string;
  looks: ReadonlyMap<string, ProvinceLook>;
  selected?: string | undefined;
  /** A province was pressed. The keyboard has the table beside. */
  onSelect?: (pcode: string) => void;
  /** Drawn above the provinces: crossings, corridors; place them with `placeOf`. */
  children?: ReactNode;
}

const NAME_SIZE = 12;
const LABEL_SIZE = 14;
/** How wide a character is, as a part of its size, and how high a line. */
const CHARACTER = 0.58;
const LINE = 1.2;

const fits = (
  text: string | undefined,
  size: number,
  { width, height }: Drawn,
  lines: number,
): text is string =>
  text !== undefined && text.length * size * CHARACTER < width && lines * size * LINE < height;

/** Name and label, or what of them there is room for. */
function Label({ look, drawn }: { look: ProvinceLook | undefined; drawn: Drawn }) {
  if (!look) return null;
  const { x, y } = drawn;
  const label = fits(look.label, LABEL_SIZE, drawn, 1);
  const name = fits(look.name, NAME_SIZE, drawn, label ? 2 : 1);
  const apart = label && name ? 0.65 * LABEL_SIZE : 0;
  return (
    <g fill={look.on}>
      {name && (
        <text x={x} y={y - apart} dy="0.35em" fontSize={NAME_SIZE}>
          {look.name}
        </text>
      )}
      {label && (
        <text x={x} y={y + apart} dy="0.35em" fontSize={LABEL_SIZE} fontWeight={600}>
          {look.label}
        </text>
      )}
    </g>
  );
}

/** The 34 provinces. North is up and east is right in every language: it is never mirrored. */
export function ProvinceMap({ label, looks, selected, onSelect, children }: ProvinceMapProps) {
  return (
    <svg
      role="img"
      aria-label={label}
      viewBox={`0 0 ${MAP_WIDTH} ${MAP_HEIGHT}`}
      direction="ltr"
      className="block h-auto w-full"
    >
      <g stroke="var(--paper)" strokeWidth={1.25} strokeLinejoin="round">
        {drawnProvinces.map(({ pcode, d }) => {
          const look = looks.get(pcode);
          return (
            <path
              key={pcode}
              d={d}
              data-province={pcode}
              fill={look?.fill ?? 'var(--short-unknown)'}
              className={onSelect && 'cursor-pointer hover:opacity-80'}
              {...(onSelect && { onClick: () => onSelect(pcode) })}
            >
              <title>{look?.title ?? pcode}</title>
            </path>
          );
        })}
      </g>
      {drawnProvinces
        .filter(({ pcode }) => pcode === selected)
        .map(({ pcode, d }) => (
          <path
            key={pcode}
            d={d}
            fill="none"
            stroke="var(--ink)"
            strokeWidth={2.5}
            strokeLinejoin="round"
            pointerEvents="none"
          />
        ))}
      <g className="numbers hidden sm:block" textAnchor="middle" pointerEvents="none">
        {drawnProvinces.map((drawn) => (
          <Label key={drawn.pcode} look={looks.get(drawn.pcode)} drawn={drawn} />
        ))}
      </g>
      {children}
    </svg>
  );
}
