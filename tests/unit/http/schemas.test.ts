import { describe, expect, it } from 'vitest';
import type { z } from 'zod';
import * as schemas from '../../../src/platform/http/schemas.ts';

const pieces = { ...schemas };
const accepts = (schema: z.ZodType, value: unknown): boolean => schema.safeParse(value).success;

describe('what the shared pieces of contracts accept', () => {
  it.each([
    ['day', '2024-02-29', true],
    ['day', '2026-02-29', false],
    ['day', '2026-11-31', false],
    ['day', '2026-1-1', false],
    ['day', '2026-11-28T00:00:00Z', false],
    ['month', '2026-12', true],
    ['month', '2026-13', false],
    ['month', '2026-00', false],
    ['instant', '2026-11-11T06:10:00Z', true],
    ['instant', '2026-11-11T06:10:00.123Z', true],
    ['instant', '2026-11-11T06:10:00+04:30', false],
    ['instant', '2026-02-30T06:10:00Z', false],
    ['dayOrInstant', '2026-11-11', true],
    ['dayOrInstant', '2026-11-11T06:10:00Z', true],
    ['dayOrInstant', 'tomorrow', false],
    ['uuidv7', '019a1b2c-3d4e-7f50-8a6b-7c8d9e0f1a2b', true],
    ['uuidv7', '019a1b2c-3d4e-4f50-8a6b-7c8d9e0f1a2b', false],
    ['provincePcode', 'AF34', true],
    ['provincePcode', 'AF35', false],
    ['provincePcode', 'AF00', false],
    ['provincePcode', 'AF2301', false],
    ['districtPcode', 'AF2301', true],
    ['districtPcode', 'AF2300', false],
    ['districtPcode', 'AF23', false],
    ['pcode', 'AF23', true],
    ['pcode', 'AF2301', true],
    ['pcode', 'af23', false],
    ['quantity', 0, true],
    ['quantity', 48000.125, true],
    ['quantity', 1.005, true],
    ['quantity', 0.0005, false],
    ['quantity', -1, false],
    ['quantity', '5', false],
    ['quantity', 1e12, false],
    ['quantity', Infinity, false],
    ['positiveQuantity', 0.001, true],
    ['positiveQuantity', 0, false],
    ['positiveQuantity', 0.0015, false],
    ['people', 280000, true],
    ['people', 0.5, false],
    ['people', -1, false],
    ['amountMinor', 29500000, true],
    ['amountMinor', 0.5, false],
    ['amountMinor', -1, false],
    ['currency', 'USD', true],
    ['currency', 'usd', false],
    ['code', 'wheat_flour', true],
    ['code', 'Wheat flour', false],
    ['line', 'WB-850', true],
    ['line', '   ', false],
    ['line', 'x'.repeat(201), false],
    ['localisedName', { en: 'Ghor', fa: 'غور', ps: 'غور' }, true],
    ['localisedName', { en: 'Ghor', fa: 'غور' }, false],
    ['localisedName', { en: 'Ghor', fa: 'غور', ps: 'غور', ru: 'Гор' }, false],
    ['point', { lat: 34.1, lon: 64.9 }, true],
    ['point', { lat: 134.1, lon: 64.9 }, false],
  ] as const)('%s: %o → %s', (name, value, expected) => {
    expect(accepts(pieces[name], value)).toBe(expected);
  });

  it('takes an id in capitals for the same id', () => {
    const id = '019a1b2c-3d4e-7f50-8a6b-7c8d9e0f1a2b';
    expect(schemas.uuidv7.parse(id.toUpperCase())).toBe(id);
  });

  it('refuses text that a store could not keep: a null character, half a surrogate pair', () => {
    expect(accepts(schemas.line, 'a\u0000b')).toBe(false);
    expect(accepts(schemas.note, 'a\ud800')).toBe(false);
  });

  it('trims what a person wrote', () => {
    expect(schemas.line.parse('  WB-850 ')).toBe('WB-850');
  });

  it('names one fault of a day once', () => {
    expect(schemas.day.safeParse('soon').error?.issues).toHaveLength(1);
  });

  it('pages by 50 unless asked otherwise, and by no more than 200', () => {
    expect(schemas.paging.limit.parse(undefined)).toBe(50);
    expect(schemas.paging.limit.parse('200')).toBe(200);
    for (const limit of ['201', '0', '-1', '', 'ten', '1.5'])
      expect(accepts(schemas.paging.limit, limit)).toBe(false);
  });

  it('answers a list with its entries and the next cursor, and nothing else', () => {
    const list = schemas.listOf(schemas.provincePcode);
    expect(accepts(list, { items: ['AF01'], nextCursor: null })).toBe(true);
    expect(accepts(list, { items: ['AF01'] })).toBe(false);
    expect(accepts(list, { items: ['AF01'], nextCursor: null, total: 1 })).toBe(false);
  });
});
