import type { Role } from '../../platform/permissions.ts';

/** Somebody of the demo. The id is the same in every installation, so that a cut-off filling can be gone on with. */
export interface DemoPerson {
  readonly id: string;
  readonly username: string;
  readonly displayName: string;
  readonly role: Role;
  /** Where the role holds: `hamlet` is Thôn Cấm, `commune` Hiệp Hòa, `province` Tỉnh Bắc Ninh. */
  readonly at: 'hamlet' | 'commune' | 'province';
  readonly does: { readonly vi: string; readonly en: string };
}

const person = (n: number, rest: Omit<DemoPerson, 'id'>): DemoPerson => ({
  id: `01941f29-7c00-7000-8000-00000000000${n}`,
  ...rest,
});

export const demoRecorder = person(1, {
  username: 'thon.cam',
  displayName: 'Đỗ Văn Nhàn',
  role: 'recorder',
  at: 'hamlet',
  does: { vi: 'Ghi chép Thôn Cấm', en: 'Recorder of Thôn Cấm' },
});
export const demoOfficer = person(2, {
  username: 'can.bo',
  displayName: 'Nguyễn Thị Hạnh',
  role: 'officer',
  at: 'commune',
  does: { vi: 'Cán bộ phường', en: 'Officer of the commune' },
});
export const demoLeader = person(3, {
  username: 'lanh.dao',
  displayName: 'Trần Quốc Toản',
  role: 'leader',
  at: 'commune',
  does: { vi: 'Lãnh đạo phường', en: 'Leader of the commune' },
});
export const demoStaff = person(4, {
  username: 'can.bo.tinh',
  displayName: 'Lê Minh Châu',
  role: 'staff',
  at: 'province',
  does: { vi: 'Cán bộ tỉnh', en: 'Staff of the province' },
});
export const demoAuditor = person(5, {
  username: 'kiem.tra',
  displayName: 'Phạm Thu Giang',
  role: 'auditor',
  at: 'commune',
  does: { vi: 'Kiểm tra nhật ký', en: 'Auditor' },
});

/** The administrator is made by the set-up, like the first one of any installation. */
export const demoAdministrator = {
  username: 'quan.tri',
  displayName: 'Vũ Đình Khôi',
  does: { vi: 'Quản trị', en: 'Administrator' },
} as const;

export const demoPeople: readonly DemoPerson[] = [
  demoRecorder,
  demoOfficer,
  demoLeader,
  demoStaff,
  demoAuditor,
];

const letters = 'abcdefghjkmnpqrstuvwxyz23456789';

/**
 * A password that is easy to copy from a screen: three groups of four, about 59 bits.
 * @param random Gives an integer from 0 to below its argument; `randomInt` of node:crypto in service.
 */
export function demoPassword(random: (below: number) => number): string {
  const group = (): string => Array.from({ length: 4 }, () => letters[random(letters.length)]).join('');
  return [group(), group(), group()].join('-');
}
