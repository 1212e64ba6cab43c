import { useQuery } from '@tanstack/react-query';
import { type ReactNode, useState } from 'react';
import { call } from '../../../../platform/web/client.ts';
import { formatInstant } from '../../../../platform/web/format.ts';
import { useText } from '../../../../platform/web/i18n.tsx';
import { problemText } from '../../../../platform/web/problem.ts';
import { Button, ButtonRow } from '../../../../ui/action/Button.tsx';
import { Link } from '../../../../ui/action/Link.tsx';
import { Banner } from '../../../../ui/feedback/Banner.tsx';
import { Skeleton } from '../../../../ui/feedback/Spinner.tsx';
import { RadioGroup } from '../../../../ui/form/Checkbox.tsx';
import { FormStack } from '../../../../ui/form/Field.tsx';
import { useUiLanguage } from '../../../../ui/language.ts';
import { getActivity } from '../../../activities/activities.contract.ts';
import type { EntryValue } from '../../../activities/field.contract.ts';
import type { Form } from '../../../activities/form.contract.ts';
import { placeName, showValue } from '../../../activities/web/show-value.ts';
import type { SyncItem } from '../../sync.contract.ts';
import { itemsText } from './items.text.ts';
import { useSettle } from './useSettle.ts';

/** Fields that two people wrote differently: both values with who and when, one of them chosen for each. */
export function ItemChoice({ item, form }: { item: SyncItem; form: Form }): ReactNode {
  const text = useText(itemsText);
  const language = useUiLanguage();
  const settle = useSettle(item);
  const [choices, setChoices] = useState<Readonly<Record<string, 'mine' | 'theirs'>>>({});
  const [busy, setBusy] = useState(false);
  const [refused, setRefused] = useState<unknown>();
  const record = useQuery({
    queryKey: ['activities', 'one', item.recordId],
    queryFn: ({ signal }) => call(getActivity, { params: { id: item.recordId }, signal }),
  });
  const { data: now } = record;
  if (!now) {
    return record.error ? (
      <Banner tone="error">{problemText(record.error, language)}</Banner>
    ) : (
      <Skeleton lines={3} />
    );
  }
  const words = (code: string, value: EntryValue | null | undefined): string => {
    const field = form.fields.find((one) => one.code === code);
    const said = field && value != null ? showValue(field, value, language, () => placeName(now.place)) : '';
    return said || text.empty;
  };
  const mine = text.fromPhone(item.person.name, formatInstant(item.madeAt, language));
  const theirs = text.fromDesk(now.changedBy.name, formatInstant(now.changedAt, language));

  async function save(baseRevision: number): Promise<void> {
    setBusy(true);
    setRefused(undefined);
    try {
      await settle({ action: 'choose', choices: { ...choices }, baseRevision }, text.chosen);
    } catch (error) {
      setRefused(error);
      await record.refetch();
    } finally {
      setBusy(false);
    }
  }
  return (
    <FormStack>
      {refused !== undefined && (
        <Banner tone="error" announce>
          {problemText(refused, language)}
        </Banner>
      )}
      {item.conflicts.map((conflict) => {
        const { field } = conflict;
        const name = form.fields.find(({ code }) => code === field)?.label[language] ?? field;
        return (
          <RadioGroup
            key={field}
            label={text.twoValues(name)}
            help={text.before(words(field, conflict.before))}
            value={choices[field] ?? ''}
            onChange={(who) => setChoices({ ...choices, [field]: who === 'mine' ? 'mine' : 'theirs' })}
            choices={[
              { value: 'mine', label: words(field, conflict.mine), help: mine },
              { value: 'theirs', label: words(field, now.values[field]), help: theirs },
            ]}
          />
        );
      })}
      <ButtonRow>
        <Button
          busy={busy}
          disabled={item.conflicts.some(({ field }) => !choices[field])}
          onClick={() => void save(now.revision)}
        >
          {text.keepChoice}
        </Button>
        <Link href={`/so/${now.form}/${now.id}`}>{text.openRecord}</Link>
      </ButtonRow>
    </FormStack>
  );
}
