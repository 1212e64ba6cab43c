import type { FieldApi } from '../api.ts';

/** Whether this browser has a subscription already. */
export async function isWoken(): Promise<boolean> {
  if (!('PushManager' in window)) return false;
  const registration = await navigator.serviceWorker.getRegistration('/field/');
  return (await registration?.pushManager.getSubscription()) != null;
}

/** Subscribes this phone to push messages; false where phone, browser or person do not allow it. Throws FieldProblem. */
export async function wakeByPush(api: FieldApi, phoneId: string): Promise<boolean> {
  if (!('PushManager' in window) || !('Notification' in window)) return false;
  if ((await Notification.requestPermission()) !== 'granted') return false;
  const { key } = await api.get<{ key: string }>('gong/push-key');
  const registration = await navigator.serviceWorker.ready;
  const subscription = await registration.pushManager.subscribe({
    userVisibleOnly: true,
    applicationServerKey: key,
  });
  const { endpoint, keys } = subscription.toJSON();
  await api.put(`gong/push/${phoneId}`, { endpoint, keys });
  return true;
}
