import { useNavigate, useRouter } from '@tanstack/react-router';
import type { GapCell } from '../../gaps/contract.ts';
import { useProvinceName } from '../api/reference.ts';
import { useLanguage, useTexts } from '../text/catalogue.ts';
import { formatPm, formatShare } from '../text/numbers.ts';
import { words } from '../text/words.ts';
import { LaneLink } from '../ui/lane-link.tsx';
import { Legend } from '../ui/map/legend.tsx';
import { ProvinceMap } from '../ui/map/province-map.tsx';
import { BINS, binOf, fillOf, textOn } from './rules/bins.ts';
import { coveredOf, missingOf } from './rules/situation.ts';
import { overviewTexts } from './texts.ts';

const LANE: string = '/gaps/$province/$sector';

/** The map of one sector in one month, and the same as a table. */
export function CoverageMap({ cells, sector }: { cells: readonly GapCell[]; sector: string }) {
  const t = useTexts(overviewTexts);
  const language = useLanguage();
  const nameOf = useProvinceName();
  const navigate = useNavigate();
  const { routesByPath } = useRouter();
  const looks = new Map(
    cells.map((cell) => {
      const name = nameOf(cell.province, language);
      const covered = coveredOf(cell);
      const bin = binOf(covered);
      const share = covered === undefined ? t('bin.unknown') : formatShare(covered, language);
      const look = {
        fill: fillOf(bin),
        on: textOn(bin),
        name,
        title: `${name}: ${share}`,
      };
      return [cell.province, covered === undefined ? look : { ...look, label: share }];
    }),
  );
  const open = (province: string) => void navigate({ to: LANE, params: { province, sector } as never });
  return (
    <div className="flex flex-col gap-4">
      <ProvinceMap label={t('mapAlt')} looks={looks} {...(LANE in routesByPath && { onSelect: open })} />
      <Legend
        entries={[
          ...BINS.map((bin) => ({
            fill: fillOf(bin.key),
            label: 'to' in bin ? rangeOf(bin) : t('bin.0'),
          })),
          { fill: fillOf('unknown'), label: t('bin.unknown') },
        ]}
      />
      <details>
        <summary className="min-h-11 cursor-pointer py-2 text-sm text-accent">{t('asTable')}</summary>
        <CoverageTable cells={cells} />
      </details>
    </div>
  );

  function rangeOf({ from, to }: { from: number; to: number }): string {
    return from === 0
      ? t('bin.below', { to: formatShare(to, language) })
      : t('bin.from', { from: formatShare(from, language), to: formatShare(to, language) });
  }
}

function CoverageTable({ cells }: { cells: readonly GapCell[] }) {
  const t = useTexts(overviewTexts);
  const w = useTexts(words);
  const language = useLanguage();
  const nameOf = useProvinceName();
  const sorted = cells.toSorted((a, b) => (coveredOf(a) ?? 2) - (coveredOf(b) ?? 2));
  return (
    <table className="numbers w-full text-sm">
      <caption className="sr-only">{t('map')}</caption>
      <thead>
        <tr className="border-b border-edge text-start text-quiet">
          <th scope="col" className="py-2 text-start font-normal">
            {w('province')}
          </th>
          <th scope="col" className="py-2 text-end font-normal">
            {w('need')} ({w('pm')})
          </th>
          <th scope="col" className="py-2 text-end font-normal">
            {w('covered')}
          </th>
          <th scope="col" className="py-2 text-end font-normal">
            {w('level')}
          </th>
        </tr>
      </thead>
      <tbody>
        {sorted.map((cell) => {
          const covered = coveredOf(cell);
          return (
            <tr key={cell.province} className="border-b border-line" data-missing={missingOf(cell)}>
              <th scope="row" className="py-2 text-start font-normal">
                <LaneLink province={cell.province} sector={cell.sector}>
                  {nameOf(cell.province, language)}
                </LaneLink>
              </th>
              <td className="py-2 text-end">
                {cell.needPm === null ? '–' : formatPm(cell.needPm, language)}
              </td>
              <td className="py-2 text-end">
                {covered === undefined ? '–' : formatShare(covered, language)}
              </td>
              <td className="py-2 text-end">{w(`level.${cell.level}`)}</td>
            </tr>
          );
        })}
      </tbody>
    </table>
  );
}
