import { useQuery } from '@tanstack/react-query';
import type { GapCell } from '../../gaps/contract.ts';
import { provincesQuery, useProvinceName } from '../api/reference.ts';
import { useLanguage, useTexts } from '../text/catalogue.ts';
import { formatNumber, formatPm, formatShare } from '../text/numbers.ts';
import { LaneLink } from '../ui/lane-link.tsx';
import { Empty } from '../ui/plain.tsx';
import { WaterfallBar } from '../ui/waterfall.tsx';
import { useReasons } from './reasons.ts';
import { coveredOf, missingOf } from './rules/situation.ts';
import { overviewTexts } from './texts.ts';

/** The lanes that need somebody first: how much is missing, and why. */
export function WorstLanes({ cells }: { cells: readonly GapCell[] }) {
  const t = useTexts(overviewTexts);
  if (cells.length === 0) return <Empty title={t('noGaps')} />;
  return (
    <ol className="flex flex-col">
      {cells.map((cell) => (
        <WorstLane key={cell.province} cell={cell} />
      ))}
    </ol>
  );
}

function WorstLane({ cell }: { cell: GapCell }) {
  const t = useTexts(overviewTexts);
  const language = useLanguage();
  const nameOf = useProvinceName();
  const { data: provinces = [] } = useQuery(provincesQuery);
  const reasons = useReasons();
  const { province, sector, waterfall } = cell;
  const phase = provinces.find(({ pcode }) => pcode === province)?.ipcPhase;
  return (
    <li className="flex flex-col gap-1.5 border-b border-line py-4 first:pt-0 last:border-0">
      <div className="flex flex-wrap items-baseline justify-between gap-x-4">
        <span className="flex items-baseline gap-2.5">
          <span className="font-semibold">
            <LaneLink province={province} sector={sector}>
              {nameOf(province, language)}
            </LaneLink>
          </span>
          {phase !== undefined && <IpcPhase phase={phase} />}
        </span>
        <span className="numbers text-sm">
          {t('coveredShare', { share: formatShare(coveredOf(cell) ?? 0, language) })}
        </span>
      </div>
      {waterfall && <WaterfallBar parts={waterfall} />}
      <p className="numbers text-sm text-quiet">
        {t('uncovered', { pm: formatPm(missingOf(cell), language) })}
        {waterfall && <> · {reasons(waterfall, 2)}</>}
      </p>
    </li>
  );
}

/** The phase in words beside its own colour, which is used for nothing else. */
function IpcPhase({ phase }: { phase: number }) {
  const t = useTexts(overviewTexts);
  const language = useLanguage();
  return (
    <span className="inline-flex items-center gap-1.5 text-xs text-quiet">
      <span
        aria-hidden="true"
        className="size-2.5 rounded-full border border-line"
        style={{ background: `var(--ipc-${phase})` }}
      />
      {t('ipc', { phase: formatNumber(phase, language) })}
    </span>
  );
}
