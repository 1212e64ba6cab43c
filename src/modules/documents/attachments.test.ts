import { readdirSync } from 'node:fs';
import path from 'node:path';
import sharp from 'sharp';
import { v7 as uuidv7 } from 'uuid';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { startTestApp, type TestApp } from '../../platform/server/testing/app.ts';
import { areaIdOf, type SignedUp, signUp } from '../accounts/accounts.factory.ts';
import { changeActivityState, saveActivity, undoActivityChange } from '../activities/activities.contract.ts';
import { patrol } from '../activities/activities.factory.ts';
import { makeHamlet } from '../areas/areas.factory.ts';
import { attachmentLimits, listAttachments, readAttachment, readThumbnail } from './attachment.contract.ts';
import {
  beginUpload,
  cameraPicture,
  type Piece,
  phonePicture,
  putBytes,
  type Sent,
  sendAttachment,
  sha256,
  tusRequest,
} from './attachments.factory.ts';
import { isBarePicture } from './picture-bytes.rules.ts';

let app: TestApp;
let hamlet: string;
let otherHamlet: string;
let recorder: SignedUp;
let officer: SignedUp;

beforeAll(async () => {
  app = await startTestApp({ today: '2026-11-22' });
  const commune = await areaIdOf(app, '07840');
  hamlet = (await makeHamlet(app.database.db, commune)).id;
  otherHamlet = (await makeHamlet(app.database.db, commune)).id;
  officer = await signUp(app, { role: 'officer', areaCode: '07840' });
  recorder = await signUp(app, { role: 'recorder', areaId: hamlet });
});
afterAll(() => app.close());

async function recordWith(values: object, by = recorder): Promise<string> {
  const id = uuidv7();
  const body = patrol(hamlet);
  const saved = await app.call(
    saveActivity,
    { params: { id }, body: { ...body, values: { ...body.values, ...values } } },
    by.token,
  );
  expect([saved.status, saved.body]).toEqual([200, expect.anything()]);
  return id;
}

type Own = Omit<Piece, 'token'> & { token?: string };
const begin = (piece: Own): Promise<Sent> => beginUpload(app, { token: recorder.token, ...piece });
const send = (piece: Own): Promise<Sent> => sendAttachment(app, { token: recorder.token, ...piece });
const put = (id: string, offset: number, payload: Buffer, token = recorder.token): Promise<Sent> =>
  putBytes(app, { id, offset, payload, token });
const ask = (id: string, token = recorder.token): Promise<Sent> =>
  tusRequest(app, 'HEAD', `/api/v1/uploads/${id}`, { token });

async function listed(record: string, token = officer.token) {
  return (await app.call(listAttachments, { params: { id: record } }, token)).body;
}

const underWay = (): string[] => readdirSync(path.join(app.filesFolder, 'uploads'));

describe('a picture comes after its record', () => {
  test('in pieces, with a lost answer and a doubled request, and is byte for byte what the phone held', async () => {
    const id = uuidv7();
    const content = await phonePicture('#336699');
    const record = await recordWith({ photos: [id] });
    expect(await listed(record)).toMatchObject({ named: 1, items: [{ id, state: 'missing' }] });

    const piece = { id, record, content };
    expect((await begin(piece)).status).toBe(201);
    const half = Math.floor(content.length / 2);
    expect(await put(id, 0, content.subarray(0, half))).toMatchObject({ status: 204, offset: half });
    // The phone did not hear of it and begins again: what is there stays there.
    expect((await begin(piece)).status).toBe(201);
    expect(await put(id, 0, content.subarray(0, half))).toMatchObject({ status: 409 });
    expect(await ask(id)).toEqual({ status: 200, code: undefined, offset: half });
    expect(await put(id, half, content.subarray(half))).toMatchObject({
      status: 204,
      offset: content.length,
    });
    // The last answer was lost as well.
    expect(await put(id, half, content.subarray(half))).toMatchObject({ status: 409 });
    expect(await ask(id)).toMatchObject({ status: 200, offset: content.length });
    expect((await begin(piece)).status).toBe(201);

    const { items } = await listed(record);
    expect(items).toEqual([
      expect.objectContaining({
        id,
        state: 'arrived',
        hash: sha256(content),
        redrawn: false,
        type: 'image/jpeg',
      }),
    ]);
    const back = await app.call(readAttachment, { params: { id } }, officer.token);
    expect(back.raw.equals(content)).toBe(true);
    expect(back.headers['cache-control']).toBe('private, max-age=3600');
    const small = await app.call(readThumbnail, { params: { id } }, officer.token);
    expect((await sharp(small.raw).metadata()).width).toBe(attachmentLimits.thumbnailSide);
    expect(underWay()).toEqual([]);
  });

  test('also when the record was verified meanwhile', async () => {
    const id = uuidv7();
    const record = await recordWith({ photos: [id] });
    const verify = { action: 'verify' as const, baseRevision: 1 };
    expect(
      (await app.call(changeActivityState, { params: { id: record }, body: verify }, officer.token)).status,
    ).toBe(200);
    expect((await send({ id, record, content: await phonePicture('#111111') })).status).toBe(204);
  });

  test('a recording is kept as it is', async () => {
    const id = uuidv7();
    const content = Buffer.concat([
      Buffer.from('\u001aE\u00df\u00a3\u0042\u0082\u0084webm\u0018S\u0080g A_OPUS', 'latin1'),
      Buffer.alloc(5000, 7),
    ]);
    const record = await recordWith({ voice: [id] });
    expect((await send({ id, record, content, field: 'voice' })).status).toBe(204);
    const back = await app.call(readAttachment, { params: { id } }, officer.token);
    expect([back.headers['content-type'], back.raw.equals(content)]).toEqual(['audio/webm', true]);
    expect((await app.call(readThumbnail, { params: { id } }, officer.token)).status).toBe(404);
  });
});

describe('what is kept', () => {
  test('a picture with a place in it is drawn anew, and it says so', async () => {
    const id = uuidv7();
    const content = await cameraPicture('#883322');
    const record = await recordWith({ photos: [id] });
    expect((await send({ id, record, content })).status).toBe(204);
    const [item] = (await listed(record)).items;
    expect(item).toMatchObject({ state: 'arrived', redrawn: true });
    const kept = (await app.call(readAttachment, { params: { id } }, officer.token)).raw;
    expect([kept.includes('PhoneMaker'), isBarePicture(kept)]).toEqual([false, true]);
    expect((await sharp(kept).metadata()).exif).toBeUndefined();
    // What was sent is known: sent again it is the same.
    expect((await begin({ id, record, content })).status).toBe(201);
  });

  test('something behind the picture’s end does not come along', async () => {
    const id = uuidv7();
    const content = Buffer.concat([await phonePicture('#22aa22'), Buffer.from('<script>planted</script>')]);
    const record = await recordWith({ photos: [id] });
    expect((await send({ id, record, content })).status).toBe(204);
    expect((await app.call(readAttachment, { params: { id } }, officer.token)).raw.includes('planted')).toBe(
      false,
    );
  });

  test('what is no picture is refused, and the commune sees why; mended, it is taken', async () => {
    const whole = await phonePicture('#0000ff');
    for (const content of [
      Buffer.from('<svg xmlns="http://www.w3.org/2000/svg"/>'),
      Buffer.from('MZ'.repeat(400)),
      Buffer.from('\u00ff\u00d8\u00ff no picture', 'latin1'),
      whole.subarray(0, 900),
    ]) {
      const id = uuidv7();
      const record = await recordWith({ photos: [id] });
      expect(await send({ id, record, content })).toMatchObject({ status: 422, code: 'unreadableFile' });
      expect((await listed(record)).items).toEqual([
        expect.objectContaining({
          state: 'refused',
          reason: expect.objectContaining({ vi: expect.any(String) }),
        }),
      ]);
      expect((await app.call(readAttachment, { params: { id } }, officer.token)).status).toBe(404);
      expect((await send({ id, record, content: whole })).status).toBe(204);
      expect((await listed(record)).items).toEqual([expect.objectContaining({ state: 'arrived' })]);
    }
    expect(underWay()).toEqual([]);
  });

  test('a picture is no recording', async () => {
    const id = uuidv7();
    const record = await recordWith({ voice: [id] });
    const sent = await send({ id, record, content: await phonePicture('#123456'), field: 'voice' });
    expect([sent.status, sent.code]).toEqual([422, 'unreadableFile']);
  });
});

describe('hostile senders', () => {
  test('nobody without a session, nobody from elsewhere, nothing that the record does not name', async () => {
    const id = uuidv7();
    const content = await phonePicture('#abcdef');
    const record = await recordWith({ photos: [id] });
    const elsewhere = await signUp(app, { role: 'officer', areaCode: '00004' });
    const neighbour = await signUp(app, { role: 'recorder', areaId: otherHamlet });
    const leader = await signUp(app, { role: 'leader', areaCode: '07840' });
    expect((await begin({ id, record, content, token: 'x'.repeat(43) })).status).toBe(401);
    for (const { token } of [elsewhere, neighbour]) {
      expect((await begin({ id, record, content, token })).status).toBe(404);
    }
    expect((await begin({ id, record, content, token: leader.token })).status).toBe(403);
    expect((await begin({ id: uuidv7(), record, content })).status).toBe(409);
    expect((await begin({ id, record: uuidv7(), content })).status).toBe(404);
    expect((await begin({ id, record, content, field: 'voice' })).status).toBe(409);
    expect((await begin({ id: '../../x', record, content })).status).toBe(400);
    for (const method of ['HEAD', 'PATCH'] as const)
      expect((await tusRequest(app, method, `/api/v1/uploads/${id}`, {})).status).toBe(401);
    expect(underWay()).toEqual([]);
  });

  test('who goes on with another’s upload finds nothing', async () => {
    const id = uuidv7();
    const content = await phonePicture('#fedcba');
    const record = await recordWith({ photos: [id] });
    expect((await begin({ id, record, content })).status).toBe(201);
    expect((await ask(id, officer.token)).status).toBe(404);
    expect((await put(id, 0, content, officer.token)).status).toBe(404);
    expect((await begin({ id, record, content, token: officer.token })).status).toBe(409);
    // Nor by naming it behind his own: the address that was checked is the one that counts.
    const own = uuidv7();
    const named = await recordWith({ photos: [own] }, officer);
    expect((await begin({ id: own, record: named, content, token: officer.token })).status).toBe(201);
    const headers = { 'upload-offset': '0', 'content-type': 'application/offset+octet-stream' };
    const token = officer.token;
    const piece = { headers, payload: content.subarray(0, 10), token };
    await tusRequest(app, 'PATCH', `/api/v1/uploads/${own}?/${id}`, piece);
    expect((await ask(id)).offset).toBe(0);
    expect((await put(id, 0, content)).status).toBe(204);
  });

  test('fifty megabytes are cut off, announced or not', async () => {
    const id = uuidv7();
    const content = await phonePicture('#998877');
    const record = await recordWith({ photos: [id] });
    const huge = 50 * 1024 * 1024;
    expect((await begin({ id, record, content, length: huge })).status).toBe(413);
    expect((await begin({ id, record, content, length: 0 })).status).toBe(413);
    expect((await begin({ id, record, content })).status).toBe(201);
    expect((await put(id, 0, Buffer.alloc(huge))).status).toBe(413);
    expect((await ask(id)).offset).toBe(0);
    expect((await put(id, 0, content)).status).toBe(204);
  });

  test('what was damaged on its way begins again', async () => {
    const id = uuidv7();
    const content = await phonePicture('#445566');
    const record = await recordWith({ photos: [id] });
    const damaged = Buffer.from(content);
    damaged[700] = (damaged[700] ?? 0) ^ 0xff;
    expect((await begin({ id, record, content })).status).toBe(201);
    expect(await put(id, 0, damaged)).toMatchObject({ status: 409, code: 'damagedUpload' });
    expect((await ask(id)).status).toBe(404);
    expect((await send({ id, record, content })).status).toBe(204);
    expect((await begin({ id, record, content: damaged })).code).toBe('alreadyExists');
  });
});

describe('who sees pictures', () => {
  test('who works at the hamlet and the commune; above it the number alone', async () => {
    const id = uuidv7();
    const record = await recordWith({ photos: [id, uuidv7()] });
    await send({ id, record, content: await phonePicture('#777777') });
    const staff = await signUp(app, { role: 'staff', areaCode: '24' });
    const elsewhere = await signUp(app, { role: 'officer', areaCode: '00004' });
    expect(await listed(record, staff.token)).toEqual({ named: 2, items: [], can: { see: false } });
    expect((await app.call(readAttachment, { params: { id } }, staff.token)).status).toBe(403);
    for (const read of [readAttachment, readThumbnail]) {
      expect((await app.call(read, { params: { id } }, elsewhere.token)).status).toBe(404);
      expect((await app.call(read, { params: { id } }, recorder.token)).status).toBe(200);
    }
    expect((await app.call(listAttachments, { params: { id: record } }, elsewhere.token)).status).toBe(404);
  });

  test('a record that moves to another hamlet takes its pictures along', async () => {
    const id = uuidv7();
    const record = await recordWith({ photos: [id] });
    await send({ id, record, content: await phonePicture('#555555') });
    const body = { ...patrol(otherHamlet), baseRevision: 1 };
    const moved = { ...body, values: { ...body.values, photos: [id] } };
    expect(
      (await app.call(saveActivity, { params: { id: record }, body: moved }, officer.token)).status,
    ).toBe(200);
    const neighbour = await signUp(app, { role: 'recorder', areaId: otherHamlet });
    expect((await app.call(readAttachment, { params: { id } }, neighbour.token)).status).toBe(200);
    expect((await app.call(readAttachment, { params: { id } }, recorder.token)).status).toBe(404);
  });

  test('the office adds one to what the hamlet wrote, takes it out, and can take that back', async () => {
    const [first, second] = [uuidv7(), uuidv7()];
    const record = await recordWith({ photos: [first] });
    await send({ id: first, record, content: await phonePicture('#224466') });
    const save = (photos: string[], baseRevision: number) => {
      const body = { ...patrol(hamlet), baseRevision };
      return app.call(
        saveActivity,
        { params: { id: record }, body: { ...body, values: { ...body.values, photos } } },
        officer.token,
      );
    };
    const added = await save([first, second], 1);
    expect(added.body.activity).toMatchObject({ state: 'submitted', revision: 2 });
    await send({ id: second, record, content: await phonePicture('#446622'), token: officer.token });
    const both = [
      { id: first, state: 'arrived' },
      { id: second, state: 'arrived' },
    ];
    expect(await listed(record)).toMatchObject({ named: 2, items: both });

    const out = await save([first], 2);
    expect(await listed(record)).toMatchObject({ named: 1, items: [{ id: first, state: 'arrived' }] });
    const body = { baseRevision: out.body.activity.revision };
    await app.call(undoActivityChange, { params: { id: record }, body }, officer.token);
    expect(await listed(record)).toMatchObject({ named: 2, items: both });
  });
});
