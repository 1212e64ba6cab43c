import type { ReactNode } from 'react';
import { formatInstant } from '../../../platform/web/format.ts';
import { useLanguage, useText } from '../../../platform/web/i18n.tsx';
import { StatusTag } from '../../../ui/feedback/StatusTag.tsx';
import { VisuallyHidden } from '../../../ui/layout/VisuallyHidden.tsx';
import type { Activity, ActivityRevision, FieldChange } from '../activity.contract.ts';
import type { EntryValue } from '../field.contract.ts';
import type { FormShape } from '../form-shape.contract.ts';
import { LoadState } from './LoadState.tsx';
import css from './RecordPage.module.css';
import { recordText } from './record.text.ts';
import { showValue } from './show-value.ts';
import { useActorName } from './useActorName.ts';
import { useHistory } from './useRecord.ts';

/** Everything that happened to a record, newest first, with what changed by field. */
export function HistoryList({ form, record }: { form: FormShape; record: Activity }): ReactNode {
  const history = useHistory(record.id);
  if (!history.data)
    return <LoadState error={history.error} onAgain={() => void history.refetch()} lines={3} />;
  return (
    <ol className={css.history}>
      {history.data.map((revision) => (
        <Step key={revision.revision} form={form} revision={revision} />
      ))}
    </ol>
  );
}

function Step({ form, revision }: { form: FormShape; revision: ActivityRevision }): ReactNode {
  const text = useText(recordText);
  const [language] = useLanguage();
  const name = useActorName();
  const words: Record<ActivityRevision['action'], string> = {
    create: text.actionCreate,
    import: text.actionImport,
    edit: text.actionEdit,
    submit: text.actionSubmit,
    verify: text.actionVerify,
    return: text.actionReturn,
    void: text.actionVoid,
    restore: text.actionRestore,
    undo: text.actionUndo,
  };
  const { stateBefore, stateAfter } = revision;
  // The first entry changes everything from nothing; the record itself shows it.
  const changes = stateBefore === null ? [] : revision.changes;
  const who = text.by(name(revision.by), formatInstant(revision.at, language));
  return (
    <li className={css.step}>
      <div className={css.what}>
        {words[revision.action]}
        {stateBefore !== stateAfter && <StatusTag state={stateAfter} />}
      </div>
      <p className={css.who}>{[who, revision.device].filter(Boolean).join(' · ')}</p>
      {revision.reason && <p>{text.reasonWas(revision.reason)}</p>}
      {changes.length > 0 && (
        <ul className={css.changes}>
          {changes.map((change) => (
            <ChangeLine key={change.field} form={form} change={change} />
          ))}
        </ul>
      )}
    </li>
  );
}

function ChangeLine({ form, change }: { form: FormShape; change: FieldChange }): ReactNode {
  const text = useText(recordText);
  const [language] = useLanguage();
  const field = form.fields.find((each) => each.code === change.field);
  // Only the server knows the names of places as they were.
  const read = (value: EntryValue | undefined, words: FieldChange['beforeText']): string => {
    const shown =
      field && field.type !== 'place' ? showValue(field, value, language, () => '') : words[language];
    return shown || text.empty;
  };
  return (
    <li>
      <span className={css.field}>{change.label[language]}: </span>
      <del>
        <VisuallyHidden>{text.before} </VisuallyHidden>
        {read(change.before, change.beforeText)}
      </del>{' '}
      <span aria-hidden="true">→</span>{' '}
      <ins>
        <VisuallyHidden>{text.after} </VisuallyHidden>
        {read(change.after, change.afterText)}
      </ins>
    </li>
  );
}
