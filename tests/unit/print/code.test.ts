import { describe, expect, it } from 'vitest';
import { qrSvg } from '../../../src/platform/print/code.ts';
import { newId } from '../../../src/platform/ids.ts';
import { readQr } from '../../support/qr.ts';

describe('a QR code', () => {
  it.each([
    `/shipments/${newId()}`,
    `https://aid.example.org/shipments/${newId()}`,
    `https://aid.example.org/shipments/${newId()}?blind=1`,
    `https://a-rather-long-name.of-a-ministry.example.gov.af/shipments/${newId()}`,
    'بارنامهٔ ۸۵۰',
  ])('says %s', (content) => {
    expect(readQr(qrSvg(content, ''))).toBe(content);
  });

  it('has the white border that readers ask for', () => {
    const svg = qrSvg(`/shipments/${newId()}`, 'role="img"');
    const [, size = ''] = /^<svg role="img" viewBox="0 0 (\d+) \1"/.exec(svg) ?? [];
    const runs = [...svg.matchAll(/M(\d+) (\d+)h(\d+)v1/g)].map(([, x, y, n]) => [+x!, +y!, +x! + +n!]);
    expect([Math.min(...runs.map(([x]) => x!)), Math.min(...runs.map(([, y]) => y!))]).toEqual([4, 4]);
    expect(Math.max(...runs.map(([, , end]) => end!))).toBe(Number(size) - 4);
  });
});
