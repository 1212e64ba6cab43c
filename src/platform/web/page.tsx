import { createContext, type ReactNode, useContext, useEffect, useState } from 'react';
import { VisuallyHidden } from '../../ui/layout/VisuallyHidden.tsx';

const programName = 'Tiếng Mõ';
const AnnounceContext = createContext<(title: string) => void>(() => undefined);

/** Reads out the title of each page that opens, since no page is loaded that a screen reader would notice. */
export function PageAnnouncer({ children }: { children: ReactNode }): ReactNode {
  const [title, setTitle] = useState('');
  return (
    <AnnounceContext value={setTitle}>
      {children}
      <VisuallyHidden>
        <span role="status">{title}</span>
      </VisuallyHidden>
    </AnnounceContext>
  );
}

/** Sets the title of the window and announces the page. Every page calls it once with its h1's words. */
export function usePageTitle(title: string): void {
  const announce = useContext(AnnounceContext);
  useEffect(() => {
    document.title = title ? `${title} · ${programName}` : programName;
    announce(title);
  }, [title, announce]);
}
