import { useInfiniteQuery } from '@tanstack/react-query';
import { getRouteApi } from '@tanstack/react-router';
import { useState } from 'react';
import type { confirmOrganisation, mergeOrganisation, Organisation } from '../../accounts/contract.ts';
import { queries } from '../api/client.ts';
import { keyOf } from '../api/keys.ts';
import { useOrganisationName } from '../api/organisations.ts';
import { ask } from '../api/request.ts';
import { ProblemNote } from '../shell/problems.tsx';
import { toast } from '../shell/toasts.tsx';
import { useTexts } from '../text/catalogue.ts';
import { Button } from '../ui/button.tsx';
import { ChoiceBar } from '../ui/choice-bar.tsx';
import { Confirm } from '../ui/confirm.tsx';
import { More } from '../ui/more.tsx';
import { Badge, Empty, Skeleton } from '../ui/plain.tsx';
import { type Column, Table } from '../ui/table.tsx';
import { TextField } from '../ui/text-field.tsx';
import { OrganisationBox } from './organisation-box.tsx';
import { organisationsQuery } from './queries.ts';
import { usersTexts } from './texts.ts';

const route = getRouteApi('/signed-in/organisations');
const STATES = ['proposed', 'confirmed', 'merged'] as const;
const TONES = { proposed: 'warn', confirmed: 'good', merged: 'plain' } as const;

/** Organisations: what others proposed is confirmed, or said to be one that is there. */
export function OrganisationsPage() {
  const t = useTexts(usersTexts);
  const { q, state = 'proposed' } = route.useSearch();
  const navigate = route.useNavigate();
  const [typed, setTyped] = useState(q ?? '');
  const [merging, setMerging] = useState<Organisation>();
  const organisations = useInfiniteQuery(organisationsQuery({ state, ...(q === undefined ? {} : { q }) }));
  const columns = useColumns(setMerging);
  return (
    <div className="flex flex-col gap-8">
      <header className="flex flex-col gap-2">
        <h1 className="text-xl font-semibold">{t('organisations')}</h1>
        <p className="max-w-3xl text-quiet">{t('organisationsLead')}</p>
      </header>
      <form
        role="search"
        className="flex flex-wrap items-end gap-4"
        onSubmit={(event) => {
          event.preventDefault();
          void navigate({ search: { state, ...(typed.trim() ? { q: typed.trim() } : {}) } });
        }}
      >
        <ChoiceBar
          label={t('state')}
          choices={STATES.map((value) => ({ value, label: t(`state.${value}`) }))}
          value={state}
          onChange={(value) =>
            void navigate({ search: (before) => ({ ...before, state: value }), replace: true })
          }
        />
        <TextField label={t('partOfName')} className="w-full sm:w-80" value={typed} onChange={setTyped} />
        <Button type="submit">{t('find')}</Button>
      </form>
      {organisations.isError && <ProblemNote error={organisations.error} />}
      {organisations.isPending && <Skeleton className="h-64" label={t('loading')} />}
      {organisations.isSuccess && (
        <Table
          caption={t('organisations')}
          isCaptionHidden
          columns={columns}
          rows={organisations.data.pages.flatMap(({ items }) => items)}
          keyOf={({ id }) => id}
          csvName="organisations"
          empty={
            <Empty title={state === 'proposed' && q === undefined ? t('noneProposed') : t('noOrganisations')}>
              {state === 'proposed' && q === undefined ? t('noneProposedLead') : t('noOrganisationsAdvice')}
            </Empty>
          }
        />
      )}
      <More {...organisations} />
      {merging && <Merge organisation={merging} onClose={() => setMerging(undefined)} />}
    </div>
  );
}

function useColumns(merge: (organisation: Organisation) => void): Column<Organisation>[] {
  const t = useTexts(usersTexts);
  const organisationName = useOrganisationName();
  return [
    { key: 'name', head: t('name'), csv: ({ name }) => name, cell: ({ name }) => <bdi>{name}</bdi> },
    { key: 'kind', head: t('kind'), csv: ({ kind }) => kind, cell: ({ kind }) => t(`kind.${kind}`) },
    {
      key: 'country',
      head: t('country'),
      csv: ({ country }) => country,
      cell: ({ country }) => country ?? '–',
    },
    {
      key: 'iati',
      head: t('iatiRef'),
      csv: ({ iatiRef }) => iatiRef,
      cell: ({ iatiRef }) => (iatiRef === null ? '–' : <code className="code-text">{iatiRef}</code>),
    },
    {
      key: 'state',
      head: t('state'),
      csv: ({ state }) => state,
      cell: ({ state, mergedInto }) => (
        <span className="flex flex-wrap items-center gap-2">
          <Badge tone={TONES[state]}>{t(`state.${state}`)}</Badge>
          {mergedInto !== null && t('intoName', { name: organisationName(mergedInto) })}
        </span>
      ),
    },
    {
      key: 'acts',
      head: t('acts'),
      cell: (organisation) =>
        organisation.state === 'merged' ? (
          '–'
        ) : (
          <span className="-my-2 flex flex-wrap gap-2">
            {organisation.state === 'proposed' && <ConfirmButton organisation={organisation} />}
            <Button
              weight="quiet"
              aria-label={`${t('merge')}: ${organisation.name}`}
              onPress={() => merge(organisation)}
            >
              {t('merge')}
            </Button>
          </span>
        ),
    },
  ];
}

const refresh = () => queries.invalidateQueries({ queryKey: keyOf('organisations') });

function ConfirmButton({ organisation }: { organisation: Organisation }) {
  const t = useTexts(usersTexts);
  const [isAsking, setAsking] = useState(false);
  return (
    <>
      <Button
        weight="quiet"
        aria-label={`${t('confirm')}: ${organisation.name}`}
        onPress={() => setAsking(true)}
      >
        {t('confirm')}
      </Button>
      <Confirm
        title={t('confirmTitle', { name: organisation.name })}
        action={t('confirm')}
        isOpen={isAsking}
        onClose={() => setAsking(false)}
        onConfirm={async () => {
          await ask<typeof confirmOrganisation>('post', '/organisations/{id}/confirm', {
            params: { id: organisation.id },
            idempotencyKey: crypto.randomUUID(),
          });
          toast({ text: t('confirmedName', { name: organisation.name }) });
          await refresh();
        }}
      >
        <p>{t('confirmLead')}</p>
      </Confirm>
    </>
  );
}

function Merge({ organisation, onClose }: { organisation: Organisation; onClose: () => void }) {
  const t = useTexts(usersTexts);
  const [into, setInto] = useState<string>();
  return (
    <Confirm
      title={t('mergeTitle', { name: organisation.name })}
      action={t('merge')}
      isOpen
      isReady={into !== undefined}
      onClose={onClose}
      onConfirm={async () => {
        if (into === undefined) return;
        await ask<typeof mergeOrganisation>('post', '/organisations/{id}/merge', {
          params: { id: organisation.id },
          body: { into },
          idempotencyKey: crypto.randomUUID(),
        });
        toast({ text: t('mergedName', { name: organisation.name }) });
        await refresh();
      }}
    >
      <p>{t('mergeLead')}</p>
      <OrganisationBox label={t('mergeInto')} except={organisation.id} value={into} onChange={setInto} />
    </Confirm>
  );
}
