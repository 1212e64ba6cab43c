import { useParams } from '@tanstack/react-router';
import type { ReactNode } from 'react';
import { ApiProblem } from '../../../platform/web/client.ts';
import { formatDate } from '../../../platform/web/format.ts';
import { useText } from '../../../platform/web/i18n.tsx';
import { usePageTitle } from '../../../platform/web/page.tsx';
import { problemText } from '../../../platform/web/problem.ts';
import { ButtonLink } from '../../../ui/action/Button.tsx';
import { Banner } from '../../../ui/feedback/Banner.tsx';
import { EmptyState } from '../../../ui/feedback/EmptyState.tsx';
import { Skeleton } from '../../../ui/feedback/Spinner.tsx';
import { StatusTag } from '../../../ui/feedback/StatusTag.tsx';
import { type Language, useUiLanguage } from '../../../ui/language.ts';
import { Page, PageHeader } from '../../../ui/layout/PageHeader.tsx';
import { useMay } from '../../accounts/web/me.ts';
import type { AreaDetail } from '../areas.contract.ts';
import { AreaChildren } from './AreaChildren.tsx';
import { AreaLife } from './AreaLife.tsx';
import { FindArea } from './AreasPage.tsx';
import { lifeSpan } from './area-life.ts';
import { areasText } from './areas.text.ts';
import { Organizations } from './Organizations.tsx';
import { Profiles } from './Profiles.tsx';
import { useArea } from './useAreas.ts';

/** One place: what hangs under it, its counts, its organisations, its life. */
export function AreaPage(): ReactNode {
  const { id = '' } = useParams({ strict: false });
  const text = useText(areasText);
  const language = useUiLanguage();
  const { data, error } = useArea(id);
  usePageTitle(data?.fullName ?? text.title);
  if (error instanceof ApiProblem && (error.code === 'notFound' || error.code === 'invalidInput')) {
    return (
      <Page>
        <EmptyState title={text.notFound} action={<ButtonLink href="/dia-ban">{text.title}</ButtonLink>}>
          {text.notFoundWords}
        </EmptyState>
        <FindArea />
      </Page>
    );
  }
  return (
    <Page>
      {data ? <Body key={data.id} area={data} /> : !error && <Skeleton lines={8} />}
      {error && <Banner tone="error">{problemText(error, language)}</Banner>}
    </Page>
  );
}

function Body({ area }: { area: AreaDetail }): ReactNode {
  const text = useText(areasText);
  const language = useUiLanguage();
  const may = useMay();
  const isBroad = area.kind === 'country' || area.kind === 'province' || area.kind === 'district';
  const crumbs = [
    { label: text.title, href: '/dia-ban' },
    ...area.ancestors
      .filter(({ kind }) => kind !== 'country')
      .map((one) => ({ label: one.fullName, href: `/dia-ban/${one.id}` })),
    { label: area.fullName },
  ];
  return (
    <>
      <PageHeader
        title={area.fullName}
        lead={leadOf(area, language)}
        crumbs={crumbs}
        tag={
          area.closedOn !== null && (
            <StatusTag state="ended">{text.isClosed(formatDate(area.closedOn, language))}</StatusTag>
          )
        }
        action={
          may('figures.read') && (
            <ButtonLink href={`/so-lieu?area=${area.id}`} icon="figures">
              {text.figures}
            </ButtonLink>
          )
        }
      />
      {area.unattributed && <Banner tone="warn">{text.unattributed}</Banner>}
      {may('areas.read') && area.kind !== 'hamlet' && <AreaChildren area={area} />}
      {may('areas.read') && <Profiles area={area} />}
      {may('areas.read') && !isBroad && <Organizations area={area} />}
      <AreaLife area={area} />
    </>
  );
}

function leadOf(area: AreaDetail, language: Language): string {
  const text = areasText[language];
  const codes = area.codes.map(({ code, system }) => text.codeOf(code, system === 'before'));
  return [area.path, codes.length > 0 ? `${text.code} ${codes.join(', ')}` : '', lifeSpan(area, language)]
    .filter(Boolean)
    .join(' · ');
}
