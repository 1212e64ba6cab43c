import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { makeClock } from '../../platform/server/context.ts';
import { type JobContext, jobContext } from '../../platform/server/jobs.ts';
import { makeLogger } from '../../platform/server/logger.ts';
import type { TestApp, TestFile } from '../../platform/server/testing/app.ts';
import type { Import } from './import.contract.ts';
import { commitImport, getImport, uploadImport } from './imports.contract.ts';

/** The books of one commune for a year, as they ship with the tests. */
export const bookPath = path.join(import.meta.dirname, 'fixtures', 'luong-phong-2024.xlsx');

/** What the command line and the job runner work with, over the database of a test. */
export function jobsOf(app: TestApp, today?: string): { job: JobContext; close(): void } {
  const folder = mkdtempSync(path.join(tmpdir(), 'tiengmo-files-'));
  const job = jobContext(app.database, makeClock(today), makeLogger('silent'), folder);
  return { job, close: () => rmSync(folder, { recursive: true, force: true }) };
}

/** Asks for an import until it stands still; jobs have to run. */
export async function settled(app: TestApp, token: string, id: string): Promise<Import> {
  for (let round = 0; round < 600; round += 1) {
    const { body } = await app.call(getImport, { params: { id } }, token);
    if (!['uploaded', 'checking', 'committing'].includes(body.state)) return body;
    await new Promise((resolve) => setTimeout(resolve, 50));
  }
  throw new Error('the import does not come to its end');
}

/** Uploads a file and waits for its check. */
export async function uploaded(app: TestApp, token: string, areaId: string, file: TestFile): Promise<Import> {
  const reply = await app.call(uploadImport, { query: { areaId }, file }, token);
  if (reply.status !== 201) throw new Error(`upload refused: ${JSON.stringify(reply.body)}`);
  return settled(app, token, reply.body.id);
}

/** Commits an import and waits for it. */
export async function committed(app: TestApp, token: string, id: string): Promise<Import> {
  const reply = await app.call(commitImport, { params: { id } }, token);
  if (reply.status !== 202) throw new Error(`commit refused: ${JSON.stringify(reply.body)}`);
  return settled(app, token, id);
}
