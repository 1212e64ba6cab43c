import { createContext, useContext, useSyncExternalStore } from 'react';
import type { FieldEngine } from './engine.ts';
import type { FieldState } from './field-state.ts';

interface Field {
  readonly engine: FieldEngine;
  /** Back to the PIN. */
  readonly lock: () => void;
}

export const FieldContext = createContext<Field | undefined>(undefined);

/** The unlocked person's engine and what it knows now. */
export function useField(): Field & { readonly state: FieldState } {
  const field = useContext(FieldContext);
  if (!field) throw new Error('nobody is unlocked');
  const state = useSyncExternalStore(field.engine.subscribe, field.engine.state);
  return { ...field, state };
}
