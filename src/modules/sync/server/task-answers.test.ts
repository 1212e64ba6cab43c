import { v7 as uuidv7 } from 'uuid';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { startTestApp, type TestApp } from '../../../platform/server/testing/app.ts';
import { type SignedUp, signUp } from '../../accounts/accounts.factory.ts';
import { makeWorld, type TestWorld } from '../../activities/activities.factory.ts';
import { readFieldModels } from '../../models/field-tasks.contract.ts';
import { launched } from '../../models/models.factory.ts';
import { getModelTask, planModelTask, reopenModelTask } from '../../models/tasks.contract.ts';
import type { SyncAnswer } from '../sync.contract.ts';
import { bindTestPhone, type TestPhone } from '../sync.factory.ts';

const today = '2026-11-10';
let app: TestApp;
let world: TestWorld;
let officer: SignedUp;
let volunteer: SignedUp;
let phone: TestPhone;
let siteId: string;

beforeAll(async () => {
  app = await startTestApp({ today });
  world = await makeWorld(app.database.ownerUrl);
  officer = await signUp(app, { role: 'officer', areaId: world.commune });
  volunteer = await signUp(app, { role: 'recorder', areaId: world.hamlets[0], displayName: 'Bà Lụa' });
  phone = await bindTestPhone(app, { officer: officer.token, userId: volunteer.userId });
  const site = await launched(app, asPerson(officer), {
    areaId: world.hamlets[0],
    on: '2026-02-01',
    kind: 'securityCamera',
  });
  siteId = site.id;
});
afterAll(() => app.close());

const asPerson = ({ token, userId }: SignedUp) => ({ token, id: userId, name: '' });
const due = async () => (await app.call(readFieldModels, { query: {} }, phone.token)).body;
const answered = async (id: string, save: Record<string, unknown>): Promise<SyncAnswer | undefined> =>
  (await phone.send([{ kind: 'task.answer', record: id, save }]))[0];
const found = (codes: readonly string[], verdict = 'good') => ({
  doneOn: today,
  result: {
    ...{ kind: 'check', responsible: 'Bà Lụa', findings: 'Một camera không chạy', demands: '', until: null },
    answers: codes.map((code) => ({ code, verdict, note: '' })),
  },
});

test('a check that is due comes to the phone, is answered there once, and the next one is planned', async () => {
  const before = await due();
  const check = before.content?.tasks.find(({ kind }) => kind === 'check');
  expect(check).toMatchObject({ siteId, dueOn: '2026-08-01', since: '2026-02-01' });
  const site = before.content?.sites.find(({ id }) => id === siteId);
  expect(site).toMatchObject({ state: 'dormant' });
  expect(site?.needs[0]).toMatchObject({ met: false, found: 0 });
  const same = await app.call(readFieldModels, { query: { known: before.hash } }, phone.token);
  expect(same.body).toEqual({ hash: before.hash, content: null });

  const answer = found((check?.checklist ?? []).map(({ code }) => code));
  const id = check?.id ?? '';
  expect((await answered(id, answer))?.outcome).toBe('accepted');
  expect((await answered(id, answer))?.outcome).toBe('known');
  const task = (await app.call(getModelTask, { params: { id } }, officer.token)).body.task;
  expect(task).toMatchObject({ doneOn: today, doneBy: 'Bà Lụa', result: answer.result });

  // The check keeps the site alive, and the next one is half a year away.
  const after = await due();
  expect(after.content?.sites.find((one) => one.id === siteId)?.state).toBe('active');
  expect(after.content?.tasks.filter(({ kind }) => kind === 'check')).toEqual([]);
});

test('where somebody was quicker the phone says who and when; opened again, the same item is taken', async () => {
  const review = (await due()).content?.tasks.find(({ kind }) => kind === 'review');
  const id = review?.id ?? '';
  const words = { results: 'Tốt', strengths: '', weaknesses: '', lessons: '', nextTasks: '' };
  const mine = {
    doneOn: today,
    result: {
      ...{ kind: 'review', from: '2026-02-01', to: '2026-07-31', responsible: '', ...words },
      ...{ rating: 'fair', proposal: 'keep' },
    },
  };
  const second = await signUp(app, { role: 'recorder', areaId: world.hamlets[0], displayName: 'Ông Mõ' });
  const other = await bindTestPhone(app, { officer: officer.token, userId: second.userId });
  const theirs = { ...mine, result: { ...mine.result, rating: 'good' } };
  expect((await other.send([{ kind: 'task.answer', record: id, save: theirs }]))[0]?.outcome).toBe(
    'accepted',
  );
  const refused = await answered(id, mine);
  expect(refused?.problem?.detailVi).toContain('bởi Ông Mõ');
  const waiting = (await phone.fetch()).items.find(({ recordId }) => recordId === id);
  expect(waiting).toMatchObject({ kind: 'task.answer', settlement: null });

  await app.call(reopenModelTask, { params: { id } }, officer.token);
  expect((await answered(id, mine))?.outcome).toBe('accepted');
  expect((await phone.fetch()).items.find(({ recordId }) => recordId === id)?.settlement).toBe('repaired');
});

test('what was given to somebody else, lies elsewhere or is none is refused with its reason', async () => {
  const body = { kind: 'check' as const, dueOn: '2026-11-20', assigneeId: officer.userId };
  const planned = await app.call(planModelTask, { params: { id: siteId }, body }, officer.token);
  const given = planned.body.tasks.find(({ kind, doneOn }) => kind === 'check' && doneOn === null);
  expect((await due()).content?.tasks.map(({ id }) => id)).not.toContain(given?.id);
  const elsewhere = await launched(app, asPerson(officer), { areaId: world.hamlets[1], on: '2026-02-01' });
  const theirs = elsewhere.tasks.find(({ kind }) => kind === 'check');
  const answers = [
    await answered(given?.id ?? '', found([])),
    await answered(theirs?.id ?? '', found([])),
    await answered(uuidv7(), found([])),
    await answered(given?.id ?? '', { doneOn: today }),
  ];
  expect(answers.map((one) => one?.problem?.code)).toEqual([
    'forbidden',
    'notFound',
    'notFound',
    'invalidInput',
  ]);
});
