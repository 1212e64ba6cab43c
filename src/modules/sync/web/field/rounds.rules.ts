/** A phone asks what is new no more often than this (milliseconds). */
export const EVERY = 30_000;

/** Whether it is time to ask again; `last` is when it was asked, by a clock that nobody sets. */
export function isDue(last: number | undefined, now: number): boolean {
  return last === undefined || now - last >= EVERY;
}
