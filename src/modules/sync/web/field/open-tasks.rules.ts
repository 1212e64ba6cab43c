import type { FieldTask } from '../../../models/field-tasks.contract.ts';
import type { FieldState } from './field-state.ts';

/** What is due and was not answered on this phone; an answer that came back leaves its task open. */
export function openTasks({ models, items }: Pick<FieldState, 'models' | 'items'>): FieldTask[] {
  const answered = new Set(
    items.flatMap(({ kind, recordId, state, dropped }) =>
      kind === 'task.answer' && state !== 'needsYou' && dropped === undefined ? [recordId] : [],
    ),
  );
  return (models?.tasks ?? []).filter(({ id }) => !answered.has(id));
}
