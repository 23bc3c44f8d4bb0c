import type { GapReport } from '../../gaps/contract.ts';
import { useLanguage, useTexts } from '../text/catalogue.ts';
import { formatNumber, formatPm, formatUsd } from '../text/numbers.ts';
import { words } from '../text/words.ts';
import { Section } from '../ui/plain.tsx';
import { ClassName } from '../ui/waterfall.tsx';
import { gapsTexts } from './texts.ts';

/** Supply that names no place, date or sector: beside the lanes, because nobody knows which of them it is for. */
export function Unallocated({ report, sector }: { report: GapReport; sector: string }) {
  const t = useTexts(gapsTexts);
  const w = useTexts(words);
  const language = useLanguage();
  const groups = (
    [
      [sector, report.unallocated[sector as keyof GapReport['unallocated']]],
      ['unallocated', report.unallocated.unallocated],
    ] as const
  ).flatMap(([of, entries]) => (entries ?? []).map((entry) => ({ of, ...entry })));
  if (groups.length === 0) return null;
  const heads = [t('records'), w('personMonths'), t('worth')];
  return (
    <Section
      title={t('unallocated')}
      aside={<span className="text-sm text-quiet">{t('unallocatedHint')}</span>}
    >
      <div className="overflow-x-auto" tabIndex={0} role="region" aria-label={t('unallocated')}>
        <table className="numbers w-full max-w-3xl border-collapse text-sm">
          <caption className="sr-only">{t('unallocated')}</caption>
          <thead className="text-quiet">
            <tr className="border-b border-edge">
              <th scope="col" className="py-2 text-start font-normal">
                {w('class')}
              </th>
              {heads.map((head) => (
                <th key={head} scope="col" className="py-2 ps-4 text-end font-normal">
                  {head}
                </th>
              ))}
            </tr>
          </thead>
          <tbody>
            {groups.map((entry) => (
              <tr key={`${entry.of} ${entry.class}`} className="border-b border-line">
                <th scope="row" className="py-2 text-start font-normal">
                  <ClassName of={entry.class} />
                  {entry.of === 'unallocated' && (
                    <span className="block text-xs text-quiet">{t('noSector')}</span>
                  )}
                </th>
                <td className="py-2 ps-4 text-end">{formatNumber(entry.records, language)}</td>
                <td className="py-2 ps-4 text-end">
                  {entry.pm === null ? '–' : formatPm(entry.pm, language)}
                </td>
                <td className="py-2 ps-4 text-end">
                  {entry.amountUsd === null ? '–' : formatUsd(entry.amountUsd, language)}
                </td>
              </tr>
            ))}
          </tbody>
        </table>
      </div>
    </Section>
  );
}
