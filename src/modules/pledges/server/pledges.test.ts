import { sql } from 'kysely';
import { v7 as uuidv7 } from 'uuid';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { startTestApp, type TestApp } from '../../../platform/server/testing/app.ts';
import { type SignedUp, signUp } from '../../accounts/accounts.factory.ts';
import { asSystem, makeCommuneTree } from '../../areas/areas.factory.ts';
import { listFigureRecords, queryFigures } from '../../figures/figures.contract.ts';
import { getCampaign, putCampaign, readCoverage, removeCampaign } from '../campaign.contract.ts';
import {
  addHouseholds,
  changeHousehold,
  type Household,
  listHouseholds,
  removeHousehold,
} from '../household.contract.ts';
import {
  listSigners,
  makePledgeSheet,
  signPledges,
  undoPledges,
  withdrawPledge,
} from '../pledge.contract.ts';
import { lookAtPledgeLink, signByPledgeLink } from '../pledge-link.contract.ts';
import { makeHouseholds, openCampaign } from '../pledges.factory.ts';

const today = '2026-06-20';
let app: TestApp;
let commune: string;
let hamlets: readonly string[];
let officer: SignedUp;
let recorder: SignedUp;

beforeAll(async () => {
  app = await startTestApp({ today });
  const tree = await makeCommuneTree(app.database.db, 3);
  [commune, hamlets] = [tree.communeId, tree.hamletIds];
  officer = await signUp(app, { role: 'officer', areaId: commune });
  recorder = await signUp(app, { role: 'recorder', areaId: hamlets[0] ?? '' });
});
afterAll(() => app.close());

const codeOf = (path: string): string => path.slice(path.indexOf('=') + 1);

async function figure(indicator: string, areaId: string, day = today, lens: 'then' | 'today' = 'today') {
  const body = { areaIds: [areaId], indicators: [indicator], from: '2026-01-01', to: day, lens };
  const { body: answer } = await app.call(queryFigures, { body }, officer.token);
  return answer.figures[0]?.value;
}

const sign = (campaignId: string, households: readonly Household[], given: object = {}) =>
  app.call(
    signPledges,
    {
      params: { id: campaignId },
      body: {
        signedOn: today,
        method: 'list',
        mark: 'signature',
        signers: households.map(({ id }) => ({ id: uuidv7(), householdId: id })),
        ...given,
      },
    },
    officer.token,
  );

describe('a hamlet of 120 households', () => {
  let households: Household[];
  let campaignId: string;
  let hamlet: string;

  beforeAll(async () => {
    hamlet = hamlets[0] ?? '';
    households = await makeHouseholds(app, recorder.token, hamlet, { count: 120, listedOn: '2026-01-15' });
    campaignId = (await openCampaign(app, officer.token, commune)).id;
  });

  test('is listed in its order, and a list pasted again adds only what is new', async () => {
    expect(households.map((one) => one.houseNumber)).toEqual(
      Array.from({ length: 120 }, (_, at) => `${at + 1}`),
    );
    const again = [
      { id: uuidv7(), houseNumber: '7', contactName: 'chủ hộ  7' },
      { id: households[3]?.id ?? '', houseNumber: '4', contactName: 'Chủ hộ 4' },
      { id: uuidv7(), houseNumber: ' ', contactName: '' },
      { id: uuidv7(), houseNumber: '121', contactName: 'Chủ hộ 121' },
    ];
    const { body } = await app.call(
      addHouseholds,
      { params: { id: hamlet }, body: { households: again } },
      recorder.token,
    );
    expect(body.results.map((one) => one.outcome)).toEqual(['duplicate', 'known', 'empty', 'saved']);
    const gone = await app.call(removeHousehold, { params: { id: again[3]?.id ?? '' } }, recorder.token);
    expect(gone.status).toBe(204);
  });

  test('80 sign on the list, 30 by their printed code, 10 on a sheet in a photo; two withdraw', async () => {
    const signed = await sign(campaignId, households.slice(0, 80));
    expect(signed.body).toMatchObject({ already: [] });
    expect(signed.body.signed).toHaveLength(80);

    const { body: sheet } = await app.call(
      makePledgeSheet,
      { params: { id: campaignId }, body: { areaId: hamlet } },
      officer.token,
    );
    expect(sheet.codes).toHaveLength(40);
    for (const { path } of sheet.codes.slice(0, 30)) {
      const code = codeOf(path);
      const look = await app.call(lookAtPledgeLink, { body: { code } });
      expect(look.body.state).toBe('ready');
      const done = await app.call(signByPledgeLink, {
        body: { code, textVersion: look.body.textVersion, agreed: true },
      });
      expect(done.body).toMatchObject({ state: 'signed', canWithdraw: true });
    }
    const photo = await sign(campaignId, households.slice(110), {
      method: 'photo',
      fileId: uuidv7(),
      mark: 'thumb',
    });
    expect(photo.body.signed).toHaveLength(10);
    expect(await figure('pledge.coverage', commune)).toBe(1);

    const { body: list } = await app.call(
      listSigners,
      { params: { id: campaignId }, query: { areaId: hamlet } },
      officer.token,
    );
    for (const signer of list.signers.slice(0, 2)) {
      const done = await app.call(
        withdrawPledge,
        { params: { id: signer.pledge?.id ?? '' }, body: { on: today } },
        officer.token,
      );
      expect(done.body.withdrawnOn).toBe(today);
    }
    const { body: coverage } = await app.call(
      readCoverage,
      { params: { id: campaignId }, query: { areaId: commune } },
      officer.token,
    );
    expect(coverage.total).toMatchObject({
      households: 120,
      regular: 120,
      signed: 118,
      withdrawn: 2,
      methods: { list: 78, qr: 30, phone: 0, photo: 10 },
    });
    expect(coverage.rows.map((row) => row.coverage.signed)).toEqual([118, 0, 0]);
  });

  test('the figures engine says the same, on that day and before it, in both lenses', async () => {
    for (const lens of ['then', 'today'] as const) {
      expect(await figure('household.regular', commune, today, lens)).toBe(120);
      expect(await figure('household.pledged', commune, today, lens)).toBe(118);
      expect(await figure('household.pledged', hamlet, '2026-06-19', lens)).toBe(0);
      expect(await figure('pledge.signed', commune, today, lens)).toBe(120);
      expect(await figure('pledge.withdrawn', commune, today, lens)).toBe(2);
      expect(await figure('pledge.coverage', commune, today, lens)).toBeCloseTo(118 / 120, 12);
    }
    // After the last day of the pledges nobody is covered any more.
    expect(await figure('household.pledged', commune, '2027-01-01')).toBe(0);
    const { body } = await app.call(
      listFigureRecords,
      { query: { areaId: commune, indicator: 'pledge.signed', from: '2026-01-01', to: today, limit: 200 } },
      officer.token,
    );
    expect(body.total).toBe(120);
    expect(body.records[0]).toMatchObject({ source: 'pledge', link: expect.stringContaining('/cam-ket/') });
    expect(JSON.stringify(body.records)).not.toContain('Chủ hộ');
  });

  test('who signed once is not signed twice; what was noted by mistake is taken back', async () => {
    const again = await sign(campaignId, households.slice(0, 4));
    expect(again.body.signed).toHaveLength(2);
    expect(again.body.already).toHaveLength(2);
    expect(await figure('household.pledged', commune)).toBe(120);
    const undone = await app.call(undoPledges, { body: { ids: again.body.signed } }, officer.token);
    expect(undone.body).toEqual({ count: 2 });
    expect(await figure('household.pledged', commune)).toBe(118);
    expect(await figure('pledge.signed', commune)).toBe(120);
  });

  test('households are read hamlet by hamlet, never a commune at once, and who reads leaves a line', async () => {
    const lines = async (): Promise<{ caller: string; count: number }[]> =>
      asSystem(app.database.db, async ({ tx }) => {
        const found = await sql<{ caller: string; count: number }>`
          select caller, (details ->> 'count')::int as count from audit_entry
          where action = 'households.read' and area_id = any(${[hamlet, commune]}::uuid[]) order by at`.execute(
          tx,
        );
        return found.rows;
      });
    const before = await lines();
    const read = (id: string) => app.call(listHouseholds, { params: { id }, query: {} }, officer.token);
    const whole = await read(commune);
    expect([whole.status, whole.code]).toEqual([409, 'notPossibleNow']);
    expect(whole.raw.toString('utf8')).not.toContain('Chủ hộ');
    expect(await lines()).toEqual(before);
    const one = await read(hamlet);
    expect(one.body.households.length).toBeGreaterThan(0);
    expect((await lines()).slice(before.length)).toEqual([
      { caller: officer.userId, count: one.body.households.length },
    ]);
  });

  test('a household that leaves, or lives elsewhere, is no longer asked for; one that signed is not thrown away', async () => {
    const { body: now } = await app.call(
      listHouseholds,
      { params: { id: hamlet }, query: {} },
      recorder.token,
    );
    const [first, second] = now.households;
    if (!first || !second) throw new Error('no households');
    const kept = await app.call(removeHousehold, { params: { id: first.id } }, recorder.token);
    expect(kept.status).toBe(409);
    const left = await app.call(
      changeHousehold,
      { params: { id: first.id }, body: { version: first.version, leftOn: today } },
      recorder.token,
    );
    expect(left.body.leftOn).toBe(today);
    const away = await app.call(
      changeHousehold,
      { params: { id: second.id }, body: { version: second.version, regular: false } },
      recorder.token,
    );
    expect(away.body).toMatchObject({ regular: false, version: second.version + 1 });
    expect(await figure('household.listed', commune)).toBe(119);
    expect(await figure('household.regular', commune)).toBe(118);
    expect(await figure('pledge.coverage', commune)).toBe(1);
    const stale = await app.call(
      changeHousehold,
      { params: { id: second.id }, body: { version: second.version, people: 9 } },
      recorder.token,
    );
    expect(stale.code).toBe('conflict');
  });

  test('another text is another version, and every pledge keeps the words that were signed', async () => {
    const { body: before } = await app.call(getCampaign, { params: { id: campaignId } }, officer.token);
    const { areaId, title, audience, startsOn, endsOn, validTo, version } = before.campaign;
    const changed = await app.call(
      putCampaign,
      {
        params: { id: campaignId },
        body: {
          areaId,
          title,
          audience,
          startsOn,
          endsOn,
          validTo,
          version,
          commitments: ['Không đốt pháo'],
        },
      },
      officer.token,
    );
    expect(changed.body.textVersion).toBe(2);
    const { body: after } = await app.call(getCampaign, { params: { id: campaignId } }, officer.token);
    expect(after.texts.map((text) => text.version)).toEqual([2, 1]);
    const { body: list } = await app.call(
      listSigners,
      { params: { id: campaignId }, query: { areaId: hamlet } },
      officer.token,
    );
    expect(list.signers.find((one) => one.pledge?.method === 'qr')?.pledge?.textVersion).toBe(1);
    expect((await app.call(removeCampaign, { params: { id: campaignId } }, officer.token)).status).toBe(409);
  });
});
