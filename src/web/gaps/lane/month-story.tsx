import { useLanguage, useTexts } from '../../text/catalogue.ts';
import { formatDayBoth, formatMonth, kabulDay } from '../../text/dates.ts';
import { formatNumber, formatPm, formatShare } from '../../text/numbers.ts';
import { words } from '../../text/words.ts';
import { CLASSES } from '../../ui/classes.ts';
import { Section } from '../../ui/plain.tsx';
import { ClassName, WaterfallBar } from '../../ui/waterfall.tsx';
import type { Lane, LaneMonth } from '../queries.ts';
import { RECORDED, type RecordedClass } from '../rules/lane-search.ts';
import { gapsTexts } from '../texts.ts';
import { NumberLink } from './number-link.tsx';

const COVERAGES = ['confirmed', 'inTransit', 'onTheRoad', 'firm', 'pledged'] as const;
const isRecorded = (one: string): one is RecordedClass => RECORDED.some((known) => known === one);

/** Where the numbers of one month come from: its waterfall, its band, and the formula with what went into it. */
export function MonthStory({
  lane,
  month,
  selected,
}: {
  lane: Lane;
  month: LaneMonth;
  selected: RecordedClass | undefined;
}) {
  const t = useTexts(gapsTexts);
  const w = useTexts(words);
  const language = useLanguage();
  const name = formatMonth(month.month, language);
  const { waterfall, needPm, coverage } = month;
  return (
    <Section title={t('monthTitle', { month: name })}>
      {waterfall === null || needPm === null ? (
        <p className="text-quiet">{t('unknownMonth')}</p>
      ) : (
        <>
          <WaterfallBar parts={waterfall} height={20} />
          <table className="numbers w-full text-sm">
            <caption className="sr-only">{t('waterfallOf', { month: name })}</caption>
            <thead className="sr-only">
              <tr>
                <th scope="col">{w('class')}</th>
                <th scope="col">{w('personMonths')}</th>
                <th scope="col">{w('shareOfNeed')}</th>
              </tr>
            </thead>
            <tbody>
              {CLASSES.filter((one) => waterfall[one] > 0).map((one) => (
                <tr key={one} className={`border-b border-line ${one === selected ? 'bg-sunk' : ''}`}>
                  <th scope="row" className="py-2 text-start font-normal">
                    <ClassName of={one} />
                  </th>
                  <td className="py-2 text-end">
                    {isRecorded(one) ? (
                      <NumberLink
                        lane={lane}
                        month={month.month}
                        of={one}
                        label={`${w(`class.${one}`)}: ${formatPm(waterfall[one], language)}`}
                      >
                        {formatPm(waterfall[one], language)}
                      </NumberLink>
                    ) : (
                      formatPm(waterfall[one], language)
                    )}
                  </td>
                  <td className="w-16 py-2 text-end text-quiet">
                    {formatShare(needPm === 0 ? 0 : waterfall[one] / needPm, language)}
                  </td>
                </tr>
              ))}
              <tr>
                <th scope="row" className="py-2 text-start font-semibold">
                  {w('need')}
                  {month.isEstimate && (
                    <span className="ms-2 text-xs font-normal text-quiet">{w('estimate')}</span>
                  )}
                </th>
                <td className="py-2 text-end font-semibold">{formatPm(needPm, language)}</td>
                <td />
              </tr>
            </tbody>
          </table>
          {coverage && (
            <dl className="grid grid-cols-[1fr_auto] gap-x-4 gap-y-1 text-sm">
              {COVERAGES.map((one) => (
                <div key={one} className="contents">
                  <dt className="text-quiet">{t(`coverage.${one}`)}</dt>
                  <dd className="numbers text-end">{formatShare(coverage[one], language)}</dd>
                </div>
              ))}
            </dl>
          )}
          <Formula lane={lane} month={month} />
        </>
      )}
    </Section>
  );
}

/** The formula in words, with this month's numbers in it. */
function Formula({ lane: { carryMonths, ipcPhase }, month }: { lane: Lane; month: LaneMonth }) {
  const t = useTexts(gapsTexts);
  const language = useLanguage();
  const { need, excessPm, carriedPm, facts, priority } = month;
  const number = (value: number) => formatNumber(value, language);
  const lines = [
    need &&
      t('formula.need', { people: number(need.peopleTargeted), pm: formatPm(month.needPm ?? 0, language) }),
    need?.peopleInNeed !== null &&
      need !== null &&
      t('formula.inNeed', { people: number(need.peopleInNeed) }),
    t('formula.order'),
    carryMonths > 0
      ? t('formula.carry', { count: carryMonths, pm: formatPm(carriedPm, language) })
      : t('formula.noCarry'),
    excessPm > 0 && t('formula.excess', { pm: formatPm(excessPm, language) }),
    t('formula.level'),
    t('formula.priority', {
      value: formatNumber(priority, language, 0),
      phase: ipcPhase === null ? '–' : number(ipcPhase),
    }),
    t('formula.facts', { count: facts }),
  ];
  return (
    <details className="text-sm" open>
      <summary className="min-h-11 cursor-pointer py-2 font-semibold text-accent">{t('formula')}</summary>
      <ul className="flex list-disc flex-col gap-1.5 ps-5">
        {lines
          .filter((line) => typeof line === 'string')
          .map((line) => (
            <li key={line}>{line}</li>
          ))}
      </ul>
      {need && (
        <p className="mt-3 text-xs text-quiet">
          {t('needSource', { day: formatDayBoth(kabulDay(new Date(need.recordedAt)), language) })}{' '}
          <span dir="auto">{need.source}</span>
        </p>
      )}
    </details>
  );
}
