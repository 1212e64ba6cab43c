import { parseHead } from '../../modules/audit/read-log.rules.ts';
import { verifyReadLog } from '../../modules/audit/server/read-log.service.ts';
import { readAnchors } from '../../modules/audit/server/read-log-anchors.service.ts';
import { readConfig } from '../../platform/server/config.ts';
import { openVault } from '../../platform/server/vault.ts';
import { CliError, exitCodes, print, withProgram } from './session.ts';

const words = {
  missing: 'this line is missing',
  changed: 'this line was changed',
  misplaced: 'this line does not follow the one before it',
  headForged: 'the end of the log is not the one that was written',
  headMissing: 'the end of the log is gone',
  rolledBack: 'an older state of the log was put back: what was noted outside of the database differs',
} as const;

/** `audit verify`: goes along the read log from the first line to the last. */
export async function verifyAudit(options: { expect?: string; json?: boolean }): Promise<void> {
  const expected = options.expect === undefined ? undefined : parseHead(options.expect);
  if (options.expect !== undefined && expected === undefined)
    throw new CliError(
      '--expect takes what "audit verify" printed earlier: the line’s number, a colon, 64 digits',
    );
  const { dataFolder } = readConfig(process.env, { demo: process.argv.includes('--demo') });
  const found = await withProgram(async (context) => {
    const anchors = await readAnchors(context.filesFolder);
    return context.transact((inside) =>
      verifyReadLog(inside, openVault(dataFolder), expected ? [...anchors, expected] : anchors),
    );
  });
  print(options.json, found, () =>
    found.ok && found.lines === 0
      ? ['✓ nobody has opened anything yet']
      : [
          found.ok
            ? `✓ ${found.lines} lines, each in its place`
            : `✗ ${found.lines} lines; the log was tampered with:`,
          ...found.faults.map(({ seq, fault }) => `  line ${seq}: ${words[fault]}`),
          `  end: ${found.head}`,
          '  Write the end down; another day "audit verify --expect END" tells whether all of it is still there.',
        ],
  );
  if (!found.ok) process.exitCode = exitCodes.unhealthy;
}
