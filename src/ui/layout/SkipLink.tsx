import type { ReactNode } from 'react';
import { useKitText } from '../kit.text.ts';
import css from './SkipLink.module.css';

/** The first stop of the Tab key: jumps over the menu to the element with this id (which needs tabIndex -1). */
export function SkipLink({ target = 'main' }: { target?: string | undefined }): ReactNode {
  const words = useKitText();
  return (
    <a
      className={css.skip}
      href={`#${target}`}
      onClick={(event) => {
        // Moves focus without touching the address, which belongs to the router.
        event.preventDefault();
        document.getElementById(target)?.focus();
      }}
    >
      {words.skip}
    </a>
  );
}
