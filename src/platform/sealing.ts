import { createCipheriv, createDecipheriv, hkdfSync, randomBytes } from 'node:crypto';

/** Keeps secrets that the service must be able to use again. */
export interface Sealer {
  /** @param context what the secret is of: it opens for nothing else */
  seal: (secret: string, context: string) => string;
  /** @throws Error when it was sealed with another key, or for something else */
  open: (sealed: string, context: string) => string;
}

const PLAIN = 'plain:';
const SEALED = 'aes-256-gcm:';
const NONCE_BYTES = 12;
const TAG_BYTES = 16;

/**
 * Seals with AES-256-GCM under a key derived from the operator's (HKDF-SHA-256). Without one there is nowhere to keep a key but beside
 * what it locks, which would only look safe: secrets are then kept as they are, and say so. Plain ones are read with a key too.
 */
export function sealerWith(key: string | undefined, purpose: string): Sealer {
  const derived =
    key === undefined ? undefined : Buffer.from(hkdfSync('sha256', key, '', `aid-ledger ${purpose}`, 32));
  return {
    seal(secret, context) {
      if (!derived) return PLAIN + secret;
      const nonce = randomBytes(NONCE_BYTES);
      const cipher = createCipheriv('aes-256-gcm', derived, nonce).setAAD(Buffer.from(context));
      const hidden = Buffer.concat([cipher.update(secret, 'utf8'), cipher.final()]);
      return SEALED + Buffer.concat([nonce, cipher.getAuthTag(), hidden]).toString('base64');
    },
    open(sealed, context) {
      if (sealed.startsWith(PLAIN)) return sealed.slice(PLAIN.length);
      if (!derived) throw new Error('the secret is sealed, and SECRETS_KEY is not set');
      const bytes = Buffer.from(sealed.slice(SEALED.length), 'base64');
      const decipher = createDecipheriv('aes-256-gcm', derived, bytes.subarray(0, NONCE_BYTES))
        .setAAD(Buffer.from(context))
        .setAuthTag(bytes.subarray(NONCE_BYTES, NONCE_BYTES + TAG_BYTES));
      try {
        const open = decipher.update(bytes.subarray(NONCE_BYTES + TAG_BYTES));
        return Buffer.concat([open, decipher.final()]).toString('utf8');
      } catch (error) {
        throw new Error('the secret was sealed with another SECRETS_KEY', { cause: error });
      }
    },
  };
}
