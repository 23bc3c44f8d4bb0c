import { describe, expect, it } from 'vitest';
import { contentHash } from '../../../src/platform/content.ts';

const command = { id: 'a', lines: [{ item: 'wheat_flour', quantity: 50_000 }], note: null };

describe('the same content', () => {
  it.each<[what: string, other: unknown]>([
    ['itself', structuredClone(command)],
    [
      'in another order of fields',
      { note: null, lines: [{ quantity: 50_000, item: 'wheat_flour' }], id: 'a' },
    ],
    ['with fields that are not there', { ...command, eta: undefined }],
    ['with a number written otherwise', { ...command, lines: [{ item: 'wheat_flour', quantity: 5e4 }] }],
  ])('%s', (_what, other) => {
    expect(contentHash(other)).toBe(contentHash(command));
  });
});

describe('other content', () => {
  it.each<[what: string, other: unknown]>([
    ['another value', { ...command, id: 'b' }],
    ['a field more', { ...command, eta: '2026-11-28' }],
    ['text instead of a number', { ...command, lines: [{ item: 'wheat_flour', quantity: '50000' }] }],
    ['the lines in another order', { ...command, lines: [...command.lines, ...command.lines] }],
    ['nesting that reads alike', { ...command, lines: [[{ item: 'wheat_flour', quantity: 50_000 }]] }],
    ['a value moved to another field', { id: null, lines: command.lines, note: 'a' }],
    ['signs that could be mistaken for structure', { ...command, note: '","id":"a' }],
  ])('%s', (_what, other) => {
    expect(contentHash(other)).not.toBe(contentHash(command));
  });
});

it('is a SHA-256, short enough for a column', () => {
  expect(contentHash(command)).toMatch(/^[\w-]{43}$/);
});
