/** Waybills, counting sheets and goods received notes as they are printed: what whoever prints them may see, in the words of a language. */
import type { Asker, Relation } from '../../access/rules.ts';
import { toSee } from '../../access/service.ts';
import { organisationsById } from '../../accounts/service.ts';
import type { Clock } from '../../platform/clock.ts';
import type { PrintDocument, PrintLanguage } from '../../platform/print/document.ts';
import type { ReadScope, Store } from '../../platform/storage/store.ts';
import { noteDocument } from '../print/note-document.ts';
import type { PaperFor } from '../print/phrases.ts';
import { countingDocument, waybillDocument } from '../print/waybill-document.ts';
import { readBlind, readNote, type ReadReference, readShipment } from './reading.ts';

export interface PaperQuery {
  lang: PrintLanguage;
  /** What the QR code holds. */
  link: string;
}

export function printedPapers({
  store,
  clock,
  reference,
}: {
  store: Store;
  clock: Clock;
  reference: ReadReference;
}) {
  async function paperFor(
    scope: ReadScope,
    { lang, link }: PaperQuery,
    relation: Relation,
    parties: { consignor: string; consignee: string },
  ): Promise<PaperFor> {
    const names = await organisationsById(scope, [parties.consignor, parties.consignee]);
    return {
      ...{ lang, link, isInside: relation === 'inside' },
      nameOf: (organisation) => names.get(organisation)?.name ?? organisation,
    };
  }

  return {
    /** @throws DomainError not_found */
    waybill: (id: string, query: PaperQuery, asker: Asker): Promise<PrintDocument> =>
      store.read(async (scope) => {
        const seen = await toSee(scope, asker, 'shipment', id);
        const shipment = await readShipment(scope, asker, seen, reference, clock.now());
        return waybillDocument(shipment, await paperFor(scope, query, seen.relation, shipment));
      }),

    /**
     * The waybill for whoever counts: made of the shipment without quantities, so that none can slip onto it.
     *
     * @throws DomainError not_found
     */
    countingSheet: (id: string, query: PaperQuery, asker: Asker): Promise<PrintDocument> =>
      store.read(async (scope) => {
        const seen = await toSee(scope, asker, 'shipment', id);
        const shipment = await readBlind(scope, seen, reference, clock.now());
        return countingDocument(shipment, await paperFor(scope, query, seen.relation, shipment));
      }),

    /** @throws DomainError not_found: also when the event is not one of the shipment's receipts */
    note: (id: string, receipt: string, query: PaperQuery, asker: Asker): Promise<PrintDocument> =>
      store.read(async (scope) => {
        const seen = await toSee(scope, asker, 'shipment', id);
        const note = await readNote(scope, seen, receipt, reference, clock.now());
        const parties = { consignor: note.consignor.id, consignee: note.consignee.id };
        return noteDocument(note, await paperFor(scope, query, seen.relation, parties));
      }),
  };
}
