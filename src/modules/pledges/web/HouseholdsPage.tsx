import { useQuery, useQueryClient } from '@tanstack/react-query';
import { useParams } from '@tanstack/react-router';
import { type ReactNode, useMemo, useState } from 'react';
import { z } from 'zod';
import { stripDiacritics } from '../../../platform/text.ts';
import { call } from '../../../platform/web/client.ts';
import { formatDate, formatNumber } from '../../../platform/web/format.ts';
import { useLanguage, useText } from '../../../platform/web/i18n.tsx';
import { usePageTitle } from '../../../platform/web/page.tsx';
import { usePageSearch } from '../../../platform/web/search.ts';
import { Button, ButtonLink } from '../../../ui/action/Button.tsx';
import { EmptyState } from '../../../ui/feedback/EmptyState.tsx';
import { StatusTag } from '../../../ui/feedback/StatusTag.tsx';
import { Checkbox } from '../../../ui/form/Checkbox.tsx';
import { TextInput } from '../../../ui/form/TextInput.tsx';
import { Page, PageHeader, Section } from '../../../ui/layout/PageHeader.tsx';
import { Stat, StatRow } from '../../../ui/layout/Stat.tsx';
import { Toolbar } from '../../../ui/layout/Toolbar.tsx';
import type { Column } from '../../../ui/table/ColumnMenu.tsx';
import { DataTable } from '../../../ui/table/DataTable.tsx';
import { useCalendar } from '../../activities/web/forms.ts';
import { LoadState } from '../../activities/web/LoadState.tsx';
import { useArea } from '../../areas/web/useAreas.ts';
import { type Household, listHouseholds } from '../household.contract.ts';
import { AddHouseholds } from './AddHouseholds.tsx';
import { HouseholdDialog } from './HouseholdDialog.tsx';
import { houseName } from './house-name.ts';
import { householdsText } from './households.text.ts';
import { pledgesText } from './pledges.text.ts';

const View = z.object({
  /** A household that a figure led to. */
  ho: z.uuid().optional(),
  tim: z.string().max(100).optional(),
  ca: z.literal('1').optional(),
});

/** The households of one hamlet. */
export function HouseholdsPage(): ReactNode {
  const text = useText(householdsText);
  const pledges = useText(pledgesText);
  const [language] = useLanguage();
  const client = useQueryClient();
  const { areaId } = useParams({ strict: false }) as { areaId: string };
  const [view, change] = usePageSearch(View);
  const [adding, setAdding] = useState(false);
  const area = useArea(areaId);
  const calendar = useCalendar();
  const found = useQuery({
    queryKey: ['pledges', 'households', areaId, view.ca],
    queryFn: ({ signal }) =>
      call(listHouseholds, { params: { id: areaId }, query: view.ca ? { withLeft: 'true' } : {}, signal }),
  });
  const name = area.data?.fullName ?? '';
  const title = text.titleOf(name);
  usePageTitle(title);
  const refresh = async (): Promise<void> => {
    await client.invalidateQueries({ queryKey: ['pledges'] });
  };
  const number = (value: number): string => formatNumber(value, language);
  const canAdd = found.data?.can.write === true && !adding && calendar !== undefined;
  return (
    <Page>
      <PageHeader
        title={title}
        lead={text.lead}
        crumbs={[
          { label: pledges.title, href: '/cam-ket' },
          { label: text.title, href: '/cam-ket/ho' },
        ]}
        action={
          canAdd && (
            <Button kind="primary" icon="plus" onClick={() => setAdding(true)}>
              {text.add}
            </Button>
          )
        }
      />
      {!found.data && <LoadState error={found.error} onAgain={() => void found.refetch()} />}
      {adding && calendar && (
        <Section title={text.addTitle}>
          <AddHouseholds
            areaId={areaId}
            today={calendar.today}
            onSaved={refresh}
            onClose={() => setAdding(false)}
          />
        </Section>
      )}
      {found.data && found.data.households.length === 0 && !adding && (
        <EmptyState title={text.none}>{found.data.can.write ? text.noneWords : text.noneRead}</EmptyState>
      )}
      {found.data && found.data.households.length > 0 && (
        <>
          <StatRow>
            <Stat label={text.total} value={number(found.data.total)} />
            <Stat label={text.regular} value={number(found.data.regular)} />
            <Stat label={text.people} value={number(found.data.people)} />
          </StatRow>
          <Toolbar
            label={text.filter}
            end={<ButtonLink href={`/cam-ket?noi=${areaId}`}>{text.campaigns}</ButtonLink>}
          >
            <TextInput
              label={text.filter}
              optional="unsaid"
              value={view.tim ?? ''}
              onChange={(tim) => change({ tim, ho: undefined }, { replace: true })}
            />
            <Checkbox
              label={text.withLeft}
              checked={view.ca === '1'}
              onChange={(on) => change({ ca: on ? '1' : undefined }, { replace: true })}
            />
          </Toolbar>
          <List
            households={shownOf(found.data.households, view)}
            canWrite={found.data.can.write}
            today={calendar?.today}
            onDone={refresh}
          />
        </>
      )}
    </Page>
  );
}

function shownOf(households: readonly Household[], view: z.infer<typeof View>): readonly Household[] {
  if (view.ho) return households.filter((one) => one.id === view.ho);
  const wanted = stripDiacritics(view.tim ?? '');
  if (wanted === '') return households;
  return households.filter((one) =>
    stripDiacritics(`${one.houseNumber} ${one.contactName} ${one.contactPhone}`).includes(wanted),
  );
}

function List(props: {
  households: readonly Household[];
  canWrite: boolean;
  today: string | undefined;
  onDone: () => Promise<void>;
}): ReactNode {
  const text = useText(householdsText);
  const [language] = useLanguage();
  const [edited, setEdited] = useState<Household>();
  const { canWrite, today } = props;
  const columns = useMemo<readonly Column<Household>[]>(
    () => [
      { key: 'house', label: text.houseNumber, cell: (row) => houseName(row, language) },
      { key: 'position', label: text.number, numeric: true, cell: (row) => row.position },
      { key: 'people', label: text.people, numeric: true, cell: (row) => row.people ?? '–' },
      { key: 'contactName', label: text.contactName, cell: (row) => row.contactName || '–' },
      { key: 'contactPhone', label: text.contactPhone, nowrap: true, cell: (row) => row.contactPhone || '–' },
      {
        key: 'regular',
        label: text.isRegular,
        nowrap: true,
        cell: (row) =>
          row.leftOn !== null ? (
            <StatusTag state="ended">{text.leftTag(formatDate(row.leftOn, language))}</StatusTag>
          ) : row.regular ? (
            text.yes
          ) : (
            <StatusTag state="draft">{text.away}</StatusTag>
          ),
      },
      ...(canWrite
        ? [
            {
              key: 'change',
              label: text.change,
              cell: (row: Household) => (
                <Button
                  small
                  icon="edit"
                  aria-label={text.editOf(houseName(row, language))}
                  onClick={() => setEdited(row)}
                >
                  {text.change}
                </Button>
              ),
            },
          ]
        : []),
    ],
    [text, language, canWrite],
  );
  return (
    <>
      <DataTable<Household>
        caption={text.title}
        hideCaption
        columns={columns}
        rows={props.households}
        rowKey={(row) => row.id}
        rowName={(row) => houseName(row, language)}
        rowState={(row) => (row.leftOn === null ? 'plain' : 'muted')}
        empty={<EmptyState title={text.noMatch}>{text.noMatchWords}</EmptyState>}
      />
      {edited && today && (
        <HouseholdDialog
          key={edited.id}
          household={edited}
          today={today}
          onDone={props.onDone}
          onClose={() => setEdited(undefined)}
        />
      )}
    </>
  );
}
