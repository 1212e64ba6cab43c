import { existsSync, statfsSync } from 'node:fs';
import path from 'node:path';
import { sql } from 'kysely';
import { countFigureFaults, rebuildFigures } from '../../modules/figures/server/rollup.service.ts';
import { projectFolder, readConfig } from '../../platform/server/config.ts';
import type { JobContext } from '../../platform/server/jobs.ts';
import { listMigrations } from '../../platform/server/migrate.ts';
import { referenceData } from '../../reference/reference-data.ts';
import { exitCodes, print, withProgram } from './session.ts';

interface Finding {
  readonly check: string;
  readonly ok: boolean;
  readonly found: string;
  /** What to do where it is not well. */
  readonly advice?: string;
}

const leastFreeBytes = 1024 ** 3;

/** `doctor`: looks at everything that can go wrong with an installation, and says what to do. */
export async function runDoctor(options: { json?: boolean; mend?: boolean }): Promise<void> {
  const findings = [checkPages(), checkReference()];
  await withProgram(async (context) => {
    if (options.mend) await context.transact(rebuildFigures);
    findings.push(checkDisk(), ...(await checkDatabase(context)));
  });
  print(options.json, { findings }, () =>
    findings.map(
      ({ ok, check, found, advice }) =>
        `${ok ? '✓' : '✗'} ${check}: ${found}${ok || !advice ? '' : `\n    ${advice}`}`,
    ),
  );
  if (findings.some((finding) => !finding.ok)) process.exitCode = exitCodes.unhealthy;
}

function checkPages(): Finding {
  const ok = existsSync(path.join(projectFolder, 'dist', 'web', 'index.html'));
  return {
    check: 'pages',
    ok,
    found: ok ? 'built' : 'not built',
    advice: 'Run "npm start": it builds them.',
  };
}

function checkReference(): Finding {
  const { forms, indicators, periods } = referenceData();
  return {
    check: 'reference data',
    ok: true,
    found: `${forms.length} forms, ${indicators.length} indicators, ${periods.length} calendars`,
  };
}

function checkDisk(): Finding {
  const { dataFolder } = readConfig(process.env, { demo: process.argv.includes('--demo') });
  const { bavail, bsize } = statfsSync(dataFolder);
  const free = bavail * bsize;
  return {
    check: 'disk',
    ok: free > leastFreeBytes,
    found: `${(free / 1024 ** 3).toFixed(1)} GB free at ${dataFolder}`,
    advice: 'Make room: the database stops when the disk is full.',
  };
}

async function checkDatabase(context: JobContext): Promise<Finding[]> {
  return context.transact(async (inside) => {
    const { tx } = inside;
    const one = async (query: ReturnType<typeof sql<{ found: string }>>): Promise<string> =>
      (await query.execute(tx)).rows[0]?.found ?? '';
    const version = await one(sql`select current_setting('server_version') as found`);
    const bypass = await one(
      sql`select (rolsuper or rolbypassrls)::text as found from pg_roles where rolname = current_user`,
    );
    const areas = Number(
      await one(sql`select count(*)::text as found from area where closed_on is null and kind <> 'hamlet'`),
    );
    const setUp = await one(sql`select is_set_up()::text as found`);
    const pending = Number(await one(sql`select count(*)::text as found from figure_delta`));
    const faults = await countFigureFaults(inside);
    return [
      {
        check: 'database',
        ok: Number.parseInt(version, 10) >= 15,
        found: `PostgreSQL ${version}, ${listMigrations().length} migrations`,
        advice: 'PostgreSQL 15 or newer is needed.',
      },
      {
        check: 'second wall',
        ok: bypass === 'false',
        found:
          bypass === 'false'
            ? 'row-level security holds for the application'
            : 'the application’s role passes row-level security',
        advice: 'Connect as tiengmo_app: a role without SUPERUSER and BYPASSRLS.',
      },
      {
        check: 'areas',
        ok: areas > 3000,
        found: `${areas} units of today`,
        advice: 'Load the official lists: tiengmo areas load FILES --apply.',
      },
      {
        check: 'set-up',
        ok: true,
        found: setUp === 'true' ? 'done' : 'waits for the one-time link that the start prints',
      },
      {
        check: 'figures',
        ok: faults === 0,
        found: `${faults} totals differ from their facts, ${pending} changes waiting to be folded`,
        advice: 'Run "doctor --mend": it makes the totals anew from the facts.',
      },
    ];
  });
}
