import { type PointerEvent, type ReactNode, useRef } from 'react';
import { useText } from '../../../../../platform/web/i18n.tsx';
import doorCss from '../doors.module.css';
import { doorsText } from '../doors.text.ts';
import css from '../field.module.css';

/** As it is kept: small, so that a hundred of them cost little data. */
const [WIDTH, HEIGHT] = [360, 150];

/**
 * A box to sign in with a finger. `onDrawn` gets the picture as base64 (PNG) after each stroke; undefined where it was
 * wiped. Whoever can't draw has other ways to sign beside it.
 */
export function Signature({ onDrawn }: { onDrawn: (picture: string | undefined) => void }): ReactNode {
  const text = useText(doorsText);
  const board = useRef<HTMLCanvasElement>(null);
  const last = useRef<{ x: number; y: number } | undefined>(undefined);

  function at({ currentTarget, clientX, clientY }: PointerEvent<HTMLCanvasElement>): {
    x: number;
    y: number;
  } {
    const box = currentTarget.getBoundingClientRect();
    return {
      x: ((clientX - box.left) * WIDTH) / box.width,
      y: ((clientY - box.top) * HEIGHT) / box.height,
    };
  }
  function draw(event: PointerEvent<HTMLCanvasElement>): void {
    const pen = event.currentTarget.getContext('2d');
    if (!last.current || !pen) return;
    const here = at(event);
    pen.lineWidth = 2.5;
    pen.lineCap = 'round';
    pen.beginPath();
    pen.moveTo(last.current.x, last.current.y);
    pen.lineTo(here.x, here.y);
    pen.stroke();
    last.current = here;
  }
  function end(): void {
    if (!last.current) return;
    last.current = undefined;
    onDrawn(pictureOf(board.current));
  }
  function clear(): void {
    board.current?.getContext('2d')?.clearRect(0, 0, WIDTH, HEIGHT);
    onDrawn(undefined);
  }
  return (
    <>
      <p className={css.help}>{text.drawHelp}</p>
      <canvas
        ref={board}
        width={WIDTH}
        height={HEIGHT}
        className={doorCss.signature}
        role="img"
        aria-label={text.draw}
        onPointerDown={(event) => {
          event.currentTarget.setPointerCapture(event.pointerId);
          last.current = at(event);
        }}
        onPointerMove={draw}
        onPointerUp={end}
        onPointerCancel={end}
      />
      <button type="button" className={css.quiet} onClick={clear}>
        {text.clear}
      </button>
    </>
  );
}

/** Ink on white, whatever the theme: the picture is looked at on paper. */
function pictureOf(drawn: HTMLCanvasElement | null): string | undefined {
  if (!drawn) return undefined;
  const paper = document.createElement('canvas');
  [paper.width, paper.height] = [WIDTH, HEIGHT];
  const pen = paper.getContext('2d');
  if (!pen) return undefined;
  pen.fillStyle = 'white';
  pen.fillRect(0, 0, WIDTH, HEIGHT);
  pen.drawImage(drawn, 0, 0);
  return paper.toDataURL('image/png').split(',')[1];
}
