import { useQuery } from '@tanstack/react-query';
import { getRouteApi, Link } from '@tanstack/react-router';
import type { Pledge } from '../../../pledges/contract.ts';
import { may, useMe } from '../../api/me.ts';
import { useOrganisationName } from '../../api/organisations.ts';
import { ProblemNote } from '../../shell/problems.tsx';
import { useTexts } from '../../text/catalogue.ts';
import { LinkButton } from '../../ui/button.tsx';
import { Badge, Section, Skeleton } from '../../ui/plain.tsx';
import { pledgeQuery } from '../queries.ts';
import { toneOf } from '../rules/tones.ts';
import { pledgesTexts } from '../texts.ts';
import { Cases } from './cases.tsx';
import { Facts } from './facts.tsx';
import { LineTree } from './line-tree.tsx';
import { ProgressTable } from './progress.tsx';
import { StatusHistory } from './status-history.tsx';
import { StatusChange } from './status-change.tsx';
import { Versions } from './versions.tsx';

const route = getRouteApi('/signed-in/pledges/$id');

/** One pledge: what it says, how far it came, what became of its cargo, and everything it said before. */
export function PledgePage() {
  const t = useTexts(pledgesTexts);
  const { id } = route.useParams();
  const pledge = useQuery(pledgeQuery(id));
  if (pledge.isError)
    return (
      <div className="flex flex-col gap-6">
        <h1 className="text-2xl font-semibold">{t('pledge')}</h1>
        <ProblemNote error={pledge.error} />
      </div>
    );
  if (!pledge.data)
    return (
      <div className="flex flex-col gap-6">
        <h1 className="text-2xl font-semibold">{t('pledge')}</h1>
        <Skeleton className="h-64" label={t('loading')} />
      </div>
    );
  return <Shown key={id} pledge={pledge.data.body} />;
}

/** Whether this person may change it, as far as the page can tell; the service decides. */
export function useMayChange(pledge: Pledge): boolean {
  const me = useMe();
  if (!may(me, 'pledges:write')) return false;
  return me.role !== 'donor' || pledge.donor === me.organisation;
}

function Shown({ pledge }: { pledge: Pledge }) {
  const t = useTexts(pledgesTexts);
  const nameOf = useOrganisationName();
  const mayChange = useMayChange(pledge);
  const isOpen = pledge.status !== 'cancelled' && pledge.status !== 'expired';
  return (
    <div className="flex flex-col gap-10">
      <div className="flex flex-col gap-4">
        <Link to="/pledges" className="self-start text-sm text-accent underline-offset-4 hover:underline">
          {t('title')}
        </Link>
        <div className="flex flex-wrap items-center gap-x-4 gap-y-2">
          <h1 className="text-2xl font-semibold">
            <bdi>{pledge.reference}</bdi>
          </h1>
          <Badge tone={toneOf(pledge.status)}>{t(`status.${pledge.status}`)}</Badge>
        </div>
        <p className="text-lg">
          {pledge.recipient === null
            ? nameOf(pledge.donor)
            : t('fromTo', { donor: nameOf(pledge.donor), recipient: nameOf(pledge.recipient) })}
        </p>
        <div className="flex flex-wrap gap-3">
          <LinkButton to="/pledges/$id/statement" params={{ id: pledge.id }} weight="main">
            {t('toStatement')}
          </LinkButton>
          {mayChange && (
            <LinkButton to="/pledges/$id/edit" params={{ id: pledge.id }}>
              {t('edit')}
            </LinkButton>
          )}
          {mayChange && <StatusChange pledge={pledge} />}
        </div>
        <Family pledge={pledge} />
      </div>
      <Section title={t('progress')}>
        <ProgressTable pledge={pledge} />
      </Section>
      <Section title={t('lines')}>
        <LineTree pledge={pledge} canAllocate={mayChange && isOpen} />
      </Section>
      <Section title={t('cases')}>
        <Cases pledge={pledge} />
      </Section>
      <div className="grid items-start gap-x-12 gap-y-10 lg:grid-cols-2">
        <Section title={t('facts')}>
          <Facts pledge={pledge} />
        </Section>
        <div className="flex flex-col gap-10">
          <Section title={t('statusHistory')}>
            <StatusHistory pledge={pledge} canChange={mayChange} />
          </Section>
          <Section title={t('versions')}>
            <Versions pledge={pledge} />
          </Section>
        </div>
      </div>
    </div>
  );
}

/** The pledge it was a part of, and the parts that were split off: each is counted once, where it is. */
function Family({ pledge: { parent, children } }: { pledge: Pledge }) {
  const t = useTexts(pledgesTexts);
  if (parent === null && children.length === 0) return null;
  const classes = 'text-accent underline underline-offset-4';
  return (
    <ul className="flex flex-col gap-1 text-sm">
      {parent !== null && (
        <li>
          <Link to="/pledges/$id" params={{ id: parent }} className={classes}>
            {t('partOf')}
          </Link>
        </li>
      )}
      {children.map(({ id, status }, index) => (
        <li key={id}>
          <Link to="/pledges/$id" params={{ id }} className={classes}>
            {t('splitOff', { number: index + 1, status: t(`status.${status}`) })}
          </Link>
        </li>
      ))}
    </ul>
  );
}
