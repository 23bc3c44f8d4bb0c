import { useQuery } from '@tanstack/react-query';
import { getRouteApi } from '@tanstack/react-router';
import { useState } from 'react';
import { LanguageChoice } from '../../shell/preferences.tsx';
import { ProblemNote } from '../../shell/problems.tsx';
import { shellTexts } from '../../shell/texts.ts';
import { useLanguage, useTexts } from '../../text/catalogue.ts';
import { Badge, Empty, Skeleton } from '../../ui/plain.tsx';
import { Problem } from '../../api/problem.ts';
import { sharedQuery } from '../queries.ts';
import type { Measure } from '../rules/figure-search.ts';
import { toneOf } from '../rules/tones.ts';
import { pledgesTexts } from '../texts.ts';
import { StatementNamesProvider } from './names.ts';
import { StatementView } from './statement-view.tsx';

const route = getRouteApi('/shared/$token');

/** The statement for whoever holds the link: nothing to sign in to, nothing else to be had. */
export function SharedPage() {
  const t = useTexts(pledgesTexts);
  const s = useTexts(shellTexts);
  const language = useLanguage();
  const { token } = route.useParams();
  const shared = useQuery(sharedQuery(token));
  const [measure, setMeasure] = useState<Measure>('pm');
  const nameIn = (list: 'items' | 'provinces') => (code: string) =>
    shared.data?.names[list].find((one) => one.code === code)?.name[language] ?? code;
  const isGone = shared.error instanceof Problem && shared.error.code === 'not_found';
  return (
    <div className="mx-auto flex min-h-dvh w-full max-w-7xl flex-col gap-10 px-4 py-8 sm:px-6">
      <header className="no-print flex flex-wrap items-center justify-between gap-4">
        <span className="font-semibold">{s('name')}</span>
        <LanguageChoice />
      </header>
      <main id="main" tabIndex={-1} className="flex flex-col gap-10">
        <div className="flex flex-col gap-3">
          <div className="flex flex-wrap items-center gap-x-4 gap-y-2">
            <h1 className="text-2xl font-semibold">
              {shared.data
                ? t.rich(
                    'statementOf',
                    { ref: (text) => <bdi>{text}</bdi> },
                    { reference: shared.data.reference },
                  )
                : t('statement')}
            </h1>
            {shared.data && (
              <Badge tone={toneOf(shared.data.status)}>{t(`status.${shared.data.status}`)}</Badge>
            )}
          </div>
          {shared.data && (
            <p className="text-lg">
              {shared.data.recipient === null
                ? shared.data.donor
                : t('fromTo', { donor: shared.data.donor, recipient: shared.data.recipient })}
            </p>
          )}
        </div>
        {isGone && <Empty title={t('linkGone')}>{t('linkGoneHint')}</Empty>}
        {shared.isError && !isGone && <ProblemNote error={shared.error} />}
        {shared.isPending && <Skeleton className="h-96" label={t('loading')} />}
        {shared.data && (
          <StatementNamesProvider value={{ item: nameIn('items'), province: nameIn('provinces') }}>
            <StatementView statement={shared.data} measure={measure} onMeasure={setMeasure} />
          </StatementNamesProvider>
        )}
      </main>
    </div>
  );
}
