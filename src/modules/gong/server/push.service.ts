import { Problem } from '../../../platform/problems.ts';
import type { Context } from '../../../platform/server/context.ts';
import { isPushAddress } from '../push-host.rules.ts';
import { knownPushHosts } from './gong-reference.service.ts';
import { dropSubscription, putSubscription } from './push.repo.ts';

/** A phone of the caller's. */
interface Phone {
  readonly id: string;
  readonly area_id: string;
  readonly user_id: string;
}

interface Given {
  readonly endpoint: string;
  readonly keys: { readonly p256dh: string; readonly auth: string };
}

/** Notes where a phone can be woken up. Throws Problem `invalidInput` for an address that is no known push service's. */
export async function subscribe(
  context: Context,
  phone: Phone,
  given: Given,
  hosts: readonly string[] | undefined,
): Promise<void> {
  if (!isPushAddress(given.endpoint, hosts ?? knownPushHosts())) {
    const expected = {
      vi: 'địa chỉ của một dịch vụ thông báo đẩy mà máy chủ biết',
      en: 'an address of a push service that the server knows',
    };
    throw new Problem('invalidInput', {
      fields: [{ path: 'endpoint', code: 'unknownPushService', expected }],
    });
  }
  await putSubscription(context.tx, {
    phoneId: phone.id,
    areaId: phone.area_id,
    userId: phone.user_id,
    ...given,
    at: context.now,
  });
}

export async function unsubscribe(context: Context, phone: Phone): Promise<void> {
  await dropSubscription(context.tx, phone.id);
}
