import { useMutation, useQuery } from '@tanstack/react-query';
import type { NewPreferences, putPreferences } from '../../notify/contract.ts';
import { queries } from '../api/client.ts';
import { exchange } from '../api/request.ts';
import { ProblemNote } from '../shell/problems.tsx';
import { useLanguage, useTexts } from '../text/catalogue.ts';
import { LANGUAGE_NAMES } from '../text/language.ts';
import { formatNumber } from '../text/numbers.ts';
import { Checkbox } from '../ui/checkbox.tsx';
import { Section, Skeleton } from '../ui/plain.tsx';
import { Select } from '../ui/select.tsx';
import { preferencesQuery } from './queries.ts';
import { accountTexts } from './texts.ts';

/** Whether and in which language one is mailed what happened. Kept as soon as it is chosen. */
export function Mail() {
  const t = useTexts(accountTexts);
  const language = useLanguage();
  const preferences = useQuery(preferencesQuery);
  const saved = useMutation({
    mutationFn: (body: NewPreferences) =>
      exchange<typeof putPreferences>('put', '/me/notifications', { body, ifMatch: preferences.data?.etag }),
    onSuccess: ({ body, etag }) => queries.setQueryData(preferencesQuery.queryKey, { body, etag }),
    onError: () => queries.invalidateQueries({ queryKey: preferencesQuery.queryKey }),
  });
  const now = preferences.data?.body;
  const change = (part: Partial<NewPreferences>) => {
    if (now) saved.mutate({ email: now.email, language: now.language, types: now.types, ...part });
  };
  return (
    <Section title={t('mail')}>
      {preferences.isError && <ProblemNote error={preferences.error} />}
      {saved.isError && <ProblemNote error={saved.error} />}
      {preferences.isPending && <Skeleton className="h-24" label={t('loading')} />}
      {now && (
        <div className="flex max-w-md flex-col gap-4">
          <Checkbox isSelected={now.email} onChange={(email) => change({ email })}>
            {t('mailMe', { minutes: formatNumber(now.everyMinutes, language) })}
          </Checkbox>
          <Select
            label={t('mailLanguage')}
            choices={(['en', 'fa', 'ps'] as const).map((value) => ({ value, label: LANGUAGE_NAMES[value] }))}
            value={now.language}
            onChange={(chosen) => change({ language: chosen })}
          />
        </div>
      )}
    </Section>
  );
}
