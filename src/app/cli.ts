import { Command, CommanderError, Option } from 'commander';
import { Problem } from '../platform/problems.ts';
import { StartError } from '../platform/server/start-error.ts';
import { findAreas, loadAreas } from './cli/areas.ts';
import { verifyAudit } from './cli/audit.ts';
import { runDoctor } from './cli/doctor.ts';
import { showFigures } from './cli/figures.ts';
import { runImport, undoImport } from './cli/import.ts';
import { writeReport } from './cli/report.ts';
import { CliError, exitCodes } from './cli/session.ts';
import { addUserByHand } from './cli/user.ts';

/** The command line: the same services as the server, on the same data folder. */
export function makeCli(): Command {
  const program = new Command('tiengmo');
  program
    .description(
      'Tiếng Mõ from the command line. Exit codes: 0 done, 1 our fault, 2 wrong words, 3 problems in the input, 4 not found, 5 unhealthy.',
    )
    .option('--demo', 'work on the demo data folder')
    .exitOverride()
    .showHelpAfterError('(tiengmo help shows all verbs)');

  const areas = program.command('areas').description('administrative units');
  areas
    .command('find <text...>')
    .description('find a unit by any spelling, former names included')
    .option('--json')
    .action((words: string[], options: { json?: boolean }) => findAreas(words.join(' '), options));
  areas
    .command('load <files...>')
    .description('take official lists (CSV) over as one operation that can be undone')
    .option('--apply', 'do it; without it only shows what would change')
    .option('--instrument <text>', 'the decision that says so', '')
    .option('--json')
    .action((files: string[], options: { apply?: boolean; instrument: string; json?: boolean }) =>
      loadAreas(files, options),
    );

  program
    .command('import <file>')
    .description("check a commune's workbook, or a list of reported figures; with --commit take it in")
    .requiredOption('--area <code>', 'today’s code (07840) or before:07846')
    .option('--commit', 'take in what was accepted')
    .option('--profile-day <day>', 'the day on which households and people were counted, YYYY-MM-DD')
    .option('--json')
    .action(runImport);
  program
    .command('import-undo <import>')
    .description('take an import back, as long as nobody worked on its rows')
    .option('--json')
    .action(undoImport);

  program
    .command('figures')
    .description('figures of an area over a window of days')
    .requiredOption('--area <code>', 'today’s code (07840) or before:07846')
    .option('--hamlet <name>', 'one hamlet of the commune')
    .requiredOption('--indicator <codes>', 'indicators with commas between them')
    .requiredOption('--from <day>', 'first day, YYYY-MM-DD')
    .requiredOption('--to <day>', 'last day, YYYY-MM-DD')
    .addOption(
      new Option('--lens <lens>', 'as it was, or as it is today').choices(['then', 'today']).default('today'),
    )
    .addOption(new Option('--by <rows>', 'a row for each').choices(['area', 'month']))
    .option('--json')
    .action(showFigures);

  program
    .command('report <kind>')
    .description('the official report as .docx, its annex beside it as .xlsx (kind: half-year or year)')
    .requiredOption('--area <code>')
    .requiredOption('--year <year>')
    .option('--half <n>', 'first or second half', '1')
    .requiredOption('--out <file>', 'where to write the .docx')
    .option('--json')
    .action(writeReport);

  const user = program.command('user').description('accounts');
  user
    .command('add <username>')
    .requiredOption('--name <name>', 'the name people know')
    .requiredOption('--role <role>', 'recorder, officer, leader, staff, administrator or auditor')
    .requiredOption('--area <code>', 'where the role holds; VN for the whole country')
    .option('--hamlet <name>', 'for a recorder: his hamlet')
    .option('--json')
    .action(addUserByHand);

  program
    .command('audit')
    .description('the log of who opened what')
    .command('verify')
    .description('goes along the read log: any line removed, changed or moved is found')
    .option('--expect <end>', 'an end of the log written down earlier, as printed by this command')
    .option('--json')
    .action(verifyAudit);

  program
    .command('doctor')
    .description('checks the installation and says what to do')
    .option('--json')
    .option('--mend', 'make the totals of figures anew')
    .action(runDoctor);
  return program;
}

async function main(): Promise<number> {
  try {
    await makeCli().parseAsync(process.argv);
    return typeof process.exitCode === 'number' ? process.exitCode : exitCodes.done;
  } catch (error) {
    return explain(error);
  }
}

function explain(error: unknown): number {
  if (error instanceof CommanderError) return error.exitCode === 0 ? exitCodes.done : exitCodes.usage;
  if (error instanceof CliError) return say(error.message, error.exitCode);
  if (error instanceof StartError) return say(`${error.message}\n  ${error.advice}`, exitCodes.unhealthy);
  if (error instanceof Problem) {
    const fields = error.fields.map(
      (field) =>
        `  ${field.path}: ${field.code}${field.found ? ` (${field.found})` : ''}${field.expected ? `: ${field.expected.en}` : ''}`,
    );
    return say(
      [error.message, ...fields].join('\n'),
      error.code === 'notFound' ? exitCodes.notFound : exitCodes.problems,
    );
  }
  const known = error as NodeJS.ErrnoException;
  if (known.code === 'ENOENT') return say(`No such file: ${known.path}`, exitCodes.notFound);
  return say(error instanceof Error ? (error.stack ?? error.message) : String(error), exitCodes.failed);
}

function say(message: string, code: number): number {
  process.stderr.write(`✗ ${message}\n`);
  return code;
}

if (process.argv[1] === import.meta.filename) process.exit(await main());
