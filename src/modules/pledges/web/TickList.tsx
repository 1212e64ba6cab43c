import { type KeyboardEvent, type ReactNode, useMemo, useState } from 'react';
import { stripDiacritics } from '../../../platform/text.ts';
import { formatNumber } from '../../../platform/web/format.ts';
import { useLanguage, useText } from '../../../platform/web/i18n.tsx';
import { Button } from '../../../ui/action/Button.tsx';
import { EmptyState } from '../../../ui/feedback/EmptyState.tsx';
import { DateInput } from '../../../ui/form/DateInput.tsx';
import { Select } from '../../../ui/form/Select.tsx';
import { TextInput } from '../../../ui/form/TextInput.tsx';
import { Kbd } from '../../../ui/layout/Kbd.tsx';
import type { Column } from '../../../ui/table/ColumnMenu.tsx';
import { DataTable } from '../../../ui/table/DataTable.tsx';
import type { PledgeMark, Signer } from '../pledge.contract.ts';
import css from './pledges.module.css';
import { signingText } from './signing.text.ts';
import { hasSigned, type SigningHow, signerName } from './useSigning.ts';

/** Ticking who signed: by number and Enter, with Space in the table, or all at once; Ctrl+Enter notes them. */
export function TickList(props: {
  signers: readonly Signer[];
  today: string;
  method: 'list' | 'photo';
  fileId: string | null;
  onSign: (signers: readonly Signer[], how: SigningHow) => Promise<boolean>;
}): ReactNode {
  const text = useText(signingText);
  const [language] = useLanguage();
  const [signedOn, setSignedOn] = useState(props.today);
  const [mark, setMark] = useState<PledgeMark>('signature');
  const [selected, setSelected] = useState<ReadonlySet<string>>(new Set());
  const [busy, setBusy] = useState(false);
  const unsigned = useMemo(() => props.signers.filter((one) => !hasSigned(one)), [props.signers]);
  const ticked = unsigned.filter((one) => selected.has(one.id));
  const columns = useColumns(unsigned);
  const number = (value: number): string => formatNumber(value, language);
  const canSave = ticked.length > 0 && (props.method === 'list' || props.fileId !== null);

  async function save(): Promise<void> {
    if (!canSave || busy) return;
    setBusy(true);
    const { method, fileId } = props;
    if (await props.onSign(ticked, { signedOn, mark, method, fileId })) setSelected(new Set());
    setBusy(false);
  }
  function onKeyDown(event: KeyboardEvent): void {
    if (event.key !== 'Enter' || !(event.ctrlKey || event.metaKey)) return;
    event.preventDefault();
    void save();
  }
  function toggle(id: string): boolean {
    const next = new Set(selected);
    const on = !next.delete(id);
    if (on) next.add(id);
    setSelected(next);
    return on;
  }

  if (unsigned.length === 0) return <EmptyState title={text.allSigned}>{text.allSignedWords}</EmptyState>;
  return (
    // biome-ignore lint/a11y/noStaticElementInteractions: Ctrl+Enter within all that belongs together
    <div className={css.form} onKeyDown={onKeyDown}>
      <div className={css.bar}>
        <DateInput label={text.signedOn} value={signedOn} onChange={setSignedOn} max={props.today} />
        <Select
          label={text.mark}
          value={mark}
          onChange={(value) => setMark(value as PledgeMark)}
          choices={[
            { value: 'signature', label: text.signature },
            { value: 'thumb', label: text.thumb },
          ]}
        />
        <QuickTick signers={props.signers} onToggle={toggle} />
      </div>
      <DataTable<Signer>
        caption={text.unsigned(number(unsigned.length))}
        columns={columns}
        rows={unsigned}
        rowKey={(row) => row.id}
        rowName={(row) => signerName(row, language)}
        selection={{ selected, onChange: setSelected }}
      />
      <div className={css.actions}>
        <Button kind="primary" icon="check" busy={busy} disabled={!canSave} onClick={() => void save()}>
          {ticked.length > 0 ? text.record(number(ticked.length)) : text.chooseFirst}
        </Button>
        <Kbd>Ctrl+Enter</Kbd>
      </div>
    </div>
  );
}

/** A number and Enter ticks the household; the field is empty again at once, for the next one. */
function QuickTick(props: { signers: readonly Signer[]; onToggle: (id: string) => boolean }): ReactNode {
  const text = useText(signingText);
  const [language] = useLanguage();
  const [typed, setTyped] = useState('');
  const [said, setSaid] = useState<{ text: string; isWrong: boolean }>();

  function tick(): void {
    const wanted = stripDiacritics(typed);
    if (wanted === '') return;
    const same = props.signers.filter(
      (one) => stripDiacritics(one.label) === wanted || (one.label === '' && String(one.position) === wanted),
    );
    const found = same.find((one) => !hasSigned(one));
    const [before] = same;
    if (found) {
      const name = signerName(found, language);
      setSaid({ text: props.onToggle(found.id) ? text.ticked(name) : text.unticked(name), isWrong: false });
      setTyped('');
    } else if (before) setSaid({ text: text.signedBefore(signerName(before, language)), isWrong: true });
    else setSaid({ text: text.noHouse(typed.trim()), isWrong: true });
  }

  return (
    <div>
      <TextInput
        label={text.quick}
        help={text.quickHelp}
        optional="unsaid"
        autoComplete="off"
        value={typed}
        onChange={setTyped}
        error={said?.isWrong ? said.text : undefined}
        onKeyDown={(event) => {
          if (event.key !== 'Enter' || event.ctrlKey || event.metaKey) return;
          event.preventDefault();
          tick();
        }}
      />
      <p role="status" className={css.note}>
        {said && !said.isWrong ? said.text : ''}
      </p>
    </div>
  );
}

function useColumns(signers: readonly Signer[]): readonly Column<Signer>[] {
  const text = useText(signingText);
  const [language] = useLanguage();
  const hasHouseholds = signers.some((one) => one.kind === 'household');
  return useMemo(
    () => [
      { key: 'house', label: text.house, cell: (row) => signerName(row, language) },
      ...(hasHouseholds
        ? ([
            { key: 'contact', label: text.contact, cell: (row) => row.contactName || '–' },
            { key: 'people', label: text.people, numeric: true, cell: (row) => row.people ?? '–' },
            { key: 'regular', label: text.regular, cell: (row) => (row.regular ? text.yes : text.no) },
          ] satisfies Column<Signer>[])
        : []),
    ],
    [text, language, hasHouseholds],
  );
}
