import { type ReactNode, useEffect, useRef } from 'react';

/** What appears in place of the button that was pressed takes the focus, so that the keyboard goes on from here. */
export function FocusHere({ children }: { children: ReactNode }): ReactNode {
  const box = useRef<HTMLDivElement>(null);
  useEffect(() => box.current?.focus(), []);
  return (
    <div ref={box} tabIndex={-1}>
      {children}
    </div>
  );
}
