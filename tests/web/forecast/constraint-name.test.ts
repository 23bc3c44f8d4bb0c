/** What stands in the way of a release is named in every language. */
import { readFileSync } from 'node:fs';
import { expect, test } from 'vitest';
import { constraints } from '../../../src/places/constraints.ts';
import { RELEASED } from '../../../src/web/forecast/constraint-name.ts';

test('every constraint of the release has its name there, as it comes with it', () => {
  const names = Object.fromEntries(constraints.map(({ code, said }) => [code, said.name]));
  expect(RELEASED).toEqual(names);
  const english = JSON.parse(readFileSync('src/web/forecast/texts/en.json', 'utf8')) as Record<
    string,
    string
  >;
  for (const [code, name] of Object.entries(names)) expect(english[`constraint.${code}`]).toBe(name);
});
