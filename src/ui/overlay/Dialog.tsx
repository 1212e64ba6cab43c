import { type ReactNode, useEffect, useId, useRef } from 'react';
import { IconButton } from '../action/Button.tsx';
import { cx } from '../cx.ts';
import { useKitText } from '../kit.text.ts';
import css from './Dialog.module.css';

export interface DialogProps {
  open: boolean;
  /** Escape, the × and a press outside. Closing gives the focus back to where it was. */
  onClose: () => void;
  title: ReactNode;
  children: ReactNode;
  /** Buttons at the foot, the main one first. */
  actions?: ReactNode;
}

function Sheet(props: DialogProps & { side: boolean; wide?: boolean | undefined }): ReactNode {
  const words = useKitText();
  const id = useId();
  const dialog = useRef<HTMLDialogElement>(null);
  const { open, onClose } = props;

  useEffect(() => {
    const element = dialog.current;
    if (!element || !open) return;
    // The browser itself keeps focus inside, makes the rest inert and returns the focus on close().
    element.showModal();
    return () => element.close();
  }, [open]);

  return (
    <dialog
      ref={dialog}
      aria-labelledby={id}
      className={cx(css.dialog, props.side && css.side, props.wide && css.wide)}
      onCancel={(event) => {
        // File inputs inside fire cancel too.
        if (event.target !== event.currentTarget) return;
        event.preventDefault();
        onClose();
      }}
      onMouseDown={(event) => {
        if (event.target === dialog.current) onClose();
      }}
    >
      {open && (
        <div className={css.sheet}>
          <header className={css.head}>
            <h2 id={id}>{props.title}</h2>
            <IconButton icon="close" label={words.close} onClick={onClose} />
          </header>
          <div className={css.body}>{props.children}</div>
          {props.actions && <footer className={css.foot}>{props.actions}</footer>}
        </div>
      )}
    </dialog>
  );
}

/** A question that must be answered before going on. Prefer Undo to asking; use this where nothing can be undone. */
export function Dialog(props: DialogProps & { wide?: boolean | undefined }): ReactNode {
  return <Sheet {...props} side={false} />;
}

/** A panel at the side: details of a row, filters, the menu of a phone. The page stays visible beside it. */
export function Drawer(props: DialogProps): ReactNode {
  return <Sheet {...props} side />;
}
