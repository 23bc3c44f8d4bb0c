/**
 * Currencies by ISO 4217 with the digits of their minor unit, as the ledger knows them. A browser's own table says for some how many digits people
 * use, not how many ISO gives: for AFN, PKR and YER, among others, none. A test holds this list to that of the ledger.
 */
const CODES_BY_DIGITS: readonly (readonly [digits: number, codes: string])[] = [
  [0, 'BIF CLP DJF GNF ISK JPY KMF KRW PYG RWF UGX UYI VND VUV XAF XOF XPF'],
  [
    2,
    'AED AFN ALL AMD AOA ARS AUD AWG AZN BAM BBD BDT BMD BND BOB BOV BRL BSD BTN BWP BYN BZD CAD CDF CHE ' +
      'CHF CHW CNY COP COU CRC CUP CVE CZK DKK DOP DZD EGP ERN ETB EUR FJD FKP GBP GEL GHS GIP GMD GTQ GYD ' +
      'HKD HNL HTG HUF IDR ILS INR IRR JMD KES KGS KHR KPW KYD KZT LAK LBP LKR LRD LSL MAD MDL MGA MKD MMK ' +
      'MNT MOP MRU MUR MVR MWK MXN MXV MYR MZN NAD NGN NIO NOK NPR NZD PAB PEN PGK PHP PKR PLN QAR RON RSD ' +
      'RUB SAR SBD SCR SDG SEK SGD SHP SLE SOS SRD SSP STN SVC SYP SZL THB TJS TMT TOP TRY TTD TWD TZS UAH ' +
      'USD USN UYU UZS VED VES WST XCD XCG YER ZAR ZMW ZWG ANG BGN CUC HRK SLL ZWL',
  ],
  [3, 'BHD IQD JOD KWD LYD OMR TND'],
  [4, 'CLF UYW'],
];

const DIGITS: ReadonlyMap<string, number> = new Map(
  CODES_BY_DIGITS.flatMap(([digits, codes]) => codes.split(' ').map((code) => [code, digits] as const)),
);

/** Every currency a promise can be in. */
export const CURRENCIES: readonly string[] = [...DIGITS.keys()].sort();

/** Digits of the minor unit: 2 for USD, 0 for JPY, 3 for KWD. */
export const minorDigitsOf = (currency: string): number => DIGITS.get(currency) ?? 2;

/** What a person writes → what the ledger keeps: `2950.5` USD → 295050. */
export const toMinor = (amount: number, currency: string): number =>
  Math.round(Number(`${amount}e${minorDigitsOf(currency)}`));

/** The way back. */
export const fromMinor = (minor: number, currency: string): number =>
  Number(`${minor}e-${minorDigitsOf(currency)}`);
