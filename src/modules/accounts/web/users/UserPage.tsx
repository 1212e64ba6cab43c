import type { ReactNode } from 'react';

export function UserPage(): ReactNode {
  return null;
}
