import { useQuery } from '@tanstack/react-query';
import type { ReactNode } from 'react';
import { call } from '../../../platform/web/client.ts';
import { formatInstant } from '../../../platform/web/format.ts';
import { defineMessages, useLanguage, useText } from '../../../platform/web/i18n.tsx';
import { Section } from '../../../ui/layout/PageHeader.tsx';
import type { Site } from '../model-site.contract.ts';
import { listSiteChanges } from '../models.contract.ts';
import css from './models.module.css';

const words = defineMessages({
  vi: {
    history: 'Lịch sử',
    propose: 'Đề xuất',
    entry: 'Ghi từ sổ',
    edit: 'Sửa thông tin',
    survey: 'Ghi phiếu khảo sát',
    retire: 'Thanh loại',
    merge: 'Sáp nhập',
    undo: 'Hoàn tác',
    replica: 'Nhân rộng từ điểm khác',
    replicate: 'Nhân rộng sang nơi khác',
    areas: 'Sửa các địa bàn trong cụm',
    reopen: 'Mở lại kiểm tra, sơ kết đã ghi ngày',
    kind: 'Đổi loại khi sáp nhập loại',
    step: (n: string) => `Ghi bước ${n}`,
  },
  en: {
    history: 'History',
    propose: 'Proposed',
    entry: 'Written from a book',
    edit: 'Edited',
    survey: 'Survey written',
    retire: 'Retired',
    merge: 'Merged',
    undo: 'Taken back',
    replica: 'Founded by replication',
    replicate: 'Replicated elsewhere',
    areas: 'Areas of the cluster changed',
    reopen: 'Opened again a check or review of',
    kind: 'Kind changed by a merger of kinds',
    step: (n: string) => `Step ${n} written`,
  },
});

/** What was done with a site, the newest first. */
export function SiteHistory({ site }: { site: Site }): ReactNode {
  const text = useText(words);
  const [language] = useLanguage();
  const { data } = useQuery({
    queryKey: ['modelSiteChanges', site.id, site.revision],
    queryFn: ({ signal }) => call(listSiteChanges, { params: { id: site.id }, signal }),
  });
  if (!data) return null;
  const say = (action: string): string => {
    if (action.startsWith('step')) return text.step(action.slice(4));
    const word = (text as Record<string, unknown>)[action];
    return typeof word === 'string' ? word : action;
  };
  return (
    <Section title={text.history}>
      <ul className={css.plain}>
        {data.changes.map((change) => (
          <li key={change.revision}>
            {say(change.action)}
            <span className={css.quiet}>
              {' · '}
              {formatInstant(change.at, language)}
              {change.by.name && ` · ${change.by.name}`}
            </span>
            {change.reason && ` · ${change.reason}`}
          </li>
        ))}
      </ul>
    </Section>
  );
}
