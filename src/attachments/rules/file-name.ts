import type { MediaType } from '../contract.ts';

const EXTENSIONS: Readonly<Record<MediaType, string>> = {
  'image/jpeg': 'jpg',
  'image/png': 'png',
  'image/webp': 'webp',
  'application/pdf': 'pdf',
};
const MOST_CHARACTERS = 200;

/** A name as it was sent, as it may be kept: without control characters and folders; null when nothing is left. */
export function keptName(sent: string | null): string | null {
  const name = (sent ?? '')
    .toWellFormed()
    .replace(/^.*[/\\]/, '')
    .replace(/[\p{Cc}\p{Cf}]/gu, '')
    .trim();
  return name === '' ? null : name.slice(0, MOST_CHARACTERS).toWellFormed();
}

/** The Content-Disposition with which a file is saved and never shown in place (RFC 6266, RFC 8187). */
export function disposition(id: string, name: string | null, mediaType: MediaType): string {
  const plain = `${id}.${EXTENSIONS[mediaType]}`;
  const encoded = encodeURIComponent(name ?? plain).replace(
    /['()*]/g,
    (sign) => `%${sign.charCodeAt(0).toString(16).toUpperCase()}`,
  );
  return `attachment; filename="${plain}"; filename*=UTF-8''${encoded}`;
}
