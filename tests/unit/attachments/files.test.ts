import { describe, expect, it } from 'vitest';
import { disposition, keptName } from '../../../src/attachments/rules/file-name.ts';
import { mediaTypeOf } from '../../../src/attachments/rules/media-type.ts';

describe('what a file is', () => {
  it.each([
    ['ffd8ffe000104a464946', 'image/jpeg'],
    ['89504e470d0a1a0a0000', 'image/png'],
    ['52494646240000005745425056503820', 'image/webp'],
    ['255044462d312e37', 'application/pdf'],
    // A wave file, half a signature, a PDF behind something else, nothing
    ['524946462400000057415645', undefined],
    ['ffd8', undefined],
    ['0a255044462d', undefined],
    ['', undefined],
  ])('%s is %s', (hex, type) => {
    expect(mediaTypeOf(Buffer.from(hex, 'hex'))).toBe(type);
  });
});

describe('the name of a file', () => {
  it.each([
    ['waybill 850.pdf', 'waybill 850.pdf'],
    ['رسید.jpg', 'رسید.jpg'],
    ['../../etc/passwd', 'passwd'],
    ['C:\\photos\\a.jpg', 'a.jpg'],
    ['a\u0000\r\nb.jpg', 'ab.jpg'],
    // Turns what follows around: photo-gpj.exe
    ['photo-\u202Eexe.jpg', 'photo-exe.jpg'],
    ['half \ud800', 'half \ufffd'],
    ['x'.repeat(300), 'x'.repeat(200)],
    ['  ', null],
    [null, null],
  ])('%j is kept as %j', (sent, kept) => {
    expect(keptName(sent)).toBe(kept);
  });

  it.each([
    ['a.jpg', "filename*=UTF-8''a.jpg"],
    ['a"; filename="evil.exe', "filename*=UTF-8''a%22%3B%20filename%3D%22evil.exe"],
    ["it's (1).jpg", "filename*=UTF-8''it%27s%20%281%29.jpg"],
    [null, "filename*=UTF-8''id.jpg"],
  ])('%j is saved as %s', (name, extended) => {
    expect(disposition('id', name, 'image/jpeg')).toBe(`attachment; filename="id.jpg"; ${extended}`);
  });
});
