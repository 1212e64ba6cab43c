import type { ReactNode } from 'react';

/** The mõ: a hollow wooden fish with its slit, and the stick that strikes it. */
export function Mark({ size = '2rem' }: { size?: string | undefined }): ReactNode {
  return (
    <svg width={size} height={size} viewBox="0 0 32 32" aria-hidden="true" focusable="false">
      <path
        d="M2 18.6C6 11.4 16.6 10 22.6 16l6.6-4.6c-.9 4.6-.9 9 0 13.6l-6.6-4.4C16.6 26.8 6 25.8 2 18.6Z"
        fill="var(--accent)"
      />
      <path d="M7.5 18.6h10" stroke="var(--paper)" strokeWidth="2.4" strokeLinecap="round" />
      <path d="m13.6 7.4 12-4" stroke="currentColor" strokeWidth="2" strokeLinecap="round" />
      <circle cx="12.6" cy="7.8" r="2.3" fill="currentColor" />
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
