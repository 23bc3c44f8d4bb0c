import { useQuery } from '@tanstack/react-query';
import { getRouteApi, Link } from '@tanstack/react-router';
import { itemsQuery, provincesQuery, sectorsQuery } from '../../api/reference.ts';
import { ProblemNote } from '../../shell/problems.tsx';
import { useTexts } from '../../text/catalogue.ts';
import { Skeleton } from '../../ui/plain.tsx';
import { pledgeQuery } from '../queries.ts';
import { pledgesTexts } from '../texts.ts';
import { EditForm } from './edit-form.tsx';

const route = getRouteApi('/signed-in/pledges/$id/edit');

/** Changes what a pledge says. What stood before is kept, and what somebody else changed meanwhile is put to whoever edits. */
export function EditPage() {
  const t = useTexts(pledgesTexts);
  const { id } = route.useParams();
  const pledge = useQuery(pledgeQuery(id));
  // Without its item nobody knows in which unit a line is counted: the form waits for all of them.
  const items = useQuery(itemsQuery);
  const provinces = useQuery(provincesQuery);
  const sectors = useQuery(sectorsQuery);
  const error = [pledge, items, provinces, sectors].find((one) => one.isError)?.error;
  return (
    <div className="flex flex-col gap-8">
      <div className="flex flex-col gap-4">
        <Link
          to="/pledges/$id"
          params={{ id }}
          className="self-start text-sm text-accent underline-offset-4 hover:underline"
        >
          {t('pledge')}
        </Link>
        <h1 className="text-2xl font-semibold">
          {pledge.data
            ? t.rich(
                'editOf',
                { ref: (text) => <bdi>{text}</bdi> },
                { reference: pledge.data.body.reference },
              )
            : t('edit')}
        </h1>
      </div>
      {error !== undefined && <ProblemNote error={error} />}
      {pledge.data && items.data && provinces.data && sectors.data ? (
        <EditForm
          key={id}
          start={pledge.data.body}
          etag={pledge.data.etag ?? ''}
          items={items.data}
          provinces={provinces.data}
          sectors={sectors.data}
        />
      ) : (
        error === undefined && <Skeleton className="h-96" label={t('loading')} />
      )}
    </div>
  );
}
