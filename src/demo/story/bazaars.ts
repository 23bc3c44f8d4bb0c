import * as s from './telling.ts';

const forTraders = { from: 'Tashkent', by: ['bazaar', 'traders'] } as const;

const from = (item: string, quantity: number, line: number): s.SampleLine => ({
  item,
  quantity,
  fulfils: ['SAMPLE-UZ-01', line],
});

export const forBazaars: readonly s.SampleShipment[] = [
  {
    ...{ ...forTraders, waybill: 'SAMPLE-TRD-01', crossing: 'torghundi', to: 'AF32', leaves: -15, due: -7 },
    shows: 'market stalls for Hirat, arrived; two were the wrong model',
    lines: [from('market_stall_kit', 500, 0)],
    steps: [
      s.dispatched(-15),
      s.received(-7, 'AF32', { good: 498, damaged: 2, reason: 'substituted', responsibility: 'origin' }),
    ],
  },
  {
    ...{ ...forTraders, waybill: 'SAMPLE-TRD-02', crossing: 'hairatan', to: 'AF21', leaves: -4, due: 0 },
    shows: 'support packages on the road to Mazar-e-Sharif',
    lines: [from('trader_support', 350, 2)],
    steps: [s.dispatched(-4), s.atBorder(-1, 'AF21')],
  },
  {
    ...{ ...forTraders, waybill: 'SAMPLE-TRD-03', from: 'Peshawar', crossing: 'torkham', to: 'AF06' },
    ...{ leaves: -9, due: -2 },
    shows: 'held at Torkham with everything else',
    lines: [from('market_stall_kit', 260, 1)],
    steps: [s.dispatched(-9), s.atBorder(-7, 'AF06'), s.heard(-4, 'no change')],
  },
  {
    ...{ ...forTraders, waybill: 'SAMPLE-TRD-04', crossing: 'spin_boldak', from: 'Kandahar', to: 'AF27' },
    ...{ leaves: -20, due: -10 },
    shows: 'export consignments made ready by a first group of producers',
    lines: [{ item: 'export_consignment', quantity: 40 }],
    steps: [s.dispatched(-20), s.received(-11, 'AF27', { good: 40 })],
  },
  {
    ...{ ...forTraders, waybill: 'SAMPLE-TRD-05', from: 'Kabul', to: 'AF13', leaves: -8, due: -5 },
    shows: 'stalls for the bazaar of Gardez, where nobody has said how many traders need one',
    lines: [{ item: 'market_stall_kit', quantity: 60 }],
    steps: [s.dispatched(-8), s.received(-6, 'AF13', { good: 60 })],
  },
];
