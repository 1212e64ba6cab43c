import type { ReactNode } from 'react';

/** The mõ: a hollow block of wood with its slit and the stick that strikes it. */
export function Mark({ size = '2rem' }: { size?: string | undefined }): ReactNode {
  return (
    <svg width={size} height={size} viewBox="0 0 32 32" aria-hidden="true" focusable="false">
      <path
        d="M3 18.5C3 11.6 8.6 7.5 15 7.5c4.2 0 7 1.5 9.2 3.9 1.2 1.3 2.6 1.7 4.8 1.6-.6 2.6-.8 4.2-.4 6.5C26.8 25.2 21.5 28 15 28 8.2 28 3 24.6 3 18.5Z"
        fill="var(--accent)"
      />
      <path
        d="M7 20.2c5 2.1 11.3 2 16.3-.5"
        stroke="var(--paper)"
        strokeWidth="2.4"
        strokeLinecap="round"
        fill="none"
      />
      <circle cx="10.2" cy="14.6" r="1.5" fill="var(--paper)" />
      <path d="M18.5 5.6 28 2.5" stroke="currentColor" strokeWidth="2.2" strokeLinecap="round" />
      <circle cx="17.6" cy="5.9" r="2.1" fill="currentColor" />
    </svg>
  );
}

/** The mark with the name of the program. */
export function Logo({ size }: { size?: string | undefined }): ReactNode {
  return (
    <span
      style={{
        display: 'inline-flex',
        alignItems: 'center',
        gap: '0.6rem',
        fontWeight: 600,
        fontSize: '1.1rem',
      }}
    >
      <Mark size={size} />
      Tiếng Mõ
    </span>
  );
}
