import type { AuditEntry } from '../../../platform/server/audit.ts';
import type { SyncAnswer } from '../sync.contract.ts';
import type { PhoneRow } from './phones.repo.ts';

/** The line in the log for what came from a phone, by whatever way. */
export function receivedLine(answers: readonly SyncAnswer[], phone: PhoneRow): AuditEntry {
  const stored = answers.filter(({ outcome }) => outcome === 'accepted' || outcome === 'conflict');
  const ids = stored.flatMap(({ activity }) => (activity ? [activity.id] : []));
  const refused = answers.filter(({ problem }) => problem).length;
  return {
    action: 'sync.received',
    subject: 'phone',
    subjectId: phone.id,
    areaId: phone.area_id,
    details: { stored: ids.length, refused, ids },
  };
}
