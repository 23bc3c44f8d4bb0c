/** Photographs join the draft of a receipt as they become ready, in whatever order. */
import { expect, test } from 'vitest';
import { MOST_PHOTOS, newDraft, type ReceiptDraft, withPhoto } from '../../../src/web/field/rules/draft.ts';
import type { HeldShipment } from '../../../src/web/field/store/database.ts';

const shipment: Pick<HeldShipment, 'lines'> = { lines: [] };
const empty = newDraft('01890000-0000-7000-8000-000000000001', shipment as HeldShipment);
const photo = (hash: string) => ({
  ...{ hash, name: 'photo.jpg', mediaType: 'image/jpeg' as const, content: new ArrayBuffer(1) },
});
const after = (...hashes: string[]) =>
  hashes.reduce<ReceiptDraft>(
    (draft, hash) => ({ ...draft, ...withPhoto(draft, photo(hash), 'WB-7') }),
    empty,
  );

test('each is named by its place, beside those that are there', () => {
  expect(after('a', 'b').photos.map(({ hash, name }) => [hash, name])).toEqual([
    ['a', 'WB-7-1.jpg'],
    ['b', 'WB-7-2.jpg'],
  ]);
});

test('the same one again changes nothing', () => {
  expect(after('a', 'b', 'a')).toEqual(after('a', 'b'));
});

test('no more than may be sent', () => {
  const hashes = Array.from({ length: MOST_PHOTOS + 3 }, (_, index) => String(index));
  expect(after(...hashes)).toEqual(after(...hashes.slice(0, MOST_PHOTOS)));
});
