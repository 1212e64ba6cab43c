import qrcode from 'qrcode-generator';
import sharp from 'sharp';
import type { TagImage } from '../../../platform/server/word/fill-template.ts';

const DOTS_PER_MM = 96 / 25.4;
const MARGIN_MODULES = 2;
const DOTS_PER_MODULE = 6;

/** A QR code as a picture of a document, `size` millimetres long; M corrects up to 15 %, so that a fold or a stain does no harm. */
export async function qrImage(text: string, size: number): Promise<TagImage> {
  const code = qrcode(0, 'M');
  code.addData(text);
  code.make();
  const modules = code.getModuleCount();
  const side = modules + 2 * MARGIN_MODULES;
  const dots = Buffer.alloc(side * side, 255);
  for (let row = 0; row < modules; row += 1)
    for (let column = 0; column < modules; column += 1)
      if (code.isDark(row, column)) dots[(row + MARGIN_MODULES) * side + column + MARGIN_MODULES] = 0;
  const source = await sharp(dots, { raw: { width: side, height: side, channels: 1 } })
    .resize(side * DOTS_PER_MODULE, side * DOTS_PER_MODULE, { kernel: 'nearest' })
    .png({ palette: true, colours: 2 })
    .toBuffer();
  const length = Math.round(size * DOTS_PER_MM);
  return { _type: 'image', format: 'image/png', source, width: length, height: length, altText: text };
}
