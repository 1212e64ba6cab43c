import { createContext, useContext } from 'react';
import type { EntryValue } from '../../../../activities/field.contract.ts';

/** An answer, or what it becomes from what was answered last: what is taken takes time, and others are given meanwhile. */
export type Answered = EntryValue | undefined | ((before: EntryValue | undefined) => EntryValue | undefined);

export function answeredAfter(given: Answered, before: EntryValue | undefined): EntryValue | undefined {
  return typeof given === 'function' ? given(before) : given;
}

/** What is being taken right now (a picture, a recording, a place): a screen waits for it before it writes down. */
export class Taking {
  private readonly under = new Map<Promise<unknown>, (() => void) | undefined>();

  /** Notes something that is under way; `hurry` ends it sooner. */
  add(work: Promise<unknown>, hurry?: () => void): void {
    this.under.set(work, hurry);
    const done = (): void => {
      this.under.delete(work);
    };
    void work.then(done, done);
  }

  /** Ends what can be ended and waits for the rest. */
  async settle(): Promise<void> {
    while (this.under.size > 0) {
      for (const hurry of this.under.values()) hurry?.();
      await Promise.allSettled(this.under.keys());
    }
  }
}

export const TakingContext = createContext(new Taking());

export function useTaking(): Taking {
  return useContext(TakingContext);
}
