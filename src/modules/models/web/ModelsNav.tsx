import { useRouterState } from '@tanstack/react-router';
import { type ReactNode, useEffect, useRef } from 'react';
import type { Permission } from '../../../platform/permissions.ts';
import { defineMessages, useText } from '../../../platform/web/i18n.tsx';
import { Anchor } from '../../../ui/action/Link.tsx';
import { useMay } from '../../accounts/web/me.ts';
import css from './ModelsNav.module.css';

const navText = defineMessages({
  vi: {
    section: 'Mô hình',
    sites: 'Điểm mô hình',
    kinds: 'Loại mô hình',
    papers: 'Mẫu văn bản',
    tasks: 'Việc phải làm',
    teams: 'Tổ và thành viên',
    committees: 'Ban chỉ đạo',
    pledges: 'Ký cam kết',
    registrations: 'Đăng ký phấn đấu',
    targets: 'Chỉ tiêu',
  },
  en: {
    section: 'Models',
    sites: 'Sites',
    kinds: 'Kinds',
    papers: 'Templates',
    tasks: 'Tasks',
    teams: 'Teams',
    committees: 'Committees',
    pledges: 'Pledges',
    registrations: 'Registrations',
    targets: 'Targets',
  },
});

interface NavLine {
  readonly label: keyof (typeof navText)['vi'];
  readonly to: string;
  readonly needs: Permission;
}

/** The pages of the section *Mô hình*, in the order of the work; each module adds its line. */
const lines: readonly NavLine[] = [
  { label: 'sites', to: '/mo-hinh', needs: 'models.read' },
  { label: 'tasks', to: '/mo-hinh/viec', needs: 'models.read' },
  { label: 'kinds', to: '/mo-hinh/loai', needs: 'models.read' },
  { label: 'teams', to: '/to', needs: 'teams.read' },
  { label: 'committees', to: '/ban-chi-dao', needs: 'teams.read' },
  { label: 'papers', to: '/mo-hinh/mau', needs: 'documents.manage' },
  { label: 'pledges', to: '/cam-ket', needs: 'pledges.read' },
  { label: 'registrations', to: '/dang-ky', needs: 'registrations.read' },
  { label: 'targets', to: '/chi-tieu', needs: 'targets.read' },
];

/** The paths that belong to the section in the menu. */
export const modelsSection: readonly string[] = lines.map((line) => line.to);

/** Leads between the pages of the section; stands right under the heading of each of them. */
export function ModelsNav(): ReactNode {
  const text = useText(navText);
  const may = useMay();
  const path = useRouterState({ select: (state) => state.location.pathname });
  const shown = lines.filter((line) => may(line.needs));
  const here = shown
    .filter((line) => path === line.to || path.startsWith(`${line.to}/`))
    .toSorted((a, b) => b.to.length - a.to.length)[0];
  const nav = useRef<HTMLElement>(null);
  // On a phone the line is wider than the page: it begins where one is.
  useEffect(() => {
    const current = nav.current?.querySelector<HTMLElement>(`a[href="${here?.to ?? ''}"]`);
    if (nav.current && current) nav.current.scrollLeft = current.offsetLeft - nav.current.offsetLeft;
  }, [here?.to]);
  return (
    <nav ref={nav} aria-label={text.section} className={css.nav} data-print="hide">
      <ul className={css.list}>
        {shown.map((line) => (
          <li key={line.to}>
            <Anchor
              href={line.to}
              className={css.line}
              {...(line === here ? { 'aria-current': 'page' as const } : {})}
            >
              {text[line.label]}
            </Anchor>
          </li>
        ))}
      </ul>
    </nav>
  );
}
