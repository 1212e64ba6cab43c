import { AttachmentsPart } from './attachments.part.ts';
import { type KeptAttachment, saveWithout } from './attachments.rules.ts';
import type { FieldEngine } from './engine.ts';
import { randomId } from './ids.ts';

/** Tries once more to send a picture or recording that was refused. */
export async function retryAttachment(engine: FieldEngine, one: KeptAttachment): Promise<void> {
  await engine.part(AttachmentsPart).retry(one);
  void engine.sync();
}

/**
 * Gives up a picture or recording that was refused. The entry, where it may still be changed, names it no longer, so that
 * nobody at the commune waits for it.
 */
export async function dropRefused(engine: FieldEngine, one: KeptAttachment): Promise<void> {
  const { items, records, ahead } = engine.state();
  const record = records.find(({ id }) => id === one.recordId);
  const save = record && saveWithout(record, one.id);
  const isBeingChanged = items.some(
    ({ recordId, state }) => recordId === one.recordId && state !== 'arrived',
  );
  if (save && !isBeingChanged) {
    await engine.keep({
      kind: 'activity.save',
      id: randomId(),
      recordId: record.id,
      madeAt: new Date().toISOString(),
      save,
      ahead,
      byClock: { times: [] },
      state: 'here',
    });
  }
  await engine.part(AttachmentsPart).drop(one);
}
