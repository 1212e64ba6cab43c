import { sql } from 'kysely';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { startTestApp, type TestApp } from '../../../platform/server/testing/app.ts';
import { areaIdOf, asSystem, completeSetup } from '../../accounts/accounts.factory.ts';
import { isFilingProof } from '../crypto/filing-proof.ts';
import { trustedKeys } from '../crypto/office.ts';
import { bytesOf, openParcel, type ReplyContent, sealParcel } from '../crypto/parcel.ts';
import { openContact, openKeepsake } from '../crypto/reporter.ts';
import {
  fileReportAt,
  foundOffice,
  memberOf,
  must,
  secretsOf,
  type TestOffice,
  words,
  work,
} from '../testing/offices.ts';
import { fileTip } from '../tip-filing.contract.ts';
import { getTipOfficeKeys, listPublicTipOffices } from '../tip-office.contract.ts';
import {
  fetchTipMessage,
  openTipThread,
  replyInTipThread,
  withdrawTipContact,
} from '../tip-thread.contract.ts';
import { readSealedFile } from './tip-files.service.ts';

let app: TestApp;
let office: TestOffice;
let areaId: string;

beforeAll(async () => {
  app = await startTestApp({ today: '2026-11-20' });
  areaId = await areaIdOf(app, '07840');
  const administrator = await completeSetup(app, areaId);
  const members = [await memberOf(app, areaId), await memberOf(app, areaId)];
  office = await foundOffice(app, { areaId, administrator, members });
});
afterAll(() => app.close());

const member = (at = 0) => {
  const found = office.members[at];
  if (!found) throw new Error('no such member');
  return found;
};

/** The sealed files of a report as they lie in the data folder. */
async function sealedFilesOf(filedHash: string): Promise<Blob[]> {
  const rows = await asSystem(app, ({ tx }) =>
    sql<{ id: string }>`select f.id from tip_file f join tip t on t.id = f.tip_id
      join tip_message m on m.id = f.message_id where t.filed_hash = ${filedHash} order by m.sequence`.execute(
      tx,
    ),
  );
  return Promise.all(
    rows.rows.map(async ({ id }) => {
      const parts: Buffer[] = [];
      for await (const part of readSealedFile(app.filesFolder, id)) parts.push(part as Buffer);
      return new Blob(parts as BlobPart[]);
    }),
  );
}

test('everybody sees which offices take reports, for which harms, and nobody has to say who asks', async () => {
  const { offices, harms, receiptKey } = await must(app, listPublicTipOffices, {});
  expect(offices).toMatchObject([{ id: office.id, kind: 'commune', areaId }]);
  expect(harms.map(({ code }) => code)).toContain('theft');
  expect(receiptKey).toMatch(/^[0-9a-f]{64}$/);
  const reply = await app.call(listPublicTipOffices, {}, member().token);
  expect(reply.cookies).toEqual([]);
});

test('a filed report opens for every member of the office, with its contact, and comes with a proof', async () => {
  const files = [{ name: 'ảnh.jpg', type: 'image/jpeg', blob: new Blob(['ảnh chụp xe']) }];
  const filed = await fileReportAt(app, office.id, { contact: '0912 345 678', files });
  const { receiptKey } = await must(app, listPublicTipOffices, {});
  expect(filed.proof.statement).toMatchObject({
    officeId: office.id,
    receivedOn: '2026-11-20',
    hash: filed.hash,
  });
  expect(isFilingProof(filed.proof, receiptKey, filed.hash)).toBe(true);
  expect(isFilingProof(filed.proof, receiptKey, 'f'.repeat(64))).toBe(false);
  const forged = { ...filed.proof, statement: { ...filed.proof.statement, receivedOn: '2026-11-19' } };
  expect(isFilingProof(forged, receiptKey, filed.hash)).toBe(false);

  const [sealed] = await sealedFilesOf(filed.hash);
  for (const at of [0, 1]) {
    const secrets = (await secretsOf(app, office, member(at))).map(({ secret }) => secret);
    const opened = await openParcel(sealed ?? new Blob(), secrets);
    expect(opened.content).toEqual(filed.content);
    expect(await opened.files[0]?.blob.text()).toBe('ảnh chụp xe');
    const report = { thread: filed.keys.thread, verifyKey: filed.keys.own.verifyKey };
    expect((await openContact(filed.body.contact ?? '', secrets, report))?.words).toBe('0912 345 678');
  }
});

test('the receipt opens the thread: state, proof, and the office as it was when the report was filed', async () => {
  const filed = await fileReportAt(app, office.id, { contact: 'Zalo của em gái' });
  const thread = await must(app, openTipThread, { body: filed.body.thread });
  expect(thread).toMatchObject({ state: 'received', hasContact: true, proof: filed.proof });
  expect(thread.messages).toMatchObject([{ sequence: 0, sender: 'reporter', sentOn: '2026-11-20' }]);
  const keepsake = await openKeepsake(thread.keepsake, filed.keys.own);
  expect(keepsake?.hash).toBe(filed.hash);
  expect(
    trustedKeys(keepsake?.office ?? makeNoAnchor(), thread.keys, thread.handovers, filed.keys.thread),
  ).toEqual(thread.keys);
  // No word of the report comes back by the receipt: whoever finds it learns what the office wrote and no more.
  const fetched = await app.call(fetchTipMessage, {
    body: { ...filed.body.thread, messageId: thread.messages[0]?.id ?? '' },
  });
  expect(fetched.code).toBe('notFound');
});

const makeNoAnchor = (): never => {
  throw new Error('the keepsake did not open');
};

test('the reporter writes again, and what was lost on the way is sent once more without harm', async () => {
  const filed = await fileReportAt(app, office.id);
  const { keys } = await must(app, getTipOfficeKeys, { body: { officeId: office.id } });
  const newest = keys.at(-1);
  const reply: ReplyContent = {
    type: 'reply',
    thread: filed.keys.thread,
    sequence: 1,
    text: 'Tôi nhớ ra biển số: 98B1-123.45',
  };
  const { blob } = await sealParcel(reply, [], filed.keys.own, [newest?.recipient ?? '']);
  const file = { name: 'x', content: Buffer.from(await bytesOf(blob)) };
  const body = { ...filed.body.thread, officeId: office.id, epoch: newest?.epoch ?? 0, sequence: 1 };
  const sent = await must(app, replyInTipThread, { body: { ...body, pow: await work(app) }, file });
  const again = await must(app, replyInTipThread, { body: { ...body, pow: await work(app) }, file });
  expect(again).toEqual(sent);
  const { messages } = await must(app, openTipThread, { body: filed.body.thread });
  expect(messages.map(({ sequence }) => sequence)).toEqual([0, 1]);
  const [, sealed] = await sealedFilesOf(filed.hash);
  const secrets = (await secretsOf(app, office, member())).map(({ secret }) => secret);
  const opened = await openParcel(sealed ?? new Blob(), secrets);
  expect([opened.content, opened.signedBy]).toEqual([reply, filed.keys.own.verifyKey]);

  const other = await sealParcel({ ...reply, text: 'khác' }, [], filed.keys.own, [newest?.recipient ?? '']);
  const otherFile = { name: 'x', content: Buffer.from(await bytesOf(other.blob)) };
  const taken = await app.call(replyInTipThread, {
    body: { ...body, pow: await work(app) },
    file: otherFile,
  });
  expect(taken.code).toBe('conflict');
  const elsewhere = { ...body, epoch: 99, sequence: 2, pow: await work(app) };
  expect((await app.call(replyInTipThread, { body: elsewhere, file: otherFile })).code).toBe('conflict');
});

test('contact is withdrawn for good', async () => {
  const filed = await fileReportAt(app, office.id, { contact: '0912 345 678' });
  await must(app, withdrawTipContact, { body: filed.body.thread });
  expect((await must(app, openTipThread, { body: filed.body.thread })).hasContact).toBe(false);
  const left = await asSystem(app, ({ tx }) =>
    sql<{
      n: number;
    }>`select count(*)::int as n from tip_contact where sealed = ${filed.body.contact}`.execute(tx),
  );
  expect(left.rows[0]?.n).toBe(0);
});

test('the same report sent twice is one; a receipt of another report is refused', async () => {
  const filed = await fileReportAt(app, office.id);
  const file = { name: 'parcel', content: filed.parcel };
  const again = await must(app, fileTip, { body: { ...filed.body, pow: await work(app) }, file });
  expect(again).toEqual(filed.proof);
  const { keys } = await must(app, getTipOfficeKeys, { body: { officeId: office.id } });
  const other = await sealParcel(filed.content, [], filed.keys.own, [keys.at(-1)?.recipient ?? '']);
  const otherFile = { name: 'parcel', content: Buffer.from(await bytesOf(other.blob)) };
  const refused = await app.call(fileTip, { body: { ...filed.body, pow: await work(app) }, file: otherFile });
  expect(refused.code).toBe('alreadyExists');
});

test('what is not sealed, not padded, sealed otherwise or for another key does not come in', async () => {
  const filed = await fileReportAt(app, office.id);
  const fresh = async () => ({
    ...filed.body,
    thread: { lookup: '1'.repeat(32), access: '2'.repeat(64) },
    pow: await work(app),
  });
  const attempt = async (content: Buffer, change: object = {}) =>
    (await app.call(fileTip, { body: { ...(await fresh()), ...change }, file: { name: 'x', content } })).code;
  expect(await attempt(Buffer.from(words))).toBe('unreadableFile');
  expect(await attempt(filed.parcel.subarray(0, -5))).toBe('unreadableFile');
  const header = 'age-encryption.org/v1\n-> X25519 abc\nabc\n';
  expect(await attempt(Buffer.concat([Buffer.from(header), filed.parcel]))).toBe('unreadableFile');
  expect(await attempt(filed.parcel, { epoch: 7 })).toBe('conflict');
  expect(await attempt(filed.parcel, { officeId: '11111111-1111-4111-8111-111111111111' })).toBe('notFound');
  expect(await attempt(filed.parcel, { harm: 'ýKiến' })).toBe('invalidInput');
});

test('a task that was not done, was done before, or is nobody’s own opens nothing', async () => {
  const filed = await fileReportAt(app, office.id);
  const file = { name: 'parcel', content: filed.parcel };
  const attempt = async (pow: Awaited<ReturnType<typeof work>>) =>
    (await app.call(fileTip, { body: { ...filed.body, pow }, file })).code;
  expect(await attempt(filed.body.pow)).toBe('workNeeded');
  const done = await work(app);
  expect(await attempt({ ...done, solution: { ...done.solution, counter: done.solution.counter + 1 } })).toBe(
    'workNeeded',
  );
  const easier = await work(app);
  const parameters = { ...easier.challenge.parameters, cost: 1 };
  expect(await attempt({ ...easier, challenge: { ...easier.challenge, parameters } })).toBe('workNeeded');
  expect(await attempt(await work(app))).toBeUndefined();
});
