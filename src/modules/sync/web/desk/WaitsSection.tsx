import type { ReactNode } from 'react';
import { formatNumber } from '../../../../platform/web/format.ts';
import { useText } from '../../../../platform/web/i18n.tsx';
import { ButtonLink } from '../../../../ui/action/Button.tsx';
import { StatusTag } from '../../../../ui/feedback/StatusTag.tsx';
import { useUiLanguage } from '../../../../ui/language.ts';
import { Section } from '../../../../ui/layout/PageHeader.tsx';
import { type Task, TaskList } from '../../../../ui/layout/TaskList.tsx';
import type { FieldDay } from '../../field-day.contract.ts';
import type { FieldPhone } from '../../phones.contract.ts';
import { silentDays } from '../../phones.rules.ts';
import { dayText } from './day.text.ts';

const MOST_NAMES = 4;

/** What waits for the commune: refused entries, contradictions, silent phones, wrong clocks. */
export function WaitsSection({ day }: { day: FieldDay }): ReactNode {
  const text = useText(dayText);
  const language = useUiLanguage();
  const number = (value: number): string => formatNumber(value, language);
  const { waiting, phones } = day;
  const now = Date.now();
  const names = (list: readonly FieldPhone[], word: (phone: FieldPhone) => string): string =>
    [
      ...list.slice(0, MOST_NAMES).map(word),
      ...(list.length > MOST_NAMES ? [text.andMore(number(list.length - MOST_NAMES))] : []),
    ].join('; ');
  const lines: (Task | false)[] = [
    waiting.refused > 0 && {
      key: 'refused',
      tag: <StatusTag state="returned" />,
      title: text.refused(number(waiting.refused)),
      note: text.refusedNote,
      action: <ButtonLink href="/so/dien-thoai">{text.answer}</ButtonLink>,
    },
    waiting.conflicts > 0 && {
      key: 'conflicts',
      tag: <StatusTag state="waiting" />,
      title: text.conflicts(number(waiting.conflicts)),
      note: text.conflictsNote,
      action: <ButtonLink href="/so/dien-thoai">{text.answer}</ButtonLink>,
    },
    phones.silent.length > 0 && {
      key: 'silent',
      tag: <StatusTag state="overdue" />,
      title: text.silent(number(phones.silent.length)),
      note: names(phones.silent, (phone) =>
        text.phone(phone.name, phone.person.name, number(silentDays(phone, now)), number(phone.waiting)),
      ),
      action: <ButtonLink href="/so/dien-thoai?xem=silent">{text.look}</ButtonLink>,
    },
    phones.wrongClock.length > 0 && {
      key: 'clock',
      tag: <StatusTag state="waiting" />,
      title: text.clock(number(phones.wrongClock.length)),
      note: text.clockNote(names(phones.wrongClock, (phone) => `${phone.name} (${phone.person.name})`)),
      action: <ButtonLink href="/so/dien-thoai?xem=clock">{text.look}</ButtonLink>,
    },
  ];
  const items = lines.filter((line) => line !== false);
  return (
    <Section title={text.waits} lead={text.inUse(number(phones.inUse))}>
      {items.length === 0 ? <p>{text.waitsNone}</p> : <TaskList items={items} />}
    </Section>
  );
}
