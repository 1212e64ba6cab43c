import { defineMessages } from '../../../platform/web/i18n.tsx';

/** The roles by their words. */
export const roleText = defineMessages({
  vi: {
    recorder: 'Người ghi sổ',
    officer: 'Cán bộ',
    leader: 'Lãnh đạo',
    staff: 'Cán bộ tổng hợp',
    administrator: 'Quản trị',
    auditor: 'Kiểm tra nhật ký',
  },
  en: {
    recorder: 'Recorder',
    officer: 'Officer',
    leader: 'Leader',
    staff: 'Staff',
    administrator: 'Administrator',
    auditor: 'Auditor',
  },
});

/** What each role is for, in one line. */
export const roleHelpText = defineMessages({
  vi: {
    recorder: 'Tổ, đội ở thôn: ghi việc của thôn mình.',
    officer: 'Cấp xã: ghi, duyệt, nhập sổ cũ, lập báo cáo.',
    leader: 'Cấp xã: duyệt, xem số liệu và báo cáo.',
    staff: 'Cấp tỉnh: xem sổ, số liệu và báo cáo các xã.',
    administrator: 'Mời người dùng, giao vai trò, quản lý địa bàn.',
    auditor: 'Chỉ xem nhật ký, không xem sổ.',
  },
  en: {
    recorder: 'A team in a hamlet: records the work of its hamlet.',
    officer: 'Commune: records, verifies, imports old books, makes reports.',
    leader: 'Commune: verifies, sees figures and reports.',
    staff: 'Province: sees the books, figures and reports of its communes.',
    administrator: 'Invites users, gives roles, manages places.',
    auditor: 'Sees the log alone, no books.',
  },
});
