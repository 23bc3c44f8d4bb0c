import { useQuery } from '@tanstack/react-query';
import { getRouteApi, Link } from '@tanstack/react-router';
import { useState } from 'react';
import { may, useMe } from '../../api/me.ts';
import { itemsQuery, useProvinceName } from '../../api/reference.ts';
import { ProblemNote } from '../../shell/problems.tsx';
import { useLanguage, useTexts } from '../../text/catalogue.ts';
import { Button } from '../../ui/button.tsx';
import { Badge, Skeleton } from '../../ui/plain.tsx';
import { statementQuery } from '../queries.ts';
import { toneOf } from '../rules/tones.ts';
import { pledgesTexts } from '../texts.ts';
import { StatementNamesProvider } from './names.ts';
import { RecordsDialog } from './records.tsx';
import { Sharing } from './sharing.tsx';
import { StatementView } from './statement-view.tsx';

const route = getRouteApi('/signed-in/pledges/$id/statement');

/** What became of a pledge, for whoever gave it: to read, to print, and to hand to others. */
export function StatementPage() {
  const t = useTexts(pledgesTexts);
  const language = useLanguage();
  const me = useMe();
  const { id } = route.useParams();
  const { measure = 'pm', column, line, province } = route.useSearch();
  const navigate = route.useNavigate();
  const statement = useQuery(statementQuery(id));
  const { data: items = [] } = useQuery(itemsQuery);
  const provinceName = useProvinceName();
  const [isSharing, setIsSharing] = useState(false);
  const names = {
    item: (code: string) => items.find((one) => one.code === code)?.name[language] ?? code,
    province: (pcode: string) => provinceName(pcode, language),
  };
  const printed = `/api/v1/pledges/${id}/statement`;
  return (
    <div className="flex flex-col gap-10">
      <div className="flex flex-col gap-4">
        <Link
          to="/pledges/$id"
          params={{ id }}
          className="no-print self-start text-sm text-accent underline-offset-4 hover:underline"
        >
          {t('pledge')}
        </Link>
        <div className="flex flex-wrap items-center gap-x-4 gap-y-2">
          <h1 className="text-2xl font-semibold">
            {statement.data
              ? t.rich(
                  'statementOf',
                  { ref: (text) => <bdi>{text}</bdi> },
                  { reference: statement.data.reference },
                )
              : t('statement')}
          </h1>
          {statement.data && (
            <Badge tone={toneOf(statement.data.status)}>{t(`status.${statement.data.status}`)}</Badge>
          )}
        </div>
        <div className="no-print flex flex-wrap gap-3">
          <OutLink href={`${printed}.pdf?lang=${language}`}>{t('asPdf')}</OutLink>
          <OutLink href={`${printed}.html?lang=${language}`}>{t('toPrint')}</OutLink>
          {may(me, 'pledges:write') && <Button onPress={() => setIsSharing(true)}>{t('share')}</Button>}
        </div>
      </div>
      {statement.isError && <ProblemNote error={statement.error} />}
      {statement.isPending && <Skeleton className="h-96" label={t('loading')} />}
      {statement.data && (
        <StatementNamesProvider value={names}>
          <StatementView
            statement={statement.data}
            measure={measure}
            onMeasure={(wanted) =>
              void navigate({
                search: (before) => ({ ...before, measure: wanted }),
                replace: true,
                resetScroll: false,
              })
            }
            onOpen={(figure) => void navigate({ search: { measure, ...figure }, resetScroll: false })}
          />
          {column && (
            <RecordsDialog
              pledge={id}
              of={{ column, line, province }}
              onClose={() => void navigate({ search: { measure }, resetScroll: false })}
            />
          )}
        </StatementNamesProvider>
      )}
      {isSharing && <Sharing pledge={id} onClose={() => setIsSharing(false)} />}
    </div>
  );
}

/** To a page or file that the service prints, beside this one. */
function OutLink({ href, children }: { href: string; children: string }) {
  return (
    <a
      href={href}
      target="_blank"
      rel="noopener"
      className="inline-flex min-h-11 items-center rounded border border-edge bg-surface px-4 text-sm font-semibold text-ink no-underline hover:bg-sunk"
    >
      {children}
    </a>
  );
}
