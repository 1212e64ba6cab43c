import type { Gong } from '../../../../gong/gong.contract.ts';
import type { OutboxItem } from '../outbox.rules.ts';

/** An alarm that is too fresh for the commune to have told of it stays so long (milliseconds). */
const FRESH = 120_000;

/** What the phone shows after it heard of these: they, and own ones that are still on their way. */
export function alarmsAfter(
  before: readonly Gong[],
  heard: readonly Gong[],
  items: readonly OutboxItem[],
  now: number,
): Gong[] {
  const own = before.filter((alarm) => {
    if (heard.some(({ id }) => id === alarm.id)) return false;
    const item = items.find(({ kind, recordId }) => kind === 'gong.sound' && recordId === alarm.id);
    if (!item || item.state === 'needsYou') return false;
    return item.state !== 'arrived' || now - Date.parse(item.arrivedAt ?? '') < FRESH;
  });
  return [...own, ...heard];
}

/** The alarms that ring: they run, somebody else sounded them, and the person has not answered. */
export function ringing(
  alarms: readonly Gong[],
  replies: Readonly<Record<string, string>>,
  me: string,
): Gong[] {
  return alarms.filter((alarm) => {
    if (alarm.state !== 'running' || alarm.soundedBy.id === me) return false;
    const said = replies[alarm.id] ?? alarm.answers.find(({ person }) => person.id === me)?.reply;
    return said === undefined || said === null || said === 'reached';
  });
}
