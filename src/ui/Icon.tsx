import type { ReactNode } from 'react';

const shapes = {
  today: (
    <path d="M4 10h16M8 3v4m8-4v4M5 5h14a1 1 0 0 1 1 1v13a1 1 0 0 1-1 1H5a1 1 0 0 1-1-1V6a1 1 0 0 1 1-1Zm3.5 9.5 2.5 2.5 4.5-4.5" />
  ),
  book: (
    <path d="M5 4h13a1 1 0 0 1 1 1v15H6a1.5 1.5 0 0 1 0-3h13M5 18.5V5.5A1.5 1.5 0 0 1 6.5 4M9 8.5h6M9 12h4" />
  ),
  model: <path d="M12 3.5 20 8v8l-8 4.5L4 16V8l8-4.5Zm0 0V12m0 8.5V12m8-4-8 4-8-4" />,
  figures: <path d="M4 20h16M6.5 20v-7M12 20V5m5.5 15v-10" />,
  report: (
    <path d="M6 3.5h8l4.5 4.5V20a.5.5 0 0 1-.5.5H6a.5.5 0 0 1-.5-.5V4a.5.5 0 0 1 .5-.5Zm8 0V8h4.5M9 12.5h6M9 16h6" />
  ),
  tip: <path d="M4 5.5h16v11h-8.5L7 20v-3.5H4v-11ZM12 8v3.5m0 2.3v.2" />,
  area: (
    <path d="M12 21s-6.5-6-6.5-11a6.5 6.5 0 0 1 13 0c0 5-6.5 11-6.5 11Zm0-8.7a2.3 2.3 0 1 0 0-4.6 2.3 2.3 0 0 0 0 4.6Z" />
  ),
  admin: (
    <path d="M4 7h9m4 0h3M4 17h3m4 0h9M15 9.2a2.2 2.2 0 1 0 0-4.4 2.2 2.2 0 0 0 0 4.4Zm-6 10a2.2 2.2 0 1 0 0-4.4 2.2 2.2 0 0 0 0 4.4Z" />
  ),
  user: (
    <path d="M12 11.5a3.8 3.8 0 1 0 0-7.5 3.8 3.8 0 0 0 0 7.5ZM4.5 20c.7-3.5 3.7-5.5 7.5-5.5s6.8 2 7.5 5.5" />
  ),
  more: <path d="M5 12h.01M12 12h.01M19 12h.01" strokeWidth="2.6" />,
  menu: <path d="M4 7h16M4 12h16M4 17h16" />,
  close: <path d="m6 6 12 12M18 6 6 18" />,
  check: <path d="m5 12.5 4.5 4.5L19 7.5" />,
  plus: <path d="M12 5v14M5 12h14" />,
  minus: <path d="M5 12h14" />,
  search: <path d="M10.5 17a6.5 6.5 0 1 0 0-13 6.5 6.5 0 0 0 0 13Zm4.7-1.8L20 20" />,
  calendar: (
    <path d="M4 10h16M8 3v4m8-4v4M5 5h14a1 1 0 0 1 1 1v13a1 1 0 0 1-1 1H5a1 1 0 0 1-1-1V6a1 1 0 0 1 1-1Z" />
  ),
  down: <path d="m6 9.5 6 6 6-6" />,
  up: <path d="m6 14.5 6-6 6 6" />,
  left: <path d="m14.5 6-6 6 6 6" />,
  right: <path d="m9.5 6 6 6-6 6" />,
  arrowUp: <path d="M12 19V5m-6 6 6-6 6 6" />,
  arrowDown: <path d="M12 5v14m-6-6 6 6 6-6" />,
  arrowRight: <path d="M5 12h14m-6-6 6 6-6 6" />,
  undo: <path d="M8.5 5 4 9.5 8.5 14M4 9.5h10a5.5 5.5 0 0 1 0 11h-3" />,
  copy: <path d="M9 9h11v11H9V9Zm-3 6H4V4h11v2" />,
  download: <path d="M12 4v11m-5-4.5 5 5 5-5M4 20h16" />,
  upload: <path d="M12 16V5M7 9.5l5-5 5 5M4 20h16" />,
  print: <path d="M7 9V4h10v5M7 17H4V9h16v8h-3M7 14h10v6H7v-6Z" />,
  columns: <path d="M4 5h16v14H4V5Zm5.3 0v14m5.4-14v14" />,
  filter: <path d="M4 6h16M7 12h10m-7 6h4" />,
  trash: <path d="M4 7h16M9.5 7V4h5v3M6.5 7l1 13h9l1-13M10.5 11v5m3-5v5" />,
  edit: <path d="M5 19h3.5L19 8.5 15.5 5 5 15.5V19Zm8-11.5 3.5 3.5" />,
  link: (
    <path d="M10 14a4 4 0 0 0 5.7 0l3-3A4 4 0 0 0 13 5.3l-1 1M14 10a4 4 0 0 0-5.7 0l-3 3A4 4 0 0 0 11 18.7l1-1" />
  ),
  info: <path d="M12 20.5a8.5 8.5 0 1 0 0-17 8.5 8.5 0 0 0 0 17ZM12 11v5.5m0-9v.2" />,
  warn: <path d="M12 4 2.8 20h18.4L12 4Zm0 6v4.5m0 2.7v.2" />,
  error: <path d="M8.3 3.5h7.4l4.8 4.8v7.4l-4.8 4.8H8.3l-4.8-4.8V8.3l4.8-4.8ZM12 8v5m0 2.8v.2" />,
  success: <path d="M12 20.5a8.5 8.5 0 1 0 0-17 8.5 8.5 0 0 0 0 17Zm-4-8.3 2.8 2.8L16 9.8" />,
  lock: <path d="M6 11h12v9H6v-9Zm2.5 0V8a3.5 3.5 0 0 1 7 0v3" />,
  out: <path d="M14 4H5v16h9M10 12h11m-4-4 4 4-4 4" />,
  sun: (
    <path d="M12 16a4 4 0 1 0 0-8 4 4 0 0 0 0 8ZM12 3v1.5m0 15V21m9-9h-1.5m-15 0H3m15.4-6.4-1.1 1.1M6.7 17.3l-1.1 1.1m0-12.8 1.1 1.1m10.6 10.6 1.1 1.1" />
  ),
  moon: <path d="M19.5 14.5A8 8 0 0 1 9.5 4.5a8 8 0 1 0 10 10Z" />,
  history: <path d="M4 5v4h4M4.5 9a8.3 8.3 0 1 1-.6 4.5M12 8v4.5l3 2" />,
  help: (
    <path d="M12 20.5a8.5 8.5 0 1 0 0-17 8.5 8.5 0 0 0 0 17ZM9.7 9.5a2.4 2.4 0 1 1 3.4 2.2c-.7.3-1.1.8-1.1 1.5v.5m0 2.5v.2" />
  ),
} satisfies Record<string, ReactNode>;

export type IconName = keyof typeof shapes;

/** A line drawing of 1.25 em. Decoration only: the word beside it (or an aria-label) carries the meaning. */
export function Icon({ name, size = '1.25em' }: { name: IconName; size?: string | undefined }): ReactNode {
  return (
    <svg
      width={size}
      height={size}
      viewBox="0 0 24 24"
      fill="none"
      stroke="currentColor"
      strokeWidth="1.6"
      strokeLinecap="round"
      strokeLinejoin="round"
      aria-hidden="true"
      focusable="false"
    >
      {shapes[name]}
    </svg>
  );
}
