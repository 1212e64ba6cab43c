import type { ReactNode } from 'react';
import { useLanguage, useText } from '../../../platform/web/i18n.tsx';
import { usePageTitle } from '../../../platform/web/page.tsx';
import { problemText } from '../../../platform/web/problem.ts';
import { usePageSearch } from '../../../platform/web/search.ts';
import { Banner } from '../../../ui/feedback/Banner.tsx';
import { Skeleton } from '../../../ui/feedback/Spinner.tsx';
import type { Crumb } from '../../../ui/layout/Breadcrumbs.tsx';
import { Page, PageHeader } from '../../../ui/layout/PageHeader.tsx';
import type { AreaDetail } from '../../areas/areas.contract.ts';
import { FiguresSearch, viewOf } from '../figure-view.rules.ts';
import { FiguresControls } from './FiguresControls.tsx';
import { FiguresResult } from './FiguresResult.tsx';
import { figuresText } from './figures.text.ts';
import { ancestorsInScope, useArea, useOwnAreas } from './useFigureAreas.ts';
import { useFigureCatalogue } from './useFigures.ts';

/** How much, where, since when? The whole view stands in the address. */
export function FiguresPage(): ReactNode {
  const text = useText(figuresText);
  usePageTitle(text.title);
  const [language] = useLanguage();
  const [search] = usePageSearch(FiguresSearch);
  const own = useOwnAreas();
  const areaId = search.area ?? own[0]?.id ?? '';
  const catalogue = useFigureCatalogue();
  const area = useArea(areaId);
  const error = catalogue.error ?? area.error;
  return (
    <Page>
      <PageHeader title={text.title} lead={text.lead} crumbs={area.data && crumbsOf(area.data, own)} />
      {error && <Banner tone="error">{problemText(error, language)}</Banner>}
      {!error && !(catalogue.data && area.data) && <Skeleton lines={8} />}
      {catalogue.data && area.data && <Figures catalogue={catalogue.data} area={area.data} />}
    </Page>
  );
}

function crumbsOf(area: AreaDetail, own: ReturnType<typeof useOwnAreas>): Crumb[] | undefined {
  const above = ancestorsInScope(area, own);
  if (above.length === 0) return undefined;
  return [
    ...above.map((each) => ({ label: each.fullName, href: `/so-lieu?area=${each.id}` })),
    { label: area.fullName },
  ];
}

type Catalogue = NonNullable<ReturnType<typeof useFigureCatalogue>['data']>;

function Figures({ catalogue, area }: { catalogue: Catalogue; area: AreaDetail }): ReactNode {
  const [search, change] = usePageSearch(FiguresSearch);
  const { groups, schemes, today } = catalogue;
  const isHamlet = area.kind === 'hamlet' || area.kind === 'cluster';
  const view = viewOf(search, {
    groups,
    schemes,
    today,
    areaId: area.id,
    isHamlet,
    isClosed: area.closedOn !== null,
  });
  return (
    <>
      <FiguresControls catalogue={catalogue} area={area} view={view} isHamlet={isHamlet} onChange={change} />
      <FiguresResult catalogue={catalogue} area={area} view={view} search={search} onChange={change} />
    </>
  );
}
