import type { ReactNode } from 'react';
import { cx } from '../cx.ts';
import { useKitText } from '../kit.text.ts';
import css from './StatusTag.module.css';

export type Status =
  | 'draft'
  | 'submitted'
  | 'verified'
  | 'returned'
  | 'voided'
  | 'active'
  | 'ended'
  | 'running'
  | 'failed'
  | 'waiting'
  | 'overdue';

// Each state has a shape of its own, so that it can be told apart without colour and on a photocopy.
const marks: Record<Status, ReactNode> = {
  draft: <circle cx="6" cy="6" r="4.5" strokeDasharray="2.2 1.8" />,
  submitted: <path d="M1.5 6h8M6.5 2.5 10 6 6.5 9.5" />,
  verified: <path d="M1.5 6.5 4.5 9.5 10.5 2.5" strokeWidth="2" />,
  returned: <path d="M4.5 2 1.5 5l3 3M1.5 5h6a2.5 2.5 0 0 1 0 5H6" />,
  voided: <path d="M2 2l8 8M10 2l-8 8" />,
  active: <circle cx="6" cy="6" r="3.5" fill="currentColor" />,
  ended: <path d="M2.5 2.5h7v7h-7z" fill="currentColor" />,
  running: <path d="M6 1.5A4.5 4.5 0 1 1 1.5 6" />,
  failed: <path d="M6 1 11 10.5H1L6 1Zm0 3.5v3" />,
  waiting: <path d="M3 1.5h6L6 6l3 4.5H3L6 6 3 1.5Z" />,
  overdue: <path d="M6 1v6.5m0 2.5v.5" strokeWidth="2.2" />,
};

const tones: Record<Status, 'plain' | 'note' | 'good' | 'care' | 'alarm'> = {
  draft: 'plain',
  submitted: 'note',
  verified: 'good',
  returned: 'care',
  voided: 'plain',
  active: 'good',
  ended: 'plain',
  running: 'note',
  failed: 'alarm',
  waiting: 'note',
  overdue: 'alarm',
};

/** The state of a record by word, shape and colour. `children` replaces the usual word. */
export function StatusTag({ state, children }: { state: Status; children?: ReactNode }): ReactNode {
  const words = useKitText();
  return (
    <span className={cx(css.tag, css[tones[state]], state === 'voided' && css.voided)}>
      <svg
        width="0.75em"
        height="0.75em"
        viewBox="0 0 12 12"
        fill="none"
        stroke="currentColor"
        strokeWidth="1.5"
        aria-hidden="true"
      >
        {marks[state]}
      </svg>
      <span className={css.word}>{children ?? words[state]}</span>
    </span>
  );
}
