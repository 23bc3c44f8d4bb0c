import { useInfiniteQuery, useMutation } from '@tanstack/react-query';
import { getRouteApi, Link, useRouter } from '@tanstack/react-router';
import type { Notice, readNotice, readNotices } from '../../notify/contract.ts';
import { queries } from '../api/client.ts';
import { keyOf } from '../api/keys.ts';
import { ask } from '../api/request.ts';
import { ProblemNote } from '../shell/problems.tsx';
import { useLanguage, useTexts } from '../text/catalogue.ts';
import { formatMoment } from '../text/dates.ts';
import { Button } from '../ui/button.tsx';
import { ChoiceBar } from '../ui/choice-bar.tsx';
import { More } from '../ui/more.tsx';
import { Badge, Empty, Skeleton } from '../ui/plain.tsx';
import { noticesQuery } from './queries.ts';
import { noticesTexts } from './texts.ts';

const route = getRouteApi('/signed-in/notices');
const refresh = () => queries.invalidateQueries({ queryKey: keyOf('notices') });

/** What happened that concerns whoever is signed in, and where it is told of. */
export function NoticesPage() {
  const t = useTexts(noticesTexts);
  const language = useLanguage();
  const { show } = route.useSearch();
  const navigate = route.useNavigate();
  const notices = useInfiniteQuery(noticesQuery({ unread: show === 'unread', lang: language }));
  const rows = notices.data?.pages.flatMap(({ items }) => items) ?? [];
  const [newest] = rows;
  const readAll = useMutation({
    mutationFn: (upTo: string) =>
      ask<typeof readNotices>('post', '/notices/read', {
        body: { upTo },
        idempotencyKey: crypto.randomUUID(),
      }),
    onSuccess: refresh,
  });
  return (
    <div className="flex max-w-3xl flex-col gap-8">
      <header className="flex flex-col gap-2">
        <h1 className="text-xl font-semibold">{t('title')}</h1>
        <p className="text-quiet">
          {t.rich('lead', {
            link: (text) => (
              <Link to="/account" className="text-accent underline">
                {text}
              </Link>
            ),
          })}
        </p>
      </header>
      <div className="flex flex-wrap items-center justify-between gap-4">
        <ChoiceBar
          label={t('show')}
          choices={[
            { value: 'all', label: t('all') },
            { value: 'unread', label: t('unread') },
          ]}
          value={show ?? 'all'}
          onChange={(value) =>
            void navigate({ search: value === 'unread' ? { show: value } : {}, replace: true })
          }
        />
        {newest && rows.some(({ read }) => !read) && (
          <Button weight="quiet" isPending={readAll.isPending} onPress={() => readAll.mutate(newest.id)}>
            {t('readAll')}
          </Button>
        )}
      </div>
      {notices.isError && <ProblemNote error={notices.error} />}
      {readAll.isError && <ProblemNote error={readAll.error} />}
      {notices.isPending && <Skeleton className="h-64" label={t('loading')} />}
      {notices.isSuccess && rows.length === 0 && <Empty title={t('none')}>{t('noneAdvice')}</Empty>}
      <ul className="flex flex-col">
        {rows.map((notice) => (
          <OneNotice key={notice.id} notice={notice} />
        ))}
      </ul>
      <More {...notices} />
    </div>
  );
}

/** Whether a page of this application is there for an address that the service names. */
function useIsPage(): (path: string) => boolean {
  const router = useRouter();
  return (path) => router.getMatchedRoutes(path)[2] !== undefined;
}

function OneNotice({ notice: { id, at, read, text, link } }: { notice: Notice }) {
  const t = useTexts(noticesTexts);
  const language = useLanguage();
  const isPage = useIsPage();
  const markRead = useMutation({
    mutationFn: () =>
      ask<typeof readNotice>('post', '/notices/{id}/read', {
        params: { id },
        idempotencyKey: crypto.randomUUID(),
      }),
    onSuccess: refresh,
  });
  return (
    <li className="flex flex-wrap items-center justify-between gap-x-6 gap-y-1 border-b border-line py-3">
      <div className="flex min-w-0 flex-1 basis-80 flex-col gap-1">
        {isPage(link) ? (
          <Link
            to={link}
            className={`py-1 text-ink ${read ? '' : 'font-semibold'}`}
            onClick={() => !read && markRead.mutate()}
          >
            {text}
          </Link>
        ) : (
          <p className={`py-1 ${read ? '' : 'font-semibold'}`}>{text}</p>
        )}
        <p className="flex flex-wrap items-center gap-2 text-sm text-quiet">
          {!read && <Badge tone="warn">{t('new')}</Badge>}
          {formatMoment(at, language)}
        </p>
      </div>
      {!read && (
        <Button weight="quiet" isPending={markRead.isPending} onPress={() => markRead.mutate()}>
          {t('markRead')}
        </Button>
      )}
    </li>
  );
}
