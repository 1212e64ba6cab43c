import { type ReactNode, useState } from 'react';
import { Button, ButtonRow } from '../action/Button.tsx';
import { EntryGrid } from '../grid/EntryGrid.tsx';
import type { EntryColumn, EntryRow } from '../grid/entry.rules.ts';
import { Page, PageHeader } from '../layout/PageHeader.tsx';
import { useToast } from '../overlay/Toast.tsx';

const hamlets = ['Thôn Cấm', 'Thôn Thanh Xuân', 'Tổ dân phố Đồng Hoàng Thượng', 'Thôn Khánh Vân'].map(
  (label, index) => ({
    value: `h${index}`,
    label,
  }),
);
const columns: EntryColumn[] = [
  { key: 'on', label: 'Ngày', kind: 'date', required: true, year: 2024 },
  { key: 'at', label: 'Giờ', kind: 'time' },
  { key: 'hamlet', label: 'Thôn, tổ dân phố', kind: 'combobox', required: true, choices: hamlets },
  {
    key: 'kind',
    label: 'Hình thức',
    kind: 'choice',
    choices: [
      { value: 'walk', label: 'Đi bộ' },
      { value: 'bike', label: 'Xe máy' },
    ],
  },
  { key: 'people', label: 'Lượt người', kind: 'integer', max: 500 },
  { key: 'note', label: 'Tình hình', kind: 'text' },
];
const first: EntryRow[] = [
  { id: '1', values: { on: '2024-03-07', at: '21:30', hamlet: 'h0', kind: 'walk', people: '6', note: '' } },
  {
    id: '2',
    values: {
      on: '31/2',
      at: '22:00',
      hamlet: 'Thôn Cam',
      kind: 'walk',
      people: '1250',
      note: 'Nhắc 2 nhóm thanh niên',
    },
  },
  { id: '3', values: { on: '', at: '', hamlet: '', kind: '', people: '', note: '' } },
];

export function Entry(): ReactNode {
  const [rows, setRows] = useState<readonly EntryRow[]>(first);
  const toast = useToast();
  return (
    <Page>
      <PageHeader title="Ghi nhiều buổi tuần tra" lead="Sổ tuần tra · Xã Hiệp Hòa" />
      <EntryGrid
        label="Các buổi tuần tra đang ghi"
        columns={columns}
        rows={rows}
        onChange={setRows}
        newRow={() => ({ id: crypto.randomUUID(), values: {} })}
        onSave={() => toast({ text: 'Đã lưu 2 dòng vào sổ tuần tra.', undo: () => undefined })}
      />
      <ButtonRow>
        <Button
          kind="primary"
          onClick={() => toast({ text: 'Đã lưu 2 dòng vào sổ tuần tra.', undo: () => undefined })}
        >
          Lưu 2 dòng
        </Button>
      </ButtonRow>
    </Page>
  );
}
