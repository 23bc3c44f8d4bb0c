import { describe, expect, it } from 'vitest';
import { DomainError } from '../../../src/platform/errors.ts';
import { decodeCursor, encodeCursor, toPage } from '../../../src/platform/page.ts';

interface Row {
  at: number;
  id: string;
}

const rows: Row[] = Array.from({ length: 4 }, (_, index) => ({ at: 100 - index, id: `row ${index}` }));
const keyOf = ({ at, id }: Row) => [at, id];

describe('a page', () => {
  it('is cut to its limit and says where the next begins', () => {
    const page = toPage(rows, 3, keyOf);
    expect(page.items).toEqual(rows.slice(0, 3));
    expect(decodeCursor(page.nextCursor ?? '', ['integer', 'text'])).toEqual([98, 'row 2']);
  });

  it.each([4, 5])('with no more rows than its limit of %d is the last', (limit) => {
    expect(toPage(rows, limit, keyOf)).toEqual({ items: rows, nextCursor: null });
  });

  it('of nothing is empty', () => {
    expect(toPage([], 3, keyOf)).toEqual({ items: [], nextCursor: null });
  });
});

describe('a cursor', () => {
  it('is safe in an address and brings back its key, whatever letters are in it', () => {
    const key = ['غور & co?', 'élan/+=', 7];
    const cursor = encodeCursor(key);
    expect(encodeURIComponent(cursor)).toBe(cursor);
    expect(decodeCursor(cursor, ['text', 'text', 'integer'])).toEqual(key);
  });

  it.each([
    ['of a person', 'next'],
    ['that is empty', ''],
    ['that was cut off', encodeCursor([98, 'row 2']).slice(0, -3)],
    ['of another list', encodeCursor(['AF23', 'food_security', '2026-11'])],
    ['that is no key', Buffer.from('{"at":98}').toString('base64url')],
    ['with something else inside', Buffer.from('[98,{"id":1}]').toString('base64url')],
    ['whose parts have changed places', encodeCursor(['row 2', 98])],
    ['with half a number', encodeCursor([0.5, 'row 2'])],
    ['with text no store can hold', encodeCursor([98, '\u0000'])],
    ['with nothing inside', Buffer.from('[null,null]').toString('base64url')],
  ])('%s is refused, naming ?cursor', (_what, cursor) => {
    const refusal = (() => {
      try {
        return decodeCursor(cursor, ['integer', 'text']);
      } catch (error) {
        return error;
      }
    })();
    expect(refusal).toBeInstanceOf(DomainError);
    expect(refusal).toMatchObject({ code: 'malformed', errors: [{ pointer: '?cursor', code: 'invalid' }] });
  });
});
