import { keepPreviousData, useQuery } from '@tanstack/react-query';
import { useRouter } from '@tanstack/react-router';
import { type ReactNode, useEffect, useState } from 'react';
import { z } from 'zod';
import { Role } from '../../../../platform/permissions.ts';
import { call } from '../../../../platform/web/client.ts';
import { formatDate, formatNumber } from '../../../../platform/web/format.ts';
import { useText } from '../../../../platform/web/i18n.tsx';
import { usePageTitle } from '../../../../platform/web/page.tsx';
import { problemText } from '../../../../platform/web/problem.ts';
import { usePageSearch } from '../../../../platform/web/search.ts';
import { Button, ButtonLink, ButtonRow } from '../../../../ui/action/Button.tsx';
import { Link } from '../../../../ui/action/Link.tsx';
import { Banner } from '../../../../ui/feedback/Banner.tsx';
import { EmptyState } from '../../../../ui/feedback/EmptyState.tsx';
import { Skeleton } from '../../../../ui/feedback/Spinner.tsx';
import { Select } from '../../../../ui/form/Select.tsx';
import { TextInput } from '../../../../ui/form/TextInput.tsx';
import { useUiLanguage } from '../../../../ui/language.ts';
import { Page, PageHeader } from '../../../../ui/layout/PageHeader.tsx';
import { Toolbar } from '../../../../ui/layout/Toolbar.tsx';
import { DataTable } from '../../../../ui/table/DataTable.tsx';
import { AccountState } from '../../account.contract.ts';
import { type Account, listAccounts } from '../../accounts.contract.ts';
import { useMay } from '../me.ts';
import { roleText } from '../role.text.ts';
import { AccountTag } from './AccountTag.tsx';
import { usersText } from './users.text.ts';

const Search = z.object({
  tim: z.string().max(100).optional(),
  vaitro: Role.optional(),
  trangthai: AccountState.optional(),
  sau: z.string().max(100).optional(),
});

/** The users of one's areas. */
export function UsersPage(): ReactNode {
  const text = useText(usersText);
  const language = useUiLanguage();
  const may = useMay();
  const [search, change] = usePageSearch(Search);
  usePageTitle(text.title);
  const query = { search: search.tim, role: search.vaitro, state: search.trangthai, after: search.sau };
  const list = useQuery({
    queryKey: ['accounts', 'list', query],
    queryFn: ({ signal }) => call(listAccounts, { query, signal }),
    placeholderData: keepPreviousData,
  });
  return (
    <Page>
      <PageHeader
        title={text.title}
        lead={text.lead}
        action={
          <ButtonLink kind="primary" icon="plus" href="/quan-tri/moi">
            {text.invite}
          </ButtonLink>
        }
      />
      <ButtonRow>
        {may('areas.manage') && (
          <ButtonLink icon="area" href="/quan-tri/dia-ban">
            {text.areas}
          </ButtonLink>
        )}
        {may('audit.read') && (
          <ButtonLink icon="history" href="/quan-tri/nhat-ky">
            {text.audit}
          </ButtonLink>
        )}
      </ButtonRow>
      <Filters search={search} change={change} total={list.data?.total} />
      {list.error && <Banner tone="error">{problemText(list.error, language)}</Banner>}
      {list.data ? <UserTable rows={list.data.items} /> : !list.error && <Skeleton lines={6} />}
      {(search.sau || list.data?.next) && (
        <ButtonRow>
          {search.sau && <Button onClick={() => change({ sau: undefined })}>{text.firstPage}</Button>}
          {list.data?.next && (
            <Button icon="right" onClick={() => change({ sau: list.data?.next })}>
              {text.nextPage}
            </Button>
          )}
        </ButtonRow>
      )}
    </Page>
  );
}

type View = z.output<typeof Search>;

function Filters(props: {
  search: View;
  change: (patch: Partial<Record<keyof View, unknown>>, how?: { replace?: boolean }) => void;
  total: number | undefined;
}): ReactNode {
  const text = useText(usersText);
  const roles = useText(roleText);
  const language = useUiLanguage();
  const { search, change } = props;
  const [typed, setTyped] = useState(search.tim ?? '');
  useEffect(() => {
    if (typed === (search.tim ?? '')) return;
    const timer = window.setTimeout(() => change({ tim: typed, sau: undefined }, { replace: true }), 300);
    return () => window.clearTimeout(timer);
  }, [typed, search.tim, change]);
  return (
    <Toolbar
      label={text.filters}
      words={props.total === undefined ? undefined : text.count(formatNumber(props.total, language))}
    >
      <TextInput label={text.search} type="search" value={typed} onChange={setTyped} />
      <Select
        label={text.role}
        placeholder={text.anyRole}
        value={search.vaitro ?? ''}
        onChange={(vaitro) => change({ vaitro, sau: undefined })}
        choices={Role.options.map((role) => ({ value: role, label: roles[role] }))}
      />
      <Select
        label={text.state}
        placeholder={text.anyState}
        value={search.trangthai ?? ''}
        onChange={(trangthai) => change({ trangthai, sau: undefined })}
        choices={AccountState.options.map((state) => ({ value: state, label: text[state] }))}
      />
    </Toolbar>
  );
}

function UserTable({ rows }: { rows: readonly Account[] }): ReactNode {
  const text = useText(usersText);
  const roles = useText(roleText);
  const language = useUiLanguage();
  const router = useRouter();
  const hrefOf = (row: Account): string => `/quan-tri/nguoi-dung/${row.id}`;
  const rolesOf = (row: Account): string =>
    [
      ...row.assignments.map((given) => `${roles[given.role]}, ${given.areaName}`),
      ...(row.beyond ? [text.beyond] : []),
    ].join('; ');
  return (
    <DataTable<Account>
      caption={text.users}
      hideCaption
      stack
      tall
      rows={rows}
      rowKey={(row) => row.id}
      rowName={(row) => row.displayName}
      onOpen={(row) => router.history.push(hrefOf(row))}
      rowState={(row) => (row.state === 'disabled' ? 'muted' : 'plain')}
      empty={<EmptyState title={text.none}>{text.noneWords}</EmptyState>}
      columns={[
        { key: 'name', label: text.name, cell: (row) => <Link href={hrefOf(row)}>{row.displayName}</Link> },
        { key: 'username', label: text.username, cell: (row) => row.username },
        { key: 'roles', label: text.roles, wide: true, cell: rolesOf },
        { key: 'state', label: text.state, cell: (row) => <AccountTag state={row.state} /> },
        { key: 'second', label: text.second, cell: (row) => (row.hasSecondStep ? text.yes : text.no) },
        {
          key: 'seen',
          label: text.lastSeen,
          nowrap: true,
          cell: (row) => (row.lastSeenOn ? formatDate(row.lastSeenOn, language) : text.never),
        },
      ]}
    />
  );
}
