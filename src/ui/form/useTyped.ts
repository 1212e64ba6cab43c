import { useState } from 'react';

/**
 * Keeps the text that a person types apart from the value it means, so that half-typed text is not rewritten
 * under the fingers. `show` writes a value, `parse` reads text (undefined: not understood).
 */
export function useTyped<V>(options: {
  value: V;
  empty: V;
  show: (value: V) => string;
  parse: (text: string) => V | undefined;
  onChange: (value: V) => void;
}): { text: string; bad: string | undefined; type: (text: string) => void; settle: () => void } {
  const { value, empty, show, parse, onChange } = options;
  const [draft, setDraft] = useState<{ text: string; value: V } | undefined>();
  const [settled, setSettled] = useState(true);
  // A value set from outside (form emptied, next record) overrides what was being typed.
  const live = draft !== undefined && Object.is(draft.value, value) ? draft : undefined;
  const text = live?.text ?? show(value);
  const understood = text.trim() === '' || parse(text) !== undefined;

  function type(next: string): void {
    const parsed = next.trim() === '' ? empty : parse(next);
    const meant = parsed ?? empty;
    setDraft({ text: next, value: meant });
    setSettled(false);
    if (!Object.is(meant, value)) onChange(meant);
  }
  function settle(): void {
    setSettled(true);
    if (understood) setDraft(undefined);
  }
  return { text, bad: settled && !understood ? text.trim() : undefined, type, settle };
}
