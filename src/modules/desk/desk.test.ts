import { v7 as uuidv7 } from 'uuid';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { startTestApp, type TestApp } from '../../platform/server/testing/app.ts';
import { areaIdOf, type SignedUp, signUp } from '../accounts/accounts.factory.ts';
import { changeActivityState, saveActivity } from '../activities/activities.contract.ts';
import { patrol } from '../activities/activities.factory.ts';
import { createHamlets } from '../areas/hamlets.contract.ts';
import { type DeskTask, getDesk } from './desk.contract.ts';

let app: TestApp;
beforeAll(async () => {
  app = await startTestApp({ today: '2026-11-22' });
});
afterAll(() => app.close());

async function desk(who: SignedUp) {
  const { status, body } = await app.call(getDesk, {}, who.token);
  expect(status).toBe(200);
  return body;
}

const kinds = (tasks: readonly DeskTask[]): string[] => tasks.map((task) => task.kind);

test('from an empty installation to daily work, each person sees what needs him and nobody else', async () => {
  const administrator = await signUp(app, { role: 'administrator' });
  const empty = await desk(administrator);
  expect(kinds(empty.tasks)).toEqual(['addHamlets', 'importBooks', 'invite', 'secondStep']);
  expect(empty).toMatchObject({
    newestDay: null,
    place: { areaName: 'Phường Hiệp Hòa', areaKind: 'commune' },
  });

  const areaId = await areaIdOf(app, '07840');
  const added = await app.call(
    createHamlets,
    { params: { id: areaId }, body: { hamlets: [{ fullName: 'Thôn Cấm' }] } },
    administrator.token,
  );
  const hamletId = added.body.hamlets[0]?.id ?? '';
  const recorder = await signUp(app, { role: 'recorder', areaId: hamletId });
  expect(kinds((await desk(administrator)).tasks)).toEqual(['importBooks', 'secondStep']);
  // One hamlet's own entries ask for no second step, and there is nothing to do yet.
  expect((await desk(recorder)).tasks).toEqual([]);

  const officer = await signUp(app, { role: 'officer' });
  const stranger = await signUp(app, { role: 'officer', areaCode: '12025' });
  const auditor = await signUp(app, { role: 'auditor' });
  const id = uuidv7();
  const body = patrol(hamletId, { day: '2026-11-20' });
  expect((await app.call(saveActivity, { params: { id }, body }, recorder.token)).status).toBe(200);
  const waiting = { form: 'patrol', count: 1, more: false };
  const officers = await desk(officer);
  expect(officers.newestDay).toBe('2026-11-20');
  expect(kinds(officers.tasks)).toEqual(['verify', 'report', 'report', 'secondStep']);
  expect(officers.tasks[0]).toMatchObject({
    kind: 'verify',
    ...waiting,
    formName: { en: expect.any(String) },
  });
  expect(officers.tasks[1]).toMatchObject({ lastDay: '2026-12-14', daysLeft: 22, reportId: null, areaId });
  expect(kinds((await desk(stranger)).tasks)).not.toContain('verify');
  expect(await desk(auditor)).toMatchObject({
    tasks: [{ kind: 'secondStep' }],
    place: null,
    newestDay: null,
  });

  const transition = { action: 'return', reason: 'Thiếu giờ kết thúc', baseRevision: 1 } as const;
  const back = await app.call(changeActivityState, { params: { id }, body: transition }, officer.token);
  expect(back.status).toBe(200);
  expect((await desk(recorder)).tasks).toMatchObject([{ kind: 'returned', ...waiting }]);
  expect(kinds((await desk(officer)).tasks)).not.toContain('verify');

  const draft = { params: { id: uuidv7() }, body: patrol(hamletId, { day: '2026-11-21' }, 'draft') };
  expect((await app.call(saveActivity, draft, recorder.token)).status).toBe(200);
  expect(kinds((await desk(recorder)).tasks)).toEqual(['returned', 'drafts']);
  // Somebody else's draft is nobody's task.
  expect(kinds((await desk(officer)).tasks)).not.toContain('drafts');
});

test('nobody who is not signed in has a desk', async () => {
  expect((await app.call(getDesk)).status).toBe(401);
});
