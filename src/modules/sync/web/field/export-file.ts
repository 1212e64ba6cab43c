import { learnedFrom } from './attachments.rules.ts';
import type { FieldEngine } from './engine.ts';
import { commandOf, type OutboxItem } from './outbox.rules.ts';

/**
 * Everything that has not arrived as one file: entries, and with them their pictures and recordings in base64. It is put
 * together piece by piece, so that no more than one picture is in memory twice.
 */
async function exportFile(engine: FieldEngine, unkept: readonly OutboxItem[]): Promise<Blob> {
  const { items: kept, attachments } = engine.state();
  const items = [...kept, ...unkept];
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

/** Writes the file where downloads go; anybody can read it. `unkept`: entries that found no room on the phone. */
export async function saveFile(engine: FieldEngine, unkept: readonly OutboxItem[] = []): Promise<void> {
  const url = URL.createObjectURL(await exportFile(engine, unkept));
  const link = document.createElement('a');
  link.href = url;
  link.download = `tieng-mo-${engine.store.person.phoneId.slice(-6)}.json`;
  link.click();
  window.setTimeout(() => URL.revokeObjectURL(url), 60_000);
}
