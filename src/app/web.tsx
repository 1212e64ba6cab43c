import '../ui/fonts.css';
import '../ui/tokens.css';
import '../ui/base.css';
import '../ui/print.css';
import { QueryClient } from '@tanstack/react-query';
import { createRootRouteWithContext, createRouter, Outlet } from '@tanstack/react-router';
import { StrictMode } from 'react';
import { createRoot } from 'react-dom/client';
import { AppProviders, type WebContext } from '../platform/web/AppProviders.tsx';
import { BrokenPage, LostPage } from '../platform/web/shell/FallbackPages.tsx';
import { watchSystemTheme } from '../ui/theme.ts';
import { webRoutes } from './web.routes.tsx';

const root = createRootRouteWithContext<WebContext>()({
  component: Outlet,
  notFoundComponent: LostPage,
  errorComponent: BrokenPage,
});

const queryClient = new QueryClient({
  defaultOptions: { queries: { staleTime: 15_000, retry: 1, refetchOnWindowFocus: true } },
});

const router = createRouter({
  routeTree: root.addChildren(webRoutes(root)),
  context: { queryClient },
  defaultPreload: 'intent',
  scrollRestoration: true,
});

watchSystemTheme();

const place = document.getElementById('root');
if (!place) throw new Error('index.html has no #root');
createRoot(place).render(
  <StrictMode>
    <AppProviders router={router} queryClient={queryClient} />
  </StrictMode>,
);
