import { randomInt } from 'node:crypto';
import path from 'node:path';
import { v7 as uuidv7 } from 'uuid';
import { addUser } from '../../modules/accounts/server/accounts.service.ts';
import type { PasswordCost } from '../../modules/accounts/server/passwords.service.ts';
import { makeSetupLink, setUpInstallation } from '../../modules/accounts/server/setup.service.ts';
import { getAreaIdByCode } from '../../modules/areas/server/areas.service.ts';
import { importFile } from '../../modules/imports/server/import-file.service.ts';
import { openOfficialReport } from '../../modules/reports/server/report.service.ts';
import { authorize } from '../../platform/server/authorize.ts';
import { system } from '../../platform/server/caller.ts';
import { projectFolder } from '../../platform/server/config.ts';
import { type Context, inTransaction } from '../../platform/server/context.ts';
import type { JobContext } from '../../platform/server/jobs.ts';
import { type DemoAreas, findDemoAreas, storeDemoRecords } from './demo-books.ts';
import { demoAdministrator, demoOfficer, demoPassword, demoPeople, demoStaff } from './demo-people.rules.ts';
import { storeDemoPledges } from './demo-pledges.ts';
import { storeDemoTeams } from './demo-teams.ts';

/** An account that is ready, as it is printed once. */
export interface DemoAccount {
  readonly username: string;
  readonly password: string;
  readonly does: { readonly vi: string; readonly en: string };
}

const fixtures = path.join(projectFolder, 'src', 'modules', 'imports', 'fixtures');

/**
 * Fills an installation that is not set up yet with a commune to try everything on: the books of 2024, records since,
 * published figures, a report in hand and an account for each role. Gives the accounts with their passwords, which are
 * stored nowhere else; undefined where the installation is set up. The set-up is the last transaction: a filling that
 * was cut off leaves nothing that one could sign in to, and the next start goes on with it. `cost` is for tests alone.
 */
export async function fillDemo(
  job: JobContext,
  say: (line: string) => void,
  options: { cost?: PasswordCost } = {},
): Promise<DemoAccount[] | undefined> {
  if ((await job.transact(makeSetupLink)) === undefined) return undefined;
  say('Đang điền dữ liệu dùng thử, khoảng nửa phút … / Filling in the demo, about half a minute …');
  const officer = inNameOf(job, demoOfficer.id);
  const commune = await job.transact((context) => getAreaIdByCode(context, 'before:07846'));
  const book = path.join(fixtures, 'luong-phong-2024.xlsx');
  await importFile(job, { path: book, areaId: commune, commit: true, by: demoOfficer.id });
  const country = await job.transact((context) => getAreaIdByCode(context, 'VN'));
  await importFile(job, {
    path: path.join(fixtures, 'published-figures.csv'),
    areaId: country,
    commit: true,
  });
  const areas = await job.transact(findDemoAreas);
  await storeDemoRecords(job, areas, inNameOf);
  await storeDemoTeams(officer, areas);
  await storeDemoPledges(officer, inNameOf(job, demoStaff.id), areas);
  await officer.transact((context) => openReport(context, areas));
  return job.transact((context) => openInstallation(context, areas, options.cost));
}

/** The job context of a person: what is made carries his name. */
export function inNameOf(job: JobContext, userId: string): JobContext {
  const caller = { ...system, id: userId };
  return {
    ...job,
    transact: (work, isolation) =>
      inTransaction(
        job.database.db,
        { caller, access: 'signedIn', clock: job.clock, ...(isolation ? { isolation } : {}) },
        work,
      ),
  };
}

/** The officer has begun the report of the first half of this official year. */
async function openReport(context: Context, areas: DemoAreas): Promise<void> {
  const authorized = await authorize(context, 'reports.write', areas.commune);
  const year = Number(context.today.slice(0, 4));
  await openOfficialReport(context, authorized, { id: uuidv7(), kind: 'halfYear', year, half: 1 });
}

async function openInstallation(
  context: Context,
  areas: DemoAreas,
  cost: PasswordCost | undefined,
): Promise<DemoAccount[]> {
  const accounts = new Map<string, DemoAccount>();
  const newPassword = ({ username, does }: Pick<DemoAccount, 'username' | 'does'>): string => {
    const password = demoPassword((below) => randomInt(below));
    accounts.set(username, { username, password, does });
    return password;
  };
  for (const person of demoPeople) {
    const { id, username, displayName, role, at } = person;
    await addUser(context, {
      id,
      username,
      displayName,
      password: newPassword(person),
      ...(cost ? { cost } : {}),
      assignments: [{ role, areaId: areas[at] }],
    });
  }
  const { username, displayName } = demoAdministrator;
  await setUpInstallation(context, undefined, {
    token: (await makeSetupLink(context)) ?? '',
    areaId: areas.commune,
    ...areas.agency,
    administrator: {
      username,
      displayName,
      password: newPassword(demoAdministrator),
      worksToo: false,
    },
  });
  return [...accounts.values()];
}

/** The lines that show the accounts, in columns. */
export function demoLines(accounts: readonly DemoAccount[]): string[] {
  const width = Math.max(...accounts.map(({ username }) => username.length));
  return [
    'Tài khoản dùng thử, chỉ in một lần / Demo accounts, printed only once:',
    ...accounts.map(
      ({ username, password, does }) => `  ${username.padEnd(width)}  ${password}  ${does.vi} / ${does.en}`,
    ),
  ];
}
