import { v4 as uuidv4 } from 'uuid';
import type { OutputOf, RequestOf } from '../../../platform/contract.ts';
import type { TestApp } from '../../../platform/server/testing/app.ts';
import { makeKeyPair } from '../crypto/keys.ts';
import { makeHandover, type OfficeSecret } from '../crypto/office.ts';
import { bytesOf, type IntakeContent, resealParcel, sealParcel } from '../crypto/parcel.ts';
import { takeDownTip } from '../tip-intake.contract.ts';
import { fetchTipCopy, listTipMessages } from '../tip-messages.contract.ts';
import { offerTip, putOfferedCopy } from '../tip-offers.contract.ts';
import { getTipOfficeKeys } from '../tip-office.contract.ts';
import { getTip, type TipStep, type TipWork, takeTipStep } from '../tip-work.contract.ts';
import { must, secretsOf, type TestMember } from './offices.ts';

/** Distributes over the kinds of steps, so that each keeps its own fields. */
type WithoutVersion<T> = T extends unknown ? Omit<T, 'baseVersion'> : never;

/** An armoured age file of the right shape, for what no test opens. */
export const someSealed = '-----BEGIN AGE ENCRYPTED FILE-----\nYWdl\n-----END AGE ENCRYPTED FILE-----\n';

/** Takes a step on the newest version of a report. */
export async function step(
  app: TestApp,
  member: { token: string },
  id: string,
  given: WithoutVersion<TipStep>,
): Promise<TipWork> {
  const { version } = await must(app, getTip, { params: { id } }, member.token);
  const body = { ...given, baseVersion: version } as TipStep;
  return must(app, takeTipStep, { params: { id }, body }, member.token);
}

/** Seals every message of a report for another office and offers it, as a member's browser does. */
export async function offer(
  app: TestApp,
  member: TestMember,
  id: string,
  given: {
    from: { id: string };
    to: { id: string };
    thread: string;
    contact?: string;
    reporter?: string;
    reason?: RequestOf<typeof offerTip>['body']['reason'];
  },
): Promise<TipWork> {
  const own = await secretsOf(app, given.from, member);
  const secrets = own.map(({ secret }) => secret);
  const { keys } = await must(app, getTipOfficeKeys, { body: { officeId: given.to.id } });
  const target = keys.at(-1);
  const speaker = own.findLast(({ key }) => key.officeId === given.from.id) as OfficeSecret;
  if (!target) throw new Error('the other office has no key');
  const { messages } = await must(app, listTipMessages, { params: { id } }, member.token);
  for (const { id: messageId, copies } of messages) {
    const copy = copies.find(({ officeId }) => officeId !== given.to.id);
    if (!copy) throw new Error('a message without a copy');
    const { officeId, epoch } = copy;
    const query = { officeId, epoch, reason: 'forwarding' as const };
    const { raw } = await app.call(fetchTipCopy, { params: { id, messageId }, query }, member.token);
    const { blob } = await resealParcel(new Blob([raw as BlobPart]), secrets, [target.recipient]);
    const sealed = { officeId: given.to.id, epoch: target.epoch };
    const file = { name: 'parcel', content: Buffer.from(await bytesOf(blob)) };
    await must(app, putOfferedCopy, { params: { id, messageId }, query: sealed, file }, member.token);
  }
  const { version } = await must(app, getTip, { params: { id } }, member.token);
  const body = {
    reason: given.reason ?? 'otherPlace',
    handover: makeHandover(speaker, target, given.thread),
    contact: given.contact ?? null,
    reporter: given.reporter ?? null,
    baseVersion: version,
  };
  return must(app, offerTip, { params: { id }, body }, member.token);
}

/** Takes down what somebody came with. */
export async function takeDown(
  app: TestApp,
  person: { token: string },
  officeId: string,
  given: Partial<RequestOf<typeof takeDownTip>['body']> & { day: string; text?: string },
): Promise<OutputOf<typeof takeDownTip>> {
  const { text, ...rest } = given;
  const { keys } = await must(app, getTipOfficeKeys, { body: { officeId } });
  const newest = keys.at(-1);
  if (!newest) throw new Error('the office has no key');
  const content: IntakeContent = {
    type: 'intake',
    thread: '0'.repeat(32),
    harm: 'theft',
    text: text ?? 'Bà con báo mất trộm gà.',
    when: 'đêm qua',
    where: 'cuối thôn',
  };
  const { blob } = await sealParcel(content, [], await makeKeyPair(), [newest.recipient]);
  const body = {
    officeId,
    epoch: newest.epoch,
    harm: 'theft',
    channel: 'inPerson',
    hour: 8,
    ...rest,
  } as const;
  const file = { name: 'parcel', content: Buffer.from(await bytesOf(blob)) };
  return must(app, takeDownTip, { params: { id: uuidv4() }, body, file }, person.token);
}
