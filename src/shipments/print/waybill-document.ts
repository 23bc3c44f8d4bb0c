import { unitName } from '../../catalogue/units.ts';
import type { PrintColumn, PrintDocument, PrintGroup, PrintTable } from '../../platform/print/document.ts';
import { filled, isolated, monthText } from '../../platform/print/words.ts';
import type { Shipment } from '../contract.ts';
import type { BlindShipment } from '../contract/blind.ts';
import { type PaperFor, type Phrases, phrasesOf } from './phrases.ts';

/** Lines of a counting sheet for what is not on the waybill. */
const EMPTY_LINES = 2;

/** A waybill in the words of a language: what was planned, what was loaded, and room for the signatures of those it passes. */
export function waybillDocument(shipment: Shipment, paper: PaperFor): PrintDocument {
  const phrases = phrasesOf(paper);
  const { texts, words, day, facts } = phrases;
  const { waybill, eta, etaMonth, status } = shipment;
  return {
    ...phrases.frame(filled(texts.waybill, { waybill: isolated(waybill) }), waybill, shipment.asOf),
    ...(status === 'cancelled' && { mark: texts.marks.cancelled }),
    code: { content: paper.link, label: texts.scan },
    facts: facts([
      ...headFacts(shipment, paper, phrases),
      ...divertedFact(shipment, phrases),
      ['plannedDispatch', day(shipment.plannedDispatch)],
      // Of a convoy on its way the month is all that is told outside.
      ['eta', eta === null && etaMonth !== null ? monthText(paper.lang, etaMonth) : day(eta)],
      ...currentEtaFact(shipment, phrases),
      ['status', words.statuses[status]],
      ['recordedOn', phrases.moment(shipment.recordedAt)],
      ['shipment', shipment.id],
    ]),
    tables: [linesTable(shipment, paper, phrases)],
    notes: [
      {
        heading: texts.reading,
        items: [...texts.waybillNotes, ...phrases.cautions(shipment.lines.map(({ item }) => item))],
      },
    ],
    signatures: signatures(phrases, ['loadedBy', 'carriedBy', 'receivedBy']),
  };
}

/** The same without any quantity, and with room to write down what is counted. It is made of a shipment that holds none. */
export function countingDocument(shipment: BlindShipment, paper: PaperFor): PrintDocument {
  const phrases = phrasesOf(paper);
  const { texts, day } = phrases;
  const { waybill } = shipment;
  const labels = ['packs', 'good', 'damaged', 'remarks'] as const;
  const unwritten = labels.map(() => '');
  const group = (heading: string, unit: string, known: readonly string[]): PrintGroup => ({
    ...{ heading, isTotal: false },
    rows: [{ label: unit, cells: [...known, ...unwritten] }],
  });
  return {
    ...phrases.frame(filled(texts.countingSheet, { waybill: isolated(waybill) }), waybill, shipment.asOf),
    code: { content: paper.link, label: texts.scan },
    facts: phrases.facts([
      ...headFacts(shipment, paper, phrases),
      ['plannedDispatch', day(shipment.plannedDispatch)],
      ['eta', day(shipment.currentEta ?? shipment.eta)],
      ['shipment', shipment.id],
    ]),
    tables: [
      {
        ...{ caption: texts.lines, heads: [texts.columns.item, texts.columns.unit], toFill: true },
        columns: [...described(phrases), ...labels.map(column(phrases))],
        groups: [
          ...shipment.lines.map((line, index) =>
            group(
              phrases.numbered(index, phrases.item(line.item)),
              unitName(line.unit, paper.lang),
              descriptionOf(line, shipment, phrases),
            ),
          ),
          ...Array.from({ length: EMPTY_LINES }, (_, index) =>
            group(phrases.number(shipment.lines.length + index + 1), '', ['', '', '']),
          ),
        ],
      },
    ],
    notes: [
      {
        heading: texts.reading,
        items: [...texts.countingNotes, ...phrases.cautions(shipment.lines.map(({ item }) => item))],
      },
    ],
    signatures: signatures(phrases, ['countedBy', 'carriedBy', 'witness']),
  };
}

type Fact = [Parameters<Phrases['facts']>[0][number][0], string | null];
type Head = Pick<
  Shipment | BlindShipment,
  'waybill' | 'consignor' | 'consignee' | 'carrier' | 'vehicle' | 'origin' | 'crossing' | 'destination'
>;

function headFacts(head: Head, { nameOf }: PaperFor, phrases: Phrases): Fact[] {
  return [
    ['waybill', head.waybill],
    ['consignor', nameOf(head.consignor)],
    ['consignee', nameOf(head.consignee)],
    ['carrier', head.carrier],
    ['vehicle', head.vehicle],
    ['origin', head.origin],
    ['crossing', phrases.crossing(head.crossing)],
    ['destination', phrases.destination(head.destination)],
  ];
}

function divertedFact({ events }: Shipment, { destination }: Phrases): Fact[] {
  const counted = events.filter(({ standing }) => standing === 'counted');
  const latest = counted.findLast((event) => event.type === 'diverted');
  return latest?.type === 'diverted' ? [['divertedTo', destination(latest.destination)]] : [];
}

function currentEtaFact({ eta, currentEta }: Shipment, { day }: Phrases): Fact[] {
  return currentEta === null || currentEta === eta ? [] : [['currentEta', day(currentEta)]];
}

const WORDS = new Set(['batch', 'expiresOn', 'destination', 'remarks']);

const column =
  ({ texts }: Phrases) =>
  (label: keyof typeof texts.columns): PrintColumn => ({
    label: texts.columns[label],
    holds: WORDS.has(label) ? 'words' : 'figures',
  });

const described = (phrases: Phrases) => (['batch', 'expiresOn', 'destination'] as const).map(column(phrases));

/** Batch, last good day and destination of a line: its own, else the shipment's. */
function descriptionOf(
  line: Pick<Shipment['lines'][number], 'batch' | 'expiresOn' | 'destination'>,
  { destination }: Pick<Shipment, 'destination'>,
  { texts, day, destination: named }: Phrases,
): string[] {
  const { batch, expiresOn } = line;
  return [
    batch ?? texts.empty,
    expiresOn === null ? texts.empty : day(expiresOn),
    named(line.destination ?? destination),
  ];
}

function linesTable(shipment: Shipment, { lang }: PaperFor, phrases: Phrases): PrintTable {
  const { texts, number } = phrases;
  // What came without being on the waybill is on the notes of its receipts.
  const lines = shipment.lines.filter(({ id }) => id !== null);
  const hasMoved = shipment.lines.some(({ dispatched }) => dispatched > 0);
  const loaded = (quantity: number) => (hasMoved ? number(quantity) : '');
  const told = (value: number | null) => (value === null ? texts.empty : number(value));
  const totals = Array.from(
    Map.groupBy(lines, ({ unit }) => unit),
    ([unit, same]) => ({
      label: unitName(unit, lang),
      cells: [
        number(same.reduce((sum, { quantity }) => sum + (quantity ?? 0), 0)),
        ...['', ''],
        loaded(same.reduce((sum, { dispatched }) => sum + dispatched, 0)),
        ...['', '', ''],
      ],
    }),
  );
  return {
    ...{ caption: texts.lines, heads: [texts.columns.item, texts.columns.unit] },
    columns: [
      ...(['quantity', 'packs', 'packFactor', 'loaded'] as const).map(column(phrases)),
      ...described(phrases),
    ],
    groups: [
      ...lines.map((line, index) => ({
        heading: phrases.numbered(index, phrases.item(line.item)),
        isTotal: false,
        rows: [
          {
            label: unitName(line.unit, lang),
            cells: [
              ...[told(line.quantity), told(line.packs), told(line.packFactor), loaded(line.dispatched)],
              ...descriptionOf(line, shipment, phrases),
            ],
          },
        ],
      })),
      ...(lines.length > 1 ? [{ heading: texts.total, isTotal: true, rows: totals }] : []),
    ],
  };
}

function signatures(
  { texts }: Phrases,
  parties: readonly (keyof typeof texts.parties)[],
): NonNullable<PrintDocument['signatures']> {
  return {
    heading: texts.signatures,
    fields: texts.sign,
    parties: parties.map((party) => ({ role: texts.parties[party], name: '' })),
  };
}
