import { existsSync, readdirSync, rmSync } from 'node:fs';
import path from 'node:path';
import type { Job, JobContext } from '../../../platform/server/jobs.ts';
import { refusalWords } from '../refusals.rules.ts';
import { inNameOf } from './authority.service.ts';
import { runCheck } from './check.service.ts';
import { runCommit } from './commit.service.ts';
import { deleteImport, findFileOwners, findImport, findUnfinished, moveImport } from './imports.repo.ts';
import { dropImportFile, importFilePath } from './receive.service.ts';

function importIdOf(payload: unknown): string {
  const { importId } = payload as { importId?: unknown };
  if (typeof importId !== 'string') throw new TypeError('a job without an import');
  return importId;
}

/** The dry run of an upload. */
export const checkImportJob: Job = async (payload, job) => {
  const importId = importIdOf(payload);
  const record = await job.transact((context) => findImport(context.tx, importId));
  if (!record || !['uploaded', 'checking'].includes(record.state)) return;
  const file = importFilePath(job.filesFolder, importId);
  if (!existsSync(file)) return giveUp(job, importId);
  await runCheck(job, importId, { path: file, kind: record.file_kind, name: record.file_name });
  dropImportFile(job.filesFolder, importId);
};

/** The commit that somebody asked for. */
export const commitImportJob: Job = (payload, job) => runCommit(job, importIdOf(payload));

/** The file is gone (a check from the command line that was cut off): it has to be given again. */
async function giveUp(job: JobContext, importId: string): Promise<void> {
  await job.transact(async (context) => {
    const record = await findImport(context.tx, importId, 'lock');
    if (!record) return;
    await moveImport(
      context.tx,
      inNameOf(record.created_by, 'imports.use', record.area_id),
      importId,
      ['uploaded', 'checking'],
      { state: 'failed', failure: { code: 'interrupted', text: refusalWords('interrupted') }, progress: {} },
    );
  });
}

/**
 * For the start of the program, the server's and the command line's: goes on with what was cut off, so that no import
 * stays half there, throws away what nobody came back for in 60 days, and files without an import. `how` says whether
 * the work is queued for the job runner or done here and now.
 */
export async function resumeImports(job: JobContext, how: 'queue' | 'now' = 'queue'): Promise<number> {
  const unfinished = await job.transact((context) => findUnfinished(context.tx));
  let resumed = 0;
  for (const { id, state, is_old: isOld } of unfinished) {
    if (state === 'checked' || state === 'failed') {
      if (isOld)
        await job.transact((context) => deleteImport(context.tx, inNameOf('system', 'imports.use', ''), id));
      continue;
    }
    // A check is somebody's question, and the server answers it; a commit must come to its end wherever we are.
    if (how === 'now' && state !== 'committing') continue;
    const name = state === 'committing' ? 'commitImport' : 'checkImport';
    if (how === 'queue') await job.transact((context) => context.enqueue(name, { importId: id }));
    else await commitImportJob({ importId: id }, job);
    resumed += 1;
  }
  // A server that runs may be receiving a file right now: only its own start clears them away.
  if (how === 'queue') await dropOrphans(job);
  return resumed;
}

/** Files of requests that were cut off between the disk and the database. */
async function dropOrphans(job: JobContext): Promise<void> {
  const folder = path.join(job.filesFolder, 'imports');
  if (!existsSync(folder)) return;
  const files = readdirSync(folder);
  const owners = await job.transact((context) => findFileOwners(context.tx));
  for (const file of files) if (!owners.has(file)) rmSync(path.join(folder, file), { force: true });
}
