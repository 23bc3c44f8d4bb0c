import { useQuery } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import type { StatementRecord } from '../../../pledges/contract/statement-records.ts';
import { ProblemNote } from '../../shell/problems.tsx';
import { useLanguage, useTexts } from '../../text/catalogue.ts';
import { formatDayBoth, formatMoment } from '../../text/dates.ts';
import { joined } from '../../text/joined.ts';
import { formatPm, formatUsd } from '../../text/numbers.ts';
import { Dialog } from '../../ui/dialog.tsx';
import { Skeleton } from '../../ui/plain.tsx';
import { useQuantity } from '../../ui/quantity.ts';
import { Button } from '../../ui/button.tsx';
import { type RecordsOf, recordsQuery } from '../queries.ts';
import { pledgesTexts } from '../texts.ts';
import { useStatementNames } from './names.ts';

/** The records behind one figure: what each contributes, and where it is told. They add up to the figure. */
export function RecordsDialog({
  pledge,
  of,
  onClose,
}: {
  pledge: string;
  of: RecordsOf;
  onClose: () => void;
}) {
  const t = useTexts(pledgesTexts);
  const language = useLanguage();
  const records = useQuery(recordsQuery(pledge, of));
  return (
    <Dialog title={t('records', { figure: t(`figure.${of.column}`) })} isOpen onClose={onClose}>
      {records.isError && <ProblemNote error={records.error} />}
      {records.isPending && <Skeleton className="h-32" label={t('loading')} />}
      {records.data && (
        <ul className="flex flex-col">
          {records.data.items.map((record, index) => (
            <li key={index} className="flex flex-col gap-1 border-b border-line py-3 text-sm last:border-0">
              <What record={record} pledge={pledge} />
              <Contribution record={record} />
              <span className="text-xs text-quiet">{formatMoment(record.recordedAt, language)}</span>
            </li>
          ))}
        </ul>
      )}
      <Button className="self-end" onPress={onClose}>
        {t('back')}
      </Button>
    </Dialog>
  );
}

function What({ record, pledge }: { record: StatementRecord; pledge: string }) {
  const t = useTexts(pledgesTexts);
  const language = useLanguage();
  const names = useStatementNames();
  const classes = 'font-semibold text-ink underline decoration-edge underline-offset-4';
  if (record.kind === 'status') {
    return (
      <Link to="/pledges/$id" params={{ id: pledge }} className={classes}>
        {t('record.status', {
          status: t(`status.${record.status}`),
          day: formatDayBoth(record.on, language),
        })}
      </Link>
    );
  }
  if (record.kind === 'promise') {
    return (
      <Link to="/pledges/$id" params={{ id: pledge }} className={classes}>
        {t(`record.${record.fact}`)}
      </Link>
    );
  }
  const { shipment, waybill, province, event } = record;
  return (
    <span className="flex flex-wrap items-baseline gap-x-2">
      {shipment === null ? (
        <span className="font-semibold">{t('record.otherCargo')}</span>
      ) : (
        <Link to="/shipments/$id" params={{ id: shipment }} className={classes}>
          <bdi>{waybill}</bdi>
        </Link>
      )}
      <span>{names.province(province)}</span>
      {event && <span className="text-quiet">{formatMoment(event.occurredAt, language)}</span>}
    </span>
  );
}

function Contribution({ record: { quantity: much, unit, amountUsd, pm } }: { record: StatementRecord }) {
  const t = useTexts(pledgesTexts);
  const language = useLanguage();
  const quantity = useQuantity();
  const said = [
    much === null ? undefined : quantity(much, unit),
    amountUsd === null ? undefined : formatUsd(amountUsd, language),
    pm === null ? undefined : t('pmShort', { value: formatPm(pm, language) }),
  ];
  return <span className="numbers">{joined(said)}</span>;
}
