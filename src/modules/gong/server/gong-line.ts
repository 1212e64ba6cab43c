import type { AuditEntry } from '../../../platform/server/audit.ts';
import type { Gong } from '../gong.contract.ts';

/** The line in the log: which alarm and of what kind; never where in words, nor who answered. */
export function gongLine(action: string, alarm: Gong, details: Record<string, unknown> = {}): AuditEntry {
  const { id, areaId, kind, isDrill, hamlets } = alarm;
  return {
    action,
    subject: 'gong',
    subjectId: id,
    areaId,
    details: { kind, isDrill, hamlets: hamlets.length, ...details },
  };
}
