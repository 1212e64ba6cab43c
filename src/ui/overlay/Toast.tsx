import {
  createContext,
  type ReactNode,
  useCallback,
  useContext,
  useEffect,
  useMemo,
  useRef,
  useState,
} from 'react';
import { Button, IconButton } from '../action/Button.tsx';
import { cx } from '../cx.ts';
import type { Tone } from '../feedback/Banner.tsx';
import { Icon } from '../Icon.tsx';
import { useKitText } from '../kit.text.ts';
import css from './Toast.module.css';

export interface ToastMessage {
  text: ReactNode;
  tone?: Tone | undefined;
  /** Takes back what was just done; the button says "Hoàn tác". */
  undo?: (() => void | Promise<void>) | undefined;
}

interface Shown extends ToastMessage {
  id: number;
}

const ToastContext = createContext<(message: ToastMessage) => void>(() => undefined);

/** Shows a short message that goes away by itself (8 s, with Undo 15 s, never while pointed at or focused). */
export function useToast(): (message: ToastMessage) => void {
  return useContext(ToastContext);
}

/** Holds the messages; once, around the whole app. */
export function ToastProvider({ children }: { children: ReactNode }): ReactNode {
  const [shown, setShown] = useState<readonly Shown[]>([]);
  const count = useRef(0);
  const show = useCallback((message: ToastMessage) => {
    count.current += 1;
    const next = { ...message, id: count.current };
    setShown((before) => [...before.slice(-2), next]);
  }, []);
  const remove = useCallback((id: number) => setShown((before) => before.filter((one) => one.id !== id)), []);
  const list = useMemo(
    () => shown.map((message) => <ToastLine key={message.id} message={message} onGone={remove} />),
    [shown, remove],
  );
  return (
    <ToastContext value={show}>
      {children}
      <div className={css.toasts} role="status" aria-live="polite" data-print="hide">
        {list}
      </div>
    </ToastContext>
  );
}

function ToastLine({ message, onGone }: { message: Shown; onGone: (id: number) => void }): ReactNode {
  const words = useKitText();
  const [held, setHeld] = useState(false);
  const tone = message.tone ?? 'success';
  useEffect(() => {
    // An error stays until it is closed.
    if (held || tone === 'error') return;
    const timer = window.setTimeout(() => onGone(message.id), message.undo ? 15_000 : 8_000);
    return () => window.clearTimeout(timer);
  }, [held, message, onGone, tone]);
  return (
    // biome-ignore lint/a11y/noStaticElementInteractions: pointing at it only stops the clock
    <div
      className={css.toast}
      onMouseEnter={() => setHeld(true)}
      onMouseLeave={() => setHeld(false)}
      onFocus={() => setHeld(true)}
      onBlur={() => setHeld(false)}
    >
      <span className={cx(css.mark)}>
        <Icon name={tone} />
      </span>
      <span className={css.text}>{message.text}</span>
      {message.undo && (
        <Button
          small
          icon="undo"
          onClick={() => {
            onGone(message.id);
            void message.undo?.();
          }}
        >
          {words.undo}
        </Button>
      )}
      <IconButton icon="close" label={words.close} onClick={() => onGone(message.id)} />
    </div>
  );
}
