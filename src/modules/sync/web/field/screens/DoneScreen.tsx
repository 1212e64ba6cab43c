import type { ReactNode } from 'react';
import { useText } from '../../../../../platform/web/i18n.tsx';
import { useUiLanguage } from '../../../../../ui/language.ts';
import { activitySummary } from '../../../../activities/summary.rules.ts';
import { whenWords } from '../clock.ts';
import css from '../field.module.css';
import { fieldText } from '../field.text.ts';
import { useField } from '../field-context.ts';
import { newsText } from '../news.text.ts';
import { goTo, Screen } from '../Screen.tsx';
import { tasksText } from '../tasks.text.ts';

/** What the person wrote down in the last weeks, as the commune has it; what may still be changed can be opened. */
export default function DoneScreen(): ReactNode {
  const text = useText(tasksText);
  const field = useText(fieldText);
  const news = useText(newsText);
  const language = useUiLanguage();
  const { engine, state } = useField();
  const mine = state.records
    .filter(({ createdBy }) => createdBy.id === engine.store.person.id)
    .toSorted((a, b) => (a.day < b.day ? 1 : -1));
  const states = { draft: text.draft, submitted: text.sent, verified: text.verified } as const;
  const words: Readonly<Record<string, string>> = { ...states, returned: text.returned, voided: text.voided };
  return (
    <Screen title={text.done}>
      {mine.length === 0 && <p>{text.nothingDone}</p>}
      <ul className={css.list}>
        {mine.map((record) => {
          const form = state.reference?.forms.find(({ code }) => code === record.form);
          return (
            <li key={record.id} className={css.card}>
              <h2 className={css.cardTitle}>
                {form?.name[language] ?? record.form} · {whenWords(record.day, language)}
              </h2>
              <p className={css.stateLine}>
                {record.place.areaName} · {words[record.state] ?? record.state}
              </p>
              {record.reason !== '' && <p>{news.reason(record.reason)}</p>}
              {form && <p className={css.help}>{activitySummary(form, record.values)[language]}</p>}
              {record.can.edit && (
                <button
                  type="button"
                  className={css.second}
                  onClick={() => goTo(`ghi/${record.form}/${record.id}`)}
                >
                  {record.state === 'returned' ? text.open : field.correct}
                </button>
              )}
            </li>
          );
        })}
      </ul>
    </Screen>
  );
}
