import { useEffect, useRef, useState } from 'react';
import type { FieldEngine } from '../engine.ts';

interface Begun<T> {
  readonly now: T;
  /** What it is at this moment, whichever render asks. */
  readonly latest: () => T;
  /** Changes it as it is by now, and resolves once that is on the disk; nothing where it was written down or dropped. */
  readonly change: (make: (before: T) => T) => Promise<void>;
  /** Stops changes and gives what it is, once the last of them is on the disk or has failed. */
  readonly close: () => Promise<T>;
  /** Lets it be changed again: it could not be written down. */
  readonly reopen: () => void;
}

/**
 * What is being written, in the phone's memory under `name` after every change. A picture or a place that comes late is
 * put to the answers of by then, never over them.
 */
export function useBegun<T>(engine: FieldEngine, name: string, first: T): Begun<T> {
  const [now, setNow] = useState(first);
  const latest = useRef(first);
  const writing = useRef<Promise<unknown>>(Promise.resolve());
  const isClosed = useRef(false);
  const isShown = useRef(true);
  useEffect(() => {
    isShown.current = true;
    return () => {
      isShown.current = false;
    };
  }, []);

  async function write(make: (before: T) => T): Promise<void> {
    if (isShown.current) return engine.store.write(name, latest.current);
    // The screen was left, and may have been opened anew since: what is on the disk counts.
    const kept = await engine.store.read<T>(name);
    if (kept !== undefined) await engine.store.write(name, make(kept));
  }
  return {
    now,
    latest: () => latest.current,
    change: (make) => {
      if (isClosed.current) return Promise.resolve();
      latest.current = make(latest.current);
      setNow(latest.current);
      const written = writing.current.then(() => write(make));
      writing.current = written.catch(() => undefined);
      return written;
    },
    close: async () => {
      isClosed.current = true;
      await writing.current;
      return latest.current;
    },
    reopen: () => {
      isClosed.current = false;
    },
  };
}
