import * as s from './telling.ts';
import { t } from './telling.ts';

const islamQala = { from: 'Mashhad', crossing: 'islam_qala', by: ['western', 'west'] } as const;
const torghundi = { from: 'Mary', crossing: 'torghundi', by: ['alatau', 'west'] } as const;
const milak = { from: 'Chabahar', crossing: 'zaranj_milak', by: ['western', 'south'] } as const;

const of = (item: string, tonnes: number): s.SampleLine => ({ item, quantity: t(tonnes), pack: 50 });

/** Over Islam Qala, Torghundi and Milak into the west and south-west. */
export const westernRoads: readonly s.SampleShipment[] = [
  {
    ...{ ...islamQala, waybill: 'SAMPLE-ISQ-01', to: 'AF32', leaves: -17, due: -9 },
    shows: 'arrived in full; counted before the waybill was looked at',
    lines: [of('wheat_flour', 3_000)],
    steps: [
      s.dispatched(-17),
      s.atBorder(-14, 'AF32'),
      { type: 'received', day: -10, place: 'AF32', blind: true, counted: [{ good: t(3_000) }] },
    ],
  },
  {
    ...{ ...islamQala, waybill: 'SAMPLE-ISQ-02', to: 'AF32', leaves: -6, due: 0 },
    shows: 'on the road and on time',
    lines: [of('rice', 2_600)],
    steps: [s.dispatched(-6), s.atBorder(-4, 'AF32'), s.atHub(-2, 'AF32')],
  },
  {
    ...{ ...islamQala, waybill: 'SAMPLE-ISQ-03', to: 'AF23', leaves: -25, due: -11 },
    shows: 'late: no road to Ghor since the first snow, a new date was given twice',
    lines: [of('rice', 2_000)],
    steps: [
      s.dispatched(-25),
      s.atHub(-20, 'AF32'),
      s.delayed(-12, 2, 'first snow on the road to Chaghcharan'),
      s.delayed(-4, 16, 'the road is still closed'),
    ],
  },
  {
    ...{ ...islamQala, waybill: 'SAMPLE-ISQ-04', to: 'AF31', leaves: -18, due: -7 },
    shows: 'short: one truck was robbed',
    lines: [of('wheat_flour', 1_200)],
    steps: [
      s.dispatched(-18),
      s.received(-8, 'AF31', {
        good: t(1_050),
        missing: t(150),
        reason: 'theft_pilferage',
        responsibility: 'carrier',
      }),
    ],
  },
  {
    ...{ ...islamQala, waybill: 'SAMPLE-ISQ-05', to: 'AF23', leaves: -24, due: -6 },
    shows: 'stale: nobody has heard of it for two weeks',
    lines: [of('wheat_flour', 1_400)],
    steps: [s.dispatched(-24), s.atHub(-19, 'AF32'), s.leftHub(-14, 'AF32')],
  },
  {
    ...{ ...islamQala, waybill: 'SAMPLE-ISQ-06', to: 'AF32', leaves: -9, due: -1 },
    shows: 'one truck, three provinces: two have received, one is still to come',
    lines: [
      of('fortified_blended_food', 60),
      { ...of('fortified_blended_food', 45), to: 'AF33' },
      { ...of('fortified_blended_food', 40), to: 'AF31' },
    ],
    steps: [
      s.dispatched(-9),
      s.received(-4, 'AF32', { line: 0, good: t(60) }),
      s.received(-2, 'AF33', { line: 1, good: t(44.5), missing: t(0.5), reason: 'sampling' }),
    ],
  },
  {
    ...{ ...torghundi, waybill: 'SAMPLE-TGH-01', to: 'AF31', leaves: -22, due: -10 },
    shows: 'returned in full: seed wheat had been loaded in place of flour',
    lines: [of('wheat_flour', 900)],
    steps: [
      s.dispatched(-22),
      s.atBorder(-15, 'AF32'),
      s.returned(-9, { quantity: t(900), reason: 'wrong_item' }, 'seed wheat, not flour'),
    ],
  },
  {
    ...{ ...torghundi, waybill: 'SAMPLE-TGH-02', to: 'AF33', leaves: -15, due: -3 },
    shows: 'disputed: two phones sent the same receipt, nobody has said which is true',
    lines: [of('wheat_flour', 1_500)],
    steps: [
      s.dispatched(-15),
      s.received(-4, 'AF33', { good: t(700) }, { device: 'SAMPLE-phone-farah-1' }),
      s.received(-3, 'AF33', { good: t(700) }, { device: 'SAMPLE-phone-farah-2' }),
    ],
  },
  {
    ...{ ...torghundi, waybill: 'SAMPLE-TGH-03', to: 'AF33', leaves: -16, due: -5 },
    shows: 'a duplicate receipt that a person has set aside',
    lines: [of('pulses_split_peas', 300)],
    steps: [
      s.dispatched(-16),
      s.received(-6, 'AF33', { good: t(300) }, { device: 'SAMPLE-phone-farah-1' }),
      s.received(-5, 'AF33', { good: t(300) }, { device: 'SAMPLE-phone-farah-2', name: 'second phone' }),
      s.decided(-4, 'second phone', false),
    ],
  },
  {
    ...{ ...milak, waybill: 'SAMPLE-MIL-01', to: 'AF34', leaves: -12, due: -3 },
    shows: 'covers Nimroz for more than a month; what is left over is carried',
    lines: [of('wheat_flour', 1_600)],
    steps: [s.dispatched(-12), s.atBorder(-8, 'AF34'), s.received(-2, 'AF34', { good: t(1_600) })],
  },
  {
    ...{ ...milak, waybill: 'SAMPLE-MIL-02', to: 'AF30', leaves: -14, due: 0 },
    shows: 'partly received by a phone whose clock is years behind: counted when the server learned of it',
    lines: [of('wheat_flour', 2_100)],
    steps: [
      s.dispatched(-14),
      s.atBorder(-8, 'AF34'),
      s.atHub(-6, 'AF34'),
      s.leftHub(-5, 'AF34'),
      s.received(
        -2,
        'AF30',
        { good: t(800) },
        { device: 'SAMPLE-phone-lashkargah-1', clockSays: '2015-01-01T00:04:10Z' },
      ),
    ],
  },
];
