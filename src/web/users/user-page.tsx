import { useMutation, useQuery } from '@tanstack/react-query';
import { getRouteApi, Link } from '@tanstack/react-router';
import { useState } from 'react';
import type { changeUser, User } from '../../accounts/contract/people.ts';
import { ApiKeys } from '../account/api-keys.tsx';
import { Sessions } from '../account/sessions.tsx';
import { queries } from '../api/client.ts';
import { keyOf } from '../api/keys.ts';
import { exchange } from '../api/request.ts';
import { ProblemNote, useFieldProblem } from '../shell/problems.tsx';
import { toast } from '../shell/toasts.tsx';
import { useLanguage, useTexts } from '../text/catalogue.ts';
import { formatMoment } from '../text/dates.ts';
import { Button } from '../ui/button.tsx';
import { Badge, Section, Skeleton } from '../ui/plain.tsx';
import { type Charge, ChargeFields } from './charge-fields.tsx';
import { GettingIn } from './getting-in.tsx';
import { personQuery } from './queries.ts';
import { usersTexts } from './texts.ts';

const route = getRouteApi('/signed-in/users/$user');

/** One person: what they may, how they get in, where they are in. */
export function UserPage() {
  const t = useTexts(usersTexts);
  const language = useLanguage();
  const { user: id } = route.useParams();
  const person = useQuery(personQuery(id));
  const user = person.data?.body;
  return (
    <div className="flex max-w-3xl flex-col gap-12">
      <header className="flex flex-col gap-2">
        <Link to="/users" className="self-start py-2 text-sm">
          {t('toPeople')}
        </Link>
        <h1 className="text-xl font-semibold">{user?.name ?? t('person')}</h1>
        {person.isError && <ProblemNote error={person.error} />}
        {user && (
          <>
            <p className="code-text text-quiet">{user.email}</p>
            <p className="flex flex-wrap items-center gap-3 text-sm text-quiet">
              {user.disabled ? (
                <Badge tone="bad">{t('disabled')}</Badge>
              ) : (
                <Badge tone="good">{t('active')}</Badge>
              )}
              {t('addedAt', { moment: formatMoment(user.createdAt, language) })}
            </p>
          </>
        )}
      </header>
      {person.isPending && <Skeleton className="h-64" label={t('loading')} />}
      {user && (
        <>
          {/* Anew with each version: a change from elsewhere is shown, never overwritten unseen. */}
          <ChargeForm key={user.version} user={user} etag={person.data?.etag} />
          <GettingIn user={user} etag={person.data?.etag} />
          <Sessions user={user.id} />
          <ApiKeys user={user.id} />
          <p className="text-sm">
            <Link to="/audit" search={{ principal: user.id }} className="py-2">
              {t('toTrail')}
            </Link>
          </p>
        </>
      )}
    </div>
  );
}

function ChargeForm({ user, etag }: { user: User; etag: string | undefined }) {
  const t = useTexts(usersTexts);
  const { name, role, organisation, provinces } = user;
  const [charge, setCharge] = useState<Charge>({ name, role, organisation, provinces });
  const saved = useMutation({
    mutationFn: () =>
      exchange<typeof changeUser>('patch', '/users/{id}', {
        params: { id: user.id },
        body: { ...charge, provinces: charge.provinces === null ? null : [...charge.provinces] },
        ifMatch: etag,
      }),
    onSuccess: async ({ body, etag }) => {
      queries.setQueryData(personQuery(user.id).queryKey, { body, etag });
      toast({ text: t('saved') });
      await queries.invalidateQueries({ queryKey: keyOf('users', 'list') });
    },
  });
  return (
    <Section title={t('charge')}>
      <form
        className="flex flex-col gap-6"
        onSubmit={(event) => {
          event.preventDefault();
          saved.mutate();
        }}
      >
        {saved.isError && <ProblemNote error={saved.error} />}
        <ChargeFields value={charge} onChange={setCharge} problem={useFieldProblem(saved.error)} />
        <Button type="submit" weight="main" className="self-start" isPending={saved.isPending}>
          {t('save')}
        </Button>
      </form>
    </Section>
  );
}
