import { type ReactNode, useMemo, useState } from 'react';
import { Button } from '../action/Button.tsx';
import { Link } from '../action/Link.tsx';
import { EmptyState } from '../feedback/EmptyState.tsx';
import { type Status, StatusTag } from '../feedback/StatusTag.tsx';
import { Select } from '../form/Select.tsx';
import { TextInput } from '../form/TextInput.tsx';
import { Page, PageHeader, Section } from '../layout/PageHeader.tsx';
import { Pagination } from '../layout/Pagination.tsx';
import { Toolbar } from '../layout/Toolbar.tsx';
import { type Column, useHiddenColumns } from '../table/ColumnMenu.tsx';
import { DataTable } from '../table/DataTable.tsx';
import type { Sort } from '../table/HeadRow.tsx';

interface Patrol {
  id: string;
  on: string;
  hamlet: string;
  people: number;
  km: number;
  found: string;
  state: Status;
}

const states: Status[] = ['draft', 'submitted', 'verified', 'returned', 'voided'];
const hamlets = ['Thôn Cấm', 'Thôn Thanh Xuân', 'Tổ dân phố Đồng Hoàng Thượng', 'Thôn Khánh Vân'];
const patrols: Patrol[] = Array.from({ length: 24 }, (_, index) => ({
  id: String(index),
  on: `${String((index % 28) + 1).padStart(2, '0')}/3/2024`,
  hamlet: hamlets[index % 4] ?? '',
  people: 3 + ((index * 7) % 1250),
  km: (index % 5) + 2,
  found:
    index % 3 === 0
      ? 'Nhắc nhở 2 nhóm thanh niên tụ tập quá 23 giờ tại ngã ba chợ, giải tán, không có hậu quả'
      : '',
  state: states[index % 5] ?? 'draft',
}));

const columns: Column<Patrol>[] = [
  { key: 'on', label: 'Ngày', cell: (row) => <Link href={`#/${row.id}`}>{row.on}</Link>, sortable: true },
  { key: 'state', label: 'Trạng thái', cell: (row) => <StatusTag state={row.state} />, nowrap: true },
  { key: 'hamlet', label: 'Thôn, tổ dân phố', cell: (row) => row.hamlet, sortable: true },
  { key: 'people', label: 'Lượt người', cell: (row) => row.people, numeric: true, sortable: true },
  { key: 'km', label: 'Quãng đường (km)', cell: (row) => row.km, numeric: true },
  { key: 'found', label: 'Tình hình', cell: (row) => row.found, wide: true },
];

interface Month {
  hamlet: string;
  values: number[];
}
const months: Month[] = hamlets.map((hamlet, at) => ({
  hamlet,
  values: Array.from({ length: 12 }, (_, index) => (at * 37 + index * 113) % 1500),
}));

export function Tables(): ReactNode {
  const [sort, setSort] = useState<Sort>({ key: 'on', direction: 'desc' });
  const [selected, setSelected] = useState<ReadonlySet<string>>(new Set(['2']));
  const [hidden, setHidden] = useHiddenColumns('gallery');
  const [page, setPage] = useState(2);
  const monthColumns = useMemo<Column<Month>[]>(
    () => [
      { key: 'hamlet', label: 'Thôn, tổ dân phố', cell: (row) => row.hamlet },
      ...Array.from({ length: 12 }, (_, index) => ({
        key: `m${index}`,
        label: `T${index + 1}/2024`,
        numeric: true,
        cell: (row: Month) => (
          <Link quiet href="#/x">
            {(row.values[index] ?? 0).toLocaleString('vi-VN')}
          </Link>
        ),
      })),
    ],
    [],
  );
  return (
    <Page>
      <PageHeader
        title="Sổ tuần tra"
        action={
          <Button kind="primary" icon="plus">
            Ghi nhiều dòng
          </Button>
        }
      />
      <Toolbar
        label="Lọc"
        words="Tuần tra · Thôn Cấm · 15/12/2023–14/12/2024 · 240 dòng"
        end={
          <>
            <Button icon="download" small>
              Tải .xlsx
            </Button>
            <Button icon="print" small>
              In
            </Button>
          </>
        }
      >
        <TextInput label="Tìm trong sổ" value="" onChange={() => undefined} optional={false} type="search" />
        <Select
          label="Trạng thái"
          value=""
          onChange={() => undefined}
          choices={[{ value: '', label: 'Mọi trạng thái' }]}
        />
      </Toolbar>
      <DataTable
        caption="Các buổi tuần tra"
        columns={columns}
        rows={patrols}
        rowKey={(row) => row.id}
        rowName={(row) => row.on}
        rowState={(row) => (row.state === 'voided' ? 'voided' : 'plain')}
        sort={sort}
        onSort={setSort}
        selection={{ selected, onChange: setSelected }}
        hidden={hidden}
        onHidden={setHidden}
        onOpen={() => undefined}
        totals={{ people: '9.876', km: '98' }}
        stack
      />
      <Pagination page={page} pageSize={24} total={240} onPage={setPage} />
      <Section title="Lượt người tuần tra theo tháng">
        <DataTable
          caption="Lượt người tuần tra theo thôn và tháng"
          hideCaption
          columns={monthColumns}
          rows={months}
          rowKey={(row) => row.hamlet}
          totals={Object.fromEntries(monthColumns.map((column) => [column.key, '12.345']))}
        />
      </Section>
      <Section title="Bảng trống">
        <DataTable
          caption="Hòa giải"
          columns={columns}
          rows={[]}
          rowKey={(row) => row.id}
          empty={
            <EmptyState
              title="Sổ hòa giải chưa có dòng nào"
              action={<Button icon="upload">Nhận sổ Excel</Button>}
            >
              Có thể nhận cả sổ Excel của năm trước, hoặc ghi từng dòng.
            </EmptyState>
          }
        />
      </Section>
    </Page>
  );
}
