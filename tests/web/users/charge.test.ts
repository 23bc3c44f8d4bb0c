/** What somebody may: only what an administrator wrote is sent, and lies on top of what another one changed meanwhile. */
import { expect, test } from 'vitest';
import { type Charge, changeFrom, differing } from '../../../src/web/users/rules/charge.ts';

const before: Charge = { name: 'Gul', role: 'coordinator', organisation: null, provinces: ['AF01', 'AF23'] };

test.each<[string, Partial<Charge>, object]>([
  ['nothing', {}, {}],
  ['the same provinces in a list of their own', { provinces: ['AF01', 'AF23'] }, {}],
  ['the role', { role: 'viewer' }, { role: 'viewer' }],
  ['all provinces instead of some', { provinces: null }, { provinces: null }],
  ['fewer provinces', { provinces: ['AF23'] }, { provinces: ['AF23'] }],
  [
    'an organisation and a name',
    { organisation: 'un', name: 'Gul A.' },
    { name: 'Gul A.', organisation: 'un' },
  ],
])('of a charge is sent what was changed: %s', (_, changes, sent) => {
  const after = { ...before, ...changes };
  expect(changeFrom(before, after)).toEqual(sent);
  expect(differing(before, after)).toEqual(Object.keys(sent));
});
