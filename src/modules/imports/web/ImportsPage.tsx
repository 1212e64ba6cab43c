import type { ReactNode } from 'react';
import { useText } from '../../../platform/web/i18n.tsx';
import { usePageTitle } from '../../../platform/web/page.tsx';
import { Page, PageHeader, Section } from '../../../ui/layout/PageHeader.tsx';
import { EarlierImports } from './EarlierImports.tsx';
import { importsText } from './imports.text.ts';
import { Templates } from './Templates.tsx';
import { UploadBook } from './UploadBook.tsx';

/** Takes a workbook of last year in; lists what was taken in before. */
export function ImportsPage(): ReactNode {
  const text = useText(importsText);
  usePageTitle(text.title);
  return (
    <Page>
      <PageHeader
        title={text.title}
        lead={text.lead}
        crumbs={[{ label: text.books, href: '/so' }, { label: text.title }]}
      />
      <Section>
        <UploadBook />
      </Section>
      <EarlierImports />
      <Templates />
    </Page>
  );
}
