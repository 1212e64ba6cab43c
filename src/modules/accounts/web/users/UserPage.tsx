import { useQuery, useQueryClient } from '@tanstack/react-query';
import { useParams } from '@tanstack/react-router';
import type { ReactNode } from 'react';
import { call } from '../../../../platform/web/client.ts';
import { formatDate, formatInstant } from '../../../../platform/web/format.ts';
import { useText } from '../../../../platform/web/i18n.tsx';
import { usePageTitle } from '../../../../platform/web/page.tsx';
import { problemText } from '../../../../platform/web/problem.ts';
import { Banner } from '../../../../ui/feedback/Banner.tsx';
import { Skeleton } from '../../../../ui/feedback/Spinner.tsx';
import { useUiLanguage } from '../../../../ui/language.ts';
import { DescriptionList } from '../../../../ui/layout/DescriptionList.tsx';
import { Page, PageHeader } from '../../../../ui/layout/PageHeader.tsx';
import { type Account, getAccount } from '../../accounts.contract.ts';
import { AccountTag } from './AccountTag.tsx';
import { UserAccess } from './UserAccess.tsx';
import { UserRoles } from './UserRoles.tsx';
import { usersText } from './users.text.ts';

/** One user: roles by place, ways in, open or closed. */
export function UserPage(): ReactNode {
  const text = useText(usersText);
  const language = useUiLanguage();
  const client = useQueryClient();
  const { id = '' } = useParams({ strict: false }) as { id?: string };
  const key = ['accounts', 'one', id];
  const found = useQuery({
    queryKey: key,
    queryFn: ({ signal }) => call(getAccount, { params: { id }, signal }),
  });
  const account = found.data;
  usePageTitle(account?.displayName ?? text.users);
  function onChanged(next: Account): void {
    client.setQueryData(key, next);
    void client.invalidateQueries({ queryKey: ['accounts', 'list'] });
  }
  const crumbs = [{ label: text.title, href: '/quan-tri' }, { label: account?.displayName ?? text.users }];
  if (!account) {
    return (
      <Page narrow>
        <PageHeader title={text.users} crumbs={crumbs} />
        {found.error ? (
          <Banner tone="error">{problemText(found.error, language)}</Banner>
        ) : (
          <Skeleton lines={6} />
        )}
      </Page>
    );
  }
  return (
    <Page narrow>
      <PageHeader title={account.displayName} crumbs={crumbs} tag={<AccountTag state={account.state} />} />
      <DescriptionList
        items={[
          { term: text.username, value: account.username },
          { term: text.since, value: formatInstant(account.createdAt, language) },
          {
            term: text.lastSeen,
            value: account.lastSeenOn ? formatDate(account.lastSeenOn, language) : text.never,
          },
          { term: text.second, value: account.hasSecondStep ? text.yes : text.no },
        ]}
      />
      {!account.can.manage && <Banner>{text.notManaged}</Banner>}
      <UserRoles account={account} onChanged={onChanged} />
      {account.can.manage && <UserAccess account={account} onChanged={onChanged} />}
    </Page>
  );
}
