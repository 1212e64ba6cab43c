import { type PointerEvent, type ReactNode, type RefObject, useEffect, useId, useRef } from 'react';
import { useText } from '../../../platform/web/i18n.tsx';
import { Button } from '../../../ui/action/Button.tsx';
import css from './SignaturePad.module.css';
import { signingText } from './signing.text.ts';

export interface Pad {
  /** The drawing as a picture; undefined where nothing was drawn. */
  picture(): Promise<Blob | undefined>;
  clear(): void;
}

/** A box to sign in with a finger, a pen or the mouse. Whoever can not draws nothing: there are other ways to sign. */
export function SignaturePad({ pad }: { pad: RefObject<Pad | null> }): ReactNode {
  const text = useText(signingText);
  const id = useId();
  const canvas = useRef<HTMLCanvasElement>(null);
  const isDrawn = useRef(false);
  const last = useRef<{ x: number; y: number } | undefined>(undefined);

  function clear(): void {
    const board = canvas.current;
    const pen = board?.getContext('2d');
    if (!board || !pen) return;
    // Ink on white whatever the theme: the picture is looked at on paper.
    pen.fillStyle = 'white';
    pen.fillRect(0, 0, board.width, board.height);
    isDrawn.current = false;
  }
  // biome-ignore lint/correctness/useExhaustiveDependencies: the board is set up once; setting its size wipes it
  useEffect(() => {
    const board = canvas.current;
    if (board) {
      const scale = window.devicePixelRatio || 1;
      board.width = board.clientWidth * scale;
      board.height = board.clientHeight * scale;
      board.getContext('2d')?.scale(scale, scale);
      clear();
    }
    pad.current = {
      clear,
      picture: () =>
        new Promise((resolve) => {
          if (!isDrawn.current || !canvas.current) resolve(undefined);
          else canvas.current.toBlob((blob) => resolve(blob ?? undefined), 'image/png');
        }),
    };
    return () => {
      pad.current = null;
    };
  }, []);

  function at(event: PointerEvent<HTMLCanvasElement>): { x: number; y: number } {
    const box = event.currentTarget.getBoundingClientRect();
    return { x: event.clientX - box.left, y: event.clientY - box.top };
  }
  function begin(event: PointerEvent<HTMLCanvasElement>): void {
    event.currentTarget.setPointerCapture(event.pointerId);
    last.current = at(event);
  }
  function draw(event: PointerEvent<HTMLCanvasElement>): void {
    const pen = event.currentTarget.getContext('2d');
    if (!last.current || !pen) return;
    const here = at(event);
    pen.strokeStyle = 'black';
    pen.lineWidth = 2.5;
    pen.lineCap = 'round';
    pen.beginPath();
    pen.moveTo(last.current.x, last.current.y);
    pen.lineTo(here.x, here.y);
    pen.stroke();
    last.current = here;
    isDrawn.current = true;
  }
  return (
    <div className={css.pad}>
      <p id={id} className={css.label}>
        {text.draw}
      </p>
      <canvas
        ref={canvas}
        className={css.board}
        aria-labelledby={id}
        role="img"
        onPointerDown={begin}
        onPointerMove={draw}
        onPointerUp={() => {
          last.current = undefined;
        }}
        onPointerCancel={() => {
          last.current = undefined;
        }}
      />
      <div className={css.foot}>
        <p className={css.help}>{text.drawHelp}</p>
        <Button small onClick={clear}>
          {text.clear}
        </Button>
      </div>
    </div>
  );
}
