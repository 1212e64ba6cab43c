import type { Context } from '../../../platform/server/context.ts';
import type { JobContext } from '../../../platform/server/jobs.ts';
import { moveFigures } from '../../figures/server/rollup.service.ts';
import { todayParents } from '../area-tree.rules.ts';
import {
  findStale,
  findTreeDay,
  hasChangeBetween,
  insertPaths,
  lockTrees,
  readTreeRows,
  rebuildPaths,
  syncNames,
  syncProvinces,
  widenScope,
  writePlaces,
  writeTreeDay,
} from './area-tree.repo.ts';

/**
 * Makes both trees what they must be today and carries the figures along; gives the number of areas whose paths changed.
 * Takes the lock of the trees, so that it can't overlook an area that somebody adds at the same moment.
 * The caller has authorized what led to it: figures of all areas are touched.
 */
export async function refreshTrees(context: Context): Promise<number> {
  const { tx, today } = context;
  await lockTrees(tx);
  const isFirst = (await findTreeDay(tx)) === undefined;
  const rows = await readTreeRows(tx);
  const places = todayParents(rows.areas, rows.parents, rows.successions, today);
  const moved = rows.areas.flatMap((area) => {
    const place = places.get(area.id) ?? { parentId: null, unattributed: false };
    const isSame = place.parentId === area.todayParentId && place.unattributed === area.unattributed;
    return isSame ? [] : { id: area.id, ...place };
  });
  const stale = await findStale(
    tx,
    moved.map((place) => place.id),
  );
  const swap = async () => {
    await writePlaces(tx, moved);
    await rebuildPaths(tx, stale);
    await syncProvinces(tx, stale, today);
  };
  const restore = await widenScope(tx);
  // Before the first list there is no area, so there is no figure to move.
  if (isFirst) await swap();
  else if (stale.length > 0 || moved.length > 0) await moveFigures(context, stale, swap);
  await restore();
  await syncNames(tx, today);
  await writeTreeDay(tx, today);
  return stale.length;
}

/**
 * For the server's start and its timer: a reorganisation that takes effect today, or did while the program was off,
 * reaches the trees. Gives true where something had to be done.
 */
export async function refreshTreesIfDue(context: Context): Promise<boolean> {
  const { tx, today } = context;
  const asOf = await findTreeDay(tx);
  if (asOf === undefined || asOf === today) return false;
  const [from, to] = asOf < today ? [asOf, today] : [today, asOf];
  if (await hasChangeBetween(tx, from, to)) {
    await refreshTrees(context);
    return true;
  }
  await writeTreeDay(tx, today);
  return false;
}

/** The short way for new open areas without anything below them: their paths are added, nothing else can have changed. */
export async function addLeaves(
  context: Context,
  leaves: readonly { readonly id: string; readonly parentId: string }[],
): Promise<void> {
  const places = leaves.map(({ id, parentId }) => ({ id, parentId, unattributed: false }));
  await writePlaces(context.tx, places);
  const ids = leaves.map((leaf) => leaf.id);
  await insertPaths(context.tx, ids);
  await syncProvinces(context.tx, ids, context.today);
  await syncNames(context.tx, context.today, ids);
}

const checkEvery = 10 * 60 * 1000;

/** Looks at the start and every ten minutes whether a day began on which areas change; gives back how to stop it. */
export function startTreeWatch(context: JobContext): () => Promise<void> {
  let running: Promise<unknown> = Promise.resolve();
  const check = () => {
    running = running
      .then(() => context.transact(refreshTreesIfDue))
      .catch((error: unknown) => {
        context.logger.warn({ name: (error as Error).name }, 'the trees of the areas wait for the database');
      });
  };
  check();
  const timer = setInterval(check, checkEvery);
  return async () => {
    clearInterval(timer);
    await running;
  };
}
