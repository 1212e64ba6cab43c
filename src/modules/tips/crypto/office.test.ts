import { expect, test } from 'vitest';
import { randomId } from './bytes.ts';
import { fingerprint, makeKeyPair } from './keys.ts';
import { lockWithPassphrase, suggestPassphrase, unlockWithPassphrase } from './member-lock.ts';
import { makeHandover, makeOfficeKey, openOfficeSecret, sealOfficeSecret, trustedKeys } from './office.ts';
import { makeReceipt, receiptKeys } from './receipt.ts';
import { combineShares, makeRecovery, passShare } from './recovery.ts';
import { openContact, openKeepsake, sealContact, sealKeepsake } from './reporter.ts';

test('a reporter who saw the first key follows the office to its later ones, and to nobody’s else', async () => {
  const officeId = randomId();
  const first = await makeOfficeKey(officeId);
  const second = await makeOfficeKey(officeId, first);
  const third = await makeOfficeKey(officeId, second);
  const chain = [first.key, second.key, third.key];
  expect(trustedKeys(first.key, chain, [], null)).toEqual(chain);
  // Who filed with the second key need not trust the first.
  expect(trustedKeys(second.key, chain, [], null)).toEqual([second.key, third.key]);

  const planted = await makeOfficeKey(officeId);
  const plantedNext = { ...planted.key, epoch: 4, voucher: third.key.voucher };
  expect(trustedKeys(first.key, [...chain, plantedNext], [], null)).toEqual(chain);
  const swapped = { ...third.key, recipient: planted.key.recipient };
  expect(trustedKeys(first.key, [first.key, second.key, swapped], [], null)).toEqual([first.key, second.key]);
});

test('a handover for one report counts for that one, an heir for all', async () => {
  const [from, to] = [await makeOfficeKey(randomId()), await makeOfficeKey(randomId())];
  const next = await makeOfficeKey(to.key.officeId, to);
  const keys = [from.key, to.key, next.key];
  const [mine, other] = ['a'.repeat(32), 'b'.repeat(32)];
  const handover = makeHandover(from, to.key, mine);
  expect(trustedKeys(from.key, keys, [handover], mine)).toEqual(keys);
  expect(trustedKeys(from.key, keys, [handover], other)).toEqual([from.key]);
  expect(trustedKeys(from.key, keys, [makeHandover(from, to.key, null)], other)).toEqual(keys);
  expect(trustedKeys(from.key, keys, [makeHandover(to, to.key, null)], other)).toEqual([from.key]);
});

test('the office’s secret opens with the member’s key and only as the secret of that very key', async () => {
  const [member, stranger] = [await makeKeyPair(), await makeKeyPair()];
  const [one, two] = [await makeOfficeKey(randomId()), await makeOfficeKey(randomId())];
  const { sealed } = await sealOfficeSecret(one, member.recipient);
  expect(await openOfficeSecret(sealed, one.key, [member.secret])).toEqual(one);
  await expect(openOfficeSecret(sealed, one.key, [stranger.secret])).rejects.toThrow();
  await expect(openOfficeSecret(sealed, two.key, [member.secret])).rejects.toThrow('not that of this key');
});

test('three of five custodians give the office back, two do not, nor do shares of another recovery', async () => {
  const office = await makeOfficeKey(randomId());
  const custodians = await Promise.all(
    Array.from({ length: 5 }, async (_, at) => ({ ...(await makeKeyPair()), userId: `người ${at}` })),
  );
  const asker = await makeKeyPair();
  const recovery = await makeRecovery(custodians, 3, [office]);
  const answers = await Promise.all(
    recovery.shares.map(({ sealed }, at) => passShare(sealed, custodians[at]?.secret ?? '', asker.recipient)),
  );
  const [a = '', b = '', c = '', d = ''] = answers;
  expect(await combineShares([a], asker.secret, recovery)).toBeUndefined();
  expect(await combineShares([a, b], asker.secret, recovery)).toBeUndefined();
  expect(await combineShares([a, a, b], asker.secret, recovery)).toBeUndefined();
  const secret = await combineShares([d, b, a], asker.secret, recovery);
  const wrap = recovery.wraps[0]?.sealed ?? '';
  expect(await openOfficeSecret(wrap, office.key, [secret ?? ''])).toEqual(office);
  const later = await makeRecovery(custodians, 3, [office]);
  expect(await combineShares([a, b, c], asker.secret, later)).toBeUndefined();
  await expect(makeRecovery(custodians, 6, [office])).rejects.toThrow(RangeError);
});

test('a passphrase opens its lock however it is typed, and a wrong one does not', async () => {
  const { secret } = await makeKeyPair();
  const sealed = await lockWithPassphrase(secret, 'Cây đa  giếng nước sân đình');
  expect(await unlockWithPassphrase(sealed, ' Cây đa giếng nước sân đình'.normalize('NFD'))).toBe(secret);
  expect(await unlockWithPassphrase(sealed, 'cây đa giếng nước sân đình')).toBeUndefined();
});

test('a drawn passphrase has six different words, another six each time', () => {
  for (const language of ['vi', 'en'] as const) {
    const drawn = Array.from({ length: 50 }, () => suggestPassphrase(language));
    expect(new Set(drawn).size).toBe(50);
    for (const passphrase of drawn) expect(new Set(passphrase.split(' ')).size).toBe(6);
  }
});

test('keepsake and contact are the reporter’s own, or they are none', async () => {
  const [mine, others] = [await receiptKeys(makeReceipt()), await receiptKeys(makeReceipt())];
  const office = await makeOfficeKey(randomId());
  const { voucher: _voucher, ...anchor } = office.key;
  const keepsake = {
    office: anchor,
    officeName: 'Công an xã',
    harm: 'theft',
    wantsAnswer: true,
    hash: 'f'.repeat(64),
  };
  const sealed = await sealKeepsake(keepsake, mine.own);
  expect(await openKeepsake(sealed, mine.own)).toEqual(keepsake);
  // The server knows the reporter's public key from nowhere; even with it, it could not sign.
  const planted = await sealKeepsake(keepsake, { ...others.own, recipient: mine.own.recipient });
  expect(await openKeepsake(planted, mine.own)).toBeUndefined();

  const report = { thread: mine.thread, verifyKey: mine.own.verifyKey };
  const contact = { thread: mine.thread, words: '0912 345 678, gọi sau 20 giờ' };
  const left = await sealContact(contact, mine.own, office.key.recipient);
  expect(await openContact(left, [office.secret], report)).toEqual(contact);
  const forged = await sealContact({ ...contact, words: '0999' }, others.own, office.key.recipient);
  expect(await openContact(forged, [office.secret], report)).toBeUndefined();
  const moved = await sealContact({ ...contact, thread: 'c'.repeat(32) }, mine.own, office.key.recipient);
  expect(await openContact(moved, [office.secret], report)).toBeUndefined();
  expect(fingerprint(office.key.recipient).vi).not.toBe('');
});
