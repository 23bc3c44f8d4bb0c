/** Passwords as they are stored: at a cost that is worth it, and told from others. */
import { expect, it } from 'vitest';
import { hashPassword, verifyPassword } from '../../../src/platform/auth/password-hash.ts';

it('is stored with a salt of its own, at the cost that OWASP asks for', async () => {
  const [first, second] = await Promise.all([hashPassword('seven camels'), hashPassword('seven camels')]);
  expect(first).toMatch(/^scrypt\$32768\$8\$3\$[\w-]{22}\$[\w-]{43}$/);
  expect(first).not.toBe(second);
});

it('is known again however its letters were composed, and no other is; at whatever cost it was stored', async () => {
  const stored = await hashPassword('caf\u00e9 in Kabul');
  expect(await verifyPassword(stored, 'cafe\u0301 in Kabul')).toBe(true);
  expect(await verifyPassword(stored, 'cafe in Kabul')).toBe(false);
  // `hashPassword` of a release that asked for less.
  const cheap = 'scrypt$1024$8$1$c2FsdHNhbHRzYWx0c2FsdA$IUGEgwyzTqtfMgHIMQ9ldeOuYoWJw0yoKrVrDZB2KmE';
  expect(await verifyPassword(cheap, 'seven camels')).toBe(true);
  expect(await verifyPassword('bcrypt$1', 'seven camels')).toBe(false);
});
