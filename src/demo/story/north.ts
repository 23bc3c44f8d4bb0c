import * as s from './telling.ts';
import { t } from './telling.ts';

const aqina = { from: 'Turkmenabat', crossing: 'aqina', by: ['alatau', 'north'] } as const;
const shirkhan = { from: 'Dushanbe', crossing: 'shirkhan_bandar', by: ['alatau', 'north'] } as const;

const flour = (tonnes: number, ...fulfils: [] | [reference: string, line: number]): s.SampleLine => ({
  item: 'wheat_flour',
  quantity: t(tonnes),
  pack: 50,
  ...(fulfils.length === 2 && { fulfils }),
});

/** Over Aqina into Faryab, Jawzjan and Sar-e-Pul; over Shirkhan Bandar and Eshkashem into the north-east. */
export const northernRoads: readonly s.SampleShipment[] = [
  {
    ...{ ...aqina, waybill: 'SAMPLE-AQI-01', to: 'AF29', leaves: -19, due: -6 },
    shows: 'all accounted for: some of it came wet',
    lines: [flour(2_500, 'SAMPLE-KZ-02', 0)],
    steps: [
      s.dispatched(-19),
      s.atBorder(-12, 'AF29'),
      s.received(-5, 'AF29', {
        good: t(2_440),
        damaged: t(60),
        reason: 'wet_damage',
        responsibility: 'warehouse',
      }),
    ],
  },
  {
    ...{ ...aqina, waybill: 'SAMPLE-AQI-02', to: 'AF29', leaves: -7, due: 0 },
    shows: 'reached the border yesterday',
    lines: [flour(2_000, 'SAMPLE-KZ-02', 0)],
    steps: [s.dispatched(-7), s.atBorder(-1, 'AF29')],
  },
  {
    ...{ ...aqina, waybill: 'SAMPLE-AQI-03', to: 'AF22', leaves: -11, due: 0 },
    shows: 'diverted from Sar-e-Pul to Faryab, still on the road',
    lines: [{ item: 'rice', quantity: t(1_200), pack: 50 }],
    steps: [
      s.dispatched(-11),
      s.atHub(-4, 'AF29'),
      s.diverted(-3, 'AF29', 'the bridge on the road to Sar-e-Pul is gone'),
      s.leftHub(-2, 'AF29'),
    ],
  },
  {
    ...{ ...aqina, waybill: 'SAMPLE-AQI-04', to: 'AF28', leaves: -14, due: -4 },
    shows: 'lost: the tank truck overturned',
    lines: [{ item: 'veg_oil', quantity: t(40) }],
    steps: [
      s.dispatched(-14),
      s.atBorder(-9, 'AF29'),
      s.lost(
        -6,
        'AF28',
        { quantity: t(40), reason: 'lost_in_transit' },
        'the truck overturned; nobody was hurt',
      ),
    ],
  },
  {
    ...{ ...shirkhan, waybill: 'SAMPLE-SHB-01', to: 'AF19', leaves: -18, due: -6 },
    shows: 'arrived in full and is being distributed',
    lines: [flour(2_200, 'SAMPLE-KZ-02', 1)],
    steps: [
      s.dispatched(-18),
      s.atBorder(-13, 'AF19'),
      s.received(-7, 'AF19', { good: t(2_200) }, { device: 'SAMPLE-phone-kunduz-1' }),
      s.distributed(-2, 'AF19', t(900), 50_000),
    ],
  },
  {
    ...{ ...shirkhan, waybill: 'SAMPLE-SHB-02', to: 'AF18', leaves: -20, due: -6 },
    shows: 'overdue: past its date, though heard of this week; more than the pledge it fulfils',
    lines: [
      { item: 'pulses_split_peas', quantity: t(620), pack: 50, fulfils: ['SAMPLE-KZ-04', 0] },
      flour(1_400),
    ],
    steps: [
      s.dispatched(-20),
      s.atHub(-9, 'AF19'),
      s.leftHub(-8, 'AF19'),
      s.heard(-3, 'two trucks broke down', 'AF18'),
    ],
  },
  {
    ...{ ...shirkhan, waybill: 'SAMPLE-SHB-03', to: 'AF17', leaves: -21, due: -2 },
    shows: 'late for Badakhshan before the passes close',
    lines: [flour(3_500, 'SAMPLE-KZ-01', 2)],
    steps: [s.dispatched(-21), s.atBorder(-12, 'AF19'), s.atHub(-9, 'AF19'), s.leftHub(-4, 'AF19')],
  },
  {
    ...{ ...shirkhan, waybill: 'SAMPLE-SHB-04', to: 'AF17', leaves: -6, due: 0 },
    shows: 'on the road to Badakhshan: sugar and oil',
    lines: [
      { item: 'sugar', quantity: t(500), pack: 50 },
      { item: 'veg_oil', quantity: t(180), pack: 4.6 },
    ],
    steps: [s.dispatched(-6), s.atHub(-3, 'AF19')],
  },
  {
    ...{ from: 'Khorog', crossing: 'eshkashem', by: ['alatau', 'north'], waybill: 'SAMPLE-ESH-01' },
    ...{ to: 'AF17', leaves: -16, due: -5 },
    shows: 'misdelivered: unloaded in Takhar, which was never its destination',
    lines: [{ item: 'pulses_split_peas', quantity: t(400), pack: 50 }],
    steps: [s.dispatched(-16), s.received(-5, 'AF18', { good: t(400) })],
  },
  {
    ...{ from: 'Farkhor', crossing: 'ai_khanum', by: ['alatau', 'north'], waybill: 'SAMPLE-AIK-01' },
    ...{ to: 'AF18', leaves: -13, due: -4 },
    shows: 'brought salt that was on no waybill, and was entered before its dispatch was',
    lines: [{ item: 'fortified_blended_food', quantity: t(120), pack: 25 }],
    steps: [
      s.received(-5, 'AF18', [
        { good: t(120) },
        { line: null, item: 'salt_iodised', good: t(6), excess: t(6), reason: 'not_recorded_outbound' },
      ]),
      s.dispatched(-4),
    ],
  },
];
