import type { ReactNode } from 'react';

export function LinkPage(): ReactNode {
  return null;
}
