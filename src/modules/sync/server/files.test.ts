import { v7 as uuidv7 } from 'uuid';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { startTestApp, type TestApp } from '../../../platform/server/testing/app.ts';
import { asSuperuser } from '../../../platform/server/testing/database.ts';
import { type SignedUp, signUp } from '../../accounts/accounts.factory.ts';
import { getActivity } from '../../activities/activities.contract.ts';
import { makeWorld, patrol, type TestWorld } from '../../activities/activities.factory.ts';
import { listAudit } from '../../audit/audit.contract.ts';
import type { CommandKind } from '../sync.contract.ts';
import { bindTestPhone, listAllItems, type TestPhone } from '../sync.factory.ts';
import { takeSyncFile } from '../sync-file.contract.ts';

let app: TestApp;
let world: TestWorld;
let officer: SignedUp;
let lua: SignedUp;
let mo: SignedUp;
let phone: TestPhone;

beforeAll(async () => {
  app = await startTestApp({ today: '2026-11-22' });
  world = await makeWorld(app.database.ownerUrl);
  officer = await signUp(app, { role: 'officer', areaId: world.commune, displayName: 'Đại úy Hạnh' });
  lua = await signUp(app, { role: 'recorder', areaId: world.hamlets[0], displayName: 'Bà Lụa' });
  mo = await signUp(app, { role: 'recorder', areaId: world.hamlets[0], displayName: 'Ông Mõ' });
  phone = await bindTestPhone(app, { officer: officer.token, userId: lua.userId });
});
afterAll(() => app.close());

const entry = (values: Record<string, unknown> = {}) =>
  patrol(world.hamlets[0], { day: '2026-11-20', ...values });
const unknownForm = (more: Record<string, unknown> = {}) => ({ ...entry(more), form: 'khongCo' });
const recordOf = async (id: string) => (await app.call(getActivity, { params: { id } }, officer.token)).body;
const itemOf = async (token: string, id: string) =>
  (await listAllItems(app, token)).items.find((one) => one.id === id);

/** An entry of the phone that was refused and waits; its record and its command. */
async function waiting(save: Record<string, unknown> = unknownForm()) {
  const [record, id] = [uuidv7(), uuidv7()];
  expect((await phone.send([{ record, command: id, save }]))[0]).toMatchObject({ kept: true });
  return { record, id };
}

describe('a file proves nothing of who wrote it', () => {
  const command = (kind: CommandKind, recordId: string, payload: object, id = uuidv7()) => ({
    ...{ id, kind, recordId, payload },
    madeAt: '2099-01-01T00:00:00.000Z',
  });
  const bring = async (by: SignedUp, commands: readonly ReturnType<typeof command>[]) => {
    const reply = await app.call(
      takeSyncFile,
      { body: { phoneId: phone.id, commands: [...commands] } },
      by.token,
    );
    expect(reply.status, JSON.stringify(reply.body)).toBe(200);
    return reply.body.answers;
  };

  test('no gong sounds out of it, nobody answers; its entries are stored all the same', async () => {
    const [alarm, good] = [uuidv7(), uuidv7()];
    const sound = { kind: 'fire', hamletIds: [world.hamlets[0]], drill: false, note: '' };
    const answers = await bring(officer, [
      command('gong.sound', alarm, sound),
      command('gong.answer', alarm, { reply: 'coming' }),
      command('gong.end', alarm, { why: 'over' }),
      command('message.reply', uuidv7(), { text: 'Đồng ý' }),
      command('message.read', uuidv7(), {}),
      command('patrol.begin', uuidv7(), {
        areaId: world.hamlets[0],
        people: 3,
        startedAt: '2026-11-22T13:00:00.000Z',
      }),
      command('patrol.end', uuidv7(), {}),
      command('activity.save', good, entry()),
    ]);
    expect(answers.map(({ outcome }) => outcome)).toEqual([...Array(7).fill('refused'), 'accepted']);
    expect(answers.slice(0, 7).every(({ kept }) => kept === false)).toBe(true);
    expect(answers[0]?.problem?.detailVi).toContain('chính điện thoại');
    const { rows } = await asSuperuser(app.database.ownerUrl, (client) =>
      client.query('select 1 from gong_alarm where id = $1', [alarm]),
    );
    expect(rows).toEqual([]);
    expect((await recordOf(good)).createdBy.name).toBe('Đại úy Hạnh');
  });

  test('what waits from it says who brought it, and never takes the place of what the phone sent', async () => {
    const own = await waiting(unknownForm({ content: 'của bà Lụa' }));
    const fresh = uuidv7();
    const answers = await bring(mo, [
      command('activity.save', own.record, unknownForm({ content: 'chép lại' }), own.id),
      command('activity.save', uuidv7(), unknownForm({ content: 'viết tay' }), fresh),
    ]);
    expect(answers.map(({ outcome }) => outcome)).toEqual(['refused', 'refused']);
    const kept = await itemOf(officer.token, own.id);
    expect(kept?.payload?.values).toMatchObject({ content: 'của bà Lụa' });
    expect(kept?.broughtBy).toBeNull();
    expect(await itemOf(officer.token, fresh)).toMatchObject({
      person: { id: lua.userId },
      broughtBy: { id: mo.userId, name: 'Ông Mõ' },
    });
    // The phone itself says it after all: now it is proven, and hers.
    const { recordId } = (await itemOf(officer.token, fresh)) ?? { recordId: '' };
    await phone.send([{ record: recordId, command: fresh, save: unknownForm({ content: 'đúng là tôi' }) }]);
    const proven = await itemOf(officer.token, fresh);
    expect(proven?.payload?.values).toMatchObject({ content: 'đúng là tôi' });
    expect(proven?.broughtBy).toBeNull();
  });

  test('it repairs what waits where the officer brings it, not where a neighbour does', async () => {
    const own = await waiting();
    expect((await bring(mo, [command('activity.save', own.record, entry())]))[0]?.outcome).toBe('accepted');
    expect((await itemOf(officer.token, own.id))?.settlement).toBeNull();
    const { revision } = await recordOf(own.record);
    const right = { ...entry({ incidents: 1 }), baseRevision: revision };
    const brought = await bring(officer, [command('activity.save', own.record, right)]);
    expect(brought[0]?.outcome).toBe('accepted');
    expect(await itemOf(officer.token, own.id)).toBeUndefined();
    const auditor = await signUp(app, { role: 'auditor', areaId: world.commune });
    const { items } = (await app.call(listAudit, { query: { limit: 100 } }, auditor.token)).body;
    const actions = items.filter(({ subjectId }) => subjectId === own.record).map(({ action }) => action);
    expect(actions).toContain('sync.repaired');
  });
});
