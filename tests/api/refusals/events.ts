/** Events that are refused, each with the one field at fault: all of them malformed, none merely surprising. */
import { eventBody, GHOR } from '../../support/ledger.ts';
import type { Body, Case, Known } from './case.ts';

const eventWith = (changes: Body) => (): Body => ({ ...eventBody({ type: 'dispatched' }), ...changes });
const receivedWith = (entry: (known: Known) => Body) => (known: Known) =>
  eventWith({ type: 'received', lines: [entry(known)] })();
const countedAs = (entry: Body) => receivedWith(({ line }) => ({ line, ...entry }));

export const badEvents: readonly Case[] = [
  ['no id', '400 malformed /id required', /Required/, eventWith({ id: undefined })],
  ['no time', '400 malformed /occurredAt required', /Required/, eventWith({ occurredAt: undefined })],
  [
    'a time of another zone',
    '400 malformed /occurredAt',
    /UTC/,
    eventWith({ occurredAt: '2026-11-11T10:40:00+04:30' }),
  ],
  ['a type nobody knows', '400 malformed /type', /Expected 'booked'/, eventWith({ type: 'flown' })],
  ['a field of another type', '400 malformed /eta unknown_field', /./, eventWith({ eta: '2026-12-01' })],
  ['a place nobody knows', '400 malformed /place', /P-code/, eventWith({ place: 'Kabul' })],
  [
    'a district nobody knows',
    '422 refused /place unknown_reference',
    /see GET \/districts/,
    eventWith({ place: 'AF2399' }),
  ],
  [
    "an entry's district nobody knows",
    '422 refused /lines/0/place unknown_reference',
    /see GET \/districts/,
    countedAs({ good: 1, place: 'AF2399' }),
  ],
  ['half a pack', '400 malformed /lines/0/packs', /./, countedAs({ good: 1, packs: 0.5 })],
  [
    'a receiver without a name',
    '400 malformed /lines/0/receiver',
    /./,
    countedAs({ good: 1, receiver: ' ' }),
  ],
  ['a delay without the new day', '400 malformed /eta required', /Required/, eventWith({ type: 'delayed' })],
  [
    'a diversion to nowhere',
    '400 malformed /destination required',
    /Required/,
    eventWith({ type: 'diverted' }),
  ],
  [
    'a diversion to a district elsewhere',
    '422 refused /destination/district place',
    /does not lie in/,
    eventWith({ type: 'diverted', destination: { province: GHOR, district: 'AF2101' } }),
  ],
  ['a void of nothing', '400 malformed /voids required', /Required/, eventWith({ type: 'voided' })],
  [
    'a decision about nothing',
    '400 malformed /decision required',
    /Required/,
    eventWith({ type: 'decided' }),
  ],
  [
    'a line of another shipment',
    '422 unknown_reference /lines/0/line unknown_reference',
    /is not of shipment/,
    ({ otherLine }) => eventWith({ lines: [{ line: otherLine, quantity: 1 }] })(),
  ],
  [
    'a receipt for a line of another shipment',
    '422 unknown_reference /lines/0/line unknown_reference',
    /is not of shipment/,
    receivedWith(({ otherLine }) => ({ line: otherLine, good: 1 })),
  ],
  ['a receipt of nothing', '400 malformed /lines too_small', /./, eventWith({ type: 'received', lines: [] })],
  ['a negative count', '400 malformed /lines/0/good too_small', /./, countedAs({ good: -1 })],
  [
    'a count with 4 decimals',
    '400 malformed /lines/0/damaged',
    /more than 3 decimals/,
    countedAs({ good: 1, damaged: 0.0001, reason: 'wet_damage' }),
  ],
  [
    'a shortage without its reason',
    '422 refused /lines/0/reason required',
    /missing needs a reason/,
    countedAs({ good: 990, missing: 10 }),
  ],
  [
    'a reason nobody knows',
    '400 malformed /lines/0/reason',
    /wet_damage/,
    countedAs({ damaged: 1, reason: 'rain' }),
  ],
  [
    'another reason without its text',
    '422 refused /lines/0/reasonText required',
    /say in a few words/,
    countedAs({ damaged: 1, reason: 'other' }),
  ],
  [
    'entries that do not add up',
    '422 refused /lines/0/against unbalanced',
    /good 990 \+ damaged 0 \+ missing 0 − excess 0 = 990, not 1000; record the other 10 as damaged or missing/,
    countedAs({ good: 990, against: 1000 }),
  ],
  [
    'both too little and too much',
    '422 refused /lines/0/excess missing_and_excess',
    /not both/,
    countedAs({ good: 10, missing: 1, excess: 1, reason: 'miscount' }),
  ],
  [
    'more excess than arrived',
    '422 refused /lines/0/excess excess_not_received',
    /count it in good or damaged too/,
    countedAs({ good: 1, excess: 2, reason: 'miscount' }),
  ],
  [
    'an unplanned item without its name',
    '422 refused /lines/0/item required',
    /name the line it belongs to, or the item/,
    receivedWith(() => ({ line: null, good: 1 })),
  ],
  [
    'an unplanned item nobody knows',
    '422 refused /lines/0/item unknown_reference',
    /not in the catalogue/,
    receivedWith(() => ({ line: null, item: 'caviar', good: 1 })),
  ],
  [
    'a loss of nothing',
    '400 malformed /lines/0/quantity too_small',
    /./,
    ({ line }) => eventWith({ type: 'lost', lines: [{ line, quantity: 0, reason: 'theft_pilferage' }] })(),
  ],
  [
    'goods handed to half a person',
    '400 malformed /lines/0/people',
    /./,
    ({ line }) => eventWith({ type: 'distributed', lines: [{ line, quantity: 1, people: 0.5 }] })(),
  ],
];
