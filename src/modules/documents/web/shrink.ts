import { bareJpeg } from '../picture-bytes.rules.ts';

/** Longest side in pixels: a number plate across the road stays readable. */
const LONGEST_SIDE = 1600;
const QUALITY = 0.8;

/**
 * A picture as it is sent: upright, small, and with nothing in it but the drawing; place, time and device stay behind.
 * Throws where the browser can't read it (HEIC on many phones).
 */
export async function shrink(file: Blob): Promise<Uint8Array<ArrayBuffer>> {
  const picture = await createImageBitmap(file, { imageOrientation: 'from-image' });
  const scale = Math.min(1, LONGEST_SIDE / Math.max(picture.width, picture.height));
  const [width, height] = [Math.round(picture.width * scale), Math.round(picture.height * scale)];
  const canvas = Object.assign(document.createElement('canvas'), { width, height });
  const pen = canvas.getContext('2d');
  if (!pen) throw new Error('no canvas');
  pen.fillStyle = '#fff';
  pen.fillRect(0, 0, width, height);
  pen.drawImage(picture, 0, 0, width, height);
  picture.close();
  const drawn = await new Promise<Blob | null>((resolve) => canvas.toBlob(resolve, 'image/jpeg', QUALITY));
  const bare = drawn && bareJpeg(new Uint8Array(await drawn.arrayBuffer()));
  if (!bare) throw new Error('not drawn');
  return bare;
}
