import * as s from './telling.ts';
import { t } from './telling.ts';

/** By rail from Kazakhstan over Termez and Hairatan: trains of up to 60 wagons. */
const rail = {
  from: 'Almaty',
  crossing: 'hairatan',
  carrier: 'SAMPLE Amu Darya Hauliers',
  by: ['steppe', 'pipeline'],
} as const;

const flour = (tonnes: number, line?: number): s.SampleLine => ({
  item: 'wheat_flour',
  quantity: t(tonnes),
  pack: 50,
  ...(line === undefined ? {} : { fulfils: ['SAMPLE-KZ-01', line] as const }),
});

export const overHairatan: readonly s.SampleShipment[] = [
  {
    ...{ ...rail, waybill: 'SAMPLE-HAI-01', to: 'AF21', leaves: -29, due: -8, lines: [flour(4_000, 0)] },
    shows: 'a train that arrived in full and on time',
    steps: [
      s.loaded(-30),
      s.dispatched(-29),
      s.atBorder(-22, 'AF21'),
      s.customsHeld(-22, 'AF21'),
      s.customsReleased(-20, 'AF21'),
      s.atHub(-17, 'AF21'),
      s.received(-9, 'AF21', { good: t(4_000) }, { device: 'SAMPLE-phone-mazar-1' }),
      s.distributed(-3, 'AF21', t(1_500), 83_000),
    ],
  },
  {
    ...{ ...rail, waybill: 'SAMPLE-HAI-02', to: 'AF21', leaves: -24, due: -6, lines: [flour(3_000, 0)] },
    shows: 'two partial receipts: some of it wet, some of it missing',
    steps: [
      s.dispatched(-24),
      s.atBorder(-15, 'AF21'),
      s.atHub(-12, 'AF21'),
      s.received(-7, 'AF21', { good: t(1_800) }, { device: 'SAMPLE-phone-mazar-1', name: 'first half' }),
      s.received(-2, 'AF21', [
        { good: t(1_150), damaged: t(35), reason: 'wet_damage', responsibility: 'carrier' },
        { missing: t(15), reason: 'short_loaded', responsibility: 'origin' },
      ]),
    ],
  },
  {
    ...{ ...rail, waybill: 'SAMPLE-HAI-03', to: 'AF20', leaves: -22, due: 3, lines: [flour(2_400, 3)] },
    shows: 'more than half has arrived, the rest is on the road; a typing error was voided and entered again',
    steps: [
      s.dispatched(-22),
      s.atHub(-10, 'AF21'),
      s.leftHub(-8, 'AF21'),
      s.received(-4, 'AF20', { good: t(130) }, { name: 'typing error', note: '130 typed for 1,300' }),
      s.voided(-4, 'typing error', 'one zero was missing'),
      s.received(-4, 'AF20', { good: t(1_300) }),
    ],
  },
  {
    ...{ ...rail, waybill: 'SAMPLE-HAI-04', to: 'AF01', leaves: -26, due: -5, lines: [flour(5_000, 1)] },
    shows: 'a train for Kabul, arrived in full',
    steps: [
      s.dispatched(-26),
      s.atHub(-16, 'AF21'),
      s.leftHub(-13, 'AF21'),
      s.received(-6, 'AF01', { good: t(5_000) }),
    ],
  },
  {
    ...{ ...rail, waybill: 'SAMPLE-HAI-05', to: 'AF01', leaves: -12, due: 0, lines: [flour(3_600, 1)] },
    shows: 'on the road to Kabul and on time',
    steps: [s.dispatched(-12), s.atBorder(-5, 'AF21'), s.atHub(-3, 'AF21'), s.leftHub(-1, 'AF21')],
  },
  {
    ...{ ...rail, waybill: 'SAMPLE-HAI-06', to: 'AF01', leaves: -28, due: -7, lines: [flour(4_200, 1)] },
    shows: 'late: snow on the Salang pass, a new arrival date was given',
    steps: [
      s.dispatched(-28),
      s.atHub(-15, 'AF21'),
      s.delayed(-8, 9, 'Salang pass closed by snow: trucks wait in Mazar-e-Sharif'),
      s.heard(-2, 'still waiting for the pass', 'AF21'),
    ],
  },
  {
    ...{ ...rail, waybill: 'SAMPLE-HAI-07', to: 'AF22', leaves: -34, due: -9, lines: [flour(2_000, 5)] },
    shows: 'stale: left the hub and was not heard of since',
    steps: [s.dispatched(-34), s.atHub(-18, 'AF21'), s.leftHub(-16, 'AF21')],
  },
  {
    ...{ ...rail, waybill: 'SAMPLE-HAI-08', to: 'AF28', leaves: -17, due: 4, lines: [flour(1_500, 4)] },
    shows: 'held by customs: the fumigation certificate is missing',
    steps: [
      s.dispatched(-17),
      s.atBorder(-8, 'AF21'),
      s.customsHeld(-6, 'AF21', { note: 'fumigation certificate missing' }),
      s.heard(-1, 'certificate promised for next week', 'AF21'),
    ],
  },
  {
    ...{ ...rail, waybill: 'SAMPLE-HAI-09', to: 'AF09', leaves: -16, due: 6, lines: [flour(2_600)] },
    shows: 'stands at the border for more than three days without a word from customs',
    steps: [s.dispatched(-16), s.atBorder(-6, 'AF21')],
  },
  {
    ...{ ...rail, waybill: 'SAMPLE-HAI-10', to: 'AF11', leaves: 2, due: 26 },
    shows: 'being loaded in Almaty on a pledge that is not yet firm',
    lines: [{ item: 'wheat_flour', quantity: t(4_000), pack: 50, fulfils: ['SAMPLE-KZ-03', 0] }],
    steps: [s.booked(-6), s.loaded(-1)],
  },
  {
    ...{ ...rail, waybill: 'SAMPLE-HAI-11', to: 'AF01', leaves: 6, due: 29, lines: [flour(3_000, 1)] },
    shows: 'booked on a firm pledge, not yet moving',
    steps: [s.booked(-3)],
  },
  {
    ...{ ...rail, waybill: 'SAMPLE-HAI-12', to: 'AF20', leaves: -12, due: 8, lines: [flour(1_000)] },
    shows: 'cancelled before it moved',
    steps: [s.booked(-20), s.cancelled(-14, 'no wagons to be had: replaced by a later train')],
  },
  {
    ...{ ...rail, waybill: 'SAMPLE-HAI-13', to: 'AF02', leaves: null, due: null, lines: [flour(800)] },
    shows: 'a draft: neither dispatch nor arrival are planned, so it belongs to no month',
    steps: [],
  },
];
