import type { ReactNode } from 'react';
import { Button, ButtonLink, ButtonRow } from '../../../ui/action/Button.tsx';
import { Banner } from '../../../ui/feedback/Banner.tsx';
import { Page, PageHeader } from '../../../ui/layout/PageHeader.tsx';
import { defineMessages, useText } from '../i18n.tsx';
import { usePageTitle } from '../page.tsx';
import { PlainShell } from './AppShell.tsx';

const messages = defineMessages({
  vi: {
    lost: 'Không có trang này',
    lostWords: 'Địa chỉ có thể gõ sai, hoặc trang không nằm trong phần việc của bạn.',
    home: 'Về trang đầu',
    broken: 'Trang này bị lỗi',
    brokenWords:
      'Những gì đã lưu vẫn còn. Hãy tải lại trang; nếu vẫn lỗi, báo cho người quản trị dòng chữ dưới đây.',
    reload: 'Tải lại trang',
  },
  en: {
    lost: 'There is no such page',
    lostWords: 'The address may be mistyped, or the page is not part of your work.',
    home: 'To the first page',
    broken: 'This page has failed',
    brokenWords:
      'What was saved is still there. Load the page again; if it fails again, give the line below to your administrator.',
    reload: 'Load again',
  },
});

/** An address that no page answers to. */
export function LostPage(): ReactNode {
  const text = useText(messages);
  usePageTitle(text.lost);
  return (
    <PlainShell>
      <Page>
        <PageHeader title={text.lost} lead={text.lostWords} />
        <div>
          <ButtonLink kind="primary" href="/">
            {text.home}
          </ButtonLink>
        </div>
      </Page>
    </PlainShell>
  );
}

/** A page whose code or data failed. */
export function BrokenPage({ error }: { error: unknown }): ReactNode {
  const text = useText(messages);
  usePageTitle(text.broken);
  return (
    <PlainShell>
      <Page>
        <PageHeader title={text.broken} lead={text.brokenWords} />
        <Banner tone="error" announce>
          {error instanceof Error ? error.message : String(error)}
        </Banner>
        <ButtonRow>
          <Button kind="primary" onClick={() => window.location.reload()}>
            {text.reload}
          </Button>
          <ButtonLink href="/">{text.home}</ButtonLink>
        </ButtonRow>
      </Page>
    </PlainShell>
  );
}
