import { type ReactNode, useState } from 'react';
import { formatNumber } from '../../../platform/web/format.ts';
import { useText } from '../../../platform/web/i18n.tsx';
import { Button, ButtonRow } from '../../../ui/action/Button.tsx';
import { Combobox } from '../../../ui/form/Combobox.tsx';
import { type Language, useUiLanguage } from '../../../ui/language.ts';
import { Section } from '../../../ui/layout/PageHeader.tsx';
import { useToast } from '../../../ui/overlay/Toast.tsx';
import { useForms } from '../../activities/web/forms.ts';
import type { Import, ImportRow } from '../import.contract.ts';
import {
  hasWords,
  matching,
  newMeanings,
  type PlaceMeaning,
  placeMeanings,
  useBookPlaces,
} from './book-places.ts';
import { useAct } from './ImportActions.tsx';
import css from './Imports.module.css';
import { importText } from './import.text.ts';
import { afterMend, mendId } from './next-mend.ts';
import type { ProblemWord } from './problem-words.ts';
import { useMend } from './useImport.ts';

const EXAMPLES = 4;

/** Places and choices that are not known: answered once for all rows that have the same words. */
export function WordProblems({ found, words }: { found: Import; words: readonly ProblemWord[] }): ReactNode {
  const text = useText(importText);
  const language = useUiLanguage();
  const places = useBookPlaces(found.areaId);
  const meanings = placeMeanings(found, places.data, language);
  return (
    <Section title={text.words} lead={text.wordsLead}>
      <ol className={css.list}>
        {words.map((word) => (
          <li key={word.key} className={css.item}>
            <p className={css.where}>{rowsWords(word.rows, language)}</p>
            {word.kind === 'place' ? (
              <PlaceWord found={found} word={word} meanings={meanings} />
            ) : (
              <ChoiceWord found={found} word={word} />
            )}
          </li>
        ))}
      </ol>
    </Section>
  );
}

function rowsWords(rows: readonly ImportRow[], language: Language): string {
  const text = importText[language];
  const shown = rows.slice(0, EXAMPLES).map((row) => text.rowAt(row.sheet, formatNumber(row.row, language)));
  const rest = rows.length - shown.length;
  const where = [...shown, ...(rest > 0 ? [text.andMore(formatNumber(rest, language))] : [])].join('; ');
  return text.inRows(formatNumber(rows.length, language), where);
}

function useAnswer(found: Import, word: ProblemWord) {
  const text = useText(importText);
  const toast = useToast();
  const mend = useMend(found.id);
  const { busy, act } = useAct();
  const id = mendId(word.key);
  const means = (meaning: PlaceMeaning): Promise<void> =>
    act(async () => {
      const goOn = afterMend(id);
      await mend({ places: [{ text: word.text, as: meaning.as }] });
      toast({ text: text.understood(word.text, meaning.name) });
      goOn();
    });
  const chooses = (code: string, label: string): Promise<void> =>
    act(async () => {
      const goOn = afterMend(id);
      const { position, column } = word;
      await mend({ choices: [{ position, column, text: word.text, as: code }] });
      toast({ text: text.understood(word.text, label) });
      goOn();
    });
  const leave = (): Promise<void> =>
    act(async () => {
      const goOn = afterMend(id);
      const rows = word.rows.slice(0, 500).map(({ position, row }) => ({ position, row, leave: true }));
      await mend({ rows });
      goOn();
    });
  return { id, busy, means, chooses, leave };
}

function PlaceWord({
  found,
  word,
  meanings,
}: {
  found: Import;
  word: ProblemWord;
  meanings: readonly PlaceMeaning[];
}): ReactNode {
  const text = useText(importText);
  const language = useUiLanguage();
  const [chosen, setChosen] = useState<PlaceMeaning | null>(null);
  const { id, busy, means, leave } = useAnswer(found, word);
  const near = word.near.flatMap((name) => meanings.find((one) => one.name === name) ?? []);
  const answer = (meaning: PlaceMeaning | null): void => {
    setChosen(meaning);
    if (meaning) void means(meaning);
  };
  return (
    <div className={css.answer}>
      <div className={css.field}>
        <Combobox<PlaceMeaning>
          id={id}
          label={text.means(word.text)}
          placeholder={text.choosePlace}
          value={chosen}
          disabled={busy}
          onChange={answer}
          search={(query) => {
            const typed = query.trim();
            return [...matching(meanings, typed), ...newMeanings(typed || word.text, language)].slice(0, 60);
          }}
          itemKey={(one) => one.key}
          itemText={(one) => one.name}
          itemNote={(one) => one.note}
        />
      </div>
      <ButtonRow>
        {near.map((one) => (
          <Button key={one.key} small onClick={() => answer(one)} busy={busy}>
            {one.name}
          </Button>
        ))}
        <Button small kind="quiet" busy={busy} onClick={() => void leave()}>
          {text.leaveRows(formatNumber(word.rows.length, language))}
        </Button>
      </ButtonRow>
    </div>
  );
}

function ChoiceWord({ found, word }: { found: Import; word: ProblemWord }): ReactNode {
  const text = useText(importText);
  const language = useUiLanguage();
  const forms = useForms();
  const { id, busy, chooses, leave } = useAnswer(found, word);
  const sheet = found.sheets.find((one) => one.position === word.position);
  const code = sheet?.columns.find((column) => column.header === word.column)?.field;
  const form = forms.data?.find((one) => one.code === sheet?.kind);
  const field = form?.fields.find((one) => one.code === code);
  const choices =
    field?.type === 'choice'
      ? field.choices.map((choice) => ({ value: choice.code, label: choice.label[language] }))
      : [];
  return (
    <div className={css.answer}>
      <div className={css.field}>
        <Combobox<{ value: string; label: string }>
          id={id}
          label={`${word.column}: ${text.means(word.text)}`}
          placeholder={text.chooseChoice}
          value={null}
          disabled={busy}
          onChange={(choice) => choice && void chooses(choice.value, choice.label)}
          search={(query) => choices.filter(({ label }) => hasWords(label, query))}
          itemKey={(choice) => choice.value}
          itemText={(choice) => choice.label}
        />
      </div>
      <ButtonRow>
        <Button small kind="quiet" busy={busy} onClick={() => void leave()}>
          {text.leaveRows(formatNumber(word.rows.length, language))}
        </Button>
      </ButtonRow>
    </div>
  );
}
