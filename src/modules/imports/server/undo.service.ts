import { Problem } from '../../../platform/problems.ts';
import type { Context } from '../../../platform/server/context.ts';
import { inNameOf, openHome } from './authority.service.ts';
import { type ImportRecord, moveImport } from './imports.repo.ts';
import { takeImportBack } from './made-places.service.ts';

/**
 * Takes a committed import back, all of it or nothing; the caller holds its row. Again is no fault. Throws Problem
 * `notPossibleNow` where it is not committed, or naming the rows that somebody has worked on.
 */
export async function undo(context: Context, record: ImportRecord): Promise<void> {
  if (record.state === 'undone') return;
  if (record.state !== 'committed') throw new Problem('notPossibleNow');
  const { id } = context.caller;
  const authorized = inNameOf(id, 'imports.use', await openHome(context, record.area_id));
  await takeImportBack(context, authorized, record, id);
  await moveImport(context.tx, authorized, record.id, ['committed'], { state: 'undone' });
}
