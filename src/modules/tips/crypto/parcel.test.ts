import { expect, test } from 'vitest';
import { makeKeyPair } from './keys.ts';
import { bytesOf, openParcel, ParcelError, type ReportContent, resealParcel, sealParcel } from './parcel.ts';
import { makeReceipt, receiptKeys } from './receipt.ts';
import { sizeClasses, sizeClassOf } from './sizes.ts';

const report = async () => {
  const { own, thread } = await receiptKeys(makeReceipt());
  const content: ReportContent = {
    type: 'report',
    thread,
    reporter: { recipient: own.recipient, verifyKey: own.verifyKey },
    harm: 'theft',
    text: 'Tối qua hai người lạ dắt xe khỏi sân nhà văn hóa.',
    when: 'tối thứ Bảy',
    where: 'sân nhà văn hóa',
    wantsAnswer: true,
    language: 'vi',
  };
  return { own, content };
};

const file = (text: string, name = 'ảnh.jpg') => ({ name, type: 'image/jpeg', blob: new Blob([text]) });

test('words and files come out as they went in, for the office and for nobody else', async () => {
  const [office, stranger] = [await makeKeyPair(), await makeKeyPair()];
  const { own, content } = await report();
  const files = [file('ảnh một'), file('', 'trống.txt'), file('x'.repeat(100_000), 'lớn.bin')];
  const shares: number[] = [];
  const { blob, hash } = await sealParcel(content, files, own, [office.recipient], (share) =>
    shares.push(share),
  );
  expect(hash).toMatch(/^[0-9a-f]{64}$/);
  expect(shares.at(-1)).toBe(1);
  const opened = await openParcel(blob, [stranger.secret, office.secret]);
  expect(opened.content).toEqual(content);
  expect(opened.signedBy).toBe(own.verifyKey);
  expect(opened.files.map(({ name, type }) => [name, type])).toEqual(
    files.map(({ name, type }) => [name, type]),
  );
  expect(await opened.files[0]?.blob.text()).toBe('ảnh một');
  expect(opened.files[2]?.blob.size).toBe(100_000);
  await expect(openParcel(blob, [stranger.secret])).rejects.toThrow(new ParcelError('noKey'));
  // The reporter's own receipt does not open it again: whoever finds the receipt does not read the report.
  await expect(openParcel(blob, [own.secret])).rejects.toThrow(new ParcelError('noKey'));
});

test('the size says the class and nothing else', async () => {
  const office = await makeKeyPair();
  const { own, content } = await report();
  const sealed = async (text: string, files: ReturnType<typeof file>[]) =>
    (await sealParcel({ ...content, text }, files, own, [office.recipient])).blob.size;
  const short = await sealed('a', []);
  expect(await sealed('a'.repeat(3000), [])).toBe(short);
  expect(await sealed('', [file('b'.repeat(4000)), file('c')])).toBe(short);
  expect(await sealed('a', [file('b'.repeat(20_000))])).toBeGreaterThan(short);
});

test('a size class holds what it is asked for, and the classes grow', () => {
  for (const size of sizeClasses) {
    expect(sizeClassOf(size)).toBe(size);
    expect(sizeClassOf(size - 1)).toBe(size);
  }
  expect(sizeClasses.toSorted((a, b) => a - b)).toEqual(sizeClasses);
  expect(() => sizeClassOf(64 * 1024 * 1024 + 1)).toThrow(RangeError);
});

test('a changed, cut or invented parcel is refused', async () => {
  const office = await makeKeyPair();
  const { own, content } = await report();
  const { blob } = await sealParcel(content, [file('ảnh')], own, [office.recipient]);
  const bytes = await bytesOf(blob);
  const flipped = bytes.with(bytes.length - 2000, (bytes.at(-2000) ?? 0) ^ 1);
  for (const changed of [flipped, bytes.slice(0, -1), bytes.slice(0, 9000)])
    await expect(openParcel(new Blob([changed]), [office.secret])).rejects.toThrow(
      new ParcelError('damaged'),
    );
  await expect(openParcel(new Blob(['không phải']), [office.secret])).rejects.toThrow(ParcelError);
});

test('who seals for the office in somebody else’s name is found out by the signature', async () => {
  const office = await makeKeyPair();
  const { own, content } = await report();
  const forger = await makeKeyPair();
  const forged = await sealParcel(
    { type: 'reply', thread: content.thread, sequence: 1, text: 'Gặp nhau ở cầu' },
    [],
    forger,
    [office.recipient],
  );
  const { signedBy } = await openParcel(forged.blob, [office.secret]);
  expect(signedBy).not.toBe(own.verifyKey);
});

test('forwarding seals the same words and the same signature for the next office', async () => {
  const [first, next] = [await makeKeyPair(), await makeKeyPair()];
  const { own, content } = await report();
  const { blob } = await sealParcel(content, [file('ảnh')], own, [first.recipient]);
  const forwarded = await resealParcel(blob, [first.secret], [next.recipient]);
  expect(forwarded.blob.size).toBe(blob.size);
  const opened = await openParcel(forwarded.blob, [next.secret]);
  expect([opened.content, opened.signedBy]).toEqual([content, own.verifyKey]);
  await expect(openParcel(forwarded.blob, [first.secret])).rejects.toThrow(new ParcelError('noKey'));
});
