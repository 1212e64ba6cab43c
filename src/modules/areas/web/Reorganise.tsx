import { useQueryClient } from '@tanstack/react-query';
import { type ReactNode, useState } from 'react';
import { call } from '../../../platform/web/client.ts';
import { useText } from '../../../platform/web/i18n.tsx';
import { useSubmit } from '../../../platform/web/useSubmit.ts';
import { Button, ButtonRow } from '../../../ui/action/Button.tsx';
import { RadioGroup } from '../../../ui/form/Checkbox.tsx';
import { DateInput } from '../../../ui/form/DateInput.tsx';
import { ErrorSummary } from '../../../ui/form/ErrorSummary.tsx';
import { Select } from '../../../ui/form/Select.tsx';
import { TextInput } from '../../../ui/form/TextInput.tsx';
import { Section } from '../../../ui/layout/PageHeader.tsx';
import { useToast } from '../../../ui/overlay/Toast.tsx';
import { useMay } from '../../accounts/web/me.ts';
import {
  applyReorganisation,
  type OperationPreview,
  previewReorganisation,
} from '../area-operations.contract.ts';
import type { AreaKind } from '../areas.contract.ts';
import { AreaList } from './AreaList.tsx';
import { AreaSearch } from './AreaSearch.tsx';
import css from './Areas.module.css';
import { operationsText } from './operations.text.ts';
import { PreviewPanel } from './PreviewPanel.tsx';
import { type Draft, emptyDraft, gapsOf, inputOf } from './reorganise-draft.ts';
import { areasChanged, useChildren } from './useAreas.ts';

type Change = (patch: Partial<Draft>) => void;

const kinds: readonly Draft['kind'][] = ['merge', 'split', 'transfer', 'rename', 'close'];

/** Merge, split, transfer, rename or close: filled in, looked at beforehand, done. */
export function Reorganise(): ReactNode {
  const text = useText(operationsText);
  const may = useMay();
  const client = useQueryClient();
  const toast = useToast();
  const [draft, setDraft] = useState(emptyDraft);
  const [preview, setPreview] = useState<OperationPreview>();
  const title = `${text[draft.kind]}: ${draft.areas.map((area) => area.fullName).join(', ')}`.slice(0, 200);
  const fields = {
    areas: { id: 'reorganise-areas' },
    target: { id: 'reorganise-target' },
    on: { id: 'reorganise-on' },
    instrument: { id: 'reorganise-instrument' },
  };
  const looking = useSubmit({
    fields,
    send: () => call(previewReorganisation, { body: inputOf(draft, title) }),
    done: setPreview,
  });
  const applying = useSubmit({
    fields,
    send: () => call(applyReorganisation, { body: inputOf(draft, title) }),
    done: async (made) => {
      toast({ text: text.done(made.title || title) });
      setPreview(undefined);
      setDraft(emptyDraft);
      await areasChanged(client);
    },
  });
  const areaKinds: AreaKind[] = may('areas.manage') ? ['hamlet', 'commune', 'province'] : ['hamlet'];
  function look(): void {
    const gaps = gapsOf(draft);
    void looking.submit(Object.fromEntries(Object.entries(gaps).map(([key, gap]) => [key, text[gap]])));
  }
  return (
    <Section title={text.reorganise}>
      <ErrorSummary errors={[...looking.summary, ...applying.summary]} />
      {preview ? (
        <div className={css.form}>
          <p className={css.what}>
            <strong>{title}</strong>
          </p>
          <PreviewPanel preview={preview} />
          <ButtonRow>
            <Button kind="primary" busy={applying.busy} onClick={() => void applying.submit()}>
              {text.apply}
            </Button>
            <Button onClick={() => setPreview(undefined)}>{text.back}</Button>
          </ButtonRow>
        </div>
      ) : (
        <form
          className={css.form}
          noValidate
          onSubmit={(event) => {
            event.preventDefault();
            look();
          }}
        >
          <ReorganiseFields
            draft={draft}
            change={(patch) => setDraft({ ...draft, ...patch })}
            kinds={areaKinds}
            errorOf={looking.errorOf}
          />
          <ButtonRow>
            <Button type="submit" busy={looking.busy}>
              {text.preview}
            </Button>
          </ButtonRow>
        </form>
      )}
    </Section>
  );
}

function ReorganiseFields(props: {
  draft: Draft;
  change: Change;
  kinds: readonly AreaKind[];
  errorOf: (path: string) => string | undefined;
}): ReactNode {
  const text = useText(operationsText);
  const { draft, change, errorOf } = props;
  const isMany = draft.kind === 'merge' || draft.kind === 'transfer';
  const help = {
    merge: text.mergeHelp,
    split: text.splitHelp,
    transfer: text.transferHelp,
    rename: text.renameHelp,
    close: text.closeHelp,
  };
  return (
    <>
      <RadioGroup
        label={text.kind}
        inline
        help={help[draft.kind]}
        value={draft.kind}
        onChange={(kind) =>
          change({ kind: kind as Draft['kind'], areas: draft.areas.slice(0, 1), children: {}, target: null })
        }
        choices={kinds.map((value) => ({ value, label: text[value] }))}
      />
      <div className={css.find}>
        <AreaList
          id="reorganise-areas"
          label={text.which}
          kinds={props.kinds}
          single={!isMany}
          value={draft.areas}
          onChange={(areas) => change({ areas, children: {} })}
          error={errorOf('areas')}
        />
      </div>
      <TargetFields {...props} />
      <div className={css.short}>
        <DateInput
          id="reorganise-on"
          label={text.on}
          value={draft.on}
          onChange={(on) => change({ on })}
          error={errorOf('on')}
        />
      </div>
      <div className={css.find}>
        <TextInput
          id="reorganise-instrument"
          label={text.instrument}
          help={text.instrumentHelp}
          optional
          value={draft.instrument}
          onChange={(instrument) => change({ instrument })}
          error={errorOf('instrument')}
        />
      </div>
    </>
  );
}

function TargetFields({
  draft,
  change,
  kinds: areaKinds,
  errorOf,
}: {
  draft: Draft;
  change: Change;
  kinds: readonly AreaKind[];
  errorOf: (path: string) => string | undefined;
}): ReactNode {
  const text = useText(operationsText);
  const name = (
    <div className={css.find}>
      <TextInput
        id="reorganise-target"
        label={text.newName}
        help={text.newNameHelp}
        value={draft.newName}
        onChange={(newName) => change({ newName })}
        error={errorOf('target')}
      />
    </div>
  );
  const place = (label: string, kinds: readonly AreaKind[]): ReactNode => (
    <div className={css.find}>
      <AreaSearch
        id="reorganise-target"
        label={label}
        kinds={kinds}
        value={draft.target}
        onChange={(target) => change({ target })}
        error={errorOf('target')}
      />
    </div>
  );
  if (draft.kind === 'rename') return name;
  if (draft.kind === 'transfer') return place(text.to, ['commune', 'province']);
  if (draft.kind === 'split') return <SplitFields draft={draft} change={change} error={errorOf('target')} />;
  if (draft.kind === 'close') return null;
  return (
    <>
      <RadioGroup
        label={text.into}
        inline
        value={draft.intoNew ? 'new' : 'old'}
        onChange={(into) => change({ intoNew: into === 'new' })}
        choices={[
          { value: 'new', label: text.intoNew },
          { value: 'old', label: text.intoOld },
        ]}
      />
      {draft.intoNew ? name : place(text.existing, areaKinds)}
    </>
  );
}

function SplitFields({
  draft,
  change,
  error,
}: {
  draft: Draft;
  change: Change;
  error: string | undefined;
}): ReactNode {
  const text = useText(operationsText);
  const choices = draft.heirs.flatMap((name, at) =>
    name.trim() === '' ? [] : [{ value: String(at), label: name }],
  );
  const [area] = draft.areas;
  return (
    <>
      {draft.heirs.map((name, at) => (
        // biome-ignore lint/suspicious/noArrayIndexKey: the places are told apart by their order alone
        <div key={at} className={css.find}>
          <TextInput
            id={at === 0 ? 'reorganise-target' : `reorganise-heir-${at}`}
            label={text.heir(at + 1)}
            help={at === 0 ? text.newNameHelp : undefined}
            value={name}
            onChange={(next) => change({ heirs: draft.heirs.with(at, next) })}
            error={at === 0 ? error : undefined}
          />
        </div>
      ))}
      <ButtonRow>
        <Button small icon="plus" onClick={() => change({ heirs: [...draft.heirs, ''] })}>
          {text.addHeir}
        </Button>
      </ButtonRow>
      {area && area.kind !== 'hamlet' && (
        <SplitChildren areaId={area.id} choices={choices} draft={draft} change={change} />
      )}
    </>
  );
}

function SplitChildren({
  areaId,
  choices,
  draft,
  change,
}: {
  areaId: string;
  choices: readonly { value: string; label: string }[];
  draft: Draft;
  change: Change;
}): ReactNode {
  const text = useText(operationsText);
  const { data = [] } = useChildren(areaId, { lens: 'today', on: undefined });
  const open = data.filter((child) => !child.closed);
  if (open.length === 0) return null;
  return (
    <fieldset className={css.group}>
      <legend>{text.children}</legend>
      <div className={css.grid}>
        {open.map((child) => (
          <Select
            key={child.id}
            label={child.fullName}
            placeholder={text.unassigned}
            choices={choices}
            value={draft.children[child.id] ?? ''}
            onChange={(to) => change({ children: { ...draft.children, [child.id]: to } })}
          />
        ))}
      </div>
    </fieldset>
  );
}
