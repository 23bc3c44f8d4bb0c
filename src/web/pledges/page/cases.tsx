import { useQuery } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import type { Pledge } from '../../../pledges/contract.ts';
import { itemsQuery, useProvinceName } from '../../api/reference.ts';
import { ProblemNote } from '../../shell/problems.tsx';
import { useLanguage, useTexts } from '../../text/catalogue.ts';
import { formatPm, formatUsd } from '../../text/numbers.ts';
import { words } from '../../text/words.ts';
import { Age } from '../../ui/figure.tsx';
import { Badge, Skeleton } from '../../ui/plain.tsx';
import { useQuantity } from '../../ui/quantity.ts';
import { Table } from '../../ui/table.tsx';
import { casesQuery } from '../queries.ts';
import { pledgesTexts } from '../texts.ts';

/** Where promise, dispatch and receipt of this pledge disagree. */
export function Cases({ pledge }: { pledge: Pledge }) {
  const t = useTexts(pledgesTexts);
  const w = useTexts(words);
  const language = useLanguage();
  const provinceName = useProvinceName();
  const quantity = useQuantity();
  const { data: items = [] } = useQuery(itemsQuery);
  const cases = useQuery(casesQuery(pledge.id));
  if (cases.isError) return <ProblemNote error={cases.error} />;
  if (!cases.data) return <Skeleton className="h-16" label={t('loading')} />;
  return (
    <Table
      caption={t('cases')}
      isCaptionHidden
      rows={cases.data.items}
      keyOf={({ id }) => id}
      csvName={`discrepancies-${pledge.reference}`}
      empty={<p className="text-sm text-quiet">{t('noCases')}</p>}
      columns={[
        {
          key: 'kind',
          head: t('case'),
          cell: ({ kind, shipment }) =>
            shipment === null ? (
              t(`case.${kind}`)
            ) : (
              <Link
                to="/shipments/$id"
                params={{ id: shipment }}
                className="text-ink underline decoration-edge underline-offset-4 hover:decoration-accent"
              >
                {t(`case.${kind}`)}
              </Link>
            ),
          csv: ({ kind }) => kind,
        },
        {
          key: 'state',
          head: t('statusHead'),
          cell: ({ state }) => (
            <Badge tone={state === 'resolved' ? 'good' : state === 'open' ? 'bad' : 'warn'}>
              {t(`caseState.${state}`)}
            </Badge>
          ),
          csv: ({ state }) => state,
        },
        {
          key: 'province',
          head: w('province'),
          cell: ({ province }) => (province === null ? '–' : provinceName(province, language)),
          csv: ({ province }) => province,
        },
        {
          key: 'quantity',
          head: t('quantity'),
          isNumber: true,
          cell: ({ quantity: much, unit, item }) =>
            `${quantity(much, unit)} ${items.find(({ code }) => code === item)?.name[language] ?? ''}`,
          csv: ({ quantity: much }) => much,
        },
        {
          key: 'pm',
          head: w('personMonths'),
          isNumber: true,
          cell: ({ pm }) => (pm === null ? '–' : formatPm(pm, language)),
          csv: ({ pm }) => pm,
        },
        {
          key: 'usd',
          head: t('usd'),
          isNumber: true,
          cell: ({ valueUsd }) => (valueUsd === null ? '–' : formatUsd(valueUsd, language)),
          csv: ({ valueUsd }) => (valueUsd === null ? null : valueUsd / 100),
        },
        {
          key: 'opened',
          head: t('opened'),
          isNumber: true,
          cell: ({ openedAt }) => <Age instant={openedAt} />,
          csv: ({ openedAt }) => openedAt,
        },
      ]}
    />
  );
}
