/** A UUIDv7 (RFC 9562, 5.7): 48 bits of the millisecond, the rest by chance. `random` is 16 bytes of it. */
export function uuidV7(now: number, random: Uint8Array): string {
  const bytes = Uint8Array.from(random);
  let rest = now;
  for (let at = 5; at >= 0; at -= 1) {
    bytes[at] = rest % 256;
    rest = Math.floor(rest / 256);
  }
  bytes[6] = 0x70 | ((bytes[6] ?? 0) & 0x0f);
  bytes[8] = 0x80 | ((bytes[8] ?? 0) & 0x3f);
  const hex = Array.from(bytes, (byte) => byte.toString(16).padStart(2, '0')).join('');
  return [hex.slice(0, 8), hex.slice(8, 12), hex.slice(12, 16), hex.slice(16, 20), hex.slice(20)].join('-');
}

const UUID_V7 = /^[0-9a-f]{8}-[0-9a-f]{4}-7[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}$/;

export const isUuidV7 = (text: unknown): text is string => typeof text === 'string' && UUID_V7.test(text);

export const newId = (): string => uuidV7(Date.now(), crypto.getRandomValues(new Uint8Array(16)));
