import { afterAll, beforeAll, expect, test } from 'vitest';
import type { Context } from '../../../platform/server/context.ts';
import type { JobContext } from '../../../platform/server/jobs.ts';
import { startTestApp, type TestApp } from '../../../platform/server/testing/app.ts';
import { areaIdOf } from '../../accounts/accounts.factory.ts';
import { bookPath, jobsOf } from '../imports.factory.ts';
import { commitNow, importFile, undoNow } from './import-file.service.ts';
import { checkImportJob, resumeImports } from './resume.service.ts';

// A program can be cut off between any two of its transactions. Whatever was begun is finished at the next start.
const today = '2026-11-22';
let app: TestApp;
let job: JobContext;
let close: () => void;
let areaId: string;

beforeAll(async () => {
  app = await startTestApp({ today });
  ({ job, close } = jobsOf(app, today));
  areaId = await areaIdOf(app, 'before:07846');
});
afterAll(async () => {
  close();
  await app.close();
});

class PowerCut extends Error {
  readonly code = '57P01';
}

/** The same program, whose power goes off instead of its transaction number `last`. */
function cutOffAfter(last: number): JobContext {
  let done = 0;
  return {
    ...job,
    transact: <T>(work: (context: Context) => Promise<T>) => {
      done += 1;
      if (done > last) throw new PowerCut();
      return job.transact(work);
    },
  };
}

const count = async (
  table: 'activity' | 'fact' | 'area_profile' | 'organization' | 'import_row',
): Promise<number> =>
  job.transact(async ({ tx }) => {
    const found = await tx
      .selectFrom(table)
      .select(({ fn }) => fn.countAll<number>().as('n'))
      .executeTakeFirst();
    return Number(found?.n ?? 0);
  });

const states = async (): Promise<string[]> =>
  job.transact(async ({ tx }) =>
    (await tx.selectFrom('import').select('state').orderBy('id').execute()).map((row) => row.state),
  );

test('a commit that is cut off anywhere is whole after the next start', async () => {
  const whole = await importFile(job, { path: bookPath, areaId, commit: true });
  const expected = {
    activities: await count('activity'),
    facts: await count('fact'),
    profiles: await count('area_profile'),
  };
  await undoNow(job, whole.importId);
  const seen = new Set<number>();
  for (let last = 17; ; last += 5) {
    const outcome = await importFile(cutOffAfter(last), { path: bookPath, areaId, commit: true }).catch(
      (error: unknown) => {
        if (error instanceof PowerCut) return undefined;
        throw error;
      },
    );
    seen.add(await count('activity'));
    await resumeImports(job, 'now');
    const [state] = (await states()).slice(-1);
    if (state === 'committed') {
      expect({
        activities: await count('activity'),
        facts: await count('fact'),
        profiles: await count('area_profile'),
      }).toEqual(expected);
    } else {
      expect(await count('activity')).toBe(0);
    }
    const { id } = await job.transact(({ tx }) =>
      tx.selectFrom('import').select('id').orderBy('id', 'desc').executeTakeFirstOrThrow(),
    );
    if (state === 'committed') await undoNow(job, id);
    if (outcome !== undefined) break;
  }
  // Some of these cuts did fall between two sheets.
  expect([...seen].some((n) => n > 0 && n < expected.activities)).toBe(true);
}, 300_000);

test('a check from the command line that is cut off is given up; its file has to be given again', async () => {
  await expect(importFile(cutOffAfter(6), { path: bookPath, areaId, commit: false })).rejects.toThrow(
    PowerCut,
  );
  expect((await states()).at(-1)).toBe('checking');
  // The server queues it at its start, finds no file and says so.
  await resumeImports(job, 'queue');
  const { id } = await job.transact(({ tx }) =>
    tx.selectFrom('import').select('id').orderBy('id', 'desc').executeTakeFirstOrThrow(),
  );
  await checkImportJob({ importId: id }, job);
  expect((await states()).at(-1)).toBe('failed');
});

test('two imports of the same rows, both checked before either is committed, bring them once', async () => {
  const one = await importFile(job, { path: bookPath, areaId, commit: false });
  const two = await importFile(job, { path: bookPath, areaId, commit: false });
  await Promise.all([commitNow(job, one.importId), commitNow(job, two.importId)]);
  expect(await count('activity')).toBe(1603);
  expect(await count('organization')).toBe(5);
});
