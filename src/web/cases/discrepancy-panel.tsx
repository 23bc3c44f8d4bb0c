import { useQuery, useQueryClient } from '@tanstack/react-query';
import type {
  acknowledgeDiscrepancy,
  assignDiscrepancy,
  commentDiscrepancy,
  reopenDiscrepancy,
  resolveDiscrepancy,
} from '../../reconciliation/contract/handling.ts';
import { keyOf } from '../api/keys.ts';
import { may, useMe } from '../api/me.ts';
import { ask } from '../api/request.ts';
import { ProblemNote } from '../shell/problems.tsx';
import { useLanguage, useTexts } from '../text/catalogue.ts';
import { formatMoment } from '../text/dates.ts';
import { Badge, Skeleton } from '../ui/plain.tsx';
import { RecordLink } from '../ui/record-link.tsx';
import { ActForm, type Command, type WrittenAct } from './act-form.tsx';
import { Dispute } from './dispute.tsx';
import { History } from './history.tsx';
import { discrepancyQuery, shipmentQuery } from './queries.ts';
import { actsFor } from './rules/acts.ts';
import { casesTexts } from './texts.ts';
import { useStakes } from './stakes.ts';

const DISPUTED = 'suspected_duplicate_receipt';

/** One disagreement between promise, dispatch and receipt, and how it is settled. */
export function DiscrepancyPanel({ id }: { id: string }) {
  const t = useTexts(casesTexts);
  const language = useLanguage();
  const me = useMe();
  const queries = useQueryClient();
  const stakes = useStakes();
  const found = useQuery(discrepancyQuery(id));
  const shipmentId = found.data?.body.shipment ?? '';
  const shipment = useQuery({ ...shipmentQuery(shipmentId), enabled: shipmentId !== '' });
  if (found.isError) return <ProblemNote error={found.error} />;
  if (!found.data) return <Skeleton className="h-40" label={t('loading')} />;
  const { body: one, etag } = found.data;
  const isDispute = one.kind === DISPUTED;
  const acts = actsFor({ ...{ state: one.state, isFlag: false, isShown: one.shown, isDispute } });
  const look = () => {
    void queries.invalidateQueries({ queryKey: keyOf('discrepancies') });
    void queries.invalidateQueries({ queryKey: keyOf('shipments') });
  };
  return (
    <div className="flex flex-col gap-5">
      <div className="numbers flex flex-col gap-1 text-sm">
        <span className="flex flex-wrap gap-2">
          <Badge>{t(`state.${one.state}`)}</Badge>
          {!one.shown && <Badge tone="good">{t('notShown')}</Badge>}
        </span>
        <p>{t(`kindHint.${one.kind}`)}</p>
        <p className="font-semibold">{stakes(one)}</p>
        {shipment.data && (
          <p>
            {t('shipment')} <RecordLink kind="shipment" id={shipment.data.id} name={shipment.data.waybill} />
          </p>
        )}
        <p className="text-quiet">
          {t('openedAt', { moment: formatMoment(one.openedAt, language) })} ·{' '}
          {one.owner === null ? t('noOwner') : t('ownedBy', { owner: one.owner })}
        </p>
      </div>
      {isDispute && shipment.data && (
        <Dispute
          shipment={shipment.data}
          events={one.events}
          mayDecide={acts.includes('decide') && may(me, 'events:write')}
          onDone={look}
        />
      )}
      {may(me, 'discrepancies:handle') && (
        <ActForm
          acts={acts.filter((act): act is WrittenAct => act !== 'decide')}
          hasReasons
          owner={one.owner}
          carryOut={(command) => carryOut(id, etag, command)}
          onDone={look}
        />
      )}
      <History entries={one.history} />
    </div>
  );
}

function carryOut(
  id: string,
  etag: string | undefined,
  { act, text = '', owner, reason = 'other', key }: Command,
): Promise<unknown> {
  const common = { params: { id }, ifMatch: etag, idempotencyKey: key };
  const said = text !== '' && { text };
  switch (act) {
    case 'acknowledge':
      return ask<typeof acknowledgeDiscrepancy>('post', '/discrepancies/{id}/acknowledge', {
        ...common,
        body: {},
      });
    case 'assign':
      return ask<typeof assignDiscrepancy>('post', '/discrepancies/{id}/assign', {
        ...common,
        body: { owner, ...said },
      });
    case 'comment':
      return ask<typeof commentDiscrepancy>('post', '/discrepancies/{id}/comment', {
        ...common,
        body: { text },
      });
    case 'reopen':
      return ask<typeof reopenDiscrepancy>('post', '/discrepancies/{id}/reopen', {
        ...common,
        body: { text },
      });
    default:
      return ask<typeof resolveDiscrepancy>('post', '/discrepancies/{id}/resolve', {
        ...common,
        body: { reason, ...said },
      });
  }
}
