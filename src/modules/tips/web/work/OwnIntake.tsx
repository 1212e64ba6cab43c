import { useQuery } from '@tanstack/react-query';
import type { ReactNode } from 'react';
import { call } from '../../../../platform/web/client.ts';
import { formatDate } from '../../../../platform/web/format.ts';
import { useText } from '../../../../platform/web/i18n.tsx';
import { EmptyState } from '../../../../ui/feedback/EmptyState.tsx';
import { useUiLanguage } from '../../../../ui/language.ts';
import { Section } from '../../../../ui/layout/PageHeader.tsx';
import { TaskList } from '../../../../ui/layout/TaskList.tsx';
import { useMay } from '../../../accounts/web/me.ts';
import { listIntake } from '../../tip-intake.contract.ts';
import { wordsQuery } from '../keys/tip-queries.ts';
import { TipStateTag } from './ClockTag.tsx';
import { tipsText, tipWords } from './tips.text.ts';

/** The reports that somebody took down himself: that they are there and how far they are. */
export function OwnIntake(): ReactNode {
  const text = useText(tipsText);
  const words = useText(tipWords);
  const language = useUiLanguage();
  const may = useMay();
  const harms = useQuery(wordsQuery).data?.harms ?? [];
  const { data } = useQuery({
    queryKey: ['tips', 'intake'],
    queryFn: ({ signal }) => call(listIntake, { query: { limit: 50 }, signal }),
  });
  if (!data || (data.items.length === 0 && may('tips.work'))) return null;
  if (data.items.length === 0)
    return <EmptyState title={text.intakeEmpty}>{text.intakeEmptyHelp}</EmptyState>;
  return (
    <Section title={text.intake} lead={text.intakeLead}>
      <TaskList
        items={data.items.map((item) => ({
          key: item.id,
          title: harms.find(({ code }) => code === item.harm)?.name[language] ?? item.harm,
          note: `${formatDate(item.day, language)} · ${words[`channel_${item.channel}`]} · ${item.office.name}${
            item.number ? ` · ${text.tipNumber(item.number)}` : ''
          }`,
          tag: <TipStateTag state={item.state} />,
        }))}
      />
    </Section>
  );
}
