import type { ReactNode } from 'react';
import { formatDate, formatNumber } from '../../../platform/web/format.ts';
import { useLanguage, useText } from '../../../platform/web/i18n.tsx';
import { Link } from '../../../ui/action/Link.tsx';
import { EmptyState } from '../../../ui/feedback/EmptyState.tsx';
import { Section } from '../../../ui/layout/PageHeader.tsx';
import { DataTable } from '../../../ui/table/DataTable.tsx';
import { useMay } from '../../accounts/web/me.ts';
import { localToday } from '../../areas/web/AddHamlets.tsx';
import type { Committee } from '../committees.contract.ts';
import { seatRoleWords } from '../words.rules.ts';
import { committeesText } from './committees.text.ts';

type Seat = Committee['seats'][number];

/** Who sits in a committee today, and who did. */
export function Seats({ committee }: { committee: Committee }): ReactNode {
  const text = useText(committeesText);
  const today = localToday();
  const present = committee.seats.filter((seat) => seat.to === null || seat.to > today);
  const former = committee.seats.filter((seat) => seat.to !== null && seat.to <= today);
  return (
    <>
      <Section title={text.membersTitle}>
        {present.length === 0 ? (
          <EmptyState title={text.noMembers}>{text.noMembersWords}</EmptyState>
        ) : (
          <SeatTable seats={present} caption={text.membersTitle} />
        )}
      </Section>
      {former.length > 0 && (
        <Section title={text.former}>
          <SeatTable seats={former} caption={text.former} former />
        </Section>
      )}
    </>
  );
}

function SeatTable(props: { seats: readonly Seat[]; caption: string; former?: boolean }): ReactNode {
  const text = useText(committeesText);
  const [language] = useLanguage();
  const may = useMay();
  return (
    <DataTable<Seat>
      caption={text.tableOf(props.caption)}
      hideCaption
      stack
      rows={props.seats}
      rowKey={(row) => row.id}
      rowName={(row) => row.person.name}
      rowState={() => (props.former ? 'muted' : 'plain')}
      columns={[
        {
          key: 'name',
          label: text.person,
          wide: true,
          cell: (row) =>
            may('persons.read') ? (
              <Link href={`/to/nguoi/${row.person.id}`}>{row.person.name}</Link>
            ) : (
              row.person.name
            ),
        },
        { key: 'role', label: text.role, cell: (row) => seatRoleWords[row.role][language] },
        { key: 'office', label: text.office, wide: true, cell: (row) => row.office || '–' },
        { key: 'from', label: text.from, nowrap: true, cell: (row) => formatDate(row.from, language) },
        ...(props.former
          ? [
              {
                key: 'to',
                label: text.to,
                nowrap: true,
                cell: (row: Seat) => (row.to ? formatDate(row.to, language) : '–'),
              },
            ]
          : [
              {
                key: 'others',
                label: text.otherCommittees,
                numeric: true,
                cell: (row: Seat) =>
                  row.otherCommittees === 0 ? '–' : formatNumber(row.otherCommittees, language),
              },
            ]),
      ]}
    />
  );
}
