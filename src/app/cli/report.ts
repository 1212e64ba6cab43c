import { writeFileSync } from 'node:fs';
import { makeReport } from '../../modules/reports/server/document.service.ts';
import { areaOf } from './area-option.ts';
import { CliError, print, withProgram } from './session.ts';

interface ReportOptions {
  area: string;
  year: string;
  half: string;
  out: string;
  json?: boolean;
}

/** `report`: writes the official report and, beside it, its annex. */
export async function writeReport(kind: string, options: ReportOptions): Promise<void> {
  const kinds = { 'half-year': 'halfYear', year: 'year' } as const;
  if (kind !== 'half-year' && kind !== 'year')
    throw new CliError(`The kind is half-year or year, not “${kind}”.`);
  const year = Number(options.year);
  const half = Number(options.half);
  if (!Number.isInteger(year) || year < 1945 || year > 2100)
    throw new CliError(`--year: ${options.year} is no year.`);
  if (half !== 1 && half !== 2) throw new CliError('--half: 1 or 2.');
  if (!options.out.toLowerCase().endsWith('.docx')) throw new CliError('--out: the file must end in .docx.');
  await withProgram(async (context) => {
    const made = await context.transact(async (inside) =>
      makeReport(inside, {
        areaId: await areaOf(inside, options),
        kind: kinds[kind],
        year,
        ...(kind === 'half-year' ? { half } : {}),
      }),
    );
    const annex = options.out.replace(/\.docx$/i, '.xlsx');
    writeFileSync(options.out, made.docx);
    writeFileSync(annex, made.annex);
    print(options.json, { report: options.out, annex, title: made.fileName }, () => [
      `${options.out}`,
      `${annex}`,
    ]);
  });
}
