import { useQuery } from '@tanstack/react-query';
import { type ReactNode, useState } from 'react';
import { call } from '../../../../platform/web/client.ts';
import { formatInstant } from '../../../../platform/web/format.ts';
import { useText } from '../../../../platform/web/i18n.tsx';
import { problemText } from '../../../../platform/web/problem.ts';
import { Button } from '../../../../ui/action/Button.tsx';
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
  const items = useQuery({
    queryKey: ['syncItems', 'open'],
    queryFn: ({ signal }) => call(listSyncItems, { query: {}, signal }),
    refetchInterval: 60_000,
  });
  return (
    <Section title={text.items}>
      {items.error && <Banner tone="error">{problemText(items.error, language)}</Banner>}
      {items.isPending && <Skeleton lines={3} />}
      {items.data?.items.length === 0 && <EmptyState title={text.noItems}>{text.noItemsWords}</EmptyState>}
      {items.data?.items.map((item) => (
        <ItemCard
          key={item.id}
          item={item}
          isOpen={open === item.id}
          onOpen={(now) => setOpen(now ? item.id : undefined)}
        />
      ))}
      <Settled />
    </Section>
  );
}

const hows = { repaired: 'howRepaired', chosen: 'howChosen', dropped: 'howDropped' } as const;

/** Fetched when somebody asks. */
function Settled(): ReactNode {
  const text = useText(itemsText);
  const language = useUiLanguage();
  const [isShown, setIsShown] = useState(false);
  const forms = useForms().data ?? [];
  const items = useQuery({
    queryKey: ['syncItems', 'settled'],
    queryFn: ({ signal }) => call(listSyncItems, { query: { state: 'settled' }, signal }),
    enabled: isShown,
  });
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
      {items.data?.items.length === 0 && <p>{text.noneSettled}</p>}
      {items.data && items.data.items.length > 0 && (
        <TaskList
          items={items.data.items.map((item) => {
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
    </Section>
  );
}
