import webPush from 'web-push';
import type { JobContext, PushWay } from '../../../platform/server/jobs.ts';
import type { PushMessage } from '../push.contract.ts';
import { isPushAddress, pushOutcome } from '../push-host.rules.ts';
import { findGong, type GongRow } from './gong.repo.ts';
import { gongLimits, knownPushHosts } from './gong-reference.service.ts';
import { listToCall, noteCalled, type Subscription } from './push.repo.ts';
import { vapidKeys } from './vapid.service.ts';

/** So many messages are under way at once; a slow service holds up the others no longer than `PATIENCE`. */
const AT_ONCE = 16;
const PATIENCE = 10_000;
const MINUTE = 60_000;

class NotAllReached extends Error {
  override readonly name = 'NotAllReached';
}

/**
 * Wakes up the phones that an alarm calls. What was answered is written down, so that a run after a failure goes on with
 * the rest; where some could not be reached it throws, and the queue tries again later, as long as the alarm is fresh.
 */
export async function callPhonesJob(payload: unknown, job: JobContext): Promise<void> {
  const { alarmId, what } = payload as { alarmId: string; what: 'sounded' | 'ended' };
  const { push } = job;
  if (!push) return;
  const found = await job.transact(async ({ tx }) => ({
    alarm: await findGong(tx, alarmId),
    phones: await listToCall(tx, alarmId, what),
  }));
  const { alarm, phones } = found;
  if (!alarm || phones.length === 0 || !isWorthIt(alarm, what, job.clock.now())) return;
  const message = Buffer.from(JSON.stringify(messageOf(alarm)));
  const called: { phoneId: string; outcome: 'sent' | 'gone' | 'refused' }[] = [];
  const waiting = phones.values();
  let unreached = 0;
  const work = async (): Promise<void> => {
    for (const phone of waiting) {
      const outcome = await send(phone, message, push);
      if (outcome === 'later') unreached += 1;
      else called.push({ phoneId: phone.phone_id, outcome });
    }
  };
  await Promise.all(Array.from({ length: AT_ONCE }, work));
  await job.transact(({ tx }) => noteCalled(tx, alarmId, what, called, job.clock.now()));
  // Neither addresses nor people: how many is all that a log may hold.
  if (unreached > 0) throw new NotAllReached(`${unreached} phones not reached`);
}

/** A message that comes after the alarm is over, or long after it, would only frighten. */
function isWorthIt(alarm: GongRow, what: 'sounded' | 'ended', now: Date): boolean {
  const age = now.getTime() - alarm.received_at.getTime();
  if (what === 'ended') return age < gongLimits().runningHours * 60 * MINUTE;
  return alarm.ended_at === null && alarm.held === null && age < gongLimits().lateMinutes * MINUTE;
}

function messageOf(alarm: GongRow): PushMessage {
  return {
    alarm: alarm.id,
    what: alarm.ended_why ?? 'sounded',
    kind: alarm.kind,
    area: alarm.area_name,
    drill: alarm.is_drill,
  };
}

/** Sends one message, encrypted for the phone's browser alone (RFC 8291). Never throws; redirects are not followed. */
async function send(
  phone: Subscription,
  message: Buffer,
  push: PushWay,
): Promise<'sent' | 'gone' | 'refused' | 'later'> {
  if (!isPushAddress(phone.endpoint, push.hosts ?? knownPushHosts())) return 'refused';
  let request: webPush.RequestDetails;
  try {
    request = webPush.generateRequestDetails(
      { endpoint: phone.endpoint, keys: { p256dh: phone.p256dh, auth: phone.auth } },
      message,
      {
        vapidDetails: { subject: push.subject(), ...vapidKeys(push.vault) },
        TTL: gongLimits().lateMinutes * 60,
        urgency: 'high',
      },
    );
  } catch {
    // Keys that are no keys: this subscription can't be written to.
    return 'gone';
  }
  const { 'Content-Length': _counted, ...headers } = request.headers as Record<string, string>;
  try {
    const response = await fetch(phone.endpoint, {
      method: 'POST',
      headers,
      body: new Uint8Array(request.body ?? []),
      redirect: 'manual',
      signal: AbortSignal.timeout(PATIENCE),
    });
    await response.body?.cancel();
    return pushOutcome(response.status);
  } catch {
    return pushOutcome(0);
  }
}
