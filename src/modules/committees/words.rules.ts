import type { LocalText } from '../../platform/text.ts';
import type { CommitteeKind, SeatRole } from './committees.contract.ts';

/** What people read for the kinds of committees and the roles in them. */
export const committeeKindWords: Readonly<Record<CommitteeKind, LocalText>> = {
  steeringCommittee: { vi: 'Ban Chỉ đạo 138', en: 'Steering committee' },
  modelBoard: { vi: 'Ban của riêng mô hình', en: 'Board of one model' },
};

export const seatRoleWords: Readonly<Record<SeatRole, LocalText>> = {
  head: { vi: 'Trưởng ban', en: 'Head' },
  standingDeputy: { vi: 'Phó Trưởng ban Thường trực', en: 'Standing deputy' },
  deputy: { vi: 'Phó Trưởng ban', en: 'Deputy' },
  secretary: { vi: 'Thư ký', en: 'Secretary' },
  member: { vi: 'Ủy viên', en: 'Member' },
};
