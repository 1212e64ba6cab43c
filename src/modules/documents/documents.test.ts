import { Zip } from 'easy-template-x';
import sharp from 'sharp';
import { v7 as uuidv7 } from 'uuid';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { shippedDocuments } from '../../../scripts/documents/shipped.ts';
import { authorize } from '../../platform/server/authorize.ts';
import { startTestApp, type TestApp } from '../../platform/server/testing/app.ts';
import { areaIdOf, asSystem, type SignedUp, signUp } from '../accounts/accounts.factory.ts';
import { saveActivity } from '../activities/activities.contract.ts';
import { patrol } from '../activities/activities.factory.ts';
import { makeHamlet } from '../areas/areas.factory.ts';
import {
  addFile,
  downloadFile,
  listFiles,
  removeFile,
  renameFile,
  restoreFile,
} from './document.contract.ts';
import { checkPicture } from './server/content-check.service.ts';
import { storeFile } from './server/files.service.ts';

const today = '2026-11-22';
let app: TestApp;
let officer: SignedUp;
let record: string;

beforeAll(async () => {
  app = await startTestApp({ today });
  const commune = await areaIdOf(app, '07840');
  const hamlet = await makeHamlet(app.database.db, commune);
  officer = await signUp(app, { role: 'officer', areaCode: '07840' });
  record = uuidv7();
  const saved = await app.call(
    saveActivity,
    { params: { id: record }, body: patrol(hamlet.id) },
    officer.token,
  );
  expect(saved.status).toBe(200);
});
afterAll(() => app.close());

const subject = () => ({ subjectKind: 'activity' as const, subjectId: record });
const send = (name: string, content: Buffer, id = uuidv7()) =>
  app.call(
    addFile,
    { query: { ...subject(), purpose: 'photo', id }, file: { name, content } },
    officer.token,
  );
const content = async (id: string) => (await app.call(downloadFile, { params: { id } }, officer.token)).raw;

describe('what may be kept', () => {
  test('a photo is made anew: upright, smaller, without place and device', async () => {
    const photo = await sharp({ create: { width: 4000, height: 3000, channels: 3, background: '#446688' } })
      .withMetadata({ orientation: 6 })
      .withExifMerge({ IFD0: { Make: 'PhoneMaker' }, IFD3: { GPSLatitude: '21/1 1/1 1/1' } })
      .jpeg()
      .toBuffer();
    expect(photo.includes('PhoneMaker')).toBe(true);
    const { status, body } = await send('Ảnh tuần tra.JPEG', photo);
    expect(status).toBe(201);
    expect(body).toMatchObject({ fileName: 'Ảnh tuần tra.jpg', type: 'image/jpeg', generated: false });
    const kept = await content(body.id);
    const described = await sharp(kept).metadata();
    expect(described).toMatchObject({ format: 'jpeg', width: 1800, height: 2400 });
    for (const left of ['exif', 'xmp', 'iptc', 'orientation']) expect(described).not.toHaveProperty(left);
    expect(kept.includes('PhoneMaker')).toBe(false);
  });

  test('the content decides, not the name', async () => {
    const png = await sharp({ create: { width: 9, height: 9, channels: 4, background: '#0000' } })
      .png()
      .toBuffer();
    expect((await send('chữ ký.pdf', png)).body.fileName).toBe('chữ ký.png');
    expect((await send('x.exe', shippedDocuments.memberList?.() ?? Buffer.alloc(0))).body.fileName).toBe(
      'x.exe.docx',
    );
    expect((await send('a/b:c\u202e.pdf', Buffer.from('%PDF-1.7\n%%EOF'))).body.fileName).toBe('b c.pdf');
  });

  test('other kinds, damaged files and macros are refused, and nothing is kept', async () => {
    const before = (await app.call(listFiles, { query: subject() }, officer.token)).body.items.length;
    const macros = await Zip.load(shippedDocuments.memberList?.() ?? Buffer.alloc(0));
    macros.setFile('word/vbaProject.bin', Buffer.from('x'));
    const bad = [
      Buffer.from('<svg xmlns="http://www.w3.org/2000/svg"/>'),
      Buffer.from('MZ…'),
      Buffer.from('%PDF-1.7 cut off'),
      Buffer.from('\u00ff\u00d8\u00ff no picture', 'latin1'),
      Buffer.from('PK\u0003\u0004 hỏng'),
      await macros.export(Buffer),
    ];
    for (const file of bad) {
      const refused = await send('ảnh.jpg', file);
      expect([refused.status, refused.code]).toEqual([422, 'unreadableFile']);
    }
    const after = await app.call(listFiles, { query: subject() }, officer.token);
    expect(after.body.items).toHaveLength(before);
  });
});

test('sending the same file again is one file; taking it out can be undone', async () => {
  const id = uuidv7();
  const file = Buffer.from('%PDF-1.7\nnghị quyết\n%%EOF');
  expect((await send('NQ 05.pdf', file, id)).status).toBe(201);
  expect((await send('NQ 05.pdf', file, id)).status).toBe(201);
  const named = async () =>
    (await app.call(listFiles, { query: subject() }, officer.token)).body.items
      .filter((one) => one.id === id)
      .map((one) => one.fileName);
  expect(await named()).toEqual(['NQ 05.pdf']);
  const renamed = await app.call(
    renameFile,
    { params: { id }, body: { fileName: 'Nghị quyết số 05' } },
    officer.token,
  );
  expect(renamed.body.fileName).toBe('Nghị quyết số 05.pdf');
  expect((await app.call(removeFile, { params: { id } }, officer.token)).status).toBe(204);
  expect(await named()).toEqual([]);
  expect((await app.call(downloadFile, { params: { id } }, officer.token)).status).toBe(404);
  expect((await app.call(restoreFile, { params: { id } }, officer.token)).status).toBe(200);
  expect(await content(id)).toEqual(file);
  const other = await signUp(app, { role: 'officer', areaCode: '00004' });
  expect((await app.call(downloadFile, { params: { id } }, other.token)).status).toBe(404);
});

test('a restricted file is seen only with its permission in hand', async () => {
  const png = await sharp({ create: { width: 9, height: 9, channels: 3, background: '#000' } })
    .png()
    .toBuffer();
  const id = uuidv7();
  await asSystem(app, async (context) => {
    const [row] = await context.tx
      .selectFrom('activity')
      .select('area_id')
      .where('id', '=', record)
      .execute();
    const proof = await authorize(
      { ...context, caller: { ...context.caller } },
      'pledges.write',
      row?.area_id ?? '',
    );
    await storeFile(context, proof, {
      id,
      subject: { kind: 'activity', id: record },
      purpose: 'signature',
      file: await checkPicture(png, 'chữ ký'),
      restrictedTo: 'pledges.write',
    });
  });
  expect((await app.call(downloadFile, { params: { id } }, officer.token)).status).toBe(404);
  const { items } = (await app.call(listFiles, { query: subject() }, officer.token)).body;
  expect(items.map((one) => one.id)).not.toContain(id);
});
