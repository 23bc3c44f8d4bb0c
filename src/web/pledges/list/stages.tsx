import type { Stage } from '../../../pledges/contract.ts';
import { useTexts } from '../../text/catalogue.ts';
import { pledgesTexts } from '../texts.ts';

const STAGES = ['firm', 'shipped', 'delivered'] as const;
type Stages = Readonly<Record<(typeof STAGES)[number], Stage | null>>;
const FILLED = ['none', 'partial', 'complete'] as const;

/** How far it has come: three circles, empty, half or full. The words are there for whoever does not see them, and in the hover. */
export function StagesMark({ stages }: { stages: Stages }) {
  const t = useTexts(pledgesTexts);
  const said = STAGES.map((stage) => `${t(`stage.${stage}`)}: ${t(`stageIs.${stages[stage] ?? 'none'}`)}`);
  return (
    <span className="inline-flex items-center gap-1.5 align-middle" title={said.join('\n')}>
      {STAGES.map((stage, index) => (
        <Circle key={stage} filled={stages[stage] ?? 'none'} isFirst={index === 0} />
      ))}
      <span className="sr-only">{said.join(', ')}</span>
    </span>
  );
}

function Circle({ filled, isFirst }: { filled: Stage; isFirst: boolean }) {
  return (
    <>
      {!isFirst && <span aria-hidden="true" className="h-px w-3 bg-edge" />}
      <svg aria-hidden="true" viewBox="0 0 16 16" className="size-4 text-accent rtl:-scale-x-100">
        <circle
          cx="8"
          cy="8"
          r="6.5"
          fill={filled === 'complete' ? 'currentColor' : 'none'}
          stroke="currentColor"
          strokeWidth="1.5"
        />
        {filled === 'partial' && <path d="M8 1.5a6.5 6.5 0 0 0 0 13z" fill="currentColor" />}
      </svg>
    </>
  );
}

/** What the circles mean, once above a list. */
export function StagesLegend() {
  const t = useTexts(pledgesTexts);
  return (
    <ul className="flex flex-wrap gap-x-4 gap-y-1 text-xs text-quiet">
      <li>{t('stagesLegend')}</li>
      {FILLED.map((filled) => (
        <li key={filled} className="inline-flex items-center gap-1.5">
          <Circle filled={filled} isFirst />
          {t(`stageIs.${filled}`)}
        </li>
      ))}
    </ul>
  );
}
