import { holds, isEmptyValue } from '../../../activities/condition.rules.ts';
import type { EntryProblem } from '../../../activities/entry.contract.ts';
import { checkEntry } from '../../../activities/entry.rules.ts';
import type { EntryValues, Field } from '../../../activities/field.contract.ts';
import type { Form } from '../../../activities/form.contract.ts';
import { dayOf, timeOf } from './clock.ts';
import type { FieldEngine } from './engine.ts';
import { randomId } from './ids.ts';
import { type EntryItem, valuesByClock } from './outbox.rules.ts';
import { placeKey, type Reference } from './reference.ts';

/** Answers under way; on the disk after each of them. */
export interface Answers {
  readonly values: EntryValues;
  /** Answers that the clock gave and nobody changed. */
  readonly byClock: readonly string[];
  /** How far the clock was known to be ahead when it gave them (milliseconds). */
  readonly ahead: number;
  /** By this phone's clock, when it gave them. */
  readonly begunAt?: string;
}

/** An entry that is being written. */
export interface Draft extends Answers {
  /** Of the command that will bring it, and of its record: drawn once, so that it is written down once. */
  readonly ids?: { readonly command: string; readonly record: string };
  /** A record that is there already: sent back, or refused. */
  readonly record?: { readonly id: string; readonly revision?: number; readonly replaces?: string };
}

export function newIds(): NonNullable<Draft['ids']> {
  return { command: randomId(), record: randomId() };
}

/** A new entry, with what is most likely filled in: today, the person's place. */
export function newDraft(engine: FieldEngine, form: Form, reference: Reference): Draft {
  const now = engine.rightNow();
  const [place] = reference.places;
  const time = form.fields.find(({ type }) => type === 'time')?.code;
  return {
    ids: newIds(),
    values: {
      [form.dayField]: dayOf(now),
      ...(place ? { [form.placeField]: place.value } : {}),
      ...(time ? { [time]: timeOf(now) } : {}),
    },
    byClock: [form.dayField, ...(time ? [time] : [])],
    ahead: engine.state().ahead,
    begunAt: new Date().toISOString(),
  };
}

/**
 * Answers under way once more is known of the clock (`ahead`, milliseconds): what it had given is put right, and moves no
 * more. Those that went by the same already are given back as they are.
 */
export function byRightClock<T extends Answers>(begun: T, dayField: string, ahead: number): T {
  const { byClock, ahead: known, begunAt } = begun;
  if (known === ahead || byClock.length === 0 || begunAt === undefined) return begun;
  const day = byClock.includes(dayField) ? { day: dayField } : {};
  const gave = { ...day, times: byClock.filter((code) => code !== dayField), at: begunAt };
  return { ...begun, values: valuesByClock(begun.values, gave, known, ahead), byClock: [], ahead };
}

/** The questions that are asked with these answers. */
export function questions(form: Form, values: EntryValues): Field[] {
  return form.fields.filter(({ showIf }) => showIf === undefined || holds(showIf, values));
}

/** What is wrong with the answers; by field. */
export function faults(draft: Draft, form: Form, reference: Reference, today: string): EntryProblem[] {
  const known = new Set(reference.places.map(({ value }) => placeKey(value)));
  const checked = checkEntry(form, tidy(form, draft.values), {
    today,
    isKnownPlace: (place) => known.has(placeKey(place)) || known.has(place.areaId),
    commune: reference.commune,
  });
  return checked.ok ? [] : checked.problems;
}

/** Answers of questions that are asked, empty ones left out. */
export function tidy(form: Form, values: EntryValues): EntryValues {
  return Object.fromEntries(
    questions(form, values).flatMap(({ code }) => {
      const value = values[code];
      return value === undefined || isEmptyValue(value) ? [] : [[code, value]];
    }),
  );
}

/** Writes the entry down: it is on its way from here. A repaired entry takes the place of the refused one. */
export async function writeDown(engine: FieldEngine, form: Form, draft: Draft): Promise<void> {
  const { record, ids = newIds() } = draft;
  const times = form.fields.filter(({ code, type }) => type === 'time' && draft.byClock.includes(code));
  const day = draft.byClock.includes(form.dayField) ? { day: form.dayField } : {};
  const item: EntryItem = {
    kind: 'activity.save',
    id: ids.command,
    recordId: record?.id ?? ids.record,
    save: {
      form: form.code,
      formVersion: form.version,
      state: 'submitted',
      values: tidy(form, draft.values),
      ...(record?.revision === undefined ? {} : { baseRevision: record.revision }),
    },
    madeAt: new Date().toISOString(),
    ahead: draft.ahead,
    byClock: {
      ...day,
      times: times.map(({ code }) => code),
      ...(draft.begunAt === undefined ? {} : { at: draft.begunAt }),
    },
    state: 'here',
    ...(record?.replaces ? { settles: record.replaces } : {}),
  };
  await engine.keep(item);
  if (record?.replaces) await engine.remove(record.replaces);
}
