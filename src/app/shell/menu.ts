import { modelsSection } from '../../modules/models/web/ModelsNav.tsx';
import type { Permission } from '../../platform/permissions.ts';
import { defineMessages } from '../../platform/web/i18n.tsx';
import type { ShellItem } from '../../platform/web/shell/AppShell.tsx';

export const menuText = defineMessages({
  vi: {
    today: 'Hôm nay',
    books: 'Sổ',
    models: 'Mô hình',
    figures: 'Số liệu',
    reports: 'Báo cáo',
    tips: 'Tin báo',
    areas: 'Địa bàn',
    admin: 'Quản trị',
    account: 'Tài khoản',
    help: 'Hướng dẫn',
    signOut: 'Đăng xuất',
    unreachable: 'Không kết nối được với máy chủ. Những gì đã lưu vẫn còn; chương trình sẽ tự thử lại.',
    tryNow: 'Thử lại ngay',
  },
  en: {
    today: 'Today',
    books: 'Books',
    models: 'Models',
    figures: 'Figures',
    reports: 'Reports',
    tips: 'Tips',
    areas: 'Places',
    admin: 'Administration',
    account: 'Account',
    help: 'Help',
    signOut: 'Sign out',
    unreachable: 'The server can not be reached. What was saved is still there; the program keeps trying.',
    tryNow: 'Try now',
  },
});

/** Whoever has a part in reports: opens them, takes them down, names who opens them, or sees who did. */
const onTips: readonly Permission[] = ['tips.work', 'tips.intake', 'tips.offices', 'readings.read'];

/** The words of the menu that this person can use, in the order of the work. */
export function menuItems(
  text: (typeof menuText)['vi'],
  may: (permission: Permission) => boolean,
): readonly ShellItem[] {
  const items: readonly (ShellItem & { needs?: Permission })[] = [
    { label: text.today, to: '/', icon: 'today' },
    { label: text.books, to: '/so', icon: 'book', needs: 'activities.read' },
    { label: text.models, to: '/mo-hinh', also: modelsSection, icon: 'model', needs: 'models.read' },
    { label: text.figures, to: '/so-lieu', icon: 'figures', needs: 'figures.read' },
    { label: text.reports, to: '/bao-cao', icon: 'report', needs: 'reports.read' },
    { label: text.tips, to: '/tin-bao', icon: 'tip', needs: onTips.find(may) ?? 'tips.work' },
    { label: text.areas, to: '/dia-ban', icon: 'area', needs: 'areas.read' },
    {
      label: text.admin,
      to: may('accounts.manage') ? '/quan-tri' : '/quan-tri/nhat-ky',
      icon: 'admin',
      needs: 'audit.read',
    },
  ];
  return items.filter(({ needs }) => needs === undefined || may(needs));
}
