import type { ReactNode } from 'react';
import { useMay } from '../../modules/accounts/web/me.ts';
import type { Permission } from '../../platform/permissions.ts';
import { useText } from '../../platform/web/i18n.tsx';
import { usePageTitle } from '../../platform/web/page.tsx';
import { Page, PageHeader, Section } from '../../ui/layout/PageHeader.tsx';
import { helpText } from './help.text.ts';

/** The essentials of the guide, as far as this person can do them. */
export function HelpPage(): ReactNode {
  const text = useText(helpText);
  const may = useMay();
  usePageTitle(text.title);
  const parts: readonly { words: string; needs?: Permission }[] = [
    { words: text.record, needs: 'activities.write' },
    { words: text.review, needs: 'activities.verify' },
    { words: text.books, needs: 'imports.use' },
    { words: text.figures, needs: 'figures.read' },
    { words: text.reports, needs: 'reports.read' },
    { words: text.account },
  ];
  return (
    <Page narrow>
      <PageHeader title={text.title} lead={text.lead} />
      {parts
        .filter(({ needs }) => needs === undefined || may(needs))
        .map(({ words }) => {
          const [title, ...lines] = words.split('\n');
          return (
            <Section key={title} title={title}>
              <ul>
                {lines.map((line) => (
                  <li key={line}>{line}</li>
                ))}
              </ul>
            </Section>
          );
        })}
    </Page>
  );
}
