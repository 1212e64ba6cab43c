import { useQuery } from '@tanstack/react-query';
import type { ReactNode } from 'react';
import { z } from 'zod';
import { addDays } from '../../../platform/dates.ts';
import { call } from '../../../platform/web/client.ts';
import { formatDate } from '../../../platform/web/format.ts';
import { useLanguage, useText } from '../../../platform/web/i18n.tsx';
import { usePageTitle } from '../../../platform/web/page.tsx';
import { problemText } from '../../../platform/web/problem.ts';
import { usePageSearch } from '../../../platform/web/search.ts';
import { Banner } from '../../../ui/feedback/Banner.tsx';
import { EmptyState } from '../../../ui/feedback/EmptyState.tsx';
import { Skeleton } from '../../../ui/feedback/Spinner.tsx';
import { Select } from '../../../ui/form/Select.tsx';
import { Page, PageHeader, Section } from '../../../ui/layout/PageHeader.tsx';
import { Toolbar } from '../../../ui/layout/Toolbar.tsx';
import { useMe } from '../../accounts/web/me.ts';
import { AreaSearch } from '../../areas/web/AreaSearch.tsx';
import { listReports, type ReportArea, type ReportSlot } from '../report.contract.ts';
import { reportsText } from './reports.text.ts';
import { SlotList } from './SlotList.tsx';
import { TemplateSection } from './TemplateSection.tsx';

const View = z.object({
  diaBan: z.uuid().optional(),
  nam: z.coerce.number().int().min(2000).max(2100).optional(),
});
const YEARS_BACK = 8;

/** What do I hand in, by when? The official reports of a commune, each with its state and one button. */
export function ReportsPage(): ReactNode {
  const text = useText(reportsText);
  const [language] = useLanguage();
  usePageTitle(text.title);
  const [view, change] = usePageSearch(View);
  const own = useOwnCommunes();
  const areaId = view.diaBan ?? own[0]?.id;
  const { data, error, isPending } = useQuery({
    queryKey: ['reports', areaId, view.nam],
    queryFn: ({ signal }) =>
      call(listReports, { query: { areaId: areaId ?? '', ...(view.nam ? { year: view.nam } : {}) }, signal }),
    enabled: areaId !== undefined,
  });
  const areas = uniqueAreas([...own, ...(data?.areas ?? [])]);
  return (
    <Page>
      <PageHeader title={text.title} lead={data ? text.lead(data.area.name) : text.chooseArea} />
      <Toolbar label={text.area}>
        {areas.length > 1 && (
          <Select
            label={text.area}
            value={areaId ?? ''}
            onChange={(id) => change({ diaBan: id, nam: undefined })}
            choices={areas.map((area) => ({ value: area.id, label: areaLabel(area, text, language) }))}
          />
        )}
        {own.length === 0 && (
          <AreaSearch
            label={text.findArea}
            kinds={['commune']}
            value={null}
            onChange={(hit) => hit && change({ diaBan: hit.id, nam: undefined })}
          />
        )}
        {data && (
          <Select
            label={text.year}
            value={String(data.year)}
            onChange={(year) => change({ nam: year })}
            choices={yearsAround(data.year).map((year) => ({ value: String(year), label: String(year) }))}
          />
        )}
      </Toolbar>
      {error && <Banner tone="error">{problemText(error, language)}</Banner>}
      {areaId !== undefined && isPending && <Skeleton lines={6} />}
      {data && <Slots key={`${areaId} ${data.year}`} list={data} />}
      {data && <TemplateSection areaId={data.area.id} />}
    </Page>
  );
}

function Slots({ list }: { list: Awaited<ReturnType<typeof call<typeof listReports>>> }): ReactNode {
  const text = useText(reportsText);
  if (list.slots.length === 0) return <EmptyState title={text.noSlots}>{text.noSlotsNote}</EmptyState>;
  const byYear = [...Map.groupBy(list.slots, (slot) => slot.year)];
  const first = list.slots.find((slot) => slot.state === 'due') ?? list.slots.find((slot) => slot.report);
  return byYear.map(([year, slots]) => (
    <Section key={year} title={text.yearHeading(year)}>
      <SlotList
        areaId={list.area.id}
        slots={slots.toSorted(byUrgency)}
        main={first}
        canWrite={list.can.write}
      />
    </Section>
  ));
}

const URGENCY = ['due', 'draft', 'notEnded'] as const;

function byUrgency(a: ReportSlot, b: ReportSlot): number {
  return URGENCY.indexOf(a.state) - URGENCY.indexOf(b.state);
}

/** The communes in which the person has a role, closed ones aside. */
function useOwnCommunes(): ReportArea[] {
  const { assignments } = useMe();
  const communes = assignments.filter((given) => given.areaKind === 'commune');
  return uniqueAreas(
    communes.map(({ areaId, areaName }) => ({ id: areaId, name: areaName, closedOn: null })),
  );
}

function uniqueAreas(areas: readonly ReportArea[]): ReportArea[] {
  return [...new Map(areas.map((area) => [area.id, area])).values()];
}

function areaLabel(
  area: ReportArea,
  text: { closedArea: (name: string, until: string) => string },
  language: 'vi' | 'en',
): string {
  if (area.closedOn === null) return area.name;
  return text.closedArea(area.name, formatDate(addDays(area.closedOn, -1), language));
}

function yearsAround(year: number): number[] {
  const last = Math.max(year, new Date().getFullYear());
  return Array.from({ length: Math.max(YEARS_BACK, last - year + 2) }, (_, back) => last - back);
}
