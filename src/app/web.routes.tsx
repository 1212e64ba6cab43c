import type { AnyRoute } from '@tanstack/react-router';

/**
 * The pages of every module, one explicit list. Each page is loaded when it is opened:
 * `createRoute({ getParentRoute: () => root, path: '/so' }).lazy(() => import('…/web/activities.page.tsx').then((m) => m.route))`.
 */
export function webRoutes(_root: AnyRoute): AnyRoute[] {
  return [];
}
