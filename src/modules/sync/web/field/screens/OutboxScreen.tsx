import { type ReactNode, useState } from 'react';
import { useText } from '../../../../../platform/web/i18n.tsx';
import { useUiLanguage } from '../../../../../ui/language.ts';
import type { Activity } from '../../../../activities/activity.contract.ts';
import type { EntryValues } from '../../../../activities/field.contract.ts';
import type { Form } from '../../../../activities/form.contract.ts';
import { activitySummary } from '../../../../activities/summary.rules.ts';
import { whenWords } from '../clock.ts';
import css from '../field.module.css';
import { fieldText } from '../field.text.ts';
import { useField } from '../field-context.ts';
import { AttachmentLines } from '../inputs/AttachmentLines.tsx';
import { ConflictChoice } from '../inputs/ConflictChoice.tsx';
import { newsText, stateWords } from '../news.text.ts';
import { isOnlyHere, isPassing, type OutboxItem, waitingCount } from '../outbox.rules.ts';
import { ClearButton } from '../RoomNotice.tsx';
import { roomText } from '../room.text.ts';
import { goTo, Screen } from '../Screen.tsx';
import { News } from './News.tsx';

const order = { needsYou: 0, here: 1, onWay: 2, arrived: 3 } as const;

/** Every entry with its state in plain words; what needs somebody stands first. */
export function OutboxScreen(): ReactNode {
  const text = { ...useText(fieldText), ...useText(roomText) };
  const { engine, state } = useField();
  const [removed, setRemoved] = useState<OutboxItem>();
  const items = state.items
    .filter((item) => !isPassing(item))
    .toReversed()
    .toSorted((a, b) => order[a.state] - order[b.state]);
  const waiting = waitingCount(state.items);
  const isLeft = state.attachments.some(({ state: at }) => at === 'kept' || at === 'begun');
  return (
    <Screen title={text.outbox}>
      <p className={css.help}>
        {text.outboxWords} {text.tidied}
      </p>
      <News />
      {removed && (
        <p className={css.box} role="status">
          {text.removed}{' '}
          <button
            type="button"
            className={css.quiet}
            onClick={() => void engine.keep(removed).then(() => setRemoved(undefined))}
          >
            {text.undo}
          </button>
        </p>
      )}
      {waiting > 0 && (
        <button type="button" className={css.main} disabled={state.busy} onClick={() => void engine.sync()}>
          {state.busy ? text.sending : text.sendNow}
        </button>
      )}
      {items.length === 0 && <p>{text.emptyOutbox}</p>}
      <ul className={css.list}>
        {items.map((item) => (
          <li key={item.id} className={css.card}>
            <Entry
              item={item}
              onRemove={async () => {
                // It may have left the phone since this was drawn: then its card says so.
                if (isOnlyHere(item) && !(await engine.takeBack(item.id))) return;
                await engine.remove(item.id);
                setRemoved(item);
              }}
            />
          </li>
        ))}
      </ul>
      <ClearButton />
      {(waiting > 0 || isLeft) && <ExportButton />}
    </Screen>
  );
}

function Entry({ item, onRemove }: { item: OutboxItem; onRemove: () => Promise<void> }): ReactNode {
  const text = useText(fieldText);
  const news = useText(newsText);
  const { engine, state } = useField();
  const words = {
    here: text.stateHere,
    onWay: text.stateOnWay,
    arrived: text.stateArrived,
    needsYou: text.stateNeedsYou,
  };
  const language = useUiLanguage();
  const isEntry = item.kind === 'activity.save';
  // What became of it at the commune since it arrived.
  const stored =
    isEntry && item.state === 'arrived' && item.dropped === undefined
      ? state.records.find(({ id }) => id === item.recordId)
      : undefined;
  const { title, help, form } = useItemWords(item, stored?.values);
  return (
    <>
      <h2 className={css.cardTitle}>{title}</h2>
      <p className={item.state === 'needsYou' ? css.problem : css.stateLine}>
        {words[item.state]}
        {stored && ` · ${stateWords[stored.state][language]}`}
      </p>
      {stored?.reason && <p>{news.reason(stored.reason)}</p>}
      {help && <p className={css.help}>{help}</p>}
      {isEntry && item.movedTo && <p>{text.movedTo(item.movedTo)}</p>}
      {isEntry && item.merged && <p>{text.merged}</p>}
      {isInDoubt(item) && <p className={css.help}>{text.inDoubt}</p>}
      {item.told && <p>{item.told[language]}</p>}
      {item.dropped !== undefined && <p>{text.dropped(item.dropped)}</p>}
      {item.problem && <Reasons item={item} />}
      {isEntry && <AttachmentLines recordId={item.recordId} />}
      {isEntry && item.conflicts && item.state === 'needsYou' && form && (
        <ConflictChoice item={item} form={form} />
      )}
      <div className={css.pair}>
        <MendButton item={item} />
        {!isEntry && item.state === 'needsYou' && (
          <button type="button" className={css.second} onClick={() => void engine.sendAgain(item)}>
            {text.tryAgain}
          </button>
        )}
        {item.state !== 'onWay' && !isInDoubt(item) && (
          <button type="button" className={css.quiet} onClick={() => void onRemove()}>
            {text.removeItem}
          </button>
        )}
      </div>
    </>
  );
}

/** Sent without an answer: what is taken off the phone now may be at the commune all the same. */
function isInDoubt(item: OutboxItem): boolean {
  return item.state === 'here' && !isOnlyHere(item);
}

/** Where an item is put right: what was refused, what has not left yet, and of what arrived the commune's version. */
function placeToMend(item: OutboxItem, records: readonly Activity[]): string | undefined {
  if (item.kind === 'task.answer')
    return item.state === 'needsYou' ? `viec/${item.recordId}/${item.id}` : undefined;
  if (item.kind !== 'activity.save' || item.state === 'onWay' || isInDoubt(item)) return undefined;
  if (item.state !== 'arrived')
    return item.state === 'needsYou' && item.conflicts ? undefined : `ghi/${item.save.form}/${item.id}`;
  const stored = records.find(({ id }) => id === item.recordId);
  return stored?.can.edit && item.dropped === undefined ? `ghi/${stored.form}/${stored.id}` : undefined;
}

function MendButton({ item }: { item: OutboxItem }): ReactNode {
  const text = useText(fieldText);
  const { state } = useField();
  const where = placeToMend(item, state.records);
  if (where === undefined) return null;
  return (
    <button type="button" className={css.second} onClick={() => goTo(where)}>
      {item.state === 'needsYou' ? text.repair : text.correct}
    </button>
  );
}

/** What an item is called and what is in it, as the commune has it now where that is known (`stored`). */
function useItemWords(item: OutboxItem, stored?: EntryValues): { title: string; help?: string; form?: Form } {
  const language = useUiLanguage();
  const { state } = useField();
  if (item.kind !== 'activity.save') {
    return { title: `${item.words[language]} · ${whenWords(Date.parse(item.madeAt), language)}` };
  }
  const { form: code } = item.save;
  const values = stored ?? item.save.values;
  const form = state.reference?.forms.find((one) => one.code === code);
  if (!form) return { title: code };
  const day = values[form.dayField];
  const when = typeof day === 'string' ? whenWords(day, language) : '';
  return {
    title: `${form.name[language]} · ${when}`,
    help: activitySummary(form, values)[language],
    form,
  };
}

/** Why it was refused: each place with what would be right. */
function Reasons({ item }: { item: OutboxItem }): ReactNode {
  const language = useUiLanguage();
  const { problem } = item;
  if (!problem) return null;
  const title = language === 'vi' ? (problem.detailVi ?? problem.titleVi) : (problem.detail ?? problem.title);
  const fields = (problem.fields ?? []).map((field) => field.expected?.[language] ?? field.code);
  return <p className={css.problem}>{[title, ...fields].join(' · ')}</p>;
}

/** For a phone that can't connect at all: the entries as a file that the commune takes in. */
function ExportButton(): ReactNode {
  const text = useText(fieldText);
  const { engine } = useField();
  async function save(): Promise<void> {
    const { saveFile } = await import('../export-file.ts');
    await saveFile(engine);
  }
  return (
    <section className={css.box}>
      <p className={css.help}>{text.exportWords}</p>
      <button type="button" className={css.second} onClick={() => void save()}>
        {text.exportFile}
      </button>
    </section>
  );
}
