import { type ReactNode, useState } from 'react';
import { useText } from '../../../../../platform/web/i18n.tsx';
import { useUiLanguage } from '../../../../../ui/language.ts';
import type { EntryValue } from '../../../../activities/field.contract.ts';
import type { Form } from '../../../../activities/form.contract.ts';
import { valueText } from '../../../../activities/value-text.rules.ts';
import css from '../field.module.css';
import { fieldText } from '../field.text.ts';
import { useField } from '../field-context.ts';
import { randomId } from '../ids.ts';
import type { EntryItem } from '../outbox.rules.ts';
import { placeKey } from '../reference.ts';

/** Two people changed the same field: both values, and the one who knows chooses. Nothing is chosen for him. */
export function ConflictChoice({ item, form }: { item: EntryItem; form: Form }): ReactNode {
  const text = useText(fieldText);
  const language = useUiLanguage();
  const { engine, state } = useField();
  const [choices, setChoices] = useState<Readonly<Record<string, 'mine' | 'theirs'>>>({});
  const conflicts = item.conflicts ?? [];
  const isDone = conflicts.every(({ field }) => choices[field] !== undefined);
  const placeName = (place: Parameters<typeof placeKey>[0]): string =>
    state.reference?.places.find(({ value }) => placeKey(value) === placeKey(place))?.name ?? '';
  const words = (code: string, value: EntryValue | null): string => {
    const field = form.fields.find((one) => one.code === code);
    const said = field && value !== null ? valueText(field, value, placeName)[language] : '';
    return said || text.empty;
  };

  async function save(): Promise<void> {
    // What is stored at the commune now has the other's values: mine go over them where I said so.
    const stored = state.records.find(({ id }) => id === item.recordId)?.values ?? item.save.values;
    const values = { ...stored };
    for (const { field, mine, theirs } of conflicts) {
      const chosen = choices[field] === 'mine' ? mine : theirs;
      if (chosen === null) delete values[field];
      else values[field] = chosen;
    }
    const revision = state.records.find(({ id }) => id === item.recordId)?.revision ?? item.revision;
    const { conflicts: _settled, problem: _problem, ...rest } = item;
    await engine.keep({
      ...rest,
      id: randomId(),
      settles: item.id,
      madeAt: new Date().toISOString(),
      byClock: { times: [] },
      state: 'here',
      save: { ...item.save, values, ...(revision === undefined ? {} : { baseRevision: revision }) },
    });
    await engine.remove(item.id);
  }
  return (
    <>
      {conflicts.map(({ field, mine, theirs }) => (
        <fieldset key={field} className={css.fieldset}>
          <legend>
            {form.fields.find(({ code }) => code === field)?.label[language] ?? field}: {text.twoValues}
          </legend>
          {(['mine', 'theirs'] as const).map((who) => (
            <button
              key={who}
              type="button"
              className={css.choice}
              aria-pressed={choices[field] === who}
              onClick={() => setChoices({ ...choices, [field]: who })}
            >
              {words(field, who === 'mine' ? mine : theirs)}
              <small>{text[who]}</small>
            </button>
          ))}
        </fieldset>
      ))}
      <button type="button" className={css.main} disabled={!isDone} onClick={() => void save()}>
        {text.choose}
      </button>
    </>
  );
}
