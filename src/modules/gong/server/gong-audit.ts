import type { AuditEntry } from '../../../platform/server/audit.ts';
import type { GongRow } from './gong.repo.ts';

interface Logged {
  readonly id: string;
  readonly areaId: string;
  readonly kind: string;
  readonly isDrill: boolean;
  readonly hamlets: readonly unknown[];
}

/** The line in the log, by whatever way it came: which alarm and of what kind; never where in words, nor who answered. */
export function gongLine(action: string, alarm: Logged, details: Record<string, unknown> = {}): AuditEntry {
  const { id, areaId, kind, isDrill, hamlets } = alarm;
  return {
    action,
    subject: 'gong',
    subjectId: id,
    areaId,
    details: { kind, isDrill, hamlets: hamlets.length, ...details },
  };
}

export function loggedOf({ id, area_id: areaId, kind, is_drill: isDrill, hamlets }: GongRow): Logged {
  return { id, areaId, kind, isDrill, hamlets };
}
