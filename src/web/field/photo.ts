/** Photographs as they leave the phone: small enough for a slow line, named by their content. */
import { hashOf } from './rules/queue-file.ts';
import type { WaitingFile } from './rules/queue.ts';

export type KeptFile = Pick<WaitingFile, 'hash' | 'name' | 'mediaType' | 'content'>;

/** Enough to read a label on a bag. */
const LONGEST_PX = 1600;
const QUALITY = 0.8;

/** How large a picture is drawn: never larger than it is, its longer side at most so many pixels. */
export function fitted(width: number, height: number): { width: number; height: number } {
  const scale = Math.min(1, LONGEST_PX / Math.max(width, height));
  return { width: Math.max(1, Math.round(width * scale)), height: Math.max(1, Math.round(height * scale)) };
}

/**
 * A photograph as JPEG, upright; where it was taken stays on the phone, because what is drawn anew carries no metadata.
 *
 * @throws Error when the browser cannot read it
 */
export async function shrunk(photo: Blob): Promise<KeptFile> {
  const bitmap = await createImageBitmap(photo, { imageOrientation: 'from-image' });
  const size = fitted(bitmap.width, bitmap.height);
  const canvas = Object.assign(document.createElement('canvas'), size);
  canvas.getContext('2d')?.drawImage(bitmap, 0, 0, size.width, size.height);
  bitmap.close();
  return keptOf(canvas, 'photo.jpg', 'image/jpeg');
}

export async function keptOf(
  canvas: HTMLCanvasElement,
  name: string,
  mediaType: 'image/jpeg' | 'image/png',
): Promise<KeptFile> {
  const blob = await new Promise<Blob | null>((resolve) => canvas.toBlob(resolve, mediaType, QUALITY));
  if (!blob) throw new Error('the picture could not be made');
  const content = await blob.arrayBuffer();
  return { hash: await hashOf(content), name, mediaType, content };
}
