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
    'shell/texts/ps.json': { file: 'shell-ps.js' },
    'shell/texts/en.json': { file: 'shell-en.js' },
    'overview/texts/ps.json': { file: 'overview-ps.js' },
  };
  expect(firstLoadOf(manifest, 'field/field-page.tsx').sort()).toEqual([
    'field.js',
    'idb.js',
    'index.js',
    'react.js',
    'shell-ps.js',
  ]);
});
