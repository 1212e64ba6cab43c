import type { PlaceValue } from '../../../activities/field.contract.ts';
import type { Form } from '../../../activities/form.contract.ts';
import { actItem } from './acts.ts';
import { dayOf, timeOf } from './clock.ts';
import type { FieldEngine } from './engine.ts';
import { randomId } from './ids.ts';
import type { EntryItem } from './outbox.rules.ts';

/** A patrol under way; it is on the disk from its first tap, so that a dead battery loses nothing. */
export interface RunningPatrol {
  readonly recordId: string;
  /** Of the command that will bring its entry: drawn once, so that it is written down once. */
  readonly commandId?: string;
  /** The right time, as far as it was known. */
  readonly startedAt: string;
  readonly ahead: number;
  readonly place: PlaceValue;
  readonly people: number;
  /** The team does not want the commune to see that it is out. */
  readonly isPrivate?: true;
  /** Taken on the way; on the disk with the patrol. */
  readonly photos?: readonly string[];
  readonly voice?: readonly string[];
  /** What was answered before it was finished. */
  readonly soFar?: { readonly happened: boolean; readonly incidents: number; readonly content: string };
}

/** What happened; nothing where nothing did. */
export interface PatrolOutcome {
  readonly incidents?: number;
  readonly content?: string;
}

export async function startPatrol(
  engine: FieldEngine,
  given: { place: PlaceValue; people: number; isPrivate?: true },
): Promise<RunningPatrol> {
  const patrol = {
    recordId: randomId(),
    commandId: randomId(),
    startedAt: engine.rightNow().toISOString(),
    ahead: engine.state().ahead,
    ...given,
  };
  await engine.store.write('patrol', patrol);
  if (patrol.isPrivate) return patrol;
  const { recordId, place, people, startedAt } = patrol;
  await engine.keep(
    actItem(engine, {
      kind: 'patrol.begin',
      recordId,
      payload: { areaId: place.areaId, people, startedAt },
      words: { vi: 'Bắt đầu tuần tra', en: 'Patrol started' },
      isPassing: true,
    }),
  );
  return patrol;
}

/**
 * The patrol that is out. One whose entry is written down already is over, though the phone died before it could forget
 * it.
 */
export async function patrolOut(engine: FieldEngine): Promise<RunningPatrol | undefined> {
  const patrol = await engine.store.read<RunningPatrol>('patrol');
  const isWritten = engine
    .state()
    .items.some((item) => item.kind === 'activity.save' && item.recordId === patrol?.recordId);
  if (!patrol || !isWritten) return patrol;
  await dropPatrol(engine, patrol);
  return undefined;
}

/** Forgets a patrol that was none. */
export async function dropPatrol(engine: FieldEngine, patrol: RunningPatrol): Promise<void> {
  await sayBack(engine, patrol);
  await engine.store.drop('patrol');
}

/** Tells the commune that the patrol is back; nothing where it never heard that it was out. */
async function sayBack(engine: FieldEngine, { recordId, isPrivate }: RunningPatrol): Promise<void> {
  if (isPrivate) return;
  const begun = engine
    .state()
    .items.find((item) => item.kind === 'patrol.begin' && item.recordId === recordId);
  if (begun && (await engine.takeBack(begun.id))) return;
  await engine.keep(
    actItem(engine, {
      kind: 'patrol.end',
      recordId,
      payload: {},
      words: { vi: 'Tuần tra về', en: 'Patrol is back' },
      isPassing: true,
    }),
  );
}

/** Writes the patrol down as an entry of its book, now; it is on its way from here. */
export async function finishPatrol(
  engine: FieldEngine,
  form: Form,
  patrol: RunningPatrol,
  outcome: PatrolOutcome,
): Promise<void> {
  // The clock may have turned out wrong on the way: both ends go by what is known now.
  const { ahead } = engine.state();
  const began = new Date(Date.parse(patrol.startedAt) - (ahead - patrol.ahead));
  const { incidents, content } = outcome;
  const item: EntryItem = {
    kind: 'activity.save',
    id: patrol.commandId ?? randomId(),
    recordId: patrol.recordId,
    save: {
      form: form.code,
      formVersion: form.version,
      state: 'submitted',
      values: {
        day: dayOf(began),
        place: patrol.place,
        startTime: timeOf(began),
        endTime: timeOf(engine.rightNow()),
        patrollers: patrol.people,
        ...(incidents === undefined ? {} : { incidents }),
        ...(content ? { content } : {}),
        ...(patrol.photos ? { photos: [...patrol.photos] } : {}),
        ...(patrol.voice ? { voice: [...patrol.voice] } : {}),
      },
    },
    madeAt: new Date().toISOString(),
    ahead,
    byClock: { day: 'day', times: ['startTime', 'endTime'] },
    state: 'here',
  };
  await engine.keep(item);
  await dropPatrol(engine, patrol);
}
