import { v7 as uuidv7 } from 'uuid';
import { Problem } from '../../../platform/problems.ts';
import { writeAudit } from '../../../platform/server/audit.ts';
import type { Authorized } from '../../../platform/server/authorize.ts';
import type { Context } from '../../../platform/server/context.ts';
import { toProblem } from '../../../platform/server/errors.ts';
import type { JobContext } from '../../../platform/server/jobs.ts';
import { referenceData } from '../../../reference/reference-data.ts';
import { PlaceValue } from '../../activities/field.contract.ts';
import { insertImported } from '../../activities/server/import.service.ts';
import { listProfiles, saveProfiles } from '../../areas/server/hamlets.service.ts';
import { NewReportedFigure } from '../../figures/figures.contract.ts';
import { addReportedOfImport } from '../../figures/server/reported.service.ts';
import { HAMLETS, REPORTED } from '../sheet-kinds.rules.ts';
import { inNameOf, openHome } from './authority.service.ts';
import { BATCH } from './check.service.ts';
import { findImport, type ImportRecord, moveImport, noteProgress } from './imports.repo.ts';
import { makePlaces, takeImportBack } from './made-places.service.ts';
import { findRows, keepBefore, markKnown, type RowRecord } from './rows.repo.ts';
import {
  countSheets,
  findSheets,
  holdSheet,
  markCommitted,
  queueForArea,
  type SheetRecord,
} from './sheets.repo.ts';
import { knownHashes } from './stage.service.ts';

interface Run {
  readonly job: JobContext;
  readonly record: ImportRecord;
  readonly runner: string;
  /** Who asked for it: in his name records are made. */
  readonly by: string;
  readonly authorized: Authorized<'imports.use'>;
  readonly total: number;
  done: number;
}

/** Where a place that the file brought stands, if it was there already when it was to be made. */
type Moved = ReadonlyMap<string, string>;

/**
 * Takes every accepted row of an import in, one transaction for each sheet. Goes on with the sheets that are missing
 * where an earlier run was cut off. What the database refuses takes the whole import back, so that none is half there;
 * a database that is away is thrown, so that the job is tried again.
 */
export async function runCommit(job: JobContext, importId: string): Promise<void> {
  const runner = uuidv7();
  const run = await job.transact(async (context): Promise<Run | undefined> => {
    const record = await findImport(context.tx, importId, 'lock');
    if (record?.state !== 'committing') return undefined;
    const by = record.committed_by ?? record.created_by;
    const authorized = inNameOf(by, 'imports.use', await openHome(context, record.area_id));
    const sheets = await findSheets(context.tx, importId);
    const sum = (some: readonly SheetRecord[]): number =>
      some.reduce((total, sheet) => total + sheet.accepted, 0);
    const done = sum(sheets.filter((sheet) => sheet.committed_at !== null));
    const progress = { phase: 'committing' as const, rows: done, total: sum(sheets) };
    await moveImport(context.tx, authorized, importId, ['committing'], {
      state: 'committing',
      runner,
      progress,
    });
    return { job, record, runner, by, authorized, total: sum(sheets), done };
  });
  if (!run) return;
  try {
    await commitSheets(run);
  } catch (error) {
    const problem = toProblem(error, job.logger);
    if (['unavailable', 'conflict', 'diskFull'].includes(problem.code)) throw error;
    await takeBackHalf(run, problem);
  }
}

async function commitSheets(run: Run): Promise<void> {
  const { job, record, authorized } = run;
  const moved = await job.transact(async (context) => {
    await queueForArea(context.tx, record.area_id);
    return makePlaces(context, authorized, record, run.by);
  });
  const sheets = await job.transact((context) => findSheets(context.tx, record.id));
  const inOrder = sheets
    .filter((sheet) => sheet.kind !== null && sheet.committed_at === null)
    .toSorted((a, b) => Number(b.kind === HAMLETS) - Number(a.kind === HAMLETS) || a.position - b.position);
  for (const sheet of inOrder) await job.transact((context) => commitSheet(context, run, sheet, moved));
  await job.transact((context) => finish(context, run));
}

async function commitSheet(context: Context, run: Run, sheet: SheetRecord, moved: Moved): Promise<void> {
  const { record, authorized } = run;
  // A sheet of 100,000 rows runs for seconds: nobody else's import of the same rows may slip in between.
  await queueForArea(context.tx, record.area_id);
  if (!(await holdSheet(context.tx, record, sheet.position))) return;
  const next = (after?: RowRecord): Promise<RowRecord[]> =>
    findRows(context.tx, record, { position: sheet.position, states: ['accepted'], after, limit: BATCH });
  // The next rows are asked for before these are stored: the database goes on storing while they are made ready.
  for (let rows = await next(); rows.length > 0; ) {
    const fresh = await leaveOutKnown(context, run, sheet, rows);
    const following = rows.length < BATCH ? [] : await next(rows.at(-1));
    run.done += rows.length;
    await Promise.all([takeIn(context, run, sheet.kind ?? '', fresh, moved), noteDone(run, sheet.sheet)]);
    rows = following;
  }
  await markCommitted(context.tx, authorized, record, sheet.position);
}

/** Rows that became records since the check (the same file twice, two people at once) are not taken a second time. */
async function leaveOutKnown(
  context: Context,
  run: Run,
  sheet: SheetRecord,
  rows: readonly RowRecord[],
): Promise<RowRecord[]> {
  const { record, authorized } = run;
  const asked = rows.filter((row) => row.mend.take !== true);
  const hashOf = (row: RowRecord): string => row.mended_hash ?? row.source_hash;
  const known = await knownHashes(context, authorized, record, sheet.kind ?? '', asked.map(hashOf));
  const gone = new Set(asked.filter((row) => known.has(hashOf(row))).map((row) => row.row));
  await markKnown(context.tx, authorized, record, sheet.position, [...gone]);
  return rows.filter((row) => !gone.has(row.row));
}

async function takeIn(
  context: Context,
  run: Run,
  kind: string,
  rows: readonly RowRecord[],
  moved: Moved,
): Promise<void> {
  if (rows.length === 0) return;
  if (kind === HAMLETS) return takeProfiles(context, run, rows, moved);
  if (kind === REPORTED) return takeReported(context, run, rows);
  const form = referenceData().getForm(kind);
  const records = rows.map((row) => {
    const values = { ...row.values };
    const place = PlaceValue.safeParse(values[form.placeField]);
    if (place.success) values[form.placeField] = movedPlace(place.data, moved);
    return { id: row.record_id, form: kind, values, notes: row.notes, sourceHash: row.source_hash };
  });
  await insertImported(context, run.authorized, records, { importId: run.record.id, by: run.by });
}

function movedPlace(place: PlaceValue, moved: Moved): PlaceValue {
  const areaId = moved.get(place.areaId) ?? place.areaId;
  const organizationId = place.organizationId && (moved.get(place.organizationId) ?? place.organizationId);
  return organizationId === undefined ? { areaId } : { areaId, organizationId };
}

async function takeProfiles(
  context: Context,
  run: Run,
  rows: readonly RowRecord[],
  moved: Moved,
): Promise<void> {
  const asOf = run.record.profile_day ?? context.today;
  const may = inNameOf(run.by, 'hamlets.write', run.authorized.areaId);
  const counted = rows.flatMap((row) => {
    if (row.area_id === null || row.values === null) return [];
    const { households, people, headName, note } = row.values;
    const profile = {
      asOf,
      households: typeof households === 'number' ? households : null,
      people: typeof people === 'number' ? people : null,
      headName: typeof headName === 'string' ? headName : '',
      note: typeof note === 'string' ? note : '',
    };
    return [{ row: row.row, position: row.position, areaId: moved.get(row.area_id) ?? row.area_id, profile }];
  });
  // What was counted on the same day before comes back when the import is taken back.
  for (const one of counted) {
    const before = (await listProfiles(context, one.areaId)).find((profile) => profile.asOf === asOf) ?? null;
    await keepBefore(context.tx, run.authorized, run.record, one, { areaId: one.areaId, asOf, before });
  }
  await saveProfiles(context, may, counted);
}

async function takeReported(context: Context, run: Run, rows: readonly RowRecord[]): Promise<void> {
  const may = inNameOf(run.by, 'figures.report', run.authorized.areaId);
  const figures = rows.map((row) => ({ ...NewReportedFigure.parse(row.values), id: row.record_id }));
  const known = new Set(await addReportedOfImport(context, may, run.record.id, figures));
  const there = rows.filter((row) => known.has(row.record_id));
  const [first] = there;
  if (first)
    await markKnown(
      context.tx,
      run.authorized,
      run.record,
      first.position,
      there.map((row) => row.row),
    );
}

/** Progress is seen while the sheet's own transaction is still open: it goes through another one. */
async function noteDone(run: Run, sheet: string): Promise<void> {
  await run.job.transact((context) =>
    noteProgress(context.tx, run.record.id, run.runner, {
      phase: 'committing',
      sheet,
      rows: run.done,
      total: run.total,
    }),
  );
}

async function finish(context: Context, run: Run): Promise<void> {
  const { record, authorized } = run;
  await countSheets(context.tx, record);
  const moved = await moveImport(context.tx, authorized, record.id, ['committing'], {
    state: 'committed',
    runner: null,
    progress: {},
  });
  if (!moved) return;
  await writeAudit(context.tx, context.caller.id, {
    action: 'import.committed',
    subject: 'import',
    subjectId: record.id,
    areaId: record.area_id,
    details: { by: run.by, rows: run.done },
  });
}

/** Something can't be taken in: nothing of the import stays, and it waits for its commit again, saying why. */
async function takeBackHalf(run: Run, problem: Problem): Promise<void> {
  const { job, record, authorized } = run;
  await job.transact(async (context) => {
    await takeImportBack(context, authorized, record, run.by);
    await moveImport(context.tx, authorized, record.id, ['committing'], {
      state: 'checked',
      runner: null,
      progress: {},
      failure: {
        code: problem.code,
        text: {
          vi: `Chưa ghi được, mọi thứ đã trở lại như trước khi ghi. ${problem.detail?.vi ?? ''}`.trim(),
          en: `It could not be taken in; everything is as it was before. ${problem.detail?.en ?? problem.message}`.trim(),
        },
      },
    });
  });
}

/**
 * A person asks for the commit. Gives whether a job has to do it: not where it is under way or done already.
 * Throws Problem `notPossibleNow` in any other state.
 */
export async function askForCommit(
  context: Context,
  authorized: Authorized<'imports.use'>,
  record: ImportRecord,
): Promise<boolean> {
  const moved = await moveImport(context.tx, authorized, record.id, ['checked'], {
    state: 'committing',
    failure: null,
    progress: { phase: 'committing', rows: 0 },
    committedBy: authorized.callerId,
  });
  if (moved) return true;
  const now = await findImport(context.tx, record.id);
  if (now?.state === 'committing' || now?.state === 'committed') return false;
  throw new Problem('notPossibleNow');
}
