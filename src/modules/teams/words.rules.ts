import type { LocalText } from '../../platform/text.ts';
import type { Chosen, EquipmentCondition, TeamKind, TeamRole } from './team.contract.ts';

/** What people read for the kinds and roles, on pages, in workbooks and on papers. */
export const teamKindWords: Readonly<Record<TeamKind, LocalText>> = {
  securityTeam: { vi: 'Tổ bảo vệ an ninh, trật tự', en: 'Security team' },
  selfManagedGroup: { vi: 'Tổ tự quản', en: 'Self-managed group' },
  mediationTeam: { vi: 'Tổ hòa giải', en: 'Mediation team' },
  modelTeam: { vi: 'Tổ thực hiện mô hình', en: 'Team of a model' },
};

export const teamRoleWords: Readonly<Record<TeamRole, LocalText>> = {
  teamLeader: { vi: 'Tổ trưởng', en: 'Leader' },
  deputyLeader: { vi: 'Tổ phó', en: 'Deputy leader' },
  teamMember: { vi: 'Tổ viên', en: 'Member' },
  mediator: { vi: 'Hòa giải viên', en: 'Mediator' },
};

export const chosenWords: Readonly<Record<Chosen, LocalText>> = {
  elected: { vi: 'Được bầu', en: 'Elected' },
  nominated: { vi: 'Được cử', en: 'Nominated' },
  unknown: { vi: 'Chưa ghi', en: 'Not said' },
};

export const sexWords: Readonly<Record<'female' | 'male', LocalText>> = {
  female: { vi: 'Nữ', en: 'Female' },
  male: { vi: 'Nam', en: 'Male' },
};

export const conditionWords: Readonly<Record<EquipmentCondition, LocalText>> = {
  good: { vi: 'Dùng tốt', en: 'Good' },
  worn: { vi: 'Đã cũ', en: 'Worn' },
  broken: { vi: 'Hỏng', en: 'Broken' },
  missing: { vi: 'Thất lạc', en: 'Missing' },
};
