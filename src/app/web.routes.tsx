import type { QueryClient } from '@tanstack/react-query';
import { type AnyRoute, createRoute, lazyRouteComponent, redirect } from '@tanstack/react-router';
import type { ReactNode } from 'react';
import { meQuery, setupQuery } from '../modules/accounts/web/me.ts';
import { ApiProblem } from '../platform/web/client.ts';

/** A page: its address in TanStack's style (`/so/$form`) and how its component is loaded when it is opened. */
export interface PageRoute {
  readonly path: string;
  readonly component: ReturnType<typeof lazyRouteComponent>;
}

/**
 * A page of a module. Its component reads its address with `useParams({ strict: false })` and
 * `usePageSearch(schema)` (platform/web/search.ts), asks who is there with `useMe()` and `useMay()`
 * (modules/accounts/web/me.ts) and begins with `<Page><PageHeader …/>`.
 */
function page<N extends string>(
  path: string,
  load: () => Promise<{ [K in NoInfer<N>]: () => ReactNode }>,
  name: N,
): PageRoute {
  return {
    path,
    component: lazyRouteComponent(load as () => Promise<Record<string, () => ReactNode>>, name),
  };
}

/** Pages that stand in the signed-in shell: menu, user menu, one `me`. */
export const signedInRoutes: readonly PageRoute[] = [
  // home
  page('/', () => import('../modules/desk/web/DeskPage.tsx'), 'DeskPage'),
  // figures
  page('/so-lieu', () => import('../modules/figures/web/FiguresPage.tsx'), 'FiguresPage'),
  // books
  page('/so', () => import('../modules/activities/web/BooksPage.tsx'), 'BooksPage'),
  page('/so/$form', () => import('../modules/activities/web/ListPage.tsx'), 'ListPage'),
  page('/so/$form/ghi', () => import('../modules/activities/web/EntryPage.tsx'), 'EntryPage'),
  page('/so/$form/moi', () => import('../modules/activities/web/EntryPage.tsx'), 'NewRecordPage'),
  page('/so/$form/$id', () => import('../modules/activities/web/RecordPage.tsx'), 'RecordPage'),
  // imports
  page('/so/thuc-dia', () => import('../modules/sync/web/desk/FieldDayPage.tsx'), 'FieldDayPage'),
  page('/so/dien-thoai', () => import('../modules/sync/web/desk/PhonesPage.tsx'), 'PhonesPage'),
  page('/so/mo', () => import('../modules/gong/web/GongPage.tsx'), 'GongPage'),
  page('/so/mo/$id', () => import('../modules/gong/web/AlarmPage.tsx'), 'AlarmPage'),
  page('/so/nhap', () => import('../modules/imports/web/ImportsPage.tsx'), 'ImportsPage'),
  page('/so/nhap/$id', () => import('../modules/imports/web/ImportPage.tsx'), 'ImportPage'),
  // pledges
  page('/cam-ket', () => import('../modules/pledges/web/CampaignsPage.tsx'), 'CampaignsPage'),
  page('/cam-ket/moi', () => import('../modules/pledges/web/CampaignEditPage.tsx'), 'NewCampaignPage'),
  page('/cam-ket/ho', () => import('../modules/pledges/web/HouseholdsIndexPage.tsx'), 'HouseholdsIndexPage'),
  page('/cam-ket/ho/$areaId', () => import('../modules/pledges/web/HouseholdsPage.tsx'), 'HouseholdsPage'),
  page('/cam-ket/$id', () => import('../modules/pledges/web/CampaignPage.tsx'), 'CampaignPage'),
  page('/cam-ket/$id/sua', () => import('../modules/pledges/web/CampaignEditPage.tsx'), 'EditCampaignPage'),
  page('/cam-ket/$id/ky', () => import('../modules/pledges/web/SigningPage.tsx'), 'SigningPage'),
  page('/dang-ky', () => import('../modules/pledges/web/RegistrationsPage.tsx'), 'RegistrationsPage'),
  // targets
  page('/chi-tieu', () => import('../modules/targets/web/TargetsPage.tsx'), 'TargetsPage'),
  page('/chi-tieu/giao', () => import('../modules/targets/web/GiveTargetsPage.tsx'), 'GiveTargetsPage'),
  // models
  page('/mo-hinh', () => import('../modules/models/web/SitesPage.tsx'), 'SitesPage'),
  page('/mo-hinh/moi', () => import('../modules/models/web/ProposePage.tsx'), 'ProposePage'),
  page('/mo-hinh/viec', () => import('../modules/models/web/TasksPage.tsx'), 'TasksPage'),
  page('/mo-hinh/viec/$id', () => import('../modules/models/web/TaskPage.tsx'), 'TaskPage'),
  page('/mo-hinh/loai', () => import('../modules/models/web/KindsPage.tsx'), 'KindsPage'),
  page('/mo-hinh/loai/moi', () => import('../modules/models/web/KindEditPage.tsx'), 'NewKindPage'),
  page('/mo-hinh/loai/$id', () => import('../modules/models/web/KindPage.tsx'), 'KindPage'),
  page('/mo-hinh/loai/$id/sua', () => import('../modules/models/web/KindEditPage.tsx'), 'KindEditPage'),
  page('/mo-hinh/$id', () => import('../modules/models/web/SitePage.tsx'), 'SitePage'),
  page('/mo-hinh/$id/khao-sat', () => import('../modules/models/web/SurveyPage.tsx'), 'SurveyPage'),
  page('/mo-hinh/$id/nhan-rong', () => import('../modules/models/web/ReplicatePage.tsx'), 'ReplicatePage'),
  // areas
  page('/dia-ban', () => import('../modules/areas/web/AreasPage.tsx'), 'AreasPage'),
  page('/dia-ban/$id', () => import('../modules/areas/web/AreaPage.tsx'), 'AreaPage'),
  page(
    '/quan-tri/dia-ban',
    () => import('../modules/areas/web/AreaOperationsPage.tsx'),
    'AreaOperationsPage',
  ),
  // papers
  page('/mo-hinh/mau', () => import('../modules/documents/web/PaperTemplatesPage.tsx'), 'PaperTemplatesPage'),
  // teams and committees
  page('/to', () => import('../modules/teams/web/TeamsPage.tsx'), 'TeamsPage'),
  page('/to/moi', () => import('../modules/teams/web/NewTeamPage.tsx'), 'NewTeamPage'),
  page('/to/nguoi', () => import('../modules/teams/web/PeoplePage.tsx'), 'PeoplePage'),
  page('/to/nguoi/$id', () => import('../modules/teams/web/PersonPage.tsx'), 'PersonPage'),
  page('/to/nhap', () => import('../modules/teams/web/RostersPage.tsx'), 'RostersPage'),
  page('/to/nhap/$id', () => import('../modules/teams/web/RosterPage.tsx'), 'RosterPage'),
  page('/to/$id', () => import('../modules/teams/web/TeamPage.tsx'), 'TeamPage'),
  page('/ban-chi-dao', () => import('../modules/committees/web/CommitteesPage.tsx'), 'CommitteesPage'),
  page(
    '/ban-chi-dao/moi',
    () => import('../modules/committees/web/EditCommitteePage.tsx'),
    'NewCommitteePage',
  ),
  page('/ban-chi-dao/chong-cheo', () => import('../modules/committees/web/OverlapsPage.tsx'), 'OverlapsPage'),
  page('/ban-chi-dao/gop', () => import('../modules/committees/web/MergePage.tsx'), 'MergePage'),
  page('/ban-chi-dao/$id', () => import('../modules/committees/web/CommitteePage.tsx'), 'CommitteePage'),
  page(
    '/ban-chi-dao/$id/sua',
    () => import('../modules/committees/web/EditCommitteePage.tsx'),
    'EditCommitteePage',
  ),
  // help
  page('/tro-giup', () => import('./help/HelpPage.tsx'), 'HelpPage'),
  // own account
  page('/tai-khoan', () => import('../modules/accounts/web/account/AccountPage.tsx'), 'AccountPage'),
  // reports
  page('/bao-cao', () => import('../modules/reports/web/ReportsPage.tsx'), 'ReportsPage'),
  page('/bao-cao/$id', () => import('../modules/reports/web/ReportPage.tsx'), 'ReportPage'),
  // tips
  page('/tin-bao', () => import('../modules/tips/web/work/TipsPage.tsx'), 'TipsPage'),
  page('/tin-bao/$id', () => import('../modules/tips/web/work/TipPage.tsx'), 'TipPage'),
  page('/tin-bao/ghi', () => import('../modules/tips/web/work/IntakePage.tsx'), 'IntakePage'),
  page('/tin-bao/so-lieu', () => import('../modules/tips/web/work/CountsPage.tsx'), 'CountsPage'),
  page('/tin-bao/so-doc', () => import('../modules/tips/web/work/ReadingsPage.tsx'), 'ReadingsPage'),
  page('/tin-bao/chia-khoa', () => import('../modules/tips/web/keys/KeysPage.tsx'), 'KeysPage'),
  page('/tin-bao/co-quan', () => import('../modules/tips/web/keys/OfficesPage.tsx'), 'OfficesPage'),
  page('/tin-bao/co-quan/$id', () => import('../modules/tips/web/keys/OfficePage.tsx'), 'OfficePage'),
  // administration
  page('/quan-tri', () => import('../modules/accounts/web/users/UsersPage.tsx'), 'UsersPage'),
  page('/quan-tri/moi', () => import('../modules/accounts/web/users/InvitePage.tsx'), 'InvitePage'),
  page('/quan-tri/nguoi-dung/$id', () => import('../modules/accounts/web/users/UserPage.tsx'), 'UserPage'),
  page('/quan-tri/nhat-ky', () => import('../modules/audit/web/AuditPage.tsx'), 'AuditPage'),
];

/** Pages for whoever is not signed in; each brings its own PlainShell. */
export const publicRoutes: readonly PageRoute[] = [
  page('/cai-dat', () => import('../modules/accounts/web/setup/SetupPage.tsx'), 'SetupPage'),
  page('/dang-nhap', () => import('../modules/accounts/web/sign-in/SignInPage.tsx'), 'SignInPage'),
  page('/ky', () => import('../modules/pledges/web/PledgeLinkPage.tsx'), 'PledgeLinkPage'),
  page('/moi/$token', () => import('../modules/accounts/web/sign-in/LinkPage.tsx'), 'LinkPage'),
  page('/dat-lai/$token', () => import('../modules/accounts/web/sign-in/LinkPage.tsx'), 'LinkPage'),
  page(
    '/tin-bao-cong-bo',
    () => import('../modules/tips/web/work/PublicFiguresPage.tsx'),
    'PublicFiguresPage',
  ),
];

/** The pages of every module, one explicit list in two groups. */
export function webRoutes(root: AnyRoute): AnyRoute[] {
  const layout = createRoute({
    getParentRoute: () => root,
    id: 'signedIn',
    beforeLoad: ({ context, location }) =>
      letIn((context as { queryClient: QueryClient }).queryClient, location.href),
    component: lazyRouteComponent(() => import('./shell/SignedInLayout.tsx'), 'SignedInLayout'),
  });
  return [
    ...publicRoutes.map((each) => routeOf(root, each)),
    layout.addChildren(signedInRoutes.map((each) => routeOf(layout, each))),
  ];
}

function routeOf(parent: AnyRoute, { path, component }: PageRoute): AnyRoute {
  return createRoute({ getParentRoute: () => parent, path, component });
}

/** Knows who is there before a signed-in page opens; otherwise leads to sign-in (and back), or to set-up. */
async function letIn(client: QueryClient, href: string): Promise<void> {
  try {
    await client.ensureQueryData(meQuery);
  } catch (error) {
    if (!(error instanceof ApiProblem) || error.code !== 'signInNeeded') throw error;
    const { isSetUp } = await client.fetchQuery(setupQuery);
    if (!isSetUp) throw redirect({ to: '/cai-dat' });
    throw redirect({ to: '/dang-nhap', search: href === '/' ? {} : { ve: href } });
  }
}
