import { mkdtempSync, readdirSync, readFileSync, statSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { areaIdOf, completeSetup, signUp } from '../../src/modules/accounts/accounts.factory.ts';
import { listAudit } from '../../src/modules/audit/audit.contract.ts';
import { makeKeyPair, openText, secretOfBytes } from '../../src/modules/tips/crypto/keys.ts';
import {
  lockWithPassphrase,
  suggestPassphrase,
  unlockWithPassphrase,
} from '../../src/modules/tips/crypto/member-lock.ts';
import { openParcel, type ReplyContent, sealParcel } from '../../src/modules/tips/crypto/parcel.ts';
import {
  fileReportAt,
  foundOffice,
  must,
  secretsOf,
  type TestMember,
  work,
} from '../../src/modules/tips/testing/offices.ts';
import { putMyTipKey } from '../../src/modules/tips/tip-member-key.contract.ts';
import { getTipOfficeKeys } from '../../src/modules/tips/tip-office.contract.ts';
import { openTipThread, replyInTipThread } from '../../src/modules/tips/tip-thread.contract.ts';
import { removeFolder } from '../../src/platform/server/testing/remove-folder.ts';
import { type Program, startProgram } from '../support/program.ts';
import { reach } from '../support/reach.ts';

/** What must be nowhere: each would lead to somebody, or is what somebody said. */
const planted = {
  address: '203.0.113.177',
  browser: 'PlantedBrowser/77.1',
  cookie: 'planted-cookie-5c1f',
  referer: 'planted-referer-9d2e',
  fileName: 'anh-chup-bi-mat-4be7.jpg',
  innerName: 'ten-tep-ben-trong-8a90.jpg',
  gps: 'GPSLatitude 21.0278-planted',
  author: 'TacGia-Planted-Nguyen',
  phrase: 'hai người lạ ở quán nước đầu làng cau-noi-kin-3f6d',
  reply: 'biển số xe cau-noi-sau-77aa',
  contact: '0912-planted-345678',
};
/** Stored in the clear on purpose: shows that the search finds what is there, in the database and in the log. */
const control = 'doi-chung-luu-ro-61c3';

interface Found {
  filed: Awaited<ReturnType<typeof fileReportAt>>;
  member: TestMember;
  officeSecrets: string[];
  /** The member's key under his passphrase, as the server keeps it. */
  lock: string;
  passphrase: string;
}

const folder = mkdtempSync(path.join(tmpdir(), 'tiengmo-traces-'));
let program: Program;
let output = '';
const found: Found = {
  filed: undefined as never,
  member: undefined as never,
  officeSecrets: [],
  lock: '',
  passphrase: '',
};

beforeAll(async () => {
  const env = { TIENGMO_LOG: 'debug', TIENGMO_TRUST_PROXY: '127.0.0.1', TMPDIR: folder };
  program = await startProgram({ dataFolder: path.join(folder, 'data'), env });
  const staff = reach(program);
  const areaId = await areaIdOf(staff, '07840');
  const administrator = await completeSetup(staff, areaId);
  const officer = await signUp(staff, { role: 'officer', areaId, displayName: control });
  const pair = await makeKeyPair();
  found.passphrase = suggestPassphrase('vi');
  found.lock = await lockWithPassphrase(pair.secret, found.passphrase);
  const lock = {
    id: crypto.randomUUID(),
    kind: 'passphrase' as const,
    name: 'Cụm mật khẩu',
    sealed: found.lock,
  };
  await must(
    staff,
    putMyTipKey,
    { body: { recipient: pair.recipient, locks: [lock], replaces: null } },
    officer.token,
  );
  found.member = { ...officer, pair };
  const office = await foundOffice(staff, { areaId, administrator, members: [found.member] });

  const headers = {
    'user-agent': planted.browser,
    'x-forwarded-for': planted.address,
    cookie: `note=${planted.cookie}`,
    referer: `http://localhost/${planted.referer}`,
  };
  const reporter = reach(program, { headers, fileName: planted.fileName });
  const blob = new Blob([`\xff\xd8 ${planted.gps} ${planted.author}`]);
  const files = [{ name: planted.innerName, type: 'image/jpeg', blob }];
  found.filed = await fileReportAt(reporter, office.id, {
    text: planted.phrase,
    contact: planted.contact,
    files,
  });
  await writeAgain(reporter, office.id);
  await must(reporter, openTipThread, { body: found.filed.body.thread });
  const wrong = { lookup: 'ab'.repeat(16), access: 'cd'.repeat(32) };
  expect((await reporter.call(openTipThread, { body: wrong })).status).toBe(404);
  found.officeSecrets = (await secretsOf(staff, office, found.member)).map(({ secret }) => secret);
  await must(staff, listAudit, { query: {} }, administrator.token);
  await staff.close();
  await reporter.close();
  await program.stop();
  output = program.output();
}, 600_000);
afterAll(() => {
  removeFolder(folder);
});

async function writeAgain(reporter: ReturnType<typeof reach>, officeId: string): Promise<void> {
  const { thread } = found.filed.keys;
  const { keys } = await must(reporter, getTipOfficeKeys, { body: { officeId } });
  const newest = keys.at(-1);
  const content: ReplyContent = { type: 'reply', thread, sequence: 1, text: planted.reply };
  const { blob } = await sealParcel(content, [], found.filed.keys.own, [newest?.recipient ?? '']);
  const body = {
    ...found.filed.body.thread,
    officeId,
    epoch: newest?.epoch ?? 0,
    sequence: 1,
    pow: await work(reporter),
  };
  const file = { name: 'x', content: Buffer.from(await blob.arrayBuffer()) };
  await must(reporter, replyInTipThread, { body, file });
}

let read: { name: string; bytes: Buffer }[] | undefined;

/** Every file of the data folder, of the temporary folder and what the program printed, as bytes. */
function everything(): { name: string; bytes: Buffer }[] {
  read ??= [...readEverything()];
  return read;
}

function* readEverything(): Generator<{ name: string; bytes: Buffer }> {
  for (const entry of readdirSync(folder, { recursive: true, withFileTypes: true })) {
    const file = path.join(entry.parentPath, entry.name);
    if (entry.isFile()) yield { name: path.relative(folder, file), bytes: readFileSync(file) };
  }
  yield { name: 'the log', bytes: Buffer.from(output) };
}

/** A text as it can lie in a file: as it is, in base64 at each of its three places, in hex. */
function shapesOf(text: string): Buffer[] {
  const bytes = Buffer.from(text);
  const shifted = [0, 1, 2].map((at) =>
    Buffer.concat([Buffer.alloc(at), bytes])
      .toString('base64')
      .slice(4, -4),
  );
  return [text, bytes.toString('hex'), ...shifted]
    .filter((shape) => shape.length >= 6)
    .map((shape) => Buffer.from(shape));
}

function whereIs(text: string): string[] {
  const shapes = shapesOf(text);
  return everything()
    .filter(({ bytes }) => shapes.some((shape) => bytes.includes(shape)))
    .map(({ name }) => name);
}

test('what lies open is found, in the database’s files and in the log', () => {
  expect(whereIs(control).some((name) => name.includes(path.join('postgres', 'base')))).toBe(true);
  expect(whereIs(control).some((name) => name.includes('pg_wal'))).toBe(true);
  expect(whereIs('/api/v1/tip-offices/:id')).toContain('the log');
});

test('nothing that was planted is in the database, its journal, the log, a temporary file or the data folder', () => {
  for (const [what, text] of Object.entries(planted)) expect([what, whereIs(text)]).toEqual([what, []]);
  const { receipt, body } = found.filed;
  for (const code of [receipt.vi, receipt.qr, receipt.en, body.thread.lookup, body.thread.access])
    expect(whereIs(code)).toEqual([]);
});

test('the log does not even say that somebody reported or looked', () => {
  expect(output).not.toContain('/api/v1/tips');
});

test('no file tells when a report came', () => {
  const sealed = path.join(folder, 'data', 'files', 'tips');
  const files = readdirSync(sealed);
  expect(files).toHaveLength(2);
  for (const name of files) {
    expect(statSync(path.join(sealed, name)).mtime.toISOString()).toBe('2000-01-01T00:00:00.000Z');
    // Version 4: no time in the name.
    expect(name).toMatch(/^[0-9a-f]{8}-[0-9a-f]{4}-4/);
  }
});

/** Every secret that the server has, as a key of each kind that it could be. */
function serverSecrets(): string[] {
  const secrets = path.join(folder, 'data', 'secrets');
  return readdirSync(secrets).flatMap((name) => {
    const text = readFileSync(path.join(secrets, name), 'utf8').trim();
    const bytes = Buffer.from(text, 'base64url');
    return bytes.length === 32 ? [secretOfBytes(bytes)] : [];
  });
}

test('with all files and every secret of the server no report opens; with a member’s key it does', async () => {
  const { filed, officeSecrets } = found;
  const [parcel, contact] = [new Blob([filed.parcel as BlobPart]), filed.body.contact ?? ''];
  const known = serverSecrets();
  expect(known.length).toBeGreaterThan(2);
  for (const secret of known) {
    await expect(openParcel(parcel, [secret])).rejects.toThrow('noKey');
    await expect(openText(contact, [secret])).rejects.toThrow();
  }
  // No secret half of any key lies anywhere.
  for (const { name, bytes } of everything())
    expect([name, /AGE-SECRET-KEY-(PQ-)?1[A-Z0-9]{20}/.test(bytes.toString('latin1'))]).toEqual([
      name,
      false,
    ]);
  // Nor do the server's secrets open a member's lock as passphrases.
  for (const name of readdirSync(path.join(folder, 'data', 'secrets'))) {
    const text = readFileSync(path.join(folder, 'data', 'secrets', name), 'utf8').trim();
    expect(await unlockWithPassphrase(found.lock, text)).toBeUndefined();
  }
  expect(await unlockWithPassphrase(found.lock, found.passphrase)).toBe(found.member.pair.secret);

  expect((await openParcel(parcel, officeSecrets)).content).toMatchObject({ text: planted.phrase });
  expect(await openText(contact, officeSecrets)).toContain(planted.contact);
});
