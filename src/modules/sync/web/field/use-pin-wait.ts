import { useEffect, useRef, useState } from 'react';
import { waitAfter } from './pin.rules.ts';
import { listPeople } from './store/people.ts';

interface PinWait {
  /** Seconds until the next PIN can be tried; undefined until the disk was read. */
  readonly wait: number | undefined;
  /** Asked right before a PIN is tried: false where others were tried meanwhile, and it waits now. */
  readonly mayTry: () => Promise<boolean>;
  /** Notes that one was wrong. */
  readonly missed: () => Promise<void>;
}

/**
 * The wait after wrong PINs, by their count on the disk. Whoever comes to the form anew waits anew: neither a way round
 * the screen nor a clock that is set forward shortens it.
 */
export function usePinWait(personId: string): PinWait {
  const [wait, setWait] = useState<number>();
  const known = useRef(0);
  useEffect(() => {
    void failuresOf(personId).then((failures) => {
      known.current = failures;
      setWait(waitAfter(failures));
    });
  }, [personId]);
  useEffect(() => {
    if (!wait) return;
    const timer = window.setTimeout(() => setWait(wait - 1), 1000);
    return () => window.clearTimeout(timer);
  }, [wait]);
  return {
    wait,
    mayTry: async () => {
      const failures = await failuresOf(personId);
      if (failures <= known.current) return true;
      known.current = failures;
      setWait(waitAfter(failures));
      return waitAfter(failures) === 0;
    },
    missed: async () => {
      // A full disk counts nothing: then the form does.
      known.current = Math.max(known.current + 1, await failuresOf(personId));
      setWait(waitAfter(known.current));
    },
  };
}

async function failuresOf(personId: string): Promise<number> {
  const people = await listPeople().catch(() => []);
  return people.find(({ id }) => id === personId)?.failures ?? 0;
}
