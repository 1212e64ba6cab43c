import { learnedFrom } from './attachments.rules.ts';
import type { FieldEngine } from './engine.ts';
import { commandOf } from './outbox.rules.ts';

/**
 * Everything that has not arrived as one file: entries, and with them their pictures and recordings in base64. It is put
 * together piece by piece, so that no more than one picture is in memory twice.
 */
export async function exportFile(engine: FieldEngine): Promise<Blob> {
  const { items, attachments } = engine.state();
  const { phoneId } = engine.store.person;
  const commands = items.filter(({ state }) => state !== 'arrived').map(commandOf);
  const head = JSON.stringify({ format: 'tiengmo-phone', version: 1, phoneId, commands });
  const parts: BlobPart[] = [head.slice(0, -1), ',"attachments":['];
  const learned = new Map(learnedFrom(attachments, items).map((one) => [one.id, one]));
  let isFirst = true;
  for (const known of attachments) {
    const { id, recordId: record, field, sha256, state } = learned.get(known.id) ?? known;
    const bytes = record && state !== 'arrived' ? await engine.store.attachmentBytes(id) : undefined;
    if (!bytes) continue;
    parts.push(isFirst ? '' : ',', JSON.stringify({ id, record, field, sha256, content: base64(bytes) }));
    isFirst = false;
  }
  return new Blob([...parts, ']}'], { type: 'application/json' });
}

/** Few bytes at a time: a call takes only so many arguments. */
function base64(bytes: Uint8Array): string {
  let text = '';
  for (let at = 0; at < bytes.length; at += 8192)
    text += String.fromCharCode(...bytes.subarray(at, at + 8192));
  return btoa(text);
}
