import { useState } from 'react';
import type { FieldError } from '../../ui/form/ErrorSummary.tsx';
import { useUiLanguage } from '../../ui/language.ts';
import type { FieldProblem } from '../problems.ts';
import { ApiProblem } from './client.ts';
import { problemText } from './problem.ts';

/** A field of a form by its path in the request: its id on the page, and what to say where it is not right. */
export type FormFields = Readonly<Record<string, { readonly id: string; readonly bad?: string }>>;

interface Found {
  readonly path: string | undefined;
  readonly message: string;
}

export interface Submit {
  readonly busy: boolean;
  /** For ErrorSummary: the same list until the next try. */
  readonly summary: readonly FieldError[];
  readonly errorOf: (path: string) => string | undefined;
  /** Sends, unless `local` already knows what is wrong (path → words; undefined where all is well). */
  readonly submit: (local?: Readonly<Record<string, string | undefined>>) => Promise<void>;
  /** The last refusal, for what a form has to do about a special code. */
  readonly problem: ApiProblem | undefined;
  readonly clear: () => void;
}

interface State {
  busy: boolean;
  found: readonly Found[];
  summary: readonly FieldError[];
  problem: ApiProblem | undefined;
}

const calm: State = { busy: false, found: [], summary: [], problem: undefined };

/** Sending a form: busy while it goes, errors beside the fields and counted above them. Nothing typed is lost. */
export function useSubmit<T>(options: {
  fields: FormFields;
  send: () => Promise<T>;
  done?: (answer: T) => void | Promise<void>;
}): Submit {
  const language = useUiLanguage();
  const [state, setState] = useState<State>(calm);

  function fail(found: readonly Found[], problem?: ApiProblem): void {
    const summary = found.map(({ path, message }) => ({
      message,
      field: path === undefined ? undefined : options.fields[path]?.id,
    }));
    setState({ busy: false, found, summary, problem });
  }

  async function submit(local: Readonly<Record<string, string | undefined>> = {}): Promise<void> {
    if (state.busy) return;
    const known = Object.entries(local).filter((entry): entry is [string, string] => entry[1] !== undefined);
    if (known.length > 0) return fail(known.map(([path, message]) => ({ path, message })));
    setState({ ...state, busy: true });
    try {
      const answer = await options.send();
      setState(calm);
      await options.done?.(answer);
    } catch (error) {
      const problem = error instanceof ApiProblem ? error : undefined;
      const named = (problem?.fields ?? []).map((field) => ({
        path: field.path in options.fields ? field.path : undefined,
        message: fieldWords(field, options.fields[field.path]?.bad) ?? problemText(error, language),
      }));
      fail(named.length > 0 ? named : [{ path: undefined, message: problemText(error, language) }], problem);
    }
  }

  function fieldWords(field: FieldProblem, bad: string | undefined): string | undefined {
    const { expected } = field;
    // What the schema itself says has one language only and no words for people.
    if (expected && expected.vi !== expected.en) return expected[language];
    return bad;
  }

  return {
    busy: state.busy,
    summary: state.summary,
    problem: state.problem,
    errorOf: (path) => state.found.find((one) => one.path === path)?.message,
    submit,
    clear: () => setState(calm),
  };
}
