import { type SampleLine, type SamplePledge, t } from './telling.ts';

/** What a tonne of flour is worth in the story: 330 USD at 520 tenge, in tiyn. */
const FLOUR_TIYN_PER_TONNE = 171_600 * 100;

const flour = (province: string, tonnes: number): SamplePledge['lines'][number] => ({
  sector: 'food_security',
  province,
  item: 'wheat_flour',
  quantity: t(tonnes),
  amount: tonnes * FLOUR_TIYN_PER_TONNE,
});

const goods = (
  sector: SamplePledge['lines'][number]['sector'],
  province: string,
  item: SampleLine['item'],
  quantity: number,
): SamplePledge['lines'][number] => ({ sector, province, item, quantity });

/** Money for a province, in minor units of the pledge's currency. */
const money = (
  sector: SamplePledge['lines'][number]['sector'],
  province: string | null,
  amount: number,
): SamplePledge['lines'][number] => ({ sector, province, amount });

const tenge = { currency: 'KZT', ratePerUsd: 520, earmarking: 4 } as const;
const euro = { currency: 'EUR', ratePerUsd: 0.92, earmarking: 3 } as const;
const yen = { currency: 'JPY', ratePerUsd: 150, earmarking: 3 } as const;
const dollar = { currency: 'USD', ratePerUsd: 1, earmarking: 2 } as const;

/** The first is the anchor: it is recorded before anything else that depends on the day of the first run. */
export const samplePledges: readonly SamplePledge[] = [
  {
    reference: 'SAMPLE-KZ-01',
    ...{ donor: 'steppe', recipient: 'pipeline', status: 'commitment', contributionType: 'in_kind' },
    ...{ ...tenge, decided: -75, expected: 0 },
    lines: [
      flour('AF21', 9_000),
      flour('AF01', 18_000),
      flour('AF17', 5_000),
      flour('AF20', 2_400),
      flour('AF28', 1_500),
      flour('AF22', 2_000),
    ],
  },
  {
    reference: 'SAMPLE-KZ-02',
    ...{ donor: 'alatau', recipient: 'north', status: 'paid', contributionType: 'in_kind' },
    ...{ ...tenge, decided: -60, expected: -10 },
    lines: [flour('AF29', 4_500), flour('AF19', 2_200)],
  },
  {
    reference: 'SAMPLE-KZ-03',
    ...{ donor: 'steppe', recipient: 'pipeline', status: 'pledge', contributionType: 'in_kind' },
    ...{ ...tenge, decided: -20, expected: 0 },
    lines: [
      flour('AF11', 6_000),
      goods('food_security', 'AF12', 'rice', t(2_500)),
      goods('food_security', 'AF04', 'rice', t(1_200)),
    ],
  },
  {
    reference: 'SAMPLE-KZ-04',
    ...{ donor: 'alatau', recipient: 'north', status: 'commitment', contributionType: 'in_kind' },
    ...{ ...tenge, decided: -50, expected: -5 },
    lines: [goods('food_security', 'AF18', 'pulses_split_peas', t(500))],
  },
  {
    reference: 'SAMPLE-KZ-05',
    ...{ donor: 'steppe', recipient: 'centre', status: 'commitment', contributionType: 'in_kind' },
    ...{ ...tenge, decided: -70, expected: -12 },
    lines: [flour('AF02', 1_200)],
  },
  {
    reference: 'SAMPLE-KZ-NO-DATE',
    ...{ donor: 'alatau', recipient: null, status: 'commitment', contributionType: 'in_kind' },
    ...{ ...tenge, decided: -12, expected: null },
    lines: [goods('food_security', 'AF24', 'veg_oil', t(250))],
  },
  {
    reference: 'SAMPLE-EU-01',
    ...{ donor: 'western', recipient: 'west', status: 'commitment', contributionType: 'financial' },
    ...{ ...euro, decided: -45, expected: 0 },
    lines: [money('food_security', 'AF32', 150_000_000), money('food_security', 'AF31', 40_000_000)],
  },
  {
    reference: 'SAMPLE-EU-02',
    ...{ donor: 'western', recipient: 'west', status: 'pledge', contributionType: 'financial' },
    ...{ ...euro, decided: -15, expected: 0 },
    lines: [money('food_security', 'AF23', 55_000_000)],
  },
  {
    reference: 'SAMPLE-EU-NO-PROVINCE',
    ...{ donor: 'western', recipient: null, status: 'pledge', contributionType: 'financial' },
    ...{ ...euro, earmarking: 1, decided: -8, expected: 40 },
    lines: [money('food_security', null, 200_000_000), money('education', null, 30_000_000)],
  },
  {
    reference: 'SAMPLE-EU-EXPIRED',
    ...{ donor: 'western', recipient: 'south', status: 'pledge', contributionType: 'in_kind' },
    ...{ ...euro, decided: -120, expected: -15, expires: -10 },
    lines: [goods('food_security', 'AF13', 'rice', t(700))],
  },
  {
    reference: 'SAMPLE-EU-CANCELLED',
    ...{ donor: 'western', recipient: 'centre', status: 'commitment', contributionType: 'in_kind' },
    ...{ ...euro, decided: -90, expected: 8 },
    lines: [goods('food_security', 'AF15', 'rice', t(900))],
    became: [{ to: 'cancelled', day: -4 }],
  },
  {
    reference: 'SAMPLE-US-01',
    ...{ donor: 'western', recipient: 'south', status: 'paid', contributionType: 'financial' },
    ...{ ...dollar, decided: -40, expected: -3 },
    lines: [money('food_security', 'AF06', 90_000_000), money('food_security', 'AF27', 40_000_000)],
  },
  {
    reference: 'SAMPLE-JP-01',
    ...{ donor: 'islands', recipient: 'schools', status: 'paid', contributionType: 'financial' },
    ...{ ...yen, decided: -55, expected: 0 },
    lines: [money('education', 'AF01', 45_000_000)],
  },
  {
    reference: 'SAMPLE-JP-02',
    ...{ donor: 'islands', recipient: 'schools', status: 'commitment', contributionType: 'in_kind' },
    ...{ ...yen, decided: -65, expected: 5 },
    lines: [
      goods('education', 'AF01', 'school_in_a_box', 1_000),
      goods('education', 'AF32', 'school_in_a_box', 400),
      goods('education', 'AF17', 'school_in_a_box', 150),
      goods('education', 'AF23', 'school_in_a_box', 120),
      goods('education', 'AF27', 'textbook_set', 15_000),
    ],
  },
  {
    reference: 'SAMPLE-JP-03',
    ...{ donor: 'islands', recipient: 'schools', status: 'pledge', contributionType: 'financial' },
    ...{ ...yen, decided: -18, expected: 10 },
    lines: [money('education', 'AF06', 12_000_000), money('education', 'AF11', 9_000_000)],
  },
  {
    reference: 'SAMPLE-UZ-01',
    ...{ donor: 'bazaar', recipient: 'traders', status: 'commitment', contributionType: 'in_kind' },
    ...{ ...dollar, decided: -60, expected: 0 },
    lines: [
      goods('trade', 'AF32', 'market_stall_kit', 700),
      goods('trade', 'AF06', 'market_stall_kit', 300),
      goods('trade', 'AF21', 'trader_support', 500),
    ],
  },
  {
    reference: 'SAMPLE-UZ-02',
    ...{ donor: 'bazaar', recipient: 'traders', status: 'pledge', contributionType: 'financial' },
    ...{ ...dollar, decided: -10, expected: 12 },
    lines: [money('trade', 'AF01', 15_000_000)],
  },
];
