import { type RefObject, useRef, useState } from 'react';
import { ApiProblem } from '../../../platform/web/client.ts';
import { useLanguage, useText } from '../../../platform/web/i18n.tsx';
import { problemText } from '../../../platform/web/problem.ts';
import type { FieldError } from '../../../ui/form/ErrorSummary.tsx';
import type { FormShape } from '../form-shape.contract.ts';
import { entryText } from './entry.text.ts';
import { fieldErrors } from './entry-problems.ts';
import { fieldId } from './FormFields.tsx';
import { unreadableField } from './form-keys.ts';

export interface RecordForm {
  readonly form: RefObject<HTMLFormElement | null>;
  readonly busy: boolean;
  /** Words by the code of the field. */
  readonly errors: Readonly<Record<string, string>>;
  readonly summary: readonly FieldError[];
  /** Sends unless something on the page can't be read; gives the answer, or undefined where it was refused. */
  readonly send: <T>(work: () => Promise<T>) => Promise<T | undefined>;
  /** The last refusal, for a conflict. */
  readonly problem: ApiProblem | undefined;
  readonly clear: () => void;
}

const calm = { errors: {}, summary: [], problem: undefined };

/**
 * Sending a record: busy while it goes, errors beside the fields and counted above them. `wrong`: what is known to be wrong
 * with it before it is sent for the first time.
 */
export function useRecordForm(shape: FormShape, wrong: Readonly<Record<string, string>> = {}): RecordForm {
  const text = useText(entryText);
  const [language] = useLanguage();
  const form = useRef<HTMLFormElement>(null);
  const [busy, setBusy] = useState(false);
  const [state, setState] = useState<Pick<RecordForm, 'errors' | 'summary' | 'problem'>>({
    ...calm,
    errors: wrong,
  });

  function refuse(error: unknown): void {
    const problem = error instanceof ApiProblem ? error : undefined;
    const errors = fieldErrors(problem?.fields ?? [], language);
    const named = shape.fields.filter((field) => errors[field.code] !== undefined);
    const lines = named.map((field) => ({
      field: fieldId(field.code),
      message: `${field.label[language]}: ${errors[field.code]}`,
    }));
    const summary = lines.length > 0 ? lines : [{ message: problemText(error, language) }];
    setState({ errors, summary, problem });
  }

  async function send<T>(work: () => Promise<T>): Promise<T | undefined> {
    if (busy || !form.current) return undefined;
    const known = new Set(Object.keys(state.errors).map(fieldId));
    const unread = unreadableField(form.current, known);
    if (unread) {
      setState({ ...calm, summary: [{ field: unread.id, message: text.unsureField }] });
      return undefined;
    }
    setBusy(true);
    try {
      const answer = await work();
      setState(calm);
      return answer;
    } catch (error) {
      refuse(error);
      return undefined;
    } finally {
      setBusy(false);
    }
  }

  return { form, busy, ...state, send, clear: () => setState(calm) };
}
