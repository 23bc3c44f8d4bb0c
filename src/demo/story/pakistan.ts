import * as s from './telling.ts';
import { t } from './telling.ts';

const torkham = { from: 'Peshawar', crossing: 'torkham', by: ['western', 'south'] } as const;
const spinBoldak = { from: 'Quetta', crossing: 'spin_boldak', by: ['western', 'south'] } as const;

const of = (item: string, tonnes: number): s.SampleLine => ({ item, quantity: t(tonnes), pack: 50 });

/** The crossings to Pakistan are closed in the reference data: whatever has not passed them is held. */
export const closedCrossings: readonly s.SampleShipment[] = [
  {
    ...{ ...torkham, waybill: 'SAMPLE-TKM-01', to: 'AF06', leaves: -20, due: -12 },
    shows: 'held: waits in front of Torkham, which is closed',
    lines: [of('wheat_flour', 4_000)],
    steps: [s.dispatched(-20), s.atBorder(-18, 'AF06'), s.heard(-2, 'the queue is 14 km long')],
  },
  {
    ...{ ...torkham, waybill: 'SAMPLE-TKM-02', to: 'AF01', leaves: -5, due: 0 },
    shows: 'held: under way to a crossing that is closed',
    lines: [of('wheat_flour', 1_800), of('sugar', 300)],
    steps: [s.dispatched(-5)],
  },
  {
    ...{ ...torkham, waybill: 'SAMPLE-TKM-03', to: 'AF15', leaves: -27, due: -18 },
    shows: 'held and not heard of for two weeks: counts as stale',
    lines: [of('rice', 700)],
    steps: [s.dispatched(-27), s.atBorder(-16, 'AF06')],
  },
  {
    ...{ ...torkham, waybill: 'SAMPLE-TKM-04', to: 'AF07', leaves: -15, due: -8 },
    shows: 'turned round at the closed crossing, most of it returned, some spoilt in the queue',
    lines: [of('wheat_flour', 500)],
    steps: [
      s.dispatched(-15),
      s.atBorder(-13, 'AF06'),
      s.lost(-6, 'AF06', { quantity: t(30), reason: 'deteriorated_at_origin' }, 'three weeks in the rain'),
      s.returned(
        -5,
        { quantity: t(470), reason: 'other', reasonText: 'the crossing stayed closed' },
        'taken back to the warehouse in Peshawar',
      ),
    ],
  },
  {
    ...{ ...spinBoldak, waybill: 'SAMPLE-SPB-01', to: 'AF27', leaves: -13, due: -6 },
    shows: 'held at Chaman with the crossing closed',
    lines: [of('wheat_flour', 2_500)],
    steps: [s.dispatched(-13), s.atBorder(-11, 'AF27'), s.heard(-3, 'no opening announced')],
  },
  {
    ...{ ...spinBoldak, waybill: 'SAMPLE-SPB-02', to: 'AF26', leaves: -10, due: 1 },
    shows: 'diverted from Zabul to Kandahar while waiting at the crossing',
    lines: [of('pulses_split_peas', 350)],
    steps: [
      s.dispatched(-10),
      s.atBorder(-8, 'AF27'),
      s.diverted(-4, 'AF27', 'no trucks for Zabul this month'),
    ],
  },
  {
    ...{ from: 'Miran Shah', crossing: 'ghulam_khan', by: ['western', 'south'], waybill: 'SAMPLE-GHK-01' },
    ...{ to: 'AF14', leaves: -4, due: 3 },
    shows: 'planned, not moving: its crossing is closed',
    lines: [of('wheat_flour', 600)],
    steps: [s.booked(-9)],
  },
];
