import type { FieldEngine } from './engine.ts';
import { randomId } from './ids.ts';

/** Below this a picture may not find room: then it is said before it is taken. */
const LITTLE_ROOM = 8_000_000;

/** Whether there is room for a picture or recording; true where the browser does not say. */
export async function hasRoom(): Promise<boolean> {
  const { quota, usage } = (await navigator.storage?.estimate?.()) ?? {};
  return quota === undefined || usage === undefined || quota - usage > LITTLE_ROOM;
}

/** Seals a picture or recording on the phone at once and gives its identifier. */
export async function keepAttachment(
  engine: FieldEngine,
  given: { kind: 'photo' | 'voice'; field: string; bytes: Uint8Array<ArrayBuffer> },
): Promise<string> {
  const { kind, field, bytes } = given;
  const digest = new Uint8Array(await crypto.subtle.digest('SHA-256', bytes));
  const sha256 = [...digest].map((byte) => byte.toString(16).padStart(2, '0')).join('');
  const id = randomId();
  const kept = { id, kind, field, sha256, size: bytes.length, takenAt: Date.now(), sent: 0 };
  await engine.store.putAttachment({ ...kept, state: 'kept' }, bytes);
  return id;
}
