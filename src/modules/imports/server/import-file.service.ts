import { createReadStream, statSync } from 'node:fs';
import path from 'node:path';
import { v7 as uuidv7 } from 'uuid';
import { Problem } from '../../../platform/problems.ts';
import { writeAudit } from '../../../platform/server/audit.ts';
import { type Authorized, authorize } from '../../../platform/server/authorize.ts';
import type { Context } from '../../../platform/server/context.ts';
import type { JobContext } from '../../../platform/server/jobs.ts';
import type { LocalText } from '../../../platform/text.ts';
import { MAX_IMPORT_BYTES } from '../import.contract.ts';
import { inNameOf } from './authority.service.ts';
import { runCheck } from './check.service.ts';
import { askForCommit, runCommit } from './commit.service.ts';
import { refusal, sniffFile } from './file-rows.service.ts';
import { insertImport } from './imports.repo.ts';
import { getImportRecord, showImport } from './look.service.ts';
import { hashOf } from './row-hash.ts';
import { findRows } from './rows.repo.ts';
import { findSheets } from './sheets.repo.ts';
import { undo } from './undo.service.ts';

/** What came of a file, in the shape that programs read. */
export interface ImportedFile {
  importId: string;
  fileName: string;
  sheets: {
    sheet: string;
    kind: string | null;
    dataRows: number;
    accepted: number;
    problemRows: number;
    duplicates: number;
    alreadyKnown: number;
  }[];
  problems: {
    sheet: string;
    row: number;
    column: string;
    code: string;
    found: string;
    expected: LocalText;
  }[];
  duplicates: { sheet: string; row: number; of: number }[];
  hamletsToAdd: string[];
  organizationsToAdd: string[];
  profileDay: string | null;
  committed: boolean;
}

/** Problems and duplicates listed at most; the counts of the sheets are always whole. */
const LISTED = 20_000;

/**
 * Checks a file and, where asked, takes it in, in the foreground, as the command line does; `by` is the user in whose
 * name (the demo's). Throws Problem
 * `unreadableFile` or `tooLarge` for a file that is not read, `notPossibleNow` where the commit was refused.
 */
export async function importFile(
  job: JobContext,
  given: { path: string; areaId: string; commit: boolean; profileDay?: string | undefined; by?: string },
): Promise<ImportedFile> {
  const importId = await noteFile(job, given);
  const fileName = path.basename(given.path);
  const kind = await sniffFile(given.path, fileName);
  await runCheck(job, importId, { path: given.path, kind, name: fileName });
  const checked = await job.transact((context) => showImport(context, importId));
  if (checked.failure) {
    throw new Problem('unreadableFile', {
      detail: checked.failure.text,
      extra: { ...checked.failure, reason: checked.failure.code },
    });
  }
  if (given.commit) await commitNow(job, importId, given.by);
  return resultOf(job, importId);
}

async function noteFile(
  job: JobContext,
  given: { path: string; areaId: string; profileDay?: string | undefined; by?: string },
): Promise<string> {
  const { size } = statSync(given.path);
  if (size > MAX_IMPORT_BYTES) throw refusal('tooLarge');
  const fileName = path.basename(given.path).normalize('NFC');
  const fileKind = await sniffFile(given.path, fileName);
  const fileHash = await hashOf(createReadStream(given.path));
  const id = uuidv7();
  await job.transact(async (context) => {
    const authorized = await authorizeFor(context, given.areaId, given.by);
    await insertImport(context.tx, authorized, {
      id,
      areaId: given.areaId,
      fileName,
      fileKind,
      fileHash,
      fileSize: size,
      profileDay: given.profileDay,
    });
    await writeAudit(context.tx, context.caller.id, {
      action: 'import.receive',
      subject: 'import',
      subjectId: id,
      areaId: given.areaId,
      details: { bytes: size },
    });
  });
  return id;
}

async function authorizeFor(
  context: Context,
  areaId: string,
  by: string | undefined,
): Promise<Authorized<'imports.use'>> {
  const own = await authorize(context, 'imports.use', areaId);
  return by === undefined ? own : inNameOf(by, 'imports.use', areaId);
}

/** Commits an import that was checked, in the foreground. */
export async function commitNow(job: JobContext, importId: string, by?: string): Promise<void> {
  await job.transact(async (context) => {
    const record = await getImportRecord(context, importId, 'lock');
    await askForCommit(context, await authorizeFor(context, record.area_id, by), record);
  });
  await runCommit(job, importId);
  const after = await job.transact((context) => getImportRecord(context, importId));
  if (after.state !== 'committed') {
    throw new Problem('notPossibleNow', after.failure ? { detail: after.failure.text } : {});
  }
}

/** Takes a committed import back. Throws Problem `notFound`, or `notPossibleNow` naming the rows that were worked on. */
export async function undoNow(job: JobContext, importId: string): Promise<void> {
  await job.transact(async (context) => {
    const record = await getImportRecord(context, importId, 'lock');
    await authorize(context, 'imports.use', record.area_id);
    await undo(context, record);
    await writeAudit(context.tx, context.caller.id, {
      action: 'import.undo',
      subject: 'import',
      subjectId: importId,
      areaId: record.area_id,
    });
  });
}

async function resultOf(job: JobContext, importId: string): Promise<ImportedFile> {
  return job.transact(async (context) => {
    const shown = await showImport(context, importId);
    const record = await getImportRecord(context, importId);
    const names = new Map(
      (await findSheets(context.tx, importId)).map((sheet) => [sheet.position, sheet.sheet]),
    );
    const rows = (state: 'problem' | 'duplicate') =>
      findRows(context.tx, record, { states: [state], limit: LISTED });
    const problems = (await rows('problem')).flatMap((row) =>
      row.problems.map(({ column, code, found, expected }) => ({
        sheet: names.get(row.position) ?? '',
        row: row.row,
        column,
        code,
        found,
        expected,
      })),
    );
    const duplicates = (await rows('duplicate')).map((row) => ({
      sheet: names.get(row.position) ?? '',
      row: row.row,
      of: row.duplicate_of ?? 0,
    }));
    return {
      importId,
      fileName: shown.fileName,
      sheets: shown.sheets.map(
        ({ sheet, kind, dataRows, accepted, problemRows, duplicates: same, alreadyKnown }) => {
          return { sheet, kind, dataRows, accepted, problemRows, duplicates: same, alreadyKnown };
        },
      ),
      problems,
      duplicates,
      hamletsToAdd: shown.hamletsToAdd.map((place) => place.name),
      organizationsToAdd: shown.organizationsToAdd.map((place) => place.name),
      profileDay: shown.profileDay,
      committed: shown.state === 'committed',
    };
  });
}
