import { type RefObject, useEffect, useState } from 'react';

/** How many columns of a table are out of sight to the right of the region that it scrolls in. */
export function useHiddenRight(region: RefObject<HTMLElement | null>): number {
  const [hidden, setHidden] = useState(0);
  useEffect(() => {
    const box = region.current;
    if (!box) return;
    const count = (): void => {
      // A pixel of a border out of sight is nothing to read.
      const fits = box.scrollWidth <= box.clientWidth + 1;
      const edge = box.getBoundingClientRect().right + 1;
      const heads = fits ? [] : [...box.querySelectorAll('thead th')];
      setHidden(heads.filter((head) => head.getBoundingClientRect().right > edge).length);
    };
    const watch = new ResizeObserver(count);
    watch.observe(box);
    const table = box.querySelector('table');
    if (table) watch.observe(table);
    box.addEventListener('scroll', count, { passive: true });
    return () => {
      watch.disconnect();
      box.removeEventListener('scroll', count);
    };
  }, [region]);
  return hidden;
}
