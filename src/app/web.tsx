import '../ui/fonts.css';
import '../ui/tokens.css';
import '../ui/base.css';
import '../ui/print.css';
import { QueryClient } from '@tanstack/react-query';
import { createRootRouteWithContext, createRouter, Outlet } from '@tanstack/react-router';
import { StrictMode } from 'react';
import { createRoot } from 'react-dom/client';
import { meQuery } from '../modules/accounts/web/me.ts';
import { AppProviders, type WebContext } from '../platform/web/AppProviders.tsx';
import { ApiProblem } from '../platform/web/client.ts';
import { onSessionLost } from '../platform/web/connection.ts';
import { parseSearch, stringifySearch } from '../platform/web/search.ts';
import { BrokenPage, LostPage } from '../platform/web/shell/FallbackPages.tsx';
import { watchSystemTheme } from '../ui/theme.ts';
import { webRoutes } from './web.routes.tsx';

const root = createRootRouteWithContext<WebContext>()({
  component: Outlet,
  notFoundComponent: LostPage,
  errorComponent: BrokenPage,
});

/** What the server refused for a reason it will refuse again; a broken connection or a fault may pass. */
function isWorthAnotherTry(failures: number, error: unknown): boolean {
  const isRefusal = error instanceof ApiProblem && error.status >= 400 && error.status < 500;
  return failures < 1 && !isRefusal;
}

const queryClient = new QueryClient({
  defaultOptions: { queries: { staleTime: 15_000, retry: isWorthAnotherTry, refetchOnWindowFocus: true } },
});

const router = createRouter({
  routeTree: root.addChildren(webRoutes(root)),
  context: { queryClient },
  defaultPreload: 'intent',
  scrollRestoration: true,
  parseSearch,
  stringifySearch,
});

// A session that ended while somebody works: sign in again and come back to the same view.
let leaving = false;
onSessionLost(() => {
  if (leaving || queryClient.getQueryData(meQuery.queryKey) === undefined) return;
  leaving = true;
  const { href } = router.history.location;
  // What is cached goes last: the page that is still on the screen reads it until it is left.
  void router.navigate({ to: '/dang-nhap', search: { ve: href } }).finally(() => {
    queryClient.clear();
    leaving = false;
  });
});

watchSystemTheme();

const place = document.getElementById('root');
if (!place) throw new Error('index.html has no #root');
createRoot(place).render(
  <StrictMode>
    <AppProviders router={router} queryClient={queryClient} />
  </StrictMode>,
);
