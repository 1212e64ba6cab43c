import { useSyncExternalStore } from 'react';

let reachable = true;
const watchers = new Set<() => void>();
let sessionLost: (() => void) | undefined;

/** The client says after every request whether the server answered. */
export function noteReachable(next: boolean): void {
  if (next === reachable) return;
  reachable = next;
  for (const watcher of watchers) watcher();
}

/** Whether the last request reached the server. */
export function useReachable(): boolean {
  return useSyncExternalStore(
    (watcher) => {
      watchers.add(watcher);
      return () => watchers.delete(watcher);
    },
    () => reachable,
  );
}

/** What happens when the server no longer knows the session; set once, by the entry of the app. */
export function onSessionLost(handler: () => void): void {
  sessionLost = handler;
}

export function noteSessionLost(): void {
  sessionLost?.();
}
