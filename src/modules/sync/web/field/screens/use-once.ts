import { useRef } from 'react';

/**
 * Runs one thing at a time: a second tap while the first is at work does nothing. Work that gives `left` has left the
 * screen, where nothing is done any more.
 */
export function useOnce(): (work: () => Promise<unknown>) => Promise<void> {
  const isBusy = useRef(false);
  return async (work) => {
    if (isBusy.current) return;
    isBusy.current = true;
    let result: unknown;
    try {
      result = await work();
    } finally {
      isBusy.current = result === 'left';
    }
  };
}
