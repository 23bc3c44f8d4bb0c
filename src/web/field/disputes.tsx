import { useQuery } from '@tanstack/react-query';
import { useLanguage, useTexts } from '../text/catalogue.ts';
import { formatMoment } from '../text/dates.ts';
import { formatNumber } from '../text/numbers.ts';
import { useNames } from './queries.ts';
import { disputesOf, type Receipt, sumsOf } from './rules/disputes.ts';
import type { HeldShipment } from './store/database.ts';
import { field, FIELD_KEY } from './sync/field.ts';
import { fieldTexts } from './texts.ts';

/** Two receipts that say the same from two phones: both are kept, both are shown, and a person decides. */
export function Disputes({ shipment }: { shipment: HeldShipment }) {
  const t = useTexts(fieldTexts);
  const { data: deviceId } = useQuery({
    queryKey: [...FIELD_KEY, 'device'],
    queryFn: async () => (await field()).queue.deviceId(),
    staleTime: Infinity,
  });
  return disputesOf(shipment).map(({ first, second }) => (
    <section
      key={second.id}
      aria-label={t('dispute.title')}
      className="flex flex-col gap-3 rounded border border-bad bg-surface p-4"
    >
      <h2 className="font-semibold text-bad">{t('dispute.title')}</h2>
      <p className="text-sm">{t('dispute.what')}</p>
      <div className="grid gap-3 sm:grid-cols-2">
        {[first, second].map((receipt, index) => (
          <Version
            key={receipt.id}
            receipt={receipt}
            title={t(index === 0 ? 'dispute.first' : 'dispute.second')}
            isMine={deviceId === undefined ? undefined : receipt.deviceId === deviceId}
            items={new Map(shipment.lines.map(({ id, item }) => [id ?? '', item]))}
          />
        ))}
      </div>
      <p className="text-sm text-quiet">{t('dispute.then')}</p>
    </section>
  ));
}

function Version({
  receipt,
  title,
  isMine,
  items,
}: {
  receipt: Receipt;
  title: string;
  /** Undefined until this phone knows what it calls itself. */
  isMine: boolean | undefined;
  items: ReadonlyMap<string, string>;
}) {
  const t = useTexts(fieldTexts);
  const language = useLanguage();
  const names = useNames();
  return (
    <div className="flex flex-col gap-1 rounded border border-line p-3 text-sm">
      <h3 className="font-semibold">
        {title}
        {isMine !== undefined && ` · ${t(isMine ? 'dispute.here' : 'dispute.elsewhere')}`}
      </h3>
      <span className="text-quiet">{formatMoment(receipt.occurredAt, language)}</span>
      <ul>
        {sumsOf(receipt, items).map(({ line, item, good, damaged, missing, excess }) => (
          <li key={line ?? item} className="numbers">
            {item !== null && `${names.item(item)}: `}
            {t('dispute.figures', {
              good: formatNumber(good, language),
              damaged: formatNumber(damaged, language),
              missing: formatNumber(missing, language),
              excess: formatNumber(excess, language),
            })}
          </li>
        ))}
      </ul>
    </div>
  );
}
