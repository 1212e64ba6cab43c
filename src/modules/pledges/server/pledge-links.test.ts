import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { startTestApp, type TestApp } from '../../../platform/server/testing/app.ts';
import { type SignedUp, signUp } from '../../accounts/accounts.factory.ts';
import { makeCommuneTree } from '../../areas/areas.factory.ts';
import { queryFigures } from '../../figures/figures.contract.ts';
import { getCampaign, moveCampaign } from '../campaign.contract.ts';
import {
  listPledgeSheets,
  makePledgeSheet,
  revokeHouseholdCodes,
  revokePledgeSheet,
} from '../pledge.contract.ts';
import { lookAtPledgeLink, signByPledgeLink, withdrawByPledgeLink } from '../pledge-link.contract.ts';
import { makeHouseholds, openCampaign } from '../pledges.factory.ts';

const today = '2026-06-20';
let app: TestApp;
let province: string;
let commune: string;
let hamlets: readonly string[];
let officer: SignedUp;
let staff: SignedUp;

beforeAll(async () => {
  app = await startTestApp({ today });
  const tree = await makeCommuneTree(app.database.db, 3);
  [province, commune, hamlets] = [tree.provinceId, tree.communeId, tree.hamletIds];
  officer = await signUp(app, { role: 'officer', areaId: commune });
  staff = await signUp(app, { role: 'staff', areaId: province });
});
afterAll(() => app.close());

const codeOf = (path: string): string => path.slice(path.indexOf('=') + 1);

async function figure(indicator: string, areaId: string) {
  const body = { areaIds: [areaId], indicators: [indicator], from: '2026-01-01', to: today };
  return (await app.call(queryFigures, { body }, officer.token)).body.figures[0]?.value;
}

describe('a printed code', () => {
  let campaignId: string;
  let hamlet: string;
  let codes: { householdId: string; path: string }[];
  let sheetId: string;

  beforeAll(async () => {
    hamlet = hamlets[1] ?? '';
    await makeHouseholds(app, officer.token, hamlet, { count: 5 });
    campaignId = (await openCampaign(app, staff.token, province, { title: 'Toàn tỉnh' })).id;
    const made = await app.call(
      makePledgeSheet,
      { params: { id: campaignId }, body: { areaId: hamlet } },
      officer.token,
    );
    codes = made.body.codes;
    sheetId = made.body.sheet.id;
  });

  test('has at least 128 bits, is kept as a hash only, and shows no name of anybody', async () => {
    const all = codes.map(({ path }) => codeOf(path));
    expect(new Set(all).size).toBe(5);
    for (const code of all) expect(Buffer.from(code, 'base64url').length * 8).toBeGreaterThanOrEqual(128);
    const stored = await app.database.db.selectFrom('pledge_code').select('token_hash').execute();
    expect(stored).toEqual([]);
    const look = await app.call(lookAtPledgeLink, { body: { code: all[0] ?? '' } });
    expect(look.body).toMatchObject({ houseNumber: '1', hamlet: 'Thôn 2', state: 'ready' });
    expect(look.raw.toString('utf8')).not.toContain('Chủ hộ');
  });

  test('signs once however often it is used, withdraws, and signs again', async () => {
    const code = codeOf(codes[0]?.path ?? '');
    const body = { code, textVersion: 1, agreed: true as const };
    for (let time = 0; time < 3; time += 1)
      expect((await app.call(signByPledgeLink, { body })).body.state).toBe('signed');
    expect(await figure('household.pledged', hamlet)).toBe(1);
    expect((await app.call(withdrawByPledgeLink, { body: { code } })).body.state).toBe('ready');
    expect(await figure('household.pledged', hamlet)).toBe(0);
    expect((await app.call(withdrawByPledgeLink, { body: { code } })).code).toBe('notPossibleNow');
    expect((await app.call(signByPledgeLink, { body })).body.state).toBe('signed');
    expect(await figure('pledge.signed', hamlet)).toBe(2);
    const { body: sheets } = await app.call(
      listPledgeSheets,
      { params: { id: campaignId }, query: { areaId: commune } },
      officer.token,
    );
    expect(sheets.sheets[0]).toMatchObject({ households: 5, signed: 1, revokedAt: null });
  });

  test('does not sign a text that was changed after it was read', async () => {
    const code = codeOf(codes[1]?.path ?? '');
    const done = await app.call(signByPledgeLink, { body: { code, textVersion: 7, agreed: true } });
    expect(done.code).toBe('conflict');
  });

  test('ends with its household’s codes, with its sheet, and with the campaign', async () => {
    const of = (at: number) => ({ body: { code: codeOf(codes[at]?.path ?? '') } });
    const householdId = codes[1]?.householdId ?? '';
    const ended = await app.call(
      revokeHouseholdCodes,
      { params: { id: campaignId }, body: { householdId } },
      officer.token,
    );
    expect(ended.body.count).toBe(1);
    expect((await app.call(lookAtPledgeLink, of(1))).status).toBe(404);
    expect((await app.call(lookAtPledgeLink, of(2))).status).toBe(200);
    await app.call(revokePledgeSheet, { params: { id: sheetId } }, officer.token);
    expect((await app.call(lookAtPledgeLink, of(2))).status).toBe(404);

    const { body: fresh } = await app.call(
      makePledgeSheet,
      { params: { id: campaignId }, body: { areaId: hamlet } },
      officer.token,
    );
    const { body: campaign } = await app.call(getCampaign, { params: { id: campaignId } }, staff.token);
    await app.call(
      moveCampaign,
      { params: { id: campaignId }, body: { to: 'closed', version: campaign.campaign.version } },
      staff.token,
    );
    const code = codeOf(fresh.codes[0]?.path ?? '');
    expect((await app.call(lookAtPledgeLink, { body: { code } })).body.state).toBe('closed');
    const late = await app.call(signByPledgeLink, { body: { code, textVersion: 1, agreed: true } });
    expect(late.code).toBe('notPossibleNow');
  });

  test('is not guessed: wrong ones are soon refused, while a good one from the same address still opens', async () => {
    const codesSeen: (string | undefined)[] = [];
    for (let round = 0; round < 25; round += 1) {
      const code = Buffer.from(`wrong code number ${String(round).padStart(2, '0')}`.slice(-18)).toString(
        'base64url',
      );
      codesSeen.push((await app.call(lookAtPledgeLink, { body: { code } })).code);
    }
    expect(codesSeen[0]).toBe('notFound');
    expect(codesSeen.at(-1)).toBe('tooManyAttempts');
    const { id } = await openCampaign(app, officer.token, commune);
    const { body: sheet } = await app.call(
      makePledgeSheet,
      { params: { id }, body: { areaId: hamlet } },
      officer.token,
    );
    const good = await app.call(lookAtPledgeLink, { body: { code: codeOf(sheet.codes[0]?.path ?? '') } });
    expect(good.body.state).toBe('ready');
  });
});
