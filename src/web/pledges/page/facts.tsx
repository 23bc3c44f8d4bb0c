import type { ReactNode } from 'react';
import type { Pledge } from '../../../pledges/contract.ts';
import { useOrganisationName } from '../../api/organisations.ts';
import { useLanguage, useTexts } from '../../text/catalogue.ts';
import { formatDayBoth, formatMoment } from '../../text/dates.ts';
import { formatNumber, plainYear } from '../../text/numbers.ts';
import { pledgesTexts } from '../texts.ts';

const KILOBYTE = 1_024;
const RATE_DECIMALS = 9;

/** What the pledge says as a whole, days in both calendars. */
export function Facts({ pledge }: { pledge: Pledge }) {
  const t = useTexts(pledgesTexts);
  const language = useLanguage();
  const nameOf = useOrganisationName();
  const day = (iso: string | null) => (iso === null ? '–' : formatDayBoth(iso, language));
  const { currency, ratePerUsd, duplicateAnswer } = pledge;
  return (
    <dl className="flex flex-col text-sm">
      <Fact name={t('donor')}>{nameOf(pledge.donor)}</Fact>
      <Fact name={t('recipient')}>{nameOf(pledge.recipient)}</Fact>
      <Fact name={t('contributionType')}>{t(`type.${pledge.contributionType}`)}</Fact>
      <Fact name={t('earmarking')}>{t(`earmarking.${pledge.earmarking as 1 | 2 | 3 | 4}`)}</Fact>
      <Fact name={t('flowType')}>{t(`flow.${pledge.flowType}`)}</Fact>
      <Fact name={t('decidedOn')}>{day(pledge.decidedOn)}</Fact>
      <Fact name={t('firstReportedOn')}>{day(pledge.firstReportedOn)}</Fact>
      <Fact name={t('expectedBy')}>{day(pledge.expectedBy)}</Fact>
      <Fact name={t('expiresOn')}>{day(pledge.expiresOn)}</Fact>
      {pledge.plan !== null && (
        <Fact name={t('plan')}>
          <bdi>{pledge.plan}</bdi>
        </Fact>
      )}
      <Fact name={t('usageYear')}>{plainYear(pledge.use.year, language)}</Fact>
      <Fact name={t('currency')}>
        {currency === 'USD'
          ? currency
          : t('rateOf', {
              rate: formatNumber(ratePerUsd, language, RATE_DECIMALS),
              currency,
              day: day(pledge.rateDate),
            })}
      </Fact>
      {duplicateAnswer && (
        <Fact name={t('duplicate.answered')}>{t(`duplicate.answer.${duplicateAnswer.answer}`)}</Fact>
      )}
      <Fact name={t('recordedAt')}>{formatMoment(pledge.recordedAt, language)}</Fact>
      <Fact name={t('attachments')}>
        {pledge.attachments.length === 0 ? (
          '–'
        ) : (
          <ul>
            {pledge.attachments.map(({ hash, missing, name, size }) => (
              <li key={hash}>
                {missing ? (
                  t('fileMissing')
                ) : (
                  <a
                    href={`/api/v1/attachments/${hash}/content`}
                    download
                    className="text-accent underline underline-offset-4"
                  >
                    <bdi>{name ?? hash.slice(0, 12)}</bdi>{' '}
                    {size !== null &&
                      t('kilobytes', { size: formatNumber(Math.ceil(size / KILOBYTE), language) })}
                  </a>
                )}
              </li>
            ))}
          </ul>
        )}
      </Fact>
    </dl>
  );
}

function Fact({ name, children }: { name: string; children: ReactNode }) {
  return (
    <div className="grid grid-cols-[9rem_1fr] gap-x-4 border-b border-line py-2 sm:grid-cols-[11rem_1fr]">
      <dt className="text-quiet">{name}</dt>
      <dd className="numbers">{children}</dd>
    </div>
  );
}
