import qrcode from 'qrcode-generator';
import { type ReactNode, useMemo } from 'react';
import css from './QrCode.module.css';

const quiet = 4;

/** A QR code as a drawing; `label` is read aloud in its place. */
export function QrCode({ text, label }: { text: string; label: string }): ReactNode {
  const { size, path } = useMemo(() => draw(text), [text]);
  const edge = size + 2 * quiet;
  return (
    <svg
      className={css.code}
      viewBox={`0 0 ${edge} ${edge}`}
      role="img"
      aria-label={label}
      shapeRendering="crispEdges"
    >
      <path d={path} transform={`translate(${quiet} ${quiet})`} />
    </svg>
  );
}

/** One path of unit squares; type 0 takes the smallest size that holds the text. */
function draw(text: string): { size: number; path: string } {
  const code = qrcode(0, 'M');
  code.addData(text);
  code.make();
  const size = code.getModuleCount();
  let path = '';
  for (let row = 0; row < size; row += 1) {
    for (let column = 0; column < size; column += 1) {
      if (code.isDark(row, column)) path += `M${column} ${row}h1v1h-1z`;
    }
  }
  return { size, path };
}
