import { useQuery } from '@tanstack/react-query';
import { ProblemNote } from '../shell/problems.tsx';
import { useLanguage, useTexts } from '../text/catalogue.ts';
import { formatMoment } from '../text/dates.ts';
import { formatNumber } from '../text/numbers.ts';
import { Badge, Section, Skeleton } from '../ui/plain.tsx';
import { chainQuery } from './queries.ts';
import { auditTexts } from './texts.ts';

/** Up to where the trail was found to be what was sealed, and where it ends: to be written down elsewhere. */
export function Chain() {
  const t = useTexts(auditTexts);
  const language = useLanguage();
  const { data, error, isPending } = useQuery(chainQuery);
  return (
    <Section title={t('chain')}>
      {error && <ProblemNote error={error} />}
      {isPending && <Skeleton className="h-20" label={t('loading')} />}
      {data && (
        <div className="flex flex-col gap-2 rounded border border-line bg-surface p-4">
          {data.verified === null ? (
            <p>{t('notVerified')}</p>
          ) : (
            <p className="flex flex-wrap items-center gap-x-3 gap-y-1">
              {data.verified.faults === 0 ? (
                <Badge tone="good">{t('whole')}</Badge>
              ) : (
                <Badge tone="bad">
                  {t('faults', {
                    count: data.verified.faults,
                    number: formatNumber(data.verified.faults, language),
                  })}
                </Badge>
              )}
              {t('verified', {
                upTo: formatNumber(data.verified.upTo, language),
                head: formatNumber(data.head.seq, language),
                moment: formatMoment(data.verified.at, language),
              })}
            </p>
          )}
          <p className="text-sm text-quiet">
            {t('head', { seq: formatNumber(data.head.seq, language) })}{' '}
            <code className="code-text break-all select-all">
              {data.head.seq}:{data.head.hash}
            </code>
          </p>
        </div>
      )}
    </Section>
  );
}
