import type { PrintLanguage } from '../../platform/print/document.ts';
import { en } from './en.ts';
import { fa } from './fa.ts';
import { ps } from './ps.ts';

/** Every text of printed waybills and goods received notes, once per language; `{name}` is replaced by what it names. */
export interface PaperTexts {
  waybill: string;
  /** A waybill without quantities. */
  countingSheet: string;
  note: string;
  asOf: string;
  footer: string;
  pageOf: string;
  scan: string;
  /** Instead of what nobody gave. */
  none: string;
  /** Instead of what is empty in a table. */
  empty: string;
  /** A time of a day. */
  moment: string;
  /** A line by its number. */
  numbered: string;
  facts: Record<
    | 'waybill'
    | 'shipment'
    | 'status'
    | 'consignor'
    | 'consignee'
    | 'carrier'
    | 'vehicle'
    | 'origin'
    | 'crossing'
    | 'destination'
    | 'divertedTo'
    | 'plannedDispatch'
    | 'eta'
    | 'currentEta'
    | 'recordedOn'
    | 'note'
    | 'receipt'
    | 'place'
    | 'receivedOn'
    | 'recordedBy'
    | 'deliveredBy'
    | 'receivedBy'
    | 'count'
    | 'standing',
    string
  >;
  /** Whether the count came before the waybill was looked at. */
  counts: Record<'blind' | 'open', string>;
  marks: Record<'cancelled' | 'voided' | 'disputed' | 'set_aside', string>;
  lines: string;
  received: string;
  entries: string;
  columns: Record<
    | 'item'
    | 'unit'
    | 'entry'
    | 'quantity'
    | 'packs'
    | 'packFactor'
    | 'loaded'
    | 'batch'
    | 'expiresOn'
    | 'destination'
    | 'planned'
    | 'dispatched'
    | 'previouslyReceived'
    | 'good'
    | 'damaged'
    | 'missing'
    | 'excess'
    | 'outstanding'
    | 'remarks'
    | 'reason'
    | 'responsibility'
    | 'place'
    | 'deliverer'
    | 'receiver',
    string
  >;
  total: string;
  reading: string;
  waybillNotes: readonly string[];
  countingNotes: readonly string[];
  receiptNotes: readonly string[];
  /** Where not everything is told. */
  outside: string;
  /** Only where names are not confirmed by native speakers. */
  namesToConfirm: string;
  remarks: string;
  standingNotes: Record<'voided' | 'disputed' | 'set_aside', string>;
  voidedBy: string;
  packsDiffer: string;
  attachments: string;
  signatures: string;
  sign: readonly [name: string, signature: string, date: string];
  parties: Record<
    'loadedBy' | 'carriedBy' | 'receivedBy' | 'countedBy' | 'witness' | 'deliveredBy' | 'checkedBy',
    string
  >;
}

export const paperTexts: Readonly<Record<PrintLanguage, PaperTexts>> = { en, fa, ps };
