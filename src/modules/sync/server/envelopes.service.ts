import { createDecipheriv, randomBytes } from 'node:crypto';
import { RateLimiterMemory } from 'rate-limiter-flexible';
import { Problem } from '../../../platform/problems.ts';
import { writeAudit } from '../../../platform/server/audit.ts';
import type { Context } from '../../../platform/server/context.ts';
import type { Vault } from '../../../platform/server/vault.ts';
import { asPhoneSession } from '../../accounts/server/phone-sessions.service.ts';
import { type Envelope, type EnvelopeOutcome, SyncCommand } from '../sync.contract.ts';
import { doneAmong } from './done.repo.ts';
import { courierKeyOr, findCourier, type PhoneRow } from './phones.repo.ts';
import { heardOf, ownPhone, wiped } from './phones.service.ts';
import { applyCommands } from './push.service.ts';
import { receivedLine } from './received.ts';

type Sealing = Context & { readonly vault: Vault };

/**
 * An opened envelope counts once, a strange one or a copy does not: nobody without the key uses up a phone's share.
 */
const perPhone = new RateLimiterMemory({ points: 600, duration: 3600 });

const about = (phoneId: string): string => `courier key of phone ${phoneId}`;

/** The phone's courier key (32 bytes, base64url), the same each time. Throws Problem `notFound` for a wiped phone. */
export async function courierKeyOf({ tx, vault }: Sealing, phone: PhoneRow): Promise<string> {
  const fresh = vault.seal(randomBytes(32).toString('base64url'), about(phone.id));
  const sealed = await courierKeyOr(tx, phone.id, fresh);
  const key = sealed && vault.open(sealed, about(phone.id));
  if (!key) throw new Problem('notFound');
  return key;
}

export interface Taken {
  readonly answers: { id: string; outcome: EnvelopeOutcome }[];
  readonly wipe: boolean;
}

/**
 * Does what the envelopes of a phone ask for, as its person, each once however often it comes. Envelopes that the
 * phone's key does not open, or whose session is over, are answered with `unknown`, whatever the reason. Throws Problem
 * `tooManyRequests` where a phone sends more in an hour than anybody writes.
 */
export async function takeEnvelopes(
  context: Sealing,
  given: { phoneId: string; envelopes: readonly Envelope[]; wiped?: boolean | undefined },
): Promise<Taken> {
  const { phoneId, envelopes } = given;
  const courier = await findCourier(context.tx, phoneId);
  const key = courier && context.vault.open(courier.key, about(phoneId));
  const commands = key ? envelopes.flatMap((one) => openEnvelope(key, phoneId, one) ?? []) : [];
  const done =
    courier && commands.length > 0
      ? await asPhoneSession(context, courier.session, 'activities.write', (own) =>
          apply(own, phoneId, commands, given.wiped ?? false),
        )
      : undefined;
  return {
    answers: envelopes.map(({ id }) => ({ id, outcome: done?.outcomes.get(id) ?? 'unknown' })),
    wipe: done?.wipe ?? false,
  };
}

async function apply(
  own: Context,
  phoneId: string,
  commands: readonly SyncCommand[],
  isWiped: boolean,
): Promise<{ outcomes: Map<string, EnvelopeOutcome>; wipe: boolean }> {
  const phone = await ownPhone(own, phoneId);
  const known = await doneAmong(
    own.tx,
    phoneId,
    commands.map(({ id }) => id),
  );
  const fresh = commands.filter(({ id }) => !known.has(id));
  if (fresh.length > 0) {
    await perPhone.consume(phoneId, fresh.length).catch(() => {
      throw new Problem('tooManyRequests');
    });
  }
  const answers = await applyCommands(own, phone, fresh);
  const outcomes = new Map<string, EnvelopeOutcome>([...known].map((id) => [id, 'arrived']));
  for (const { id, outcome } of answers)
    outcomes.set(id, outcome === 'accepted' || outcome === 'known' ? 'arrived' : 'kept');
  await writeAudit(own.tx, own.caller.id, receivedLine(answers, phone, fresh));
  const wipe = await heardOf(own, phone, {});
  if (wipe && isWiped) await sayWiped(own, phone);
  return { outcomes, wipe };
}

async function sayWiped(own: Context, phone: PhoneRow): Promise<void> {
  await wiped(own, phone);
  const { id, area_id: areaId } = phone;
  await writeAudit(own.tx, own.caller.id, { action: 'phone.wiped', subject: 'phone', subjectId: id, areaId });
}

const TAG = 16;

/** The command in an envelope; undefined where the key does not open it, or where it holds something else. */
function openEnvelope(key: string, phoneId: string, { id, iv, data }: Envelope): SyncCommand | undefined {
  const bytes = Buffer.from(data, 'base64url');
  if (bytes.length < TAG) return undefined;
  const decipher = createDecipheriv(
    'aes-256-gcm',
    Buffer.from(key, 'base64url'),
    Buffer.from(iv, 'base64url'),
    {
      authTagLength: TAG,
    },
  ).setAAD(Buffer.from(`tiengmo envelope ${phoneId} ${id}`));
  decipher.setAuthTag(bytes.subarray(-TAG));
  try {
    const plain = Buffer.concat([decipher.update(bytes.subarray(0, -TAG)), decipher.final()]);
    const command = SyncCommand.safeParse(JSON.parse(plain.toString('utf8')));
    return command.success && command.data.id === id ? command.data : undefined;
  } catch {
    return undefined;
  }
}
