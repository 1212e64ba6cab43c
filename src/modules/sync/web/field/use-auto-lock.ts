import { useEffect } from 'react';

/** After this long without a touch, in sight or out of it, the phone asks for the PIN again (milliseconds). */
const LOCK_AFTER = 10 * 60_000;
/** How often it is looked at; a phone in a pocket looks as soon as it wakes. */
const LOOK_EVERY = 15_000;

/** Locks what nobody touches. Goes by the time since the last touch, whether timers ran meanwhile or not. */
export function useAutoLock(isOpen: boolean, lock: () => void): void {
  useEffect(() => {
    if (!isOpen) return;
    let touched = Date.now();
    const look = (): void => {
      // A clock that was set back says nothing of how long nobody touched it.
      if (Math.abs(Date.now() - touched) > LOCK_AFTER) lock();
    };
    const touch = (): void => {
      look();
      touched = Date.now();
    };
    const timer = window.setInterval(look, LOOK_EVERY);
    const kinds = ['pointerdown', 'keydown', 'input'] as const;
    for (const kind of kinds) window.addEventListener(kind, touch, { capture: true });
    document.addEventListener('visibilitychange', look);
    return () => {
      window.clearInterval(timer);
      for (const kind of kinds) window.removeEventListener(kind, touch, { capture: true });
      document.removeEventListener('visibilitychange', look);
    };
  }, [isOpen, lock]);
}
