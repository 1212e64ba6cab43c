import type { ReactNode } from 'react';

export function DeskPage(): ReactNode {
  return null;
}
