import { useInfiniteQuery } from '@tanstack/react-query';
import { type ReactNode, useState } from 'react';
import { call } from '../../../../platform/web/client.ts';
import { formatInstant } from '../../../../platform/web/format.ts';
import { useText } from '../../../../platform/web/i18n.tsx';
import { problemText } from '../../../../platform/web/problem.ts';
import { Button, ButtonRow } from '../../../../ui/action/Button.tsx';
import { Banner } from '../../../../ui/feedback/Banner.tsx';
import { EmptyState } from '../../../../ui/feedback/EmptyState.tsx';
import { Skeleton } from '../../../../ui/feedback/Spinner.tsx';
import { useUiLanguage } from '../../../../ui/language.ts';
import { Section } from '../../../../ui/layout/PageHeader.tsx';
import { TaskList } from '../../../../ui/layout/TaskList.tsx';
import { useForms } from '../../../activities/web/forms.ts';
import { listSyncItems } from '../../sync.contract.ts';
import { ItemCard, itemTitle } from './ItemCard.tsx';
import { itemsText } from './items.text.ts';
import { phonesText } from './phones.text.ts';

/** What waits for somebody who knows, and what was settled lately. */
export function ItemsSection(): ReactNode {
  const text = useText(phonesText);
  const language = useUiLanguage();
  const [open, setOpen] = useState<string>();
  const items = useItems('open');
  const rows = items.data?.pages.flatMap((page) => page.items);
  return (
    <Section title={text.items}>
      {items.error && <Banner tone="error">{problemText(items.error, language)}</Banner>}
      {items.isPending && <Skeleton lines={3} />}
      {rows?.length === 0 && <EmptyState title={text.noItems}>{text.noItemsWords}</EmptyState>}
      {rows?.map((item) => (
        <ItemCard
          key={item.id}
          item={item}
          isOpen={open === item.id}
          onOpen={(now) => setOpen(now ? item.id : undefined)}
        />
      ))}
      <More list={items} />
      <Settled />
    </Section>
  );
}

/** A page at a time, the pages that are open read again now and then. */
function useItems(state: 'open' | 'settled', enabled = true) {
  return useInfiniteQuery({
    queryKey: ['syncItems', state],
    queryFn: ({ pageParam, signal }) => call(listSyncItems, { query: { state, cursor: pageParam }, signal }),
    initialPageParam: undefined as string | undefined,
    getNextPageParam: (page) => page.next ?? undefined,
    refetchInterval: state === 'open' ? 60_000 : false,
    enabled,
  });
}

function More({ list }: { list: ReturnType<typeof useItems> }): ReactNode {
  const text = useText(itemsText);
  if (!list.hasNextPage) return null;
  return (
    <ButtonRow>
      <Button busy={list.isFetchingNextPage} onClick={() => void list.fetchNextPage()}>
        {text.more}
      </Button>
    </ButtonRow>
  );
}

const hows = { repaired: 'howRepaired', chosen: 'howChosen', dropped: 'howDropped' } as const;

/** Fetched when somebody asks. */
function Settled(): ReactNode {
  const text = useText(itemsText);
  const language = useUiLanguage();
  const [isShown, setIsShown] = useState(false);
  const forms = useForms().data ?? [];
  const items = useItems('settled', isShown);
  const rows = items.data?.pages.flatMap((page) => page.items) ?? [];
  if (!isShown) {
    return (
      <p>
        <Button kind="quiet" onClick={() => setIsShown(true)}>
          {text.showSettled}
        </Button>
      </p>
    );
  }
  return (
    <Section level={3} title={text.settled} lead={text.settledWords}>
      {items.error && <Banner tone="error">{problemText(items.error, language)}</Banner>}
      {items.isPending && <Skeleton lines={3} />}
      {items.data && rows.length === 0 && <p>{text.noneSettled}</p>}
      {rows.length > 0 && (
        <TaskList
          items={rows.map((item) => {
            const form = forms.find(({ code }) => code === item.form);
            const by = text.settledBy(
              item.settledBy?.name ?? '',
              formatInstant(item.settledAt ?? item.receivedAt, language),
            );
            const how = item.settlement ? text[hows[item.settlement]] : '';
            return {
              key: item.id,
              title: `${itemTitle(item, form, language)} · ${item.areaName} · ${item.person.name}`,
              note: [how, by, item.reason].filter(Boolean).join(' · '),
            };
          })}
        />
      )}
      <More list={items} />
    </Section>
  );
}
