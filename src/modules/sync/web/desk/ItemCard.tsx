import { useQuery, useQueryClient } from '@tanstack/react-query';
import { type ReactNode, useState } from 'react';
import type { RequestOf } from '../../../../platform/contract.ts';
import { call } from '../../../../platform/web/client.ts';
import { formatInstant } from '../../../../platform/web/format.ts';
import { useText } from '../../../../platform/web/i18n.tsx';
import { problemText } from '../../../../platform/web/problem.ts';
import { Button, ButtonRow } from '../../../../ui/action/Button.tsx';
import { Banner } from '../../../../ui/feedback/Banner.tsx';
import { RadioGroup } from '../../../../ui/form/Checkbox.tsx';
import { FormStack } from '../../../../ui/form/Field.tsx';
import { TextInput } from '../../../../ui/form/TextInput.tsx';
import { useUiLanguage } from '../../../../ui/language.ts';
import { useToast } from '../../../../ui/overlay/Toast.tsx';
import { useMay } from '../../../accounts/web/me.ts';
import { getActivity, listForms } from '../../../activities/activities.contract.ts';
import type { EntryValue } from '../../../activities/field.contract.ts';
import { activitySummary } from '../../../activities/summary.rules.ts';
import { valueText } from '../../../activities/value-text.rules.ts';
import { type SyncConflict, type SyncItem, settleSyncItem } from '../../sync.contract.ts';
import css from './phones.module.css';
import { phonesText } from './phones.text.ts';

/** One entry that waits: what it says, why it waits, and the ways out. */
export function ItemCard({ item }: { item: SyncItem }): ReactNode {
  const text = useText(phonesText);
  const language = useUiLanguage();
  const forms = useQuery({ queryKey: ['forms'], queryFn: ({ signal }) => call(listForms, { signal }) });
  const form = forms.data?.forms.find(({ code }) => code === item.form);
  const values = (item.payload.values ?? {}) as Record<string, EntryValue>;
  const { problem } = item;
  const title = problem && (language === 'vi' ? problem.titleVi : problem.title);
  const reasons = (problem?.fields ?? []).map(({ expected, code }) => expected?.[language] ?? code);
  return (
    <article className={css.item} aria-label={`${form?.name[language] ?? ''} ${item.person.name}`}>
      <h3>
        {form?.name[language] ?? item.form} · {item.areaName}
      </h3>
      <p className={css.quiet}>
        {text.madeBy(item.person.name, item.phoneName)} · {formatInstant(item.madeAt, language)}
      </p>
      {form && <p>{activitySummary(form, values)[language]}</p>}
      {title && <Banner tone="warn">{[title, ...reasons].join(' · ')}</Banner>}
      <Ways
        item={item}
        fieldName={(code) => form?.fields.find((one) => one.code === code)?.label[language] ?? code}
        words={(code, value) => {
          const field = form?.fields.find((one) => one.code === code);
          return (field && value !== null && valueText(field, value, () => '')[language]) || text.empty;
        }}
      />
    </article>
  );
}

interface WaysProps {
  readonly item: SyncItem;
  readonly fieldName: (code: string) => string;
  readonly words: (code: string, value: EntryValue | null) => string;
}

function Ways({ item, fieldName, words }: WaysProps): ReactNode {
  const text = useText(phonesText);
  const language = useUiLanguage();
  const may = useMay();
  const client = useQueryClient();
  const toast = useToast();
  const [choices, setChoices] = useState<Readonly<Record<string, 'mine' | 'theirs'>>>({});
  const [reason, setReason] = useState<string>();
  const [busy, setBusy] = useState(false);

  type Body = RequestOf<typeof settleSyncItem>['body'];
  async function settle(make: () => Promise<Body> | Body, done: string): Promise<void> {
    setBusy(true);
    try {
      await call(settleSyncItem, { params: { id: item.id }, body: await make() });
      toast({ text: done });
      await client.invalidateQueries();
    } catch (error) {
      toast({ tone: 'error', text: problemText(error, language) });
    } finally {
      setBusy(false);
    }
  }
  async function chosen(): Promise<Body> {
    const { revision } = await call(getActivity, { params: { id: item.recordId } });
    return { action: 'choose', choices: { ...choices }, baseRevision: revision };
  }
  if (!may('activities.write')) return null;
  const isConflict = item.outcome === 'conflict';
  return (
    <FormStack>
      {isConflict &&
        item.conflicts.map((conflict) => (
          <Choice
            key={conflict.field}
            conflict={conflict}
            name={fieldName(conflict.field)}
            words={words}
            value={choices[conflict.field]}
            onChange={(who) => setChoices({ ...choices, [conflict.field]: who })}
          />
        ))}
      {reason !== undefined && (
        <TextInput label={text.dropReason} value={reason} onChange={setReason} maxLength={500} />
      )}
      <ButtonRow>
        {isConflict ? (
          <Button
            busy={busy}
            disabled={item.conflicts.some(({ field }) => !choices[field])}
            onClick={() => void settle(chosen, text.chosen)}
          >
            {text.keepChoice}
          </Button>
        ) : (
          <Button
            busy={busy}
            onClick={() => void settle(() => ({ action: 'repair', payload: item.payload }), text.repaired)}
          >
            {text.retry}
          </Button>
        )}
        {reason === undefined ? (
          <Button kind="quiet" onClick={() => setReason('')}>
            {text.drop}
          </Button>
        ) : (
          <Button
            kind="danger"
            busy={busy}
            disabled={reason.trim().length < 3}
            onClick={() => void settle(() => ({ action: 'drop', reason }), text.dropped)}
          >
            {text.drop}
          </Button>
        )}
      </ButtonRow>
    </FormStack>
  );
}

function Choice(props: {
  conflict: SyncConflict;
  name: string;
  words: WaysProps['words'];
  value: 'mine' | 'theirs' | undefined;
  onChange: (who: 'mine' | 'theirs') => void;
}): ReactNode {
  const text = useText(phonesText);
  const { field, mine, theirs } = props.conflict;
  return (
    <RadioGroup
      label={text.twoValues(props.name)}
      value={props.value ?? ''}
      onChange={(who) => props.onChange(who === 'mine' ? 'mine' : 'theirs')}
      choices={[
        { value: 'mine', label: props.words(field, mine), help: text.fromPhone },
        { value: 'theirs', label: props.words(field, theirs), help: text.fromDesk },
      ]}
    />
  );
}
