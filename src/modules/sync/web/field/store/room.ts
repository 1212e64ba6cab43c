/** Whether something could not be kept because the phone or the browser's share of it is full. */
export function isDiskFull(error: unknown): boolean {
  for (let one: unknown = error; one instanceof Error || one instanceof DOMException; one = inner(one))
    if (one.name === 'QuotaExceededError') return true;
  return false;
}

/** Dexie says "aborted" and keeps the reason inside. */
function inner(error: Error | DOMException): unknown {
  return (error as { inner?: unknown }).inner;
}

/** What the browser says of the room that it gives to this app. */
export interface Room {
  /** Bytes, as the browser guesses; undefined where it does not say. */
  readonly free: number | undefined;
  /** It has promised not to delete what is kept when the phone runs full. */
  readonly kept: boolean;
}

/** Below this (bytes) an entry may soon find no room. */
const LITTLE_ROOM = 50_000_000;

export async function roomNow(): Promise<Room> {
  const { quota, usage = 0 } = (await navigator.storage?.estimate?.()) ?? {};
  const kept = (await navigator.storage?.persisted?.()) ?? false;
  return { free: quota === undefined ? undefined : Math.max(0, quota - usage), kept };
}

export function isLow(room: Room | undefined): boolean {
  return room?.free !== undefined && room.free < LITTLE_ROOM;
}

/**
 * Asks the browser to keep what is written here for good. Browsers grant it the more readily the more the app is used:
 * it is asked when somebody was bound and each time that somebody opens the app, until it is granted.
 */
export async function askToKeep(): Promise<void> {
  try {
    if (!(await navigator.storage?.persisted?.())) await navigator.storage?.persist?.();
  } catch {
    // A browser that can't be asked promises nothing; the page of the phone says so.
  }
}
