import * as s from './telling.ts';
import { t } from './telling.ts';

const kabul = { from: 'Kabul', by: ['pipeline', 'centre'] } as const;

const of = (item: string, tonnes: number): s.SampleLine => ({ item, quantity: t(tonnes), pack: 50 });

/** The provinces around the capital and on the way south-east: Parwan, Panjsher, Logar, Paktya, Kunar. */
export const aroundKabul: readonly s.SampleShipment[] = [
  {
    ...{ ...kabul, waybill: 'SAMPLE-CEN-01', to: 'AF03', leaves: -8, due: -6 },
    shows: 'arrived in full in Charikar',
    lines: [of('wheat_flour', 900)],
    steps: [s.loaded(-9), s.dispatched(-8), s.received(-7, 'AF03', { good: t(900) })],
  },
  {
    ...{ ...kabul, waybill: 'SAMPLE-CEN-02', to: 'AF08', leaves: -10, due: -7 },
    shows:
      'winter stock for two months, carried up the Panjsher valley before the road freezes; torn bags were counted twice',
    lines: [of('wheat_flour', 2_300)],
    steps: [
      s.dispatched(-10),
      s.received(-7, 'AF08', {
        good: t(2_296),
        damaged: t(4),
        packs: 46_012,
        reason: 'torn_package',
        responsibility: 'carrier',
      }),
    ],
  },
  {
    ...{ ...kabul, waybill: 'SAMPLE-CEN-03', to: 'AF05', leaves: -1, due: 0 },
    shows: 'left for Pul-e-Alam yesterday',
    lines: [of('rice', 400), of('pulses_split_peas', 90)],
    steps: [s.dispatched(-1)],
  },
  {
    ...{ ...kabul, waybill: 'SAMPLE-CEN-04', to: 'AF15', leaves: 4, due: 8 },
    shows: 'planned on a pledge that was cancelled since: counts for nothing until somebody else pays for it',
    lines: [{ ...of('rice', 500), fulfils: ['SAMPLE-EU-CANCELLED', 0] }],
    steps: [s.booked(-20)],
  },
  {
    ...{ from: 'Dubai', crossing: 'oaix', by: ['western', 'centre'], waybill: 'SAMPLE-AIR-02' },
    ...{ carrier: 'air', to: 'AF03', leaves: -3, due: -2 },
    shows: 'blended food flown to Bagram; more is said to be handed out than came',
    lines: [{ item: 'fortified_blended_food', quantity: t(32), pack: 25 }],
    steps: [
      s.dispatched(-3),
      s.received(-2, 'AF03', { good: t(32) }),
      s.distributed(-1, 'AF03', t(33), 5_500),
    ],
  },
  {
    ...{ from: 'Parachinar', crossing: 'dand_e_patan', by: ['western', 'south'], waybill: 'SAMPLE-DEP-01' },
    ...{ to: 'AF13', leaves: -8, due: 1 },
    shows: 'held: waits in Kharlachi, for the crossing to Paktya is closed',
    lines: [of('wheat_flour', 500)],
    steps: [s.dispatched(-8), s.atBorder(-7, 'AF13'), s.heard(-3, 'twenty trucks in front of it')],
  },
];
