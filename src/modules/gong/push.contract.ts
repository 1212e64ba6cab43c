import { z } from 'zod';
import { endpoint } from '../../platform/contract.ts';

const Base64Url = z.string().regex(/^[\w-]+={0,2}$/u);
/** A public key on P-256, uncompressed, and 16 random bytes: what a browser makes for its subscription (RFC 8291). */
const Keys = z.object({ p256dh: Base64Url.length(87), auth: Base64Url.min(22).max(24) });

export const getPushKey = endpoint({
  method: 'GET',
  path: '/api/v1/gong/push-key',
  summary: 'The public key by which browsers know this installation’s messages (VAPID)',
  access: 'gong.read',
  phone: 'works',
  output: z.object({ key: z.string() }).meta({ id: 'PushKey' }),
});

export const subscribePush = endpoint({
  method: 'PUT',
  path: '/api/v1/gong/push/:phoneId',
  summary: 'Where the caller’s phone can be woken up; only known push services are taken',
  access: 'gong.read',
  phone: 'works',
  params: z.object({ phoneId: z.uuid() }),
  body: z.object({ endpoint: z.url().max(1000), keys: Keys }),
  output: 'none',
});

export const unsubscribePush = endpoint({
  method: 'DELETE',
  path: '/api/v1/gong/push/:phoneId',
  summary: 'The caller’s phone is not to be woken up any more',
  access: 'gong.read',
  phone: 'leaves',
  params: z.object({ phoneId: z.uuid() }),
  output: 'none',
});

/** What a push message says, end to end encrypted; the service worker shows it while the app is locked. */
export const PushMessage = z.object({
  alarm: z.uuid(),
  /** `sounded`, or how it ended. */
  what: z.enum(['sounded', 'over', 'falseAlarm', 'mistake', 'drillDone']),
  kind: z.enum(['fire', 'theft', 'missing', 'flood', 'other']),
  /** The name of the hamlet or the commune. */
  area: z.string(),
  drill: z.boolean(),
});
export type PushMessage = z.infer<typeof PushMessage>;
