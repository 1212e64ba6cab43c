import { Problem, problemBody } from '../../../platform/problems.ts';
import type { Context } from '../../../platform/server/context.ts';
import { onItsOwn } from '../../../platform/server/savepoint.ts';
import { prepareMeasures } from '../../figures/server/facts.service.ts';
import {
  type Activity,
  type ActivityOutcome,
  ActivitySave,
  type ActivitySaved,
  type ActivityTransition,
  RowProblem,
} from '../activity.contract.ts';
import { contributions } from '../contributions.rules.ts';
import { authorizeSave, type CheckedSave, checkSave } from './check.service.ts';
import { saveActivity } from './save.service.ts';
import { changeState } from './transition.service.ts';

interface Item {
  readonly id: string;
  readonly position: number;
}
type Work = () => Promise<ActivitySaved>;

/** Saves many, each on its own: one that is refused keeps none of the others from being stored. */
export async function saveMany(
  context: Context,
  items: readonly { id: string }[],
): Promise<ActivityOutcome[]> {
  const works: (Item & { work: Work })[] = [];
  const found: CheckedSave[] = [];
  for (const [position, { id, ...rest }] of items.entries()) {
    const checked = await attempt(async () => checkSave(context, id, parseSave(rest)));
    if (!(checked instanceof Problem)) found.push(checked);
    const work: Work = async () => {
      if (checked instanceof Problem) throw checked;
      return saveActivity(context, authorizeSave(context, checked), checked);
    };
    works.push({ id, position, work });
  }
  await prepareMeasures(
    context.tx,
    found.flatMap(({ form, checked }) => (checked.ok ? contributions(form, checked.values) : [])),
  );
  return answerEach(context, works);
}

/** The same action on many records, each on its own. */
export async function changeManyStates(
  context: Context,
  asked: { ids: readonly string[]; action: ActivityTransition; reason?: string | undefined },
): Promise<ActivityOutcome[]> {
  const { ids, action, reason } = asked;
  const works = ids.map((id, position) => ({
    id,
    position,
    work: () => changeState(context, { id, action, reason }),
  }));
  return answerEach(context, works);
}

/** Does the works in the order of ids, so that two batches with the same records can't wait for each other. */
async function answerEach(
  context: Context,
  works: readonly (Item & { work: Work })[],
): Promise<ActivityOutcome[]> {
  const answers: ActivityOutcome[] = [];
  const ordered = works.toSorted((a, b) => (a.id === b.id ? a.position - b.position : a.id < b.id ? -1 : 1));
  for (const { id, position, work } of ordered) {
    const done = await attempt(() => onItsOwn(context.tx, work));
    answers[position] = done instanceof Problem ? refused(id, done) : { id, ...done };
  }
  return answers;
}

function refused(id: string, problem: Problem): ActivityOutcome {
  const current = problem.code === 'conflict' ? (problem.extra.current as Activity | undefined) : undefined;
  return {
    id,
    outcome: problem.code === 'conflict' ? 'conflict' : 'refused',
    ...(current ? { activity: current } : {}),
    problem: RowProblem.parse(problemBody(problem)),
  };
}

function parseSave(given: unknown): ActivitySave {
  const parsed = ActivitySave.safeParse(given);
  if (parsed.success) return parsed.data;
  throw new Problem('invalidInput', {
    fields: parsed.error.issues.map((issue) => ({ path: issue.path.join('.'), code: issue.code })),
  });
}

/** What is refused is a result like another; what is our own fault ends the request. */
async function attempt<T>(work: () => Promise<T>): Promise<T | Problem> {
  try {
    return await work();
  } catch (error) {
    if (error instanceof Problem) return error;
    const state = (error as { code?: string }).code ?? '';
    // Another transaction was in the way (deadlock): the caller sends it again.
    if (state === '40P01' || state === '40001') return new Problem('conflict');
    // A value that PostgreSQL can't hold.
    if (state.startsWith('22')) return new Problem('invalidInput');
    throw error;
  }
}
