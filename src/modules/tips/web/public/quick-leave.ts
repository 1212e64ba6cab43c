import { useEffect } from 'react';

/** A page that says nothing about whoever opens it. */
const elsewhere = 'https://vi.wikipedia.org/wiki/Trang_Ch%C3%ADnh';
const twice = 600;

/**
 * Covers the page at once, then opens another in its place, so that "back" does not lead here. What was typed goes
 * with the page: it was never anywhere else.
 */
export function leaveNow(): void {
  window.onbeforeunload = null;
  document.documentElement.dataset.left = 'yes';
  document.title = '…';
  window.location.replace(elsewhere);
}

/** Escape twice within a moment leaves, wherever the focus is. */
export function useEscapeTwice(): void {
  useEffect(() => {
    let last = -Infinity;
    function onKey(event: KeyboardEvent): void {
      if (event.key !== 'Escape' || event.repeat) return;
      if (event.timeStamp - last < twice) leaveNow();
      last = event.timeStamp;
    }
    // A page kept by the browser for "back" must not come up again with what was on it.
    function onShow(event: PageTransitionEvent): void {
      if (event.persisted) window.location.reload();
    }
    window.addEventListener('keydown', onKey, true);
    window.addEventListener('pageshow', onShow);
    return () => {
      window.removeEventListener('keydown', onKey, true);
      window.removeEventListener('pageshow', onShow);
    };
  }, []);
}

/** Asks before a draft is lost by a closed tab or a wrong link. */
export function useKeepDraft(hasDraft: boolean): void {
  useEffect(() => {
    window.onbeforeunload = hasDraft ? (event: BeforeUnloadEvent) => event.preventDefault() : null;
    return () => {
      window.onbeforeunload = null;
    };
  }, [hasDraft]);
}
