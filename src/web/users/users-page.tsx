import { useInfiniteQuery } from '@tanstack/react-query';
import { getRouteApi, Link } from '@tanstack/react-router';
import { useState } from 'react';
import type { User } from '../../accounts/contract/people.ts';
import { ProblemNote } from '../shell/problems.tsx';
import { without } from '../shell/search.ts';
import { shellTexts } from '../shell/texts.ts';
import { useTexts } from '../text/catalogue.ts';
import { Button, LinkButton } from '../ui/button.tsx';
import { More } from '../ui/more.tsx';
import { Badge, Empty, Skeleton } from '../ui/plain.tsx';
import { Select } from '../ui/select.tsx';
import { type Column, Table } from '../ui/table.tsx';
import { TextField } from '../ui/text-field.tsx';
import { useChargeWords } from './charge-words.ts';
import { peopleQuery } from './queries.ts';
import { isRole, ROLES } from './rules/roles.ts';
import { usersTexts } from './texts.ts';

const route = getRouteApi('/signed-in/users');

/** Who may sign in, as what, for whom and where. */
export function UsersPage() {
  const t = useTexts(usersTexts);
  const search = route.useSearch();
  const people = useInfiniteQuery(peopleQuery(search));
  const rows = people.data?.pages.flatMap(({ items }) => items) ?? [];
  const columns = useColumns();
  return (
    <div className="flex flex-col gap-8">
      <header className="flex flex-wrap items-start justify-between gap-4">
        <div className="flex flex-col gap-2">
          <h1 className="text-xl font-semibold">{t('title')}</h1>
          <p className="text-quiet">{t('lead')}</p>
        </div>
        <LinkButton to="/users/invite" weight="main">
          {t('invite')}
        </LinkButton>
      </header>
      <Filters />
      {people.isError && <ProblemNote error={people.error} />}
      {people.isPending && <Skeleton className="h-64" label={t('loading')} />}
      {people.isSuccess && (
        <Table
          caption={t('title')}
          isCaptionHidden
          columns={columns}
          rows={rows}
          keyOf={({ id }) => id}
          csvName="people"
          empty={<Empty title={t('none')}>{t('noneAdvice')}</Empty>}
        />
      )}
      <More {...people} />
    </div>
  );
}

function Filters() {
  const t = useTexts(usersTexts);
  const shell = useTexts(shellTexts);
  const { q = '', role } = route.useSearch();
  const navigate = route.useNavigate();
  const [typed, setTyped] = useState(q);
  return (
    <form
      role="search"
      className="flex flex-wrap items-end gap-4"
      onSubmit={(event) => {
        event.preventDefault();
        void navigate({
          search: (before) => ({ ...without(before, 'q'), ...(typed.trim() ? { q: typed.trim() } : {}) }),
        });
      }}
    >
      <TextField label={t('search')} isCode className="w-full sm:w-80" value={typed} onChange={setTyped} />
      <Button type="submit">{t('find')}</Button>
      <Select
        label={t('role')}
        className="w-full sm:w-56"
        choices={[
          { value: 'all', label: t('allRoles') },
          ...ROLES.map((one) => ({ value: one, label: shell(`role.${one}`) })),
        ]}
        value={role ?? 'all'}
        onChange={(chosen) =>
          void navigate({
            search: (before) => ({ ...without(before, 'role'), ...(isRole(chosen) ? { role: chosen } : {}) }),
            replace: true,
          })
        }
      />
    </form>
  );
}

function useColumns(): Column<User>[] {
  const t = useTexts(usersTexts);
  const say = useChargeWords();
  return [
    {
      key: 'name',
      head: t('name'),
      csv: ({ name }) => name,
      cell: ({ id, name, email }) => (
        <Link
          to="/users/$user"
          params={{ user: id }}
          className="-my-1 inline-flex min-h-11 flex-col justify-center"
        >
          <bdi className="font-semibold">{name}</bdi>
          <bdi className="code-text text-quiet">{email}</bdi>
        </Link>
      ),
    },
    {
      key: 'role',
      head: t('role'),
      csv: ({ role }) => role,
      cell: (user) => say(user, 'role'),
    },
    {
      key: 'organisation',
      head: t('organisation'),
      csv: (user) => say(user, 'organisation'),
      cell: (user) => say(user, 'organisation') || '–',
    },
    {
      key: 'provinces',
      head: t('provinces'),
      csv: (user) => say(user, 'provinces'),
      cell: (user) => say(user, 'provinces'),
    },
    {
      key: 'factor',
      head: t('secondFactor'),
      csv: ({ secondFactor }) => (secondFactor ? 'yes' : 'no'),
      cell: ({ secondFactor }) => (secondFactor ? t('factorIsSet') : '–'),
    },
    {
      key: 'state',
      head: t('state'),
      csv: ({ disabled }) => (disabled ? 'disabled' : 'active'),
      cell: ({ disabled }) =>
        disabled ? <Badge tone="bad">{t('disabled')}</Badge> : <Badge tone="good">{t('active')}</Badge>,
    },
  ];
}
