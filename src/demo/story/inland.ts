import * as s from './telling.ts';
import { t } from './telling.ts';

const kabul = { from: 'Kabul', by: ['pipeline', 'north'] } as const;
const kandahar = { from: 'Kandahar', by: ['pipeline', 'south'] } as const;

const of = (item: string, tonnes: number): s.SampleLine => ({ item, quantity: t(tonnes), pack: 50 });

/** From warehouses inside the country, and by air: no border on the way, or an airport. */
export const inlandAndAir: readonly s.SampleShipment[] = [
  {
    ...{ ...kabul, waybill: 'SAMPLE-INL-01', to: 'AF11', leaves: -9, due: -6 },
    shows: 'arrived in full',
    lines: [of('wheat_flour', 1_400)],
    steps: [s.loaded(-10), s.dispatched(-9), s.received(-6, 'AF11', { good: t(1_400) })],
  },
  {
    ...{ ...kabul, waybill: 'SAMPLE-INL-02', to: 'AF04', leaves: -2, due: 0 },
    shows: 'left Kabul this week; 20 t less were loaded than planned',
    lines: [of('wheat_flour', 900)],
    steps: [s.dispatched(-2, t(880)), s.heard(-1, 'on the road')],
  },
  {
    ...{ ...kabul, waybill: 'SAMPLE-INL-03', to: 'AF12', leaves: -12, due: -8 },
    shows: 'looted on the road: most of it was lost',
    lines: [of('wheat_flour', 1_100)],
    steps: [
      s.dispatched(-12),
      s.lost(
        -9,
        'AF11',
        { quantity: t(900), reason: 'looting_diversion' },
        'stopped by armed men; drivers unharmed',
      ),
      s.received(-7, 'AF12', { good: t(200) }),
    ],
  },
  {
    ...{ ...kabul, waybill: 'SAMPLE-INL-04', to: 'AF10', leaves: -13, due: -9 },
    shows: 'winter stock for Bamyan, before the pass closes',
    lines: [of('wheat_flour', 1_100), { item: 'food_ration_full', quantity: 12_000 }],
    steps: [
      s.dispatched(-13),
      s.received(-9, 'AF10', [
        { line: 0, good: t(1_100) },
        { line: 1, good: 11_940, damaged: 60, reason: 'infestation', responsibility: 'warehouse' },
      ]),
    ],
  },
  {
    ...{ ...kabul, waybill: 'SAMPLE-INL-05', to: 'AF24', leaves: -10, due: -5 },
    shows: 'late for Daykundi, last heard of in Bamyan',
    lines: [of('wheat_flour', 700)],
    steps: [s.dispatched(-10), s.atHub(-6, 'AF10')],
  },
  {
    ...{ ...kabul, waybill: 'SAMPLE-INL-06', to: 'AF16', leaves: -4, due: 1 },
    shows: 'on the road to Nuristan over Laghman',
    lines: [of('wheat_flour', 260)],
    steps: [s.dispatched(-4), s.atHub(-2, 'AF07'), s.leftHub(-1, 'AF07')],
  },
  {
    ...{ ...kabul, waybill: 'SAMPLE-INL-07', to: 'AF13', leaves: 3, due: 7 },
    shows: 'planned on a pledge that has expired: counts for nothing until somebody pays for it',
    lines: [{ ...of('rice', 300), fulfils: ['SAMPLE-EU-EXPIRED', 0] }],
    steps: [s.booked(-12)],
  },
  {
    ...{ ...kandahar, waybill: 'SAMPLE-INL-08', to: 'AF25', leaves: -8, due: -4 },
    shows: 'short: sacks were taken at two checkpoints',
    lines: [of('wheat_flour', 700)],
    steps: [
      s.dispatched(-8),
      s.received(-4, 'AF25', [
        { good: t(610), missing: t(60), reason: 'looting_diversion', responsibility: 'authority' },
        {
          missing: t(30),
          reason: 'other',
          reasonText: 'given to a hospital on the way, with a receipt',
          responsibility: 'partner',
        },
      ]),
    ],
  },
  {
    ...{ ...kandahar, waybill: 'SAMPLE-INL-09', to: 'AF26', leaves: -6, due: -2 },
    shows: 'arrived in full, a day late',
    lines: [of('wheat_flour', 450)],
    steps: [s.dispatched(-6), s.received(-1, 'AF26', { good: t(450) })],
  },
  {
    ...{ from: 'Dubai', crossing: 'oakb', by: ['western', 'pipeline'], waybill: 'SAMPLE-AIR-01' },
    ...{ carrier: 'air', to: 'AF01', leaves: -6, due: -5 },
    shows: 'blended food by air, good for 25 more days and still in store',
    lines: [{ item: 'fortified_blended_food', quantity: t(38), pack: 25, expires: 25 }],
    steps: [s.dispatched(-6), s.received(-5, 'AF01', { good: t(38) })],
  },
];
