import type { AuditEntry } from '../../../platform/server/audit.ts';
import { type SyncAnswer, SyncCommand } from '../sync.contract.ts';
import type { PhoneRow } from './phones.repo.ts';

const { kind: knownKinds } = SyncCommand.shape;

/** The line in the log for what came from a phone, by whatever way: which commands and what became of each, no content. */
export function receivedLine(
  answers: readonly SyncAnswer[],
  phone: PhoneRow,
  given: readonly { readonly id: string; readonly kind?: unknown }[],
): AuditEntry {
  const stored = answers.filter(({ outcome }) => outcome === 'accepted' || outcome === 'conflict');
  const ids = stored.flatMap(({ activity }) => (activity ? [activity.id] : []));
  const refused = answers.filter(({ problem }) => problem).length;
  // Answers stand in the order of the commands. A kind that the program does not know is a text like another.
  const commands = answers.map(({ id, outcome }, position) => {
    const kind = knownKinds.safeParse(given[position]?.kind);
    return { id, kind: kind.success ? kind.data : 'unknown', outcome };
  });
  return {
    action: 'sync.received',
    subject: 'phone',
    subjectId: phone.id,
    areaId: phone.area_id,
    details: { stored: ids.length, refused, ids, commands },
  };
}
