import { v7 as uuidv7 } from 'uuid';
import type { Authorized } from '../../../platform/server/authorize.ts';
import type { Context } from '../../../platform/server/context.ts';
import { toProblem } from '../../../platform/server/errors.ts';
import type { JobContext } from '../../../platform/server/jobs.ts';
import { WorkbookError } from '../../../platform/server/workbook/errors.ts';
import type { ImportFailure } from '../import.contract.ts';
import { refusalWords } from '../refusals.rules.ts';
import { HAMLETS, REPORTED } from '../sheet-kinds.rules.ts';
import { inNameOf, openHome } from './authority.service.ts';
import { type FileOfRows, readHeads, readRows } from './file-rows.service.ts';
import { findImport, type ImportRecord, moveImport, noteProgress } from './imports.repo.ts';
import { rowReader } from './row-readers.service.ts';
import { findLatestDay, markDuplicates, type StagedRow } from './rows.repo.ts';
import { countSheets, findSheets, type NewSheet, startStaging } from './sheets.repo.ts';
import { recogniseSheets, type SheetBeingRead, stageBatch, stageRow } from './stage.service.ts';
import { type ImportWorld, loadWorld } from './world.service.ts';

export const BATCH = 2000;

/** Another run has taken over, or the import was thrown away: this one stops without a word. */
class Superseded extends Error {}

interface Run {
  readonly job: JobContext;
  readonly record: ImportRecord;
  readonly runner: string;
  readonly authorized: Authorized<'imports.use'>;
  rows: number;
}

/**
 * The dry run: reads the file once, recognises its sheets, checks every row and stages what it came to. Nothing but
 * the staging tables changes. Begins anew where an earlier run was cut off. What is wrong with the file as a whole
 * becomes the import's failure; a database that is away is thrown, so that the job is tried again.
 */
export async function runCheck(job: JobContext, importId: string, file: FileOfRows): Promise<void> {
  const runner = uuidv7();
  const begun = await job.transact(async (context) => {
    const record = await findImport(context.tx, importId, 'lock');
    if (!record || !['uploaded', 'checking'].includes(record.state)) return undefined;
    const authorized = inNameOf(record.created_by, 'imports.use', await openHome(context, record.area_id));
    await moveImport(context.tx, authorized, importId, ['uploaded', 'checking'], {
      state: 'checking',
      runner,
      failure: null,
      progress: { phase: 'checking', rows: 0 },
    });
    return { record, authorized };
  });
  if (!begun) return;
  const run: Run = { job, runner, ...begun, rows: 0 };
  try {
    await checkFile(run, file);
  } catch (error) {
    if (error instanceof Superseded) return;
    const failure = failureOf(error, job);
    if (failure === undefined) throw error;
    await fail(run, failure);
  }
}

async function checkFile(run: Run, file: FileOfRows): Promise<void> {
  const sheets = recogniseSheets(await readHeads(file));
  const known = sheets.filter((sheet) => sheet.kind !== null);
  await step(run, undefined, (context) => startStaging(context.tx, run.authorized, run.record, sheets));
  if (known.length === 0) throw new WorkbookError('damaged', 'no sheet is known', { found: 'noSheet' });
  const world = await run.job.transact((context) => loadWorld(context, run.record));
  // Hamlets that the file lists are known to its other sheets, wherever the list stands.
  const lists = known.filter((sheet) => sheet.kind === HAMLETS);
  const others = known.filter((sheet) => sheet.kind !== HAMLETS);
  for (const group of [lists, others]) if (group.length > 0) await stageSheets(run, file, group, world);
  await finish(run, world);
}

async function stageSheets(
  run: Run,
  file: FileOfRows,
  sheets: readonly NewSheet[],
  world: ImportWorld,
): Promise<void> {
  const reading = await run.job.transact(async (context) => {
    const found = new Map<number, SheetBeingRead>();
    for (const sheet of sheets) found.set(sheet.position, await readingOf(context, sheet, world));
    return found;
  });
  let batch: StagedRow[] = [];
  let current: SheetBeingRead | undefined;
  // The database stages one batch while the next one is read and checked.
  let staging: Promise<void> = Promise.resolve();
  const flush = async (): Promise<void> => {
    if (current === undefined || batch.length === 0) return;
    const { kind, position } = current;
    const rows = batch;
    batch = [];
    run.rows += rows.length;
    const name = sheets.find((sheet) => sheet.position === position)?.sheet;
    await staging;
    staging = step(run, name, (context) =>
      stageBatch(context, run.authorized, run.record, kind, world, rows),
    );
    // Its failure is heard at the next batch or at the end.
    staging.catch(() => undefined);
  };
  for await (const row of readRows(file, (index) => reading.has(index))) {
    const sheet = reading.get(row.sheetIndex);
    if (sheet === undefined) continue;
    if (sheet !== current) {
      await flush();
      current = sheet;
    }
    const staged = stageRow(sheet, row);
    if (staged !== undefined) batch.push(staged);
    if (batch.length >= BATCH) await flush();
  }
  await flush();
  await staging;
}

async function readingOf(context: Context, sheet: NewSheet, world: ImportWorld): Promise<SheetBeingRead> {
  const kind = sheet.kind ?? '';
  const { position, columns, headerRow } = sheet;
  return {
    position,
    kind,
    columns,
    headerRow: headerRow ?? 0,
    read: await rowReader(context, { kind, columns }, world),
  };
}

/** One short transaction of the run, with what it has come to. */
async function step(
  run: Run,
  sheet: string | undefined,
  work: (context: Context) => Promise<void>,
): Promise<void> {
  await run.job.transact(async (context) => {
    const progress = {
      phase: 'checking' as const,
      rows: run.rows,
      ...(sheet === undefined ? {} : { sheet }),
    };
    if (!(await noteProgress(context.tx, run.record.id, run.runner, progress))) throw new Superseded();
    await work(context);
  });
}

async function finish(run: Run, world: ImportWorld): Promise<void> {
  await step(run, undefined, async (context) => {
    await markDuplicates(context.tx, run.authorized, run.record);
    await countSheets(context.tx, run.record);
    await moveImport(context.tx, run.authorized, run.record.id, ['checking'], {
      state: 'checked',
      runner: null,
      progress: {},
      profileDay: await profileDay(context, run.record, world),
    });
  });
}

/**
 * The day of the counts in the list of hamlets: the one that a person gave, otherwise the latest day of the records
 * beside it, and no day that is still to come or after the commune's end. Null where there is no such list.
 */
export async function profileDay(
  context: Context,
  record: ImportRecord,
  world: ImportWorld,
): Promise<string | null> {
  if (record.profile_day_given) return record.profile_day;
  const sheets = await findSheets(context.tx, record.id);
  if (!sheets.some((sheet) => sheet.kind === HAMLETS)) return null;
  const registers = sheets.filter(
    (sheet) => sheet.kind !== null && sheet.kind !== HAMLETS && sheet.kind !== REPORTED,
  );
  const latest = await findLatestDay(
    context.tx,
    record,
    registers.map((sheet) => sheet.position),
  );
  return latest !== null && latest < world.lastDay ? latest : world.lastDay;
}

async function fail(run: Run, failure: ImportFailure): Promise<void> {
  await run.job.transact((context) =>
    moveImport(context.tx, run.authorized, run.record.id, ['checking'], {
      state: 'failed',
      failure,
      runner: null,
      progress: {},
    }),
  );
}

/** What to tell people of an error; undefined where the same run may go well a little later. */
function failureOf(error: unknown, job: JobContext): ImportFailure | undefined {
  if (error instanceof WorkbookError) {
    const special = error.details.found === 'noSheet' || error.details.found === 'notUtf8';
    const code = special ? String(error.details.found) : error.code;
    return {
      code,
      text: refusalWords(code),
      ...(error.sheet === undefined ? {} : { sheet: error.sheet }),
      ...(error.row === undefined ? {} : { row: error.row }),
    };
  }
  const problem = toProblem(error, job.logger);
  if (['unavailable', 'conflict', 'diskFull'].includes(problem.code)) return undefined;
  return { code: 'internal', text: refusalWords('internal') };
}
