import { sql } from 'kysely';
import { v7 as uuidv7 } from 'uuid';
import { inviteAccount } from '../../modules/accounts/accounts.contract.ts';
import {
  areaIdOf,
  asSystem,
  completeSetup,
  type SignedUp,
  signUp,
} from '../../modules/accounts/accounts.factory.ts';
import { saveActivity } from '../../modules/activities/activities.contract.ts';
import { patrol } from '../../modules/activities/activities.factory.ts';
import { countryId } from '../../modules/areas/area-identity.rules.ts';
import { makeHamlet } from '../../modules/areas/areas.factory.ts';
import { putProfile } from '../../modules/areas/hamlets.contract.ts';
import { createOrganizations } from '../../modules/areas/organizations.contract.ts';
import { addReportedFigure } from '../../modules/figures/figures.contract.ts';
import { committed, uploaded } from '../../modules/imports/imports.factory.ts';
import { workbookOf } from '../../modules/imports/server/templates.service.ts';
import { openReport } from '../../modules/reports/report.contract.ts';
import type { Endpoint, OutputOf, RequestOf } from '../../platform/contract.ts';
import type { Role } from '../../platform/permissions.ts';
import type { TestApp, TestFile } from '../../platform/server/testing/app.ts';

/** One of two communes in two provinces, with the same things in each. */
export interface Side {
  readonly name: 'A' | 'B';
  /** Stands in every text of this side that only its own people may read. */
  readonly secret: string;
  readonly province: string;
  readonly commune: string;
  readonly hamlet: string;
  readonly officer: SignedUp;
  readonly administrator: SignedUp;
  readonly record: string;
  readonly organization: string;
  readonly importId: string;
  readonly reportId: string;
  readonly reported: string;
  /** Ids that nobody from elsewhere may get to see. */
  readonly secretIds: readonly string[];
}

export interface World {
  readonly app: TestApp;
  readonly sides: { readonly A: Side; readonly B: Side };
  readonly walkers: readonly Walker[];
  /** A call that has to succeed, for making things. */
  must<E extends Endpoint>(
    contract: E,
    request: Partial<RequestOf<E>> & { file?: TestFile },
    token: string,
  ): Promise<OutputOf<E>>;
}

/** Who walks: the columns of the table. */
export const walkerNames = [
  'none',
  'recorder',
  'officer',
  'leader',
  'staff',
  'administrator',
  'administrator of the country',
  'auditor',
] as const;

export interface Walker {
  readonly name: (typeof walkerNames)[number];
  readonly token: string | undefined;
  readonly userId: string | undefined;
  /** Somebody new with the same role in the same area, for what changes the account or its session itself. */
  twin(): Promise<SignedUp>;
}

/** Who makes the code: a volunteer gets it from the officer, an officer makes his own. */
export function codeGiver(world: World, walker: Walker): string {
  return (walker.name === 'officer' && walker.token) || world.sides.A.officer.token;
}

export const day = '2026-06-20';
export const today = '2026-11-22';

/** Everybody and everything that the walk needs. */
export async function makeWalkWorld(app: TestApp): Promise<World> {
  await completeSetup(app, countryId);
  const must: World['must'] = async (contract, request, token) => {
    const reply = await app.call(contract, request, token);
    if (reply.status >= 300)
      throw new Error(`${contract.method} ${contract.path}: ${reply.status} ${JSON.stringify(reply.body)}`);
    return reply.body;
  };
  const A = await makeSide(app, must, { name: 'A', code: '07840' });
  const B = await makeSide(app, must, { name: 'B', code: '00004' });
  if (A.province === B.province) throw new Error('the two sides lie in one province');
  return { app, must, sides: { A, B }, walkers: await makeWalkers(app, A) };
}

async function makeSide(
  app: TestApp,
  must: World['must'],
  { name, code }: { name: 'A' | 'B'; code: string },
): Promise<Side> {
  const secret = `riêng-bên-${name}-${uuidv7().slice(-6)}`;
  const commune = await areaIdOf(app, code);
  const province = await asSystem(app, async ({ tx }) => {
    const row = await tx
      .selectFrom('area')
      .select('province_id')
      .where('id', '=', commune)
      .executeTakeFirstOrThrow();
    return row.province_id;
  });
  const hamlet = (await makeHamlet(app.database.db, commune, `Thôn Giữa ${name}`)).id;
  const officer = await signUp(app, { role: 'officer', areaId: commune, displayName: `Cán bộ ${secret}` });
  const administrator = await signUp(app, { role: 'administrator', areaId: commune });
  const [record, reported] = [uuidv7(), uuidv7()];
  await must(
    saveActivity,
    { params: { id: record }, body: patrol(hamlet, { day, content: secret }) },
    officer.token,
  );
  await must(
    putProfile,
    {
      params: { id: hamlet },
      body: { asOf: day, households: 120, people: 480, headName: secret, note: secret },
    },
    officer.token,
  );
  const { organizations } = await must(
    createOrganizations,
    { params: { id: commune }, body: { organizations: [{ kind: 'school', name: `Trường ${name}` }] } },
    officer.token,
  );
  const { id: importId } = await uploaded(
    app,
    officer.token,
    commune,
    await patrolBook(`Thôn Giữa ${name}`, secret),
  );
  await committed(app, officer.token, importId);
  const { id: reportId } = await must(
    openReport,
    { body: { id: uuidv7(), areaId: commune, kind: 'halfYear', year: 2026, half: 1 } },
    officer.token,
  );
  const figure = {
    areaId: commune,
    indicator: 'tip.received',
    value: 7,
    asOf: day,
    source: `Báo cáo ${secret}`,
  };
  await must(addReportedFigure, { params: { id: reported }, body: figure }, officer.token);
  const secretIds = [record, reported, importId, reportId, officer.userId, administrator.userId];
  const things = { province, commune, hamlet, officer, administrator, record, importId, reportId, reported };
  return { name, secret, ...things, organization: organizations[0]?.id ?? '', secretIds };
}

let books = 0;

/** A workbook of two patrols that no other book of the walk repeats: one to take in, one with a day that is none. */
export async function patrolBook(hamlet: string, text: string): Promise<TestFile> {
  books += 1;
  const headers = ['STT', 'Ngày', 'Thôn', 'Từ giờ', 'Số người', 'Nội dung'];
  const rows = [
    [1, '03/02/2026', hamlet, '20:00', 4, `${text} ${books}`],
    [2, '31/02/2026', hamlet, '20:00', 4, `${text} ${books}`],
  ];
  const columns = headers.map((header) => ({ header }));
  return { name: `sổ ${books}.xlsx`, content: await workbookOf([{ name: 'Tuần tra', columns, rows }]) };
}

async function makeWalkers(app: TestApp, A: Side): Promise<Walker[]> {
  const places: readonly (readonly [Walker['name'], Role, string])[] = [
    ['recorder', 'recorder', A.hamlet],
    ['officer', 'officer', A.commune],
    ['leader', 'leader', A.commune],
    ['staff', 'staff', A.province],
    ['administrator', 'administrator', A.commune],
    ['administrator of the country', 'administrator', countryId],
    ['auditor', 'auditor', A.commune],
  ];
  const nobody: Walker = {
    name: 'none',
    token: undefined,
    userId: undefined,
    twin: () => signUp(app, { role: 'auditor', areaId: A.commune }),
  };
  const walkers = [nobody];
  for (const [name, role, areaId] of places) {
    const twin = () => signUp(app, { role, areaId });
    walkers.push({ name, twin, ...(await twin()) });
  }
  return walkers;
}

/** An account of a side that has not been opened yet, with its link. */
export function invited(world: World, side: Side) {
  const body = {
    username: `moi-${uuidv7().slice(-12)}`,
    displayName: 'Người mới',
    assignments: [{ role: 'recorder' as const, areaId: side.hamlet }],
  };
  return world.must(inviteAccount, { body }, side.administrator.token);
}

/** How many lines the audit log has, as the owner of the tables sees it. */
export async function countLines(world: World): Promise<number> {
  const found = await asSystem(world.app, ({ tx }) =>
    sql<{ n: number }>`select count(*)::int as n from audit_entry`.execute(tx),
  );
  return found.rows[0]?.n ?? 0;
}
