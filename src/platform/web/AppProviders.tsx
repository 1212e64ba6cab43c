import { type QueryClient, QueryClientProvider } from '@tanstack/react-query';
import { type AnyRouter, RouterProvider } from '@tanstack/react-router';
import type { ReactNode } from 'react';
import { AnchorProvider } from '../../ui/action/Link.tsx';
import { ToastProvider } from '../../ui/overlay/Toast.tsx';
import { LanguageProvider } from './i18n.tsx';
import { RouterAnchor } from './RouterAnchor.tsx';

/** What every route gets besides its parameters. */
export interface WebContext {
  queryClient: QueryClient;
}

/** Language, messages, data and pages, in the order in which they need each other. */
export function AppProviders(props: { router: AnyRouter; queryClient: QueryClient }): ReactNode {
  return (
    <LanguageProvider>
      <QueryClientProvider client={props.queryClient}>
        <ToastProvider>
          <AnchorProvider anchor={RouterAnchor}>
            <RouterProvider router={props.router} />
          </AnchorProvider>
        </ToastProvider>
      </QueryClientProvider>
    </LanguageProvider>
  );
}
