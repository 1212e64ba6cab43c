import { useQueryClient } from '@tanstack/react-query';
import { type ReactNode, useState } from 'react';
import { v7 as uuidv7 } from 'uuid';
import { formatDate, formatNumber } from '../../../platform/web/format.ts';
import { useLanguage, useText } from '../../../platform/web/i18n.tsx';
import { useSubmit } from '../../../platform/web/useSubmit.ts';
import { Button, ButtonRow } from '../../../ui/action/Button.tsx';
import { EmptyState } from '../../../ui/feedback/EmptyState.tsx';
import { ErrorSummary } from '../../../ui/form/ErrorSummary.tsx';
import { EntryGrid } from '../../../ui/grid/EntryGrid.tsx';
import { checkEntryRows, type EntryColumn, type EntryRow } from '../../../ui/grid/entry.rules.ts';
import { Section } from '../../../ui/layout/PageHeader.tsx';
import { useToast } from '../../../ui/overlay/Toast.tsx';
import { DataTable } from '../../../ui/table/DataTable.tsx';
import { useFocusGrid } from '../../areas/web/AddHamlets.tsx';
import { type Equipment, EquipmentCondition, type Team } from '../team.contract.ts';
import { inputOf } from '../team-input.rules.ts';
import { conditionWords } from '../words.rules.ts';
import css from './teams.module.css';
import { teamsText } from './teams.text.ts';
import { sendTeam, teamsChanged } from './useTeams.ts';

const USUAL = [
  'Đèn pin',
  'Gậy cao su',
  'Còi',
  'Áo phản quang',
  'Áo giáp',
  'Găng tay',
  'Loa cầm tay',
  'Mõ',
  'Bình chữa cháy',
  'Bộ đàm',
];

/** What a team has to work with. */
export function EquipmentSection({ team, mayEdit }: { team: Team; mayEdit: boolean }): ReactNode {
  const text = useText(teamsText);
  const [language] = useLanguage();
  const [editing, setEditing] = useState(false);
  return (
    <Section
      title={text.equipment}
      action={
        mayEdit &&
        !editing && (
          <Button icon="edit" onClick={() => setEditing(true)}>
            {text.editEquipment}
          </Button>
        )
      }
    >
      {editing && <EquipmentGrid team={team} onDone={() => setEditing(false)} />}
      {!editing && team.equipment.length === 0 && (
        <EmptyState title={text.noEquipment}>{text.noEquipmentWords}</EmptyState>
      )}
      {!editing && team.equipment.length > 0 && (
        <DataTable<Equipment>
          caption={text.tableOf(text.equipment)}
          hideCaption
          stack
          rows={team.equipment}
          rowKey={(row) => row.id}
          columns={[
            { key: 'name', label: text.item, cell: (row) => row.name },
            {
              key: 'number',
              label: text.number,
              numeric: true,
              cell: (row) => formatNumber(row.number, language),
            },
            {
              key: 'condition',
              label: text.condition,
              cell: (row) => conditionWords[row.condition][language],
            },
            {
              key: 'received',
              label: text.receivedOn,
              nowrap: true,
              cell: (row) => (row.receivedOn ? formatDate(row.receivedOn, language) : '–'),
            },
            { key: 'note', label: text.note, wide: true, cell: (row) => row.note || '–' },
          ]}
        />
      )}
    </Section>
  );
}

const newRow = (): EntryRow => ({ id: uuidv7(), values: { condition: 'good' } });
const rowOf = ({ id, name, number, receivedOn, condition, note }: Equipment): EntryRow => ({
  id,
  values: { name, number: String(number), receivedOn: receivedOn ?? '', condition, note },
});

function EquipmentGrid({ team, onDone }: { team: Team; onDone: () => void }): ReactNode {
  const text = useText(teamsText);
  const [language] = useLanguage();
  const client = useQueryClient();
  const toast = useToast();
  const top = useFocusGrid();
  const [rows, setRows] = useState<readonly EntryRow[]>(() => [...team.equipment.map(rowOf), newRow()]);
  const [strict, setStrict] = useState(false);
  const columns: readonly EntryColumn[] = [
    { key: 'name', label: text.item, kind: 'text', required: true, width: 12, suggestions: USUAL },
    { key: 'number', label: text.number, kind: 'integer', required: true, min: 1, max: 100_000, width: 6 },
    {
      key: 'condition',
      label: text.condition,
      kind: 'choice',
      required: true,
      choices: EquipmentCondition.options.map((value) => ({ value, label: conditionWords[value][language] })),
    },
    { key: 'receivedOn', label: text.receivedOn, kind: 'date', width: 8 },
    { key: 'note', label: text.note, kind: 'text', width: 12 },
  ];
  // The condition is filled in beforehand, so a row counts from its name on.
  const filled = rows.filter((row) => (row.values.name ?? '').trim() !== '');
  const before = inputOf(team);
  const form = useSubmit({
    fields: {},
    send: () =>
      sendTeam(team, {
        ...before,
        equipment: filled.map(({ id, values }) => ({
          id,
          name: values.name ?? '',
          number: Number(values.number),
          receivedOn: values.receivedOn || null,
          condition: EquipmentCondition.catch('good').parse(values.condition),
          note: values.note ?? '',
        })),
      }),
    done: async (after) => {
      await teamsChanged(client, after);
      const undo = async (): Promise<void> => {
        await teamsChanged(client, await sendTeam(after, before));
      };
      toast({ text: text.saved, undo });
      onDone();
    },
  });
  function save(): void {
    setStrict(true);
    if (Object.keys(checkEntryRows(columns, filled, language)).length > 0) return;
    void form.submit();
  }
  return (
    <div ref={top} className={css.form}>
      <ErrorSummary errors={form.summary} />
      <EntryGrid
        label={text.equipment}
        columns={columns}
        rows={rows}
        onChange={setRows}
        newRow={newRow}
        onSave={save}
        strict={strict && filled.length === rows.length}
        disabled={form.busy}
      />
      <ButtonRow>
        <Button kind="primary" busy={form.busy} onClick={save}>
          {text.saveEquipment}
        </Button>
        <Button onClick={onDone}>{text.cancel}</Button>
      </ButtonRow>
    </div>
  );
}
