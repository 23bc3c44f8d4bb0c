import { useMutation, useQuery } from '@tanstack/react-query';
import { getRouteApi, Link } from '@tanstack/react-router';
import { Fragment, useState } from 'react';
import type { changeUser, User } from '../../accounts/contract/people.ts';
import { ApiKeys } from '../account/api-keys.tsx';
import { Sessions } from '../account/sessions.tsx';
import { queries } from '../api/client.ts';
import { keyOf } from '../api/keys.ts';
import { Problem } from '../api/problem.ts';
import { exchange } from '../api/request.ts';
import { ProblemNote, useFieldProblem } from '../shell/problems.tsx';
import { toast } from '../shell/toasts.tsx';
import { useLanguage, useTexts } from '../text/catalogue.ts';
import { formatMoment } from '../text/dates.ts';
import { Button } from '../ui/button.tsx';
import { Badge, Section, Skeleton } from '../ui/plain.tsx';
import { ChargeFields } from './charge-fields.tsx';
import { useChargeWords } from './charge-words.ts';
import { GettingIn } from './getting-in.tsx';
import { personQuery } from './queries.ts';
import { type Charge, changeFrom, chargeOf, differing } from './rules/charge.ts';
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
        <Link to="/users" className="self-start py-2 text-sm text-accent">
          {t('toPeople')}
        </Link>
        <h1 className="text-xl font-semibold">{user?.name ?? t('person')}</h1>
        {person.isError && <ProblemNote error={person.error} />}
        {user && (
          <>
            <p className="code-text self-start text-quiet">{user.email}</p>
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
          <ChargeForm key={user.id} user={user} etag={person.data?.etag} />
          <GettingIn user={user} etag={person.data?.etag} />
          <Sessions user={user.id} />
          <ApiKeys user={user.id} />
          <p className="text-sm">
            <Link to="/audit" search={{ principal: user.id }} className="py-2 text-accent">
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
  // What it said when the writing began.
  const [base, setBase] = useState({ user, etag });
  const [charge, setCharge] = useState(() => chargeOf(user));
  const before = chargeOf(base.user);
  const saved = useMutation({
    mutationFn: (ifMatch: string | undefined) =>
      exchange<typeof changeUser>('patch', '/users/{id}', {
        params: { id: user.id },
        body: changeFrom(before, charge),
        ifMatch,
      }),
    onSuccess: async ({ body, etag }) => {
      queries.setQueryData(personQuery(user.id).queryKey, { body, etag });
      setBase({ user: body, etag });
      setCharge(chargeOf(body));
      toast({ text: t('saved') });
      await queries.invalidateQueries({ queryKey: keyOf('users', 'list') });
    },
  });
  const isWritten = differing(before, charge).length > 0;
  // What changed elsewhere is shown at once, unless something is being written here that it would take away.
  if (user.version > base.user.version && (!isWritten || differing(before, chargeOf(user)).length === 0)) {
    setBase({ user, etag });
    if (!isWritten) setCharge(chargeOf(user));
  }
  const theirs =
    saved.error instanceof Problem && saved.error.code === 'precondition_failed'
      ? (saved.error.problem['current'] as User)
      : undefined;
  return (
    <Section title={t('charge')}>
      <form
        className="flex flex-col gap-6"
        onSubmit={(event) => {
          event.preventDefault();
          saved.mutate(base.etag);
        }}
      >
        {saved.isError && <ProblemNote error={saved.error} />}
        {theirs && (
          <Theirs
            user={theirs}
            fields={differing(before, chargeOf(theirs))}
            onTake={() => {
              queries.setQueryData(personQuery(user.id).queryKey, { body: theirs, etag: etagOf(theirs) });
              setBase({ user: theirs, etag: etagOf(theirs) });
              setCharge(chargeOf(theirs));
              saved.reset();
            }}
            onKeep={() => saved.mutate(etagOf(theirs))}
          />
        )}
        <ChargeFields value={charge} onChange={setCharge} problem={useFieldProblem(saved.error)} />
        <Button
          type="submit"
          weight="main"
          className="self-start"
          isDisabled={!isWritten}
          isPending={saved.isPending}
        >
          {t('save')}
        </Button>
      </form>
    </Section>
  );
}

/** What somebody else made of it meanwhile; what is written here stays below until it is decided whose is to stand. */
function Theirs({
  user,
  fields,
  onTake,
  onKeep,
}: {
  user: User;
  fields: readonly (keyof Charge)[];
  onTake: () => void;
  onKeep: () => void;
}) {
  const t = useTexts(usersTexts);
  const say = useChargeWords();
  return (
    <div className="flex flex-col gap-3 rounded border border-edge p-4 text-sm">
      <p className="font-semibold">{t('theirs')}</p>
      <dl className="grid grid-cols-[auto_1fr] gap-x-6 gap-y-1">
        {fields.map((field) => (
          <Fragment key={field}>
            <dt className="text-quiet">{t(field)}</dt>
            <dd>{say(chargeOf(user), field) || '–'}</dd>
          </Fragment>
        ))}
      </dl>
      <div className="flex flex-wrap gap-3">
        <Button onPress={onTake}>{t('takeTheirs')}</Button>
        <Button onPress={onKeep}>{t('keepMine')}</Button>
      </div>
    </div>
  );
}

const etagOf = ({ version }: User) => `"${version}"`;
