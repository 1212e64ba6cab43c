import { type JobContext, jobContext } from '../../../platform/server/jobs.ts';
import { makeLogger } from '../../../platform/server/logger.ts';
import { startTestApp, type TestApp } from '../../../platform/server/testing/app.ts';
import { asSuperuser } from '../../../platform/server/testing/database.ts';
import { areaIdOf, completeSetup, type SignedUp, signUp } from '../../accounts/accounts.factory.ts';
import { sealedFilePath } from '../server/tip-files.service.ts';
import { tendTips } from '../server/tip-tending.service.ts';
import { getTip, listTips } from '../tip-work.contract.ts';
import {
  fileReportAt,
  foundOffice,
  memberOf,
  must,
  type TestMember,
  type TestOffice,
  withKey,
} from './offices.ts';

/** Two offices in two provinces, with a clock that a test turns forward. */
export interface OfficeWorld {
  readonly app: TestApp;
  readonly office: TestOffice;
  readonly officer: TestMember;
  readonly leader: TestMember;
  readonly administrator: SignedUp;
  /** The other office, and its only member. */
  readonly other: TestOffice;
  readonly stranger: TestMember;
  /** Goes on to a day, and has done what is done as time goes by. */
  day(next: string): Promise<void>;
  job(): JobContext;
  /** A report by the public page. */
  newTip(
    told?: Parameters<typeof fileReportAt>[2],
  ): Promise<Awaited<ReturnType<typeof fileReportAt>> & { id: string }>;
  tips(who: { token: string }, query?: object): Promise<Awaited<ReturnType<typeof listOf>>>;
  describeTip(who: { token: string }, id: string): ReturnType<typeof describeOf>;
  /** Where the sealed files of a report lie. */
  filesOf(id: string): Promise<string[]>;
}

const listOf = async (app: TestApp, token: string, query: object) =>
  (await must(app, listTips, { query }, token)).items;
const describeOf = (app: TestApp, token: string, id: string) => must(app, getTip, { params: { id } }, token);

export async function officeWorld(firstDay: string): Promise<OfficeWorld> {
  let today = firstDay;
  const clock = { now: () => new Date(), today: () => today };
  const app = await startTestApp({ clock });
  const areaId = await areaIdOf(app, '07840');
  const administrator = await completeSetup(app, areaId);
  const officer = await memberOf(app, areaId, 'Nguyễn Thị Thủy');
  const leader = await withKey(
    app,
    await signUp(app, { role: 'leader', areaId, displayName: 'Trần Văn Lãnh' }),
  );
  const office = await foundOffice(app, { areaId, administrator, members: [officer, leader] });
  const elsewhere = await areaIdOf(app, '00004');
  const stranger = await memberOf(app, elsewhere, 'Lê Thị Ba Đình');
  const chief = await signUp(app, { role: 'administrator', areaId: elsewhere });
  const other = await foundOffice(app, { areaId: elsewhere, administrator: chief, members: [stranger] });
  const job = (): JobContext => jobContext(app.database, clock, makeLogger('silent'), app.filesFolder);
  const rows = (query: string, value: string): Promise<{ id: string }[]> =>
    asSuperuser(app.database.ownerUrl, async (client) => (await client.query(query, [value])).rows);
  return {
    app,
    office,
    officer,
    leader,
    administrator,
    other,
    stranger,
    job,
    day: async (next) => {
      today = next;
      await tendTips(job());
    },
    newTip: async (told = {}) => {
      const filed = await fileReportAt(app, office.id, told);
      const [row] = await rows('select id from tip where filed_hash = $1', filed.hash);
      if (!row) throw new Error('the report is not there');
      return { ...filed, id: row.id };
    },
    tips: (who, query = {}) => listOf(app, who.token, query),
    describeTip: (who, id) => describeOf(app, who.token, id),
    filesOf: async (id) =>
      (await rows('select id from tip_file where tip_id = $1', id)).map((row) =>
        sealedFilePath(app.filesFolder, row.id),
      ),
  };
}
