import { useEffect, useSyncExternalStore } from 'react';

/** After so long without a touch the key has to be opened anew. */
const idleLimit = 15 * 60_000;

let secret: string | undefined;
let timer = 0;
const watchers = new Set<() => void>();

function tell(): void {
  for (const watcher of watchers) watcher();
}

/** Holds the person's secret in memory, nowhere else, until the page is left, locked, or untouched for long. */
export function holdSecret(next: string): void {
  secret = next;
  touch();
  tell();
}

/** Forgets the secret and all that it opened. */
export function forgetSecret(): void {
  window.clearTimeout(timer);
  secret = undefined;
  tell();
}

function touch(): void {
  if (secret === undefined) return;
  window.clearTimeout(timer);
  timer = window.setTimeout(forgetSecret, idleLimit);
}

/** The open secret; undefined while it is locked. Every touch of the page keeps it open. */
export function useMySecret(): string | undefined {
  const held = useSyncExternalStore(
    (watcher) => {
      watchers.add(watcher);
      return () => watchers.delete(watcher);
    },
    () => secret,
  );
  useEffect(() => {
    if (held === undefined) return;
    window.addEventListener('pointerdown', touch);
    window.addEventListener('keydown', touch);
    return () => {
      window.removeEventListener('pointerdown', touch);
      window.removeEventListener('keydown', touch);
    };
  }, [held]);
  return held;
}

/** Calls back whenever the secret is another one or forgotten. */
export function onSecretChange(watcher: () => void): void {
  watchers.add(watcher);
}
