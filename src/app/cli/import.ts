import { statSync } from 'node:fs';
import { type ImportedFile, importFile, undoNow } from '../../modules/imports/server/import-file.service.ts';
import { resumeImports } from '../../modules/imports/server/resume.service.ts';
import { areaOf } from './area-option.ts';
import { print, withProgram } from './session.ts';

interface ImportOptions {
  area: string;
  commit?: boolean;
  profileDay?: string;
  json?: boolean;
}

/** `import`: the dry run of a file; with --commit also takes in what was accepted, with --undo takes an import back. */
export async function runImport(file: string, options: ImportOptions): Promise<void> {
  statSync(file);
  await withProgram(async (job) => {
    await resumeImports(job, 'now');
    const areaId = await job.transact((context) => areaOf(context, options));
    const { profileDay } = options;
    const done = await importFile(job, { path: file, areaId, commit: options.commit === true, profileDay });
    print(options.json, forPrograms(done), () => forPeople(done));
  });
}

/** `import-undo`: takes back what an import brought, as long as nobody worked on its rows. */
export async function undoImport(importId: string, options: { json?: boolean }): Promise<void> {
  await withProgram(async (job) => {
    await undoNow(job, importId);
    print(options.json, { importId, undone: true }, () => ['The import was taken back.']);
  });
}

/** Counts stand by the name of the sheet; everything else as the service says it. */
function forPrograms(done: ImportedFile): unknown {
  return { ...done, sheets: Object.fromEntries(done.sheets.map(({ sheet, ...counts }) => [sheet, counts])) };
}

function forPeople(done: ImportedFile): string[] {
  const known = done.sheets.reduce((sum, sheet) => sum + sheet.alreadyKnown, 0);
  const accepted = done.sheets.reduce((sum, sheet) => sum + sheet.accepted, 0);
  return [
    ...done.sheets.map(
      (sheet) =>
        `${sheet.sheet}: ${sheet.dataRows} rows, ${sheet.accepted} accepted, ${sheet.problemRows} with problems, ${sheet.duplicates} duplicates, ${sheet.alreadyKnown} already there`,
    ),
    ...done.problems.map(
      (problem) =>
        `✗ ${problem.sheet}, row ${problem.row}, ${problem.column}: ${problem.code} “${problem.found}” (${problem.expected.en})`,
    ),
    ...done.duplicates.map((row) => `= ${row.sheet}, row ${row.row} is the same as row ${row.of}; not taken`),
    ...(accepted === 0 && known > 0
      ? [`Nothing new: all ${known} rows are there already from an earlier import.`]
      : []),
    done.committed
      ? `Taken in as import ${done.importId}`
      : `Nothing was taken in yet; add --commit (import ${done.importId})`,
  ];
}
