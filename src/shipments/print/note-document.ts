import { unitName } from '../../catalogue/units.ts';
import type { PrintColumn, PrintDocument, PrintTable } from '../../platform/print/document.ts';
import { filled, isolated } from '../../platform/print/words.ts';
import type { GoodsReceivedNote } from '../contract/grn.ts';
import { type PaperFor, type Phrases, phrasesOf } from './phrases.ts';

/** A goods received note in the words of a language: what came of every line, why not all of it came well, and whether the receipt counts. */
export function noteDocument(note: GoodsReceivedNote, paper: PaperFor): PrintDocument {
  const phrases = phrasesOf(paper);
  const { texts, words } = phrases;
  const { standing, number, waybill } = note;
  const isDoubtful = standing === 'voided' || standing === 'disputed' || standing === 'set_aside';
  const remarks = [
    ...(isDoubtful ? [texts.standingNotes[standing]] : []),
    ...note.voidedBy.map((cancel) =>
      filled(texts.voidedBy, {
        moment: phrases.moment(cancel.at),
        by: isolated(cancel.recordedBy),
        why: isolated(cancel.note ?? phrases.absent),
      }),
    ),
    ...note.lines.flatMap(({ packsDiffer }, index) =>
      packsDiffer ? [filled(texts.packsDiffer, { number: phrases.number(index + 1) })] : [],
    ),
    ...(note.note === null ? [] : [note.note]),
  ];
  return {
    ...phrases.frame(filled(texts.note, { number: isolated(number) }), number, note.asOf),
    ...(isDoubtful && { mark: texts.marks[standing] }),
    code: { content: paper.link, label: texts.scan },
    facts: phrases.facts([
      ['note', number],
      ['waybill', waybill],
      ['consignor', note.consignor.name],
      ['consignee', note.consignee.name],
      ['carrier', note.carrier],
      ['vehicle', note.vehicle],
      ['origin', note.origin],
      ['place', phrases.place(note.place)],
      ['receivedOn', phrases.moment(note.receivedAt)],
      ['deliveredBy', phrases.people(note.deliverers)],
      ['receivedBy', phrases.people(note.receivers)],
      ['count', texts.counts[note.blind ? 'blind' : 'open']],
      ['standing', words.standings[standing]],
      ['recordedOn', phrases.moment(note.recordedAt)],
      ['recordedBy', note.recordedBy],
      ['receipt', note.event],
      ['shipment', note.shipment],
    ]),
    tables: [balanceTable(note, paper, phrases), entriesTable(note, phrases)],
    notes: [
      ...(remarks.length > 0 ? [{ heading: texts.remarks, items: remarks }] : []),
      ...(note.attachments.length > 0 ? [{ heading: texts.attachments, items: note.attachments }] : []),
      {
        heading: texts.reading,
        items: [...texts.receiptNotes, ...phrases.cautions(note.lines.map(({ item }) => item))],
      },
    ],
    signatures: {
      ...{ heading: texts.signatures, fields: texts.sign },
      parties: [
        { role: texts.parties.deliveredBy, name: phrases.people(note.deliverers) ?? '' },
        { role: texts.parties.receivedBy, name: phrases.people(note.receivers) ?? '' },
        { role: texts.parties.checkedBy, name: '' },
      ],
    },
  };
}

const FIGURES = [
  ...(['planned', 'dispatched', 'previouslyReceived', 'good', 'damaged', 'missing', 'excess'] as const),
  'outstanding',
] as const;

function balanceTable(note: GoodsReceivedNote, { lang }: PaperFor, phrases: Phrases): PrintTable {
  const { texts, number } = phrases;
  return {
    ...{ caption: texts.received, heads: [texts.columns.item, texts.columns.unit] },
    columns: [...FIGURES, 'packs' as const].map((label) => figures(texts.columns[label])),
    groups: note.lines.map((line, index) => ({
      heading: phrases.numbered(index, phrases.item(line.item)),
      isTotal: false,
      rows: [
        {
          label: unitName(line.unit, lang),
          cells: [
            ...FIGURES.map((figure) => number(line[figure])),
            line.packs === null ? texts.empty : number(line.packs),
          ],
        },
      ],
    })),
  };
}

type Entry = GoodsReceivedNote['lines'][number]['entries'][number];

/** Every entry with its reason; what no entry says has no column. */
function entriesTable(note: GoodsReceivedNote, { texts, words, ...phrases }: Phrases): PrintTable {
  const entries = note.lines.flatMap((line) => line.entries);
  const said: { label: keyof typeof texts.columns; cell: (entry: Entry) => string | null; always?: true }[] =
    [
      { label: 'reason', cell: reasonText, always: true },
      {
        label: 'responsibility',
        cell: ({ responsibility }) => responsibility && words.responsibilities[responsibility],
        always: true,
      },
      { label: 'batch', cell: ({ batch }) => batch },
      { label: 'expiresOn', cell: ({ expiresOn }) => expiresOn && phrases.day(expiresOn) },
      { label: 'place', cell: ({ place }) => place && phrases.place(place) },
      // Of one deliverer or receiver the head tells.
      { label: 'deliverer', cell: ({ deliverer }) => (note.deliverers.length > 1 ? deliverer : null) },
      { label: 'receiver', cell: ({ receiver }) => (note.receivers.length > 1 ? receiver : null) },
    ];
  const shown = said.filter(({ cell, always }) => always || entries.some((entry) => cell(entry) !== null));
  const quantities = ['good', 'damaged', 'missing', 'excess'] as const;
  return {
    ...{ caption: texts.entries, heads: [texts.columns.item, texts.columns.entry] },
    columns: [
      ...quantities.map((label) => figures(texts.columns[label])),
      ...shown.map(({ label }): PrintColumn => ({ label: texts.columns[label], holds: 'words' })),
    ],
    groups: note.lines.map((line, index) => ({
      heading: phrases.numbered(index, phrases.item(line.item)),
      isTotal: false,
      rows: line.entries.map((entry, position) => ({
        label: phrases.number(position + 1),
        cells: [
          ...quantities.map((quantity) => phrases.number(entry[quantity])),
          ...shown.map(({ cell }) => cell(entry) ?? texts.empty),
        ],
      })),
    })),
  };

  function reasonText({ reason, reasonText: text }: Entry): string | null {
    if (reason === null) return text;
    return text === null ? words.reasons[reason] : `${words.reasons[reason]}: ${isolated(text)}`;
  }
}

const figures = (label: string): PrintColumn => ({ label, holds: 'figures' });
