import * as s from './telling.ts';

const BAG_KG = 50;
const bags = (count: number): number => count * BAG_KG;

const truck = {
  from: 'Termez',
  crossing: 'hairatan',
  carrier: 'SAMPLE Amu Darya Hauliers',
  by: ['alatau', 'north'],
  to: 'AF21',
  leaves: -17,
  due: -12,
  lines: [{ item: 'wheat_flour', quantity: bags(1_000), pack: BAG_KG }],
} as const;

/**
 * Three trucks of 1,000 bags, after the example of CARE's food resources manual: what is missing on one waybill and too many on
 * another, in the same place within two days, is a mix-up before it is a loss (`domain.md` §7).
 */
export const countedInBags: readonly s.SampleShipment[] = [
  {
    ...{ ...truck, waybill: 'SAMPLE-WB-850' },
    shows: '975 of 1,000 bags arrived, seven of them spoilt',
    steps: [
      s.dispatched(-17),
      s.received(-12, 'AF21', [
        { good: bags(968), damaged: bags(5), reason: 'torn_package', responsibility: 'carrier' },
        { damaged: bags(2), reason: 'deteriorated_at_origin', responsibility: 'origin' },
        { missing: bags(25), reason: 'lost_in_transit', responsibility: 'carrier' },
      ]),
    ],
  },
  {
    ...{ ...truck, waybill: 'SAMPLE-WB-853' },
    shows: '1,010 bags arrived on a waybill of 1,000',
    steps: [
      s.dispatched(-17),
      s.received(-12, 'AF21', [
        { good: bags(992), excess: bags(10), reason: 'excess_misrouted', responsibility: 'warehouse' },
        { damaged: bags(18), reason: 'deteriorated_at_origin', responsibility: 'origin' },
      ]),
    ],
  },
  {
    ...{ ...truck, waybill: 'SAMPLE-WB-854' },
    shows: '990 of 1,000 bags arrived; the ten may be the ones too many on 853',
    steps: [
      s.dispatched(-17),
      s.received(-11, 'AF21', {
        good: bags(990),
        missing: bags(10),
        reason: 'miscount',
        responsibility: 'warehouse',
      }),
    ],
  },
];
