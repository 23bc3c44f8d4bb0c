import { expect, test } from 'vitest';
import { firstLoadOf } from '../../../src/web/build/size.ts';

test('counted is what must be there before the field list shows, once each, and not what comes later', () => {
  const manifest = {
    'index.html': {
      file: 'index.js',
      imports: ['_react.js'],
      dynamicImports: ['field/field-page.tsx', 'lane.tsx'],
    },
    '_react.js': { file: 'react.js' },
    'field/field-page.tsx': {
      file: 'field.js',
      imports: ['_react.js', '_idb.js'],
      dynamicImports: ['lane.tsx'],
    },
    '_idb.js': { file: 'idb.js' },
    'lane.tsx': { file: 'lane.js' },
    '_texts-ps-1.js': { file: 'texts-ps.js', name: 'texts-ps' },
    '_texts-en-1.js': { file: 'texts-en.js', name: 'texts-en' },
    'field/texts/ps.json': { file: 'field-ps.js' },
    'overview/texts/ps.json': { file: 'overview-ps.js' },
  };
  expect(firstLoadOf(manifest).sort()).toEqual([
    'field-ps.js',
    'field.js',
    'idb.js',
    'index.js',
    'react.js',
    'texts-ps.js',
  ]);
  // What cannot be found is not left out of the sum.
  const { '_texts-ps-1.js': _gone, ...without } = manifest;
  expect(() => firstLoadOf(without)).toThrow('texts-ps');
});
