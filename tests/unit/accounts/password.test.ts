import { describe, expect, it } from 'vitest';
import { commonPasswords } from '../../../src/accounts/common-passwords.ts';
import { passwordFault } from '../../../src/accounts/rules/password.ts';

const person = { email: 'gul.ahmad@partner.example', name: 'Gul Ahmad' };
const fault = (password: string) => passwordFault(password, person, commonPasswords());

describe('a password', () => {
  it.each(['seven-camels-in-Chaghcharan', 'wQ8#kfz2L!vnd', 'سه خر در بامیان می‌چرند', '7h-Xn29$kk-Wq'])(
    '%s is taken',
    (password) => {
      expect(fault(password)).toBeNull();
    },
  );

  it.each([
    ['eleven-char', /at least 12/],
    ['x'.repeat(129), /at most 128/],
    ['abababababababab', /too few different/],
    ['password2026!', /common/],
    ['!!!!Dragon2026', /common/],
    ['123456789012', /common/],
    ['qwertyuiop1234', /common/],
    ['humanitarian99', /this service/],
    ['gul.ahmad@partner.example', /your address/],
    ['ahmadahmad123', /your name/],
  ])('%s is refused', (password, why) => {
    expect(fault(password)).toMatch(why);
  });
});
