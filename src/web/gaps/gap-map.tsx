import { useNavigate } from '@tanstack/react-router';
import { useProvinceName } from '../api/reference.ts';
import type { SectorCode } from '../text/sectors.ts';
import { BINS, binOf, fillOf, textOn } from '../overview/rules/bins.ts';
import { overviewTexts } from '../overview/texts.ts';
import { useLanguage, useTexts } from '../text/catalogue.ts';
import { formatShare } from '../text/numbers.ts';
import { Legend } from '../ui/map/legend.tsx';
import { ProvinceMap } from '../ui/map/province-map.tsx';
import type { LaneSum } from './rules/rows.ts';
import { gapsTexts } from './texts.ts';

/** What the table shows, by province; a province leads to its lane. */
export function GapMap({
  sums,
  sector,
  month,
}: {
  sums: ReadonlyMap<string, LaneSum>;
  sector: SectorCode;
  /** Opened first on the page of the lane. */
  month: string;
}) {
  const t = useTexts(gapsTexts);
  const bins = useTexts(overviewTexts);
  const language = useLanguage();
  const nameOf = useProvinceName();
  const navigate = useNavigate();
  const looks = new Map(
    [...sums].map(([province, { covered }]) => {
      const bin = binOf(covered);
      const name = nameOf(province, language);
      const share = covered === undefined ? bins('bin.unknown') : formatShare(covered, language);
      const look = { fill: fillOf(bin), on: textOn(bin), name, title: `${name}: ${share}` };
      return [province, covered === undefined ? look : { ...look, label: share }];
    }),
  );
  return (
    <div className="flex flex-col gap-4">
      <ProvinceMap
        label={t('mapAlt')}
        looks={looks}
        onSelect={(province) =>
          void navigate({ to: '/gaps/$province/$sector', params: { province, sector }, search: { month } })
        }
      />
      <Legend
        entries={[
          ...BINS.map((bin) => ({
            fill: fillOf(bin.key),
            label: 'to' in bin ? rangeOf(bin) : bins('bin.0'),
          })),
          { fill: fillOf('unknown'), label: bins('bin.unknown') },
        ]}
      />
    </div>
  );

  function rangeOf({ from, to }: { from: number; to: number }): string {
    return from === 0
      ? bins('bin.below', { to: formatShare(to, language) })
      : bins('bin.from', { from: formatShare(from, language), to: formatShare(to, language) });
  }
}
