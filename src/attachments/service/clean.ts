import type { Sharp } from 'sharp';
import { DomainError } from '../../platform/errors.ts';
import type { MediaType } from '../contract.ts';

/** As many as the cameras of phones have; decoded they are some 200 MB, however small the file is. */
const MOST_PIXELS = 50_000_000;
/** Signs of wear on a bag stay to be seen. */
const QUALITY = 90;

/**
 * A file as it is stored. Images are drawn anew: upright, in sRGB, and without anything but pixels, so that neither EXIF (GPS, names,
 * serial numbers), XMP, IPTC, thumbnails nor what is hidden behind the picture gets in. PDF stays as it is.
 *
 * @throws DomainError refused, when the picture cannot be read or has too many pixels
 */
export async function clean(bytes: Buffer, mediaType: MediaType): Promise<Buffer> {
  return mediaType === 'application/pdf' ? bytes : inTurn(() => drawn(bytes, mediaType));
}

async function drawn(bytes: Buffer, mediaType: Exclude<MediaType, 'application/pdf'>): Promise<Buffer> {
  // Loaded with the first picture: a library of 20 MB that most processes never need.
  const { default: sharp } = await import('sharp');
  const picture = sharp(bytes, { limitInputPixels: MOST_PIXELS, failOn: 'error' }).autoOrient();
  try {
    return await ENCODED[mediaType](picture).toBuffer();
  } catch (cause) {
    const isTooBig = cause instanceof Error && cause.message.includes('pixel limit');
    const detail = isTooBig
      ? `a picture may have at most ${MOST_PIXELS / 1_000_000} million pixels`
      : 'the picture cannot be read: it may be damaged';
    const code = isTooBig ? 'too_many_pixels' : 'unreadable';
    throw new DomainError('refused', detail, { errors: [{ pointer: '/file', code, detail }], cause });
  }
}

const ENCODED: Readonly<Record<Exclude<MediaType, 'application/pdf'>, (picture: Sharp) => Sharp>> = {
  'image/jpeg': (picture) => picture.jpeg({ quality: QUALITY }),
  'image/png': (picture) => picture.png(),
  'image/webp': (picture) => picture.webp({ quality: QUALITY }),
};

let last: Promise<unknown> = Promise.resolve();

/** One picture at a time: each may take hundreds of megabytes while it is decoded. */
function inTurn<T>(work: () => Promise<T>): Promise<T> {
  const mine = last.then(work, work);
  last = mine;
  return mine;
}
