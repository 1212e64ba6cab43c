import type { ReactNode } from 'react';
import { z } from 'zod';
import { formatNumber } from '../../../platform/web/format.ts';
import { useLanguage, useText } from '../../../platform/web/i18n.tsx';
import { usePageTitle } from '../../../platform/web/page.tsx';
import { usePageSearch } from '../../../platform/web/search.ts';
import { ButtonLink } from '../../../ui/action/Button.tsx';
import { Link } from '../../../ui/action/Link.tsx';
import { EmptyState } from '../../../ui/feedback/EmptyState.tsx';
import { Page, PageHeader } from '../../../ui/layout/PageHeader.tsx';
import type { Column } from '../../../ui/table/ColumnMenu.tsx';
import { DataTable } from '../../../ui/table/DataTable.tsx';
import { LoadState } from '../../activities/web/LoadState.tsx';
import type { AreaChild } from '../../areas/areas.contract.ts';
import { useChildren } from '../../areas/web/useAreas.ts';
import { ModelsNav } from '../../models/web/ModelsNav.tsx';
import { householdsText } from './households.text.ts';
import { PlaceBar } from './PlaceBar.tsx';
import { usePlace } from './places.ts';
import { pledgesText } from './pledges.text.ts';

const View = z.object({ noi: z.uuid().optional() });

/** Which hamlet’s households? */
export function HouseholdsIndexPage(): ReactNode {
  const text = useText(householdsText);
  const pledges = useText(pledgesText);
  usePageTitle(text.title);
  const [view, change] = usePageSearch(View);
  const place = usePlace('households.read', view.noi);
  return (
    <Page>
      <PageHeader
        title={text.title}
        lead={text.indexLead(place.name)}
        crumbs={[{ label: pledges.title, href: '/cam-ket' }]}
      />
      <ModelsNav />
      <PlaceBar own={place.own} id={place.id} name={place.name} onPlace={(noi) => change({ noi })} />
      {place.id !== '' && <Hamlets areaId={place.id} own={place.kind === 'hamlet' ? place : undefined} />}
    </Page>
  );
}

function Hamlets(props: { areaId: string; own: { id: string; name: string } | undefined }): ReactNode {
  const text = useText(householdsText);
  const [language] = useLanguage();
  const children = useChildren(props.areaId, { lens: 'today', on: undefined });
  const columns: readonly Column<Pick<AreaChild, 'id' | 'fullName' | 'profile'>>[] = [
    {
      key: 'hamlet',
      label: text.hamlet,
      cell: (row) => <Link href={`/cam-ket/ho/${row.id}`}>{row.fullName}</Link>,
    },
    {
      key: 'households',
      label: text.households,
      numeric: true,
      cell: (row) => (row.profile?.households == null ? '–' : formatNumber(row.profile.households, language)),
    },
  ];
  if (!props.own && !children.data)
    return <LoadState error={children.error} onAgain={() => void children.refetch()} />;
  const rows = props.own
    ? [{ id: props.own.id, fullName: props.own.name, profile: null }]
    : (children.data ?? []).filter((child) => child.kind === 'hamlet' && !child.closed);
  return (
    <DataTable
      caption={text.title}
      hideCaption
      columns={columns}
      rows={rows}
      rowKey={(row) => row.id}
      empty={
        <EmptyState title={text.noHamlets} action={<ButtonLink href="/dia-ban">{text.toPlaces}</ButtonLink>}>
          {text.noHamletsWords}
        </EmptyState>
      }
    />
  );
}
