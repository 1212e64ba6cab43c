import { v7 as uuidv7 } from 'uuid';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { startTestApp, type TestApp } from '../../../platform/server/testing/app.ts';
import { type SignedUp, signUp } from '../../accounts/accounts.factory.ts';
import { makeWorld, type TestWorld } from '../../activities/activities.factory.ts';
import { downloadFile } from '../../documents/document.contract.ts';
import {
  getCampaign,
  moveCampaign,
  type PledgeCampaign,
  putCampaign,
  readCoverage,
} from '../../pledges/campaign.contract.ts';
import { readFieldPledges } from '../../pledges/field-pledges.contract.ts';
import {
  changeHousehold,
  type Household,
  listHouseholds,
  removeHousehold,
} from '../../pledges/household.contract.ts';
import { listSigners, signPledges } from '../../pledges/pledge.contract.ts';
import { makeHouseholds, openCampaign } from '../../pledges/pledges.factory.ts';
import type { CommandKind, SyncAnswer } from '../sync.contract.ts';
import { bindTestPhone, type TestPhone } from '../sync.factory.ts';

const today = '2026-03-10';
/** A picture of one pixel. */
const DRAWN =
  'iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGAWjR9awAAAABJRU5ErkJggg==';
let app: TestApp;
let world: TestWorld;
let officer: SignedUp;
let volunteer: SignedUp;
let phone: TestPhone;
let campaign: PledgeCampaign;
let households: Household[];

beforeAll(async () => {
  app = await startTestApp({ today });
  world = await makeWorld(app.database.ownerUrl);
  officer = await signUp(app, { role: 'officer', areaId: world.commune });
  volunteer = await signUp(app, { role: 'recorder', areaId: world.hamlets[0] });
  phone = await bindTestPhone(app, { officer: officer.token, userId: volunteer.userId });
  households = await makeHouseholds(app, officer.token, world.hamlets[0], {
    count: 12,
    listedOn: '2026-01-05',
  });
  campaign = await openCampaign(app, officer.token, world.commune);
});
afterAll(() => app.close());

async function did(kind: CommandKind, record: string, save: Record<string, unknown>): Promise<SyncAnswer> {
  const [answer] = await phone.send([{ kind, record, save }]);
  if (!answer) throw new Error('no answer');
  return answer;
}

const signing = (at: number, given: Record<string, unknown> = {}) => ({
  campaignId: campaign.id,
  householdId: households[at]?.id ?? '',
  textVersion: 1,
  signedOn: today,
  method: 'phone',
  mark: 'tap',
  ...given,
});
const fetched = (known?: string, token = phone.token) =>
  app.call(readFieldPledges, { query: known === undefined ? {} : { known } }, token);
const coverage = async () => {
  const params = { id: campaign.id };
  const query = { areaId: world.hamlets[0] };
  return (await app.call(readCoverage, { params, query }, officer.token)).body.total;
};

describe('at the doors of a hamlet', () => {
  test('the phone gets the campaigns and households of its own hamlet, without telephone numbers, and once', async () => {
    const first = (await fetched()).body;
    expect(first.content?.campaigns.map(({ id, commitments }) => [id, commitments.length])).toEqual([
      [campaign.id, 2],
    ]);
    expect(first.content?.households).toHaveLength(12);
    expect(JSON.stringify(first.content)).not.toContain('contactPhone');
    expect((await fetched(first.hash)).body).toEqual({ hash: first.hash, content: null });
    // Who keeps the books of the whole commune signs at the office: nobody's household goes to that phone.
    expect((await fetched(undefined, officer.token)).body.content).toEqual({ campaigns: [], households: [] });
    const elsewhere = await signUp(app, { role: 'recorder', areaId: world.hamlets[1] });
    expect((await fetched(undefined, elsewhere.token)).body.content?.households).toEqual([]);
  });

  test('a signature drawn on the phone is a pledge once, with its picture, and its figures are right', async () => {
    const id = uuidv7();
    const sent = {
      kind: 'pledge.sign' as const,
      record: id,
      save: signing(0, { mark: 'signature', signature: DRAWN }),
    };
    const command = uuidv7();
    const outcomes = [];
    for (let time = 0; time < 2; time += 1)
      outcomes.push(...(await phone.send([{ ...sent, command }])), ...(await phone.send([sent])));
    expect(outcomes.map(({ outcome }) => outcome)).toEqual(['accepted', 'known', 'known', 'known']);
    const params = { id: campaign.id };
    const list = await app.call(listSigners, { params, query: { areaId: world.hamlets[0] } }, officer.token);
    const pledge = list.body.signers.find((one) => one.id === households[0]?.id)?.pledge;
    expect(pledge).toMatchObject({ id, method: 'phone', mark: 'signature', signedOn: today });
    const file = await app.call(downloadFile, { params: { id: pledge?.fileId ?? '' } }, officer.token);
    expect(file.status).toBe(200);
    expect(await coverage()).toMatchObject({ households: 12, signed: 1, methods: { phone: 1 } });
  });

  test('a household that signed meanwhile otherwise keeps that pledge, and the phone is told', async () => {
    const body = {
      ...{ signedOn: '2026-03-09', method: 'list' as const, mark: 'thumb' as const },
      signers: [{ id: uuidv7(), householdId: households[1]?.id }],
    };
    await app.call(signPledges, { params: { id: campaign.id }, body }, officer.token);
    const answer = await did('pledge.sign', uuidv7(), signing(1));
    expect(answer).toMatchObject({ outcome: 'known' });
    expect(answer.told?.vi).toContain('09/03/2026');
  });

  test('a pledge is to the text that was read, whatever came later', async () => {
    const { version } = (await app.call(getCampaign, { params: { id: campaign.id } }, officer.token)).body
      .campaign;
    const { id: _id, areaName: _n, areaKind: _k, state: _s, textVersion: _t, can: _c, ...same } = campaign;
    const body = { ...same, version, commitments: ['Giữ gìn trật tự, giúp nhau khi hoạn nạn'] };
    const changed = await app.call(putCampaign, { params: { id: campaign.id }, body }, officer.token);
    expect(changed.body.textVersion).toBe(2);
    const answer = await did('pledge.sign', uuidv7(), signing(2, { signedOn: '2026-03-08' }));
    expect(answer.outcome).toBe('accepted');
    expect(answer.told?.vi).toContain('đã được sửa');
    const never = await did('pledge.sign', uuidv7(), signing(3, { textVersion: 7 }));
    expect(never).toMatchObject({ outcome: 'refused', problem: { fields: [{ path: 'textVersion' }] } });
  });

  test('it is withdrawn at the door, once, and signed again', async () => {
    const id = uuidv7();
    const withdrawal = { campaignId: campaign.id, householdId: households[4]?.id ?? '', on: today };
    const both = await phone.send([
      { kind: 'pledge.sign', record: id, save: signing(4) },
      { kind: 'pledge.withdraw', record: id, save: withdrawal },
    ]);
    expect(both.map(({ outcome }) => outcome)).toEqual(['accepted', 'accepted']);
    expect((await did('pledge.withdraw', id, withdrawal)).outcome).toBe('known');
    expect((await did('pledge.withdraw', uuidv7(), withdrawal)).problem?.detailVi).toContain(
      'chưa có bản cam kết',
    );
    expect(await coverage()).toMatchObject({ signed: 3, withdrawn: 1 });
    expect((await did('pledge.sign', uuidv7(), signing(4))).outcome).toBe('accepted');
    expect(await coverage()).toMatchObject({ signed: 4, withdrawn: 0 });
  });

  test('a household that is in no list is added with its pledge, in whatever order they come', async () => {
    const added = {
      areaId: world.hamlets[0],
      household: { houseNumber: '21B', contactName: 'Bà Tám', people: 3, regular: true },
    };
    const [id, pledgeId] = [uuidv7(), uuidv7()];
    const pledge = signing(0, { householdId: id, added });
    // The pledge is the older record: it comes first.
    expect((await did('pledge.sign', pledgeId, pledge)).outcome).toBe('accepted');
    expect((await did('household.add', id, added)).outcome).toBe('known');
    // A second phone wrote the same house down as another household.
    const other = uuidv7();
    expect((await did('household.add', other, added)).told?.vi).toContain('đã có trong danh sách');
    const again = await did('pledge.sign', uuidv7(), signing(0, { householdId: other, added }));
    expect(again).toMatchObject({ outcome: 'known', told: { vi: expect.stringContaining('đã ký') } });
    const params = { id: world.hamlets[0] };
    const list = await app.call(listHouseholds, { params, query: {} }, officer.token);
    expect(list.body.households.filter(({ houseNumber }) => houseNumber === '21B')).toHaveLength(1);
    const nameless = { ...added, household: { ...added.household, houseNumber: '', contactName: '' } };
    expect(await did('household.add', uuidv7(), nameless)).toMatchObject({ outcome: 'refused' });
  });

  test('who was taken out of the list or moved away is refused with the reason, and holds up no other', async () => {
    const [gone, away] = [households[8], households[9]];
    await app.call(removeHousehold, { params: { id: gone?.id ?? '' } }, officer.token);
    const body = { version: away?.version ?? 1, leftOn: '2026-03-01' };
    await app.call(changeHousehold, { params: { id: away?.id ?? '' }, body }, officer.token);
    const answers = await phone.send(
      [8, 9, 10].map((at) => ({ kind: 'pledge.sign' as const, record: uuidv7(), save: signing(at) })),
    );
    expect(answers.map(({ outcome }) => outcome)).toEqual(['refused', 'refused', 'accepted']);
    expect(answers[0]?.problem?.detailVi).toContain('không còn trong danh sách');
    expect(answers[1]?.problem?.detailVi).toContain('đã chuyển đi');
    const waiting = (await phone.fetch()).items.filter(({ settlement }) => settlement === null);
    expect(waiting.filter(({ kind }) => kind === 'pledge.sign').length).toBeGreaterThanOrEqual(2);
  });

  test('nobody signs for another hamlet, with a picture that is none, or on a day out of the campaign', async () => {
    const [theirs] = await makeHouseholds(app, officer.token, world.hamlets[1], { count: 1 });
    const answers = [
      await did('pledge.sign', uuidv7(), signing(0, { householdId: theirs?.id })),
      await did('pledge.sign', uuidv7(), signing(11, { mark: 'signature', signature: 'AAAA' })),
      await did('pledge.sign', uuidv7(), signing(11, { signedOn: '2025-12-31' })),
      await did('pledge.sign', uuidv7(), { campaignId: campaign.id }),
    ];
    expect(answers.map(({ outcome }) => outcome)).toEqual(['refused', 'refused', 'refused', 'refused']);
    // A clock that runs ahead signs tomorrow; it was today at the latest.
    expect((await did('pledge.sign', uuidv7(), signing(11, { signedOn: '2026-03-12' }))).outcome).toBe(
      'accepted',
    );
  });

  test('when the campaign is closed, nothing of it stays on the phone', async () => {
    const now = (await app.call(getCampaign, { params: { id: campaign.id } }, officer.token)).body.campaign;
    const body = { to: 'closed' as const, version: now.version };
    await app.call(moveCampaign, { params: { id: campaign.id }, body }, officer.token);
    expect((await fetched()).body.content).toEqual({ campaigns: [], households: [] });
    const late = await did('pledge.sign', uuidv7(), signing(5));
    expect(late.problem?.detailVi).toContain('đã đóng');
  });
});
