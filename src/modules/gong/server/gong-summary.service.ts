import type { Context } from '../../../platform/server/context.ts';
import type { LocalText } from '../../../platform/text.ts';
import { gongKinds } from '../gong-words.rules.ts';
import { findGong } from './gong.repo.ts';

/** An alarm behind a figure, in a line; the page of alarms shows it. */
export async function describeGongs(
  context: Context,
  ids: readonly string[],
): Promise<ReadonlyMap<string, { text: LocalText; link: string }>> {
  const lines = new Map<string, { text: LocalText; link: string }>();
  for (const id of ids) {
    const row = await findGong(context.tx, id);
    if (!row) continue;
    const { vi, en } = gongKinds[row.kind];
    const text = row.is_drill
      ? { vi: `Diễn tập: ${vi}`, en: `Drill: ${en}` }
      : { vi: `Đánh mõ: ${vi}`, en: `Alarm: ${en}` };
    lines.set(id, { text, link: `/so/mo/${id}` });
  }
  return lines;
}
