import { v7 as uuidv7 } from 'uuid';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { startTestApp, type TestApp } from '../../../platform/server/testing/app.ts';
import { type SignedUp, signUp } from '../../accounts/accounts.factory.ts';
import { makeCommuneTree } from '../../areas/areas.factory.ts';
import { createOrganizations } from '../../areas/organizations.contract.ts';
import { listCampaigns, moveCampaign, readCoverage } from '../campaign.contract.ts';
import { signPledges } from '../pledge.contract.ts';
import { openCampaign } from '../pledges.factory.ts';

const today = '2026-06-20';
let app: TestApp;
let province: string;
let commune: string;
let officer: SignedUp;
let staff: SignedUp;

beforeAll(async () => {
  app = await startTestApp({ today });
  const tree = await makeCommuneTree(app.database.db, 3);
  [province, commune] = [tree.provinceId, tree.communeId];
  officer = await signUp(app, { role: 'officer', areaId: commune });
  staff = await signUp(app, { role: 'staff', areaId: province });
});
afterAll(() => app.close());

test('a province’s campaign is read and carried out by the commune, and changed by the province alone', async () => {
  const campaign = await openCampaign(app, staff.token, province, { title: 'Của tỉnh' });
  const { body } = await app.call(listCampaigns, { query: { areaId: commune } }, officer.token);
  expect(body.campaigns.map((one) => one.title)).toContain('Của tỉnh');
  expect(body.campaigns.find((one) => one.id === campaign.id)?.can).toEqual({ change: false, sign: true });
  const closed = await app.call(
    moveCampaign,
    { params: { id: campaign.id }, body: { to: 'closed', version: campaign.version } },
    officer.token,
  );
  expect(closed.status).toBe(404);
});

test('organisations and parishes sign where the campaign asks for them', async () => {
  const { body: made } = await app.call(
    createOrganizations,
    {
      params: { id: commune },
      body: {
        organizations: [
          { kind: 'school', name: 'Trường THCS Số 1' },
          { kind: 'parish', name: 'Họ giáo Trung Đồng' },
        ],
      },
    },
    officer.token,
  );
  const [parish, school] = made.organizations.toSorted((a, b) => (a.kind < b.kind ? -1 : 1));
  const campaign = await openCampaign(app, officer.token, commune, {
    audience: ['organizations', 'parishes'],
  });
  const signers = [parish, school].map((one) => ({ id: uuidv7(), organizationId: one?.id ?? '' }));
  const done = await app.call(
    signPledges,
    { params: { id: campaign.id }, body: { signedOn: today, method: 'list', mark: 'signature', signers } },
    officer.token,
  );
  expect(done.body.signed).toHaveLength(2);
  const { body } = await app.call(
    readCoverage,
    { params: { id: campaign.id }, query: { areaId: commune } },
    officer.token,
  );
  expect(body.total).toMatchObject({ organizationsSigned: 1, parishesSigned: 1 });
  const refused = await app.call(
    signPledges,
    {
      params: { id: (await openCampaign(app, officer.token, commune)).id },
      body: {
        signedOn: today,
        method: 'list',
        mark: 'signature',
        signers: [{ id: uuidv7(), organizationId: school?.id ?? '' }],
      },
    },
    officer.token,
  );
  expect(refused.code).toBe('notPossibleNow');
});
