import type { MediaType } from '../contract.ts';

/** The first bytes of each kind of file, from its specification; null stands for any byte. */
const SIGNATURES: Readonly<Record<MediaType, readonly (number | null)[]>> = {
  'image/jpeg': [0xff, 0xd8, 0xff],
  'image/png': [0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a],
  // RIFF, four bytes of length, WEBP
  'image/webp': [0x52, 0x49, 0x46, 0x46, null, null, null, null, 0x57, 0x45, 0x42, 0x50],
  // %PDF-
  'application/pdf': [0x25, 0x50, 0x44, 0x46, 0x2d],
};

/** What a file is by its bytes, whatever it is called; undefined when it is nothing that is taken. */
export function mediaTypeOf(bytes: Uint8Array): MediaType | undefined {
  return (Object.keys(SIGNATURES) as MediaType[]).find((type) =>
    SIGNATURES[type].every((byte, index) => byte === null || bytes[index] === byte),
  );
}
