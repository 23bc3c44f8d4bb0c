import type { Shipment } from '../../../shipments/contract.ts';
import { useLanguage, useTexts } from '../../text/catalogue.ts';
import { formatMoment } from '../../text/dates.ts';
import { shipmentsTexts } from '../texts.ts';

/** The papers of the cargo as PDF in the language of the page: its waybill, and a goods received note for each receipt. */
export function Papers({ shipment: { id, events } }: { shipment: Shipment }) {
  const t = useTexts(shipmentsTexts);
  const language = useLanguage();
  const receipts = events.filter(({ type }) => type === 'received');
  const link = (path: string, text: string) => (
    <a
      href={`/api/v1/shipments/${id}/${path}.pdf?lang=${language}`}
      target="_blank"
      rel="noopener"
      className="inline-flex min-h-11 items-center text-accent underline-offset-4 hover:underline"
    >
      {text}
    </a>
  );
  return (
    <ul className="text-sm">
      <li>{link('waybill', t('waybillPdf'))}</li>
      {receipts.map((event) => (
        <li key={event.id}>
          {link(`grn/${event.id}`, t('grnPdf', { moment: formatMoment(event.occurredAt, language) }))}
        </li>
      ))}
    </ul>
  );
}
