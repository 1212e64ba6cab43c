import fc from 'fast-check';
import { expect, test } from 'vitest';
import { fingerprint, makeKeyPair } from './keys.ts';
import { makeReceipt, readReceipt, receiptKeys } from './receipt.ts';
import { englishWords, vietnameseWords } from './words.ts';

test('the lists have 1,024 different words that any keyboard writes', () => {
  for (const list of [vietnameseWords, englishWords]) {
    expect(new Set(list).size).toBe(1024);
    expect(list.every((word) => /^[a-z]{2,6}$/.test(word))).toBe(true);
  }
});

test('receipts differ, and each is read again from its words in both languages and from its QR text', () => {
  const receipts = Array.from({ length: 200 }, makeReceipt);
  expect(new Set(receipts.map(({ vi }) => vi)).size).toBe(200);
  for (const receipt of receipts) {
    expect(receipt.vi.split(' ')).toHaveLength(10);
    for (const text of [receipt.vi, receipt.en, receipt.qr]) expect(readReceipt(text)).toEqual(receipt);
  }
});

test('it does not matter how the words are written', () => {
  const receipt = makeReceipt();
  const toned = receipt.vi.replaceAll('a', 'ạ').replaceAll('o', 'ơ').replaceAll('d', 'đ');
  for (const text of [toned, receipt.vi.toUpperCase(), `  ${receipt.vi.replaceAll(' ', ' - ')}.\n`])
    expect(readReceipt(text)).toEqual(receipt);
});

test('a missing, doubled, unknown or swapped word is noticed', () => {
  const words = makeReceipt().vi.split(' ');
  expect(readReceipt(words.slice(1).join(' '))).toBeUndefined();
  expect(readReceipt([...words, words[0]].join(' '))).toBeUndefined();
  expect(readReceipt(['qqqq', ...words.slice(1)].join(' '))).toBeUndefined();
  expect(readReceipt('')).toBeUndefined();
});

test('of all slips of one word, about one in a thousand passes', () => {
  const words = makeReceipt().vi.split(' ');
  const passing = fc.sample(fc.tuple(fc.nat(8), fc.nat(1023)), 3000).filter(([at, place]) => {
    const slipped = words.with(at, vietnameseWords[place] ?? '');
    return slipped[at] !== words[at] && readReceipt(slipped.join(' ')) !== undefined;
  });
  expect(passing.length).toBeLessThan(30);
});

test('one receipt always gives the same keys, another one others', async () => {
  const receipt = makeReceipt();
  const [keys, again, other] = [
    await receiptKeys(receipt),
    await receiptKeys(readReceipt(receipt.en) ?? makeReceipt()),
    await receiptKeys(makeReceipt()),
  ];
  expect(again).toEqual(keys);
  const values = [keys, other].flatMap(({ lookup, access, thread, own }) => [
    lookup,
    access,
    thread,
    own.secret,
  ]);
  expect(new Set(values).size).toBe(8);
  expect([keys.lookup.length, keys.access.length, keys.thread.length]).toEqual([32, 64, 32]);
  await expect(receiptKeys({ ...receipt, vi: 'không phải mã' })).rejects.toThrow(RangeError);
});

test('two people compare a key by eight words', async () => {
  const { recipient } = await makeKeyPair();
  const words = fingerprint(recipient);
  expect(words.vi.split(' ')).toHaveLength(8);
  expect(fingerprint(recipient)).toEqual(words);
  expect(fingerprint((await makeKeyPair()).recipient)).not.toEqual(words);
  expect(words.hex).toMatch(/^([0-9a-f]{4} ){9}[0-9a-f]{4}$/);
});
