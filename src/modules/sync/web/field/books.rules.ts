import type { Form } from '../../../activities/form.contract.ts';
import type { FieldState } from './field-state.ts';

/** The books without the patrols, which have a button of their own: those that this person uses most come first. */
export function booksByUse(
  state: Pick<FieldState, 'reference' | 'records' | 'items'>,
  personId: string,
): Form[] {
  const uses = new Map<string, number>();
  const use = (form: string): unknown => uses.set(form, (uses.get(form) ?? 0) + 1);
  const arrived = new Set(state.records.map(({ id }) => id));
  for (const record of state.records) if (record.createdBy.id === personId) use(record.form);
  for (const item of state.items)
    if (item.kind === 'activity.save' && !arrived.has(item.recordId)) use(item.save.form);
  return (state.reference?.forms ?? [])
    .filter(({ code }) => code !== 'patrol')
    .toSorted((a, b) => (uses.get(b.code) ?? 0) - (uses.get(a.code) ?? 0));
}
