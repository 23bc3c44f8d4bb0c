/** What looks like personal data in a free text, and what only holds many digits. */
import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { suspicionsIn } from '../../../src/platform/personal-data.ts';

describe('looks like it', () => {
  it.each([
    ['call 0700123456', 'phone_number'],
    ['call 0700 123 456 before noon', 'phone_number'],
    ['070-012-3456', 'phone_number'],
    ['+93 70 012 3456', 'phone_number'],
    ['+93 (0) 700123456', 'phone_number'],
    ['0093700123456', 'phone_number'],
    ['93700123456', 'phone_number'],
    ['office 020 210 1234.', 'phone_number'],
    ['2026-11-15 0799123456', 'phone_number'],
    ['۰۷۰۰۱۲۳۴۵۶ زنگ بزنید', 'phone_number'],
    ['٠٧٠٠١٢٣٤٥٦', 'phone_number'],
    ['driver: +998 90 123 45 67', 'phone_number'],
    ['+7 (701) 123-45-67', 'phone_number'],
    ['+49 30 12345678', 'phone_number'],
    ['0049 30 12345678', 'phone_number'],
    ['(0700123456)', 'phone_number'],
    ['e-tazkira 1400-0101-12345', 'tazkira_number'],
    ['1400-0101-12345', 'tazkira_number'],
    ['Tazkera no. 45821', 'tazkira_number'],
    ['شماره تذکره: ۱۲۳۴۵۶', 'tazkira_number'],
    ['تذکرې شمېره ۴۵۸۲۱', 'tazkira_number'],
    ['write to gul.agha@example.org', 'email_address'],
    ['a+b@mail.example.af,', 'email_address'],
  ])('%s: %s', (text, suspicion) => {
    expect(suspicionsIn(text)).toEqual([suspicion]);
  });

  it('all at once', () => {
    expect(suspicionsIn('Gul, 0700123456, gul@example.org, tazkira 45821')).toEqual([
      'phone_number',
      'tazkira_number',
      'email_address',
    ]);
  });
});

describe('does not look like it', () => {
  it.each([
    '',
    '500000 kg wheat flour, 10 000 bags',
    '1,500,000,000 AFN',
    '0.700123456 t',
    '+1 500 000 000',
    '+5 000 000 kg',
    '2026-11-15',
    '2026-11-15T06:10:00Z',
    '2026-11-15 2026-11-28',
    '20261115061000',
    'from 0700 to 0800, again 0900',
    'WB-0700123456',
    'WB0700123456',
    'KZ/2026/0700123456',
    'seal 0700123456A',
    '019a1b2c-3d4e-7f50-8a6b-7c8d9e0f1a2b',
    'batch 4006381333931',
    'container MSCU1234567',
    'plate KBL 07001',
    'IATI XM-DAC-41114-PROJECT-00012345678',
    '34.181, 64.9305',
    '@WFP asked for it',
    'price @ 12.50',
    'stacked 3 @ 50 kg',
    'اشخاص: ۱۲۳۴۵۶۷۸۹',
    'tazkira was shown',
  ])('%s', (text) => {
    expect(suspicionsIn(text)).toEqual([]);
  });

  it('no id of ours ever does, and no instant, day or quantity', () => {
    const harmless = fc.oneof(
      fc.uuid({ version: 7 }),
      fc
        .date({ min: new Date('2000-01-01'), max: new Date('2099-12-31'), noInvalidDate: true })
        .map((date) => date.toISOString()),
      fc.nat().map((count) => `${count} kg`),
      fc.nat().map((count) => count.toLocaleString('en')),
    );
    fc.assert(
      fc.property(harmless, (text) => {
        expect(suspicionsIn(`seen: ${text} at the gate`)).toEqual([]);
      }),
    );
  });

  it('every mobile number does, however it is grouped', () => {
    const digits = fc.stringMatching(/^7\d{8}$/);
    const separators = fc.array(fc.constantFrom('', ' ', '-'), { minLength: 8, maxLength: 8 });
    const prefix = fc.constantFrom('0', '+93', '+93 ', '0093', '0093-');
    fc.assert(
      fc.property(prefix, digits, separators, (before, number, between) => {
        const grouped = Array.from(number, (digit, at) => digit + (at > 0 ? (between[at] ?? '') : '')).join(
          '',
        );
        expect(suspicionsIn(`tel ${before}${grouped}`)).toContain('phone_number');
      }),
    );
  });

  it('is decided at once, whatever the text', () => {
    for (const text of [
      '0'.repeat(4000),
      '+'.repeat(4000),
      'a@'.repeat(2000),
      '7 '.repeat(2000),
      'tazkira '.repeat(500),
    ]) {
      const began = performance.now();
      suspicionsIn(text);
      expect(performance.now() - began).toBeLessThan(200);
    }
  });
});
