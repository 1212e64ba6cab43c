import { useSyncExternalStore } from 'react';

const phone = '(max-width: 48em)';

/** Whether the page is drawn for a phone: one column, thumbs instead of a keyboard. */
export function useIsPhone(): boolean {
  return useSyncExternalStore(
    (watcher) => {
      const query = window.matchMedia(phone);
      query.addEventListener('change', watcher);
      return () => query.removeEventListener('change', watcher);
    },
    () => window.matchMedia(phone).matches,
  );
}
