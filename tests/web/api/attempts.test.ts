import { expect, test } from 'vitest';
import { attempts } from '../../../src/web/api/attempts.ts';

test('the same content again is the same act, other content another; a key is plain whatever the content', () => {
  const keyOf = attempts();
  const first = keyOf({ name: 'صندوق استپ' });
  expect(keyOf({ name: 'صندوق استپ' })).toBe(first);
  expect(keyOf({ name: 'Steppe' })).not.toBe(first);
  expect(first).toMatch(/^[0-9a-f-]{36}$/);
  expect(attempts()({ name: 'صندوق استپ' })).not.toBe(first);
});
