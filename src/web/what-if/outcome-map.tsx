import { useQueries, useQuery } from '@tanstack/react-query';
import { crossingNameIn } from '../api/crossing-name.ts';
import { crossingsQuery, provincesQuery, useProvinceName } from '../api/reference.ts';
import type { SectorCode } from '../text/sectors.ts';
import { useLanguage, useTexts } from '../text/catalogue.ts';
import { formatPm } from '../text/numbers.ts';
import { words } from '../text/words.ts';
import { Legend } from '../ui/map/legend.tsx';
import { ProvinceMap } from '../ui/map/province-map.tsx';
import { placeOf } from '../ui/map/shapes.ts';
import { type Outcome, outcomeQuery } from './queries.ts';
import type { Change } from './rules/search.ts';
import { whatIfTexts } from './texts.ts';

const LOOKS = {
  worse: { fill: 'var(--short-4)', on: 'var(--on-short-4)' },
  same: { fill: 'var(--short-1)', on: 'var(--on-short-1)' },
  better: { fill: 'var(--class-inTransit)', on: 'var(--paper)' },
} as const;
const SIGNS = { worse: '−', same: '', better: '+' } as const;

/** Where it would be worse or better; the crossings that change, and from them the corridors to the lanes they reach. */
export function OutcomeMap({
  outcome,
  changes,
  sector,
}: {
  outcome: Outcome;
  changes: readonly Change[];
  sector: SectorCode | undefined;
}) {
  const t = useTexts(whatIfTexts);
  const w = useTexts(words);
  const language = useLanguage();
  const nameOf = useProvinceName();
  const { data: crossings = [] } = useQuery(crossingsQuery);
  const { data: provinces = [] } = useQuery(provincesQuery);
  const moved = new Map<string, number>();
  for (const { province, months } of outcome.lanes)
    moved.set(
      province,
      months.reduce((sum, { coveredPm }) => sum + coveredPm, moved.get(province) ?? 0),
    );
  const looks = new Map(
    [...moved].map(([province, pm]) => {
      const name = nameOf(province, language);
      const direction = pm < 0 ? 'worse' : pm > 0 ? 'better' : 'same';
      return [
        province,
        {
          ...LOOKS[direction],
          name,
          title: `${name}: ${SIGNS[direction]}${formatPm(Math.abs(pm), language)} ${w('pm')}`,
        },
      ];
    }),
  );
  // Each change of a crossing alone: so that a corridor is drawn only to the lanes which that crossing moves.
  const atCrossings = changes.filter((change) => 'crossing' in change);
  const alone = useQueries({ queries: atCrossings.map((change) => outcomeQuery([change], sector)) });
  const reached = new Map<string, Set<string>>();
  for (const [index, { crossing }] of atCrossings.entries()) {
    const lanes = reached.get(crossing) ?? new Set();
    for (const { province } of alone[index]?.data?.lanes ?? []) lanes.add(province);
    reached.set(crossing, lanes);
  }
  const shown = crossings.flatMap((crossing) =>
    reached.has(crossing.code) && crossing.point ? [{ ...crossing, at: placeOf(crossing.point) }] : [],
  );
  return (
    <div className="flex flex-col gap-3">
      <ProvinceMap label={t('mapAlt')} looks={looks}>
        <g pointerEvents="none">
          {shown.flatMap(({ code, at }) =>
            provinces
              .filter(({ pcode }) => reached.get(code)?.has(pcode))
              .map(({ pcode, point }) => {
                const to = placeOf(point);
                return (
                  <line
                    key={`${code} ${pcode}`}
                    {...{ x1: at.x, y1: at.y, x2: to.x, y2: to.y }}
                    stroke="var(--ink)"
                    strokeWidth={1}
                    strokeDasharray="3 4"
                    opacity={0.6}
                  />
                );
              }),
          )}
          {shown.map(({ at, ...crossing }) => (
            <g key={crossing.code}>
              <circle cx={at.x} cy={at.y} r={7} fill="var(--bad)" stroke="var(--paper)" strokeWidth={2} />
              <text
                x={at.x}
                y={at.y - 12}
                fontSize={13}
                fontWeight={600}
                textAnchor="middle"
                fill="var(--ink)"
                stroke="var(--paper)"
                strokeWidth={3}
                paintOrder="stroke"
              >
                {crossingNameIn(crossing, language)}
              </text>
            </g>
          ))}
        </g>
      </ProvinceMap>
      <Legend
        entries={(['worse', 'same', 'better'] as const).map((direction) => ({
          fill: LOOKS[direction].fill,
          label: t(`legend.${direction}`),
        }))}
      />
    </div>
  );
}
