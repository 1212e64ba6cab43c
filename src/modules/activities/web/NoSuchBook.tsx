import type { ReactNode } from 'react';
import { useText } from '../../../platform/web/i18n.tsx';
import { usePageTitle } from '../../../platform/web/page.tsx';
import { ButtonLink } from '../../../ui/action/Button.tsx';
import { Page, PageHeader } from '../../../ui/layout/PageHeader.tsx';
import { booksText } from './books.text.ts';

/** An address with a book that does not exist. */
export function NoSuchBook(): ReactNode {
  const text = useText(booksText);
  usePageTitle(text.noForm);
  return (
    <Page narrow>
      <PageHeader title={text.noForm} lead={text.noFormWords} />
      <div>
        <ButtonLink href="/so">{text.toBooks}</ButtonLink>
      </div>
    </Page>
  );
}
