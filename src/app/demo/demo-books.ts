import { type AgencyNames, proposeAgency } from '../../modules/accounts/agency-names.rules.ts';
import { changeManyStates, saveMany } from '../../modules/activities/server/batch.service.ts';
import { walkActivities } from '../../modules/activities/server/list.service.ts';
import { verifyInBulk } from '../../modules/activities/server/verify-many.service.ts';
import { getAreaIdByCode, getSummaries, listChildren } from '../../modules/areas/server/areas.service.ts';
import { addDays, compareDays } from '../../platform/dates.ts';
import { authorize } from '../../platform/server/authorize.ts';
import type { Context } from '../../platform/server/context.ts';
import type { JobContext } from '../../platform/server/jobs.ts';
import { demoLeader, demoOfficer, demoRecorder } from './demo-people.rules.ts';
import { type DemoPlace, type DemoRecord, demoRecords, isAt, REVIEWED_AFTER } from './demo-records.rules.ts';

/** Where the demo happens. */
export interface DemoAreas {
  readonly communeBefore: string;
  readonly commune: string;
  readonly province: string;
  /** The names that the set-up proposes for the commune as it is called today. */
  readonly agency: AgencyNames;
  readonly hamlets: readonly DemoPlace[];
  /** The recorder's hamlet, Thôn Cấm. */
  readonly hamlet: string;
}

/** From this day on the hamlets belong to the new commune (Resolution 1658/NQ-UBTVQH15). */
const REFORM = '2025-07-01';
const BATCH = 500;

/** The demo's areas, once its workbook is in. */
export async function findDemoAreas(context: Context): Promise<DemoAreas> {
  const communeBefore = await getAreaIdByCode(context, 'before:07846');
  const commune = await getAreaIdByCode(context, '07840');
  const province = await getAreaIdByCode(context, '24');
  const children = await listChildren(context, commune, 'today', context.today);
  const hamlets = children
    .filter((child) => child.kind === 'hamlet' && !child.closed)
    .map((child) => ({ areaId: child.id, name: child.fullName }));
  const hamlet = hamlets.find(({ name }) => name === 'Thôn Cấm')?.areaId;
  if (hamlet === undefined) throw new Error('the workbook of the demo has no Thôn Cấm');
  const summaries = await getSummaries(context, [commune, province]);
  const { fullName = '', unitType = '' } = summaries.get(commune) ?? {};
  const path = summaries.get(province)?.fullName ?? '';
  const agency = proposeAgency({ kind: 'commune', fullName, unitType, path });
  return { communeBefore, commune, province, agency, hamlets, hamlet };
}

/** Stores the made-up records since the workbook ends, and reviews what is old enough, in the names of those who would. */
export async function storeDemoRecords(
  job: JobContext,
  areas: DemoAreas,
  inNameOf: (job: JobContext, userId: string) => JobContext,
): Promise<void> {
  const today = job.clock.today();
  const year = Number(today.slice(0, 4)) - (today.slice(5) >= '12-15' ? 0 : 1);
  const records = demoRecords({
    hamlets: areas.hamlets,
    communeOn: (day) => (compareDays(day, REFORM) < 0 ? areas.communeBefore : areas.commune),
    recorderHamlet: areas.hamlet,
    // The running official year and the one before: what a report compares.
    from: `${year - 1}-12-15`,
    today,
  });
  const recorder = inNameOf(job, demoRecorder.id);
  const officer = inNameOf(job, demoOfficer.id);
  const leader = inNameOf(job, demoLeader.id);
  const isRecorders = ({ save: entry }: DemoRecord): boolean => isAt(entry, areas.hamlet);
  await inBatches(records.filter(isRecorders), (some) => recorder.transact((context) => save(context, some)));
  await inBatches(
    records.filter((record) => !isRecorders(record)),
    (some) => officer.transact((context) => save(context, some)),
  );
  const ids = records.filter((record) => record.review === 'return').map((record) => record.id);
  await verifyUntil(leader, areas, addDays(today, -REVIEWED_AFTER), ids);
  const reason = 'Xin ghi rõ hơn tuyến đã đi.';
  await leader.transact((context) => changeManyStates(context, { ids, action: 'return', reason }));
}

async function save(context: Context, records: readonly DemoRecord[]): Promise<void> {
  const saved = await saveMany(
    context,
    records.map(({ id, save: values }) => ({ id, ...values })),
  );
  // A conflict is a record of an earlier, cut-off filling that was reviewed since.
  const refused = saved.find((one) => one.outcome === 'refused');
  if (refused) throw new Error(`the demo made a record that is refused: ${JSON.stringify(refused.problem)}`);
}

/** Verifies all that was sent in up to a day, the books of 2024 included, but for what came back. */
async function verifyUntil(
  leader: JobContext,
  areas: DemoAreas,
  to: string,
  but: readonly string[],
): Promise<void> {
  const ids = await leader.transact(async (context) => {
    const found: string[] = [];
    const asked = { areaId: areas.commune, state: ['submitted' as const], to, sort: 'oldest' as const };
    for await (const row of walkActivities(context, asked, 20_000))
      if (!but.includes(row.id)) found.push(row.id);
    return found;
  });
  await inBatches(ids, (some) =>
    leader.transact(async (context) => {
      await verifyInBulk(context, await authorize(context, 'activities.verify', areas.commune), some);
    }),
  );
}

async function inBatches<T>(all: readonly T[], work: (some: readonly T[]) => Promise<void>): Promise<void> {
  for (let start = 0; start < all.length; start += BATCH) await work(all.slice(start, start + BATCH));
}
