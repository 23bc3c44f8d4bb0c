import * as s from './telling.ts';

const byAir = { from: 'Copenhagen', crossing: 'oakb', carrier: 'air', by: ['islands', 'schools'] } as const;
const byRoad = { from: 'Kabul', by: ['schools', 'schools'] } as const;

const kits = (quantity: number, line: number): s.SampleLine => ({
  item: 'school_in_a_box',
  quantity,
  fulfils: ['SAMPLE-JP-02', line],
});

export const forSchools: readonly s.SampleShipment[] = [
  {
    ...{ ...byAir, waybill: 'SAMPLE-EDU-01', to: 'AF01', leaves: -12, due: -9, lines: [kits(800, 0)] },
    shows: 'arrived in full and handed to schools',
    steps: [
      s.dispatched(-12),
      { type: 'received', day: -9, place: 'AF01', blind: true, counted: [{ good: 800 }] },
      s.distributed(-3, 'AF01', 500, 20_000),
    ],
  },
  {
    ...{ ...byRoad, waybill: 'SAMPLE-EDU-02', to: 'AF32', leaves: -10, due: -5, lines: [kits(400, 1)] },
    shows: 'short and damaged, each with its reason',
    steps: [
      s.dispatched(-10),
      s.received(-5, 'AF32', [
        { good: 382, damaged: 6, reason: 'inadequate_transport', responsibility: 'carrier' },
        { missing: 12, reason: 'not_recorded_outbound', responsibility: 'origin' },
      ]),
    ],
  },
  {
    ...{ ...byRoad, waybill: 'SAMPLE-EDU-03', to: 'AF17', leaves: -14, due: -6, lines: [kits(150, 2)] },
    shows: 'overdue in Badakhshan',
    steps: [s.dispatched(-14), s.atHub(-9, 'AF18'), s.heard(-4, 'waiting for a vehicle that can climb')],
  },
  {
    ...{ ...byRoad, waybill: 'SAMPLE-EDU-04', to: 'AF23', leaves: -3, due: 0, lines: [kits(120, 3)] },
    shows: 'on the road to Ghor',
    steps: [s.dispatched(-3), s.heard(-1, 'passed Bamyan', 'AF10')],
  },
  {
    ...{ from: 'Quetta', crossing: 'spin_boldak', by: ['islands', 'schools'], waybill: 'SAMPLE-EDU-05' },
    ...{ to: 'AF27', leaves: -16, due: -9 },
    shows: 'textbooks printed abroad, held behind a closed crossing',
    lines: [{ item: 'textbook_set', quantity: 15_000, fulfils: ['SAMPLE-JP-02', 4] }],
    steps: [s.dispatched(-16), s.atBorder(-14, 'AF27'), s.heard(-5, 'the books are dry')],
  },
  {
    ...{ ...byRoad, waybill: 'SAMPLE-EDU-06', to: 'AF10', leaves: -11, due: -8 },
    shows: 'ten kits too many: somebody else waits for them',
    lines: [{ item: 'ecd_kit', quantity: 60 }],
    steps: [
      s.dispatched(-11),
      s.received(-8, 'AF10', {
        good: 70,
        excess: 10,
        reason: 'excess_misrouted',
        responsibility: 'warehouse',
      }),
    ],
  },
  {
    ...{ ...byRoad, waybill: 'SAMPLE-EDU-07', to: 'AF09', leaves: 5, due: 9 },
    shows: 'planned, paid by nobody in particular: counts as firm',
    lines: [{ item: 'school_in_a_box', quantity: 200 }],
    steps: [s.booked(-2)],
  },
  {
    ...{ ...byRoad, waybill: 'SAMPLE-EDU-08', to: 'AF08', leaves: -14, due: -11 },
    shows: 'textbooks for two of three learners in Panjsher, for the whole school year',
    lines: [{ item: 'textbook_set', quantity: 2_150 }],
    steps: [s.dispatched(-14), s.received(-12, 'AF08', { good: 2_150 })],
  },
  {
    ...{ ...byRoad, waybill: 'SAMPLE-EDU-09', to: 'AF05', leaves: -9, due: -7 },
    shows: 'textbooks for nine of ten learners in Logar',
    lines: [{ item: 'textbook_set', quantity: 7_650 }],
    steps: [s.dispatched(-9), s.received(-8, 'AF05', { good: 7_650 })],
  },
];
