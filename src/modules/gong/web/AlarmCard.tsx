import { useQueryClient } from '@tanstack/react-query';
import { type ReactNode, useState } from 'react';
import { call } from '../../../platform/web/client.ts';
import { formatInstant, formatNumber } from '../../../platform/web/format.ts';
import { useText } from '../../../platform/web/i18n.tsx';
import { problemText } from '../../../platform/web/problem.ts';
import { Button, ButtonRow } from '../../../ui/action/Button.tsx';
import { CopyField } from '../../../ui/action/CopyField.tsx';
import { Banner } from '../../../ui/feedback/Banner.tsx';
import { EmptyState } from '../../../ui/feedback/EmptyState.tsx';
import { type Language, useUiLanguage } from '../../../ui/language.ts';
import { DataTable } from '../../../ui/table/DataTable.tsx';
import { endGong, type Gong, type GongEnding } from '../gong.contract.ts';
import { gongEndings, gongKinds, gongMessage, gongReplies } from '../gong-words.rules.ts';
import css from './gong-desk.module.css';
import { gongDeskText, stateWords } from './gong-desk.text.ts';

/** One alarm: what, where, who answered and how fast; the ways to end it; the words for those without the app. */
export function AlarmCard({ alarm }: { alarm: Gong }): ReactNode {
  const text = useText(gongDeskText);
  const language = useUiLanguage();
  const client = useQueryClient();
  const [refused, setRefused] = useState<unknown>();
  const { answers, counts, hamlets, soundedBy, soundedAt, isDrill, state, ended } = alarm;
  const count = (which: keyof Gong['counts']): string => formatNumber(counts[which], language);
  const when = formatInstant(soundedAt, language);
  const where = hamlets.length > 1 ? hamlets.map(({ name }) => name).join(', ') : alarm.areaName;

  async function end(why: GongEnding): Promise<void> {
    try {
      await call(endGong, { params: { id: alarm.id }, body: { why } });
      setRefused(undefined);
    } catch (error) {
      setRefused(error);
    }
    await client.invalidateQueries({ queryKey: ['gong'] });
  }
  const ways: GongEnding[] = isDrill ? ['drillDone'] : ['over', 'falseAlarm'];
  return (
    <article className={state !== 'running' ? css.ended : isDrill ? css.drill : css.card}>
      <p className={css.what}>
        {isDrill && <span className={css.mark}>{text.drillMark}</span>}
        {gongKinds[alarm.kind][language]}: {where}
      </p>
      {alarm.place && <p className={css.line}>{alarm.place}</p>}
      <p className={css.line}>{text.by(soundedBy.name, when)}</p>
      <p className={css.line}>
        {ended ? `${gongEndings[ended.why][language]}, ${ended.by.name}` : text[stateWords[state]]}
      </p>
      <p className={css.line} role="status">
        {text.counts(count('reached'), count('coming'), count('cannot'))}
      </p>
      {refused !== undefined && <Banner tone="error">{problemText(refused, language)}</Banner>}
      {alarm.can.end && (
        <ButtonRow>
          {alarm.can.callBack && <Button onClick={() => void end('mistake')}>{text.mistake}</Button>}
          {ways.map((why) => (
            <Button key={why} onClick={() => void end(why)}>
              {text[why as 'over' | 'falseAlarm' | 'drillDone']}
            </Button>
          ))}
        </ButtonRow>
      )}
      <DataTable
        caption={text.table(`${gongKinds[alarm.kind][language]}, ${where}, ${when}`)}
        hideCaption
        stack
        rows={answers}
        rowKey={({ person }) => person.id}
        empty={<EmptyState title={text.nobody}>{null}</EmptyState>}
        columns={[
          { key: 'who', label: text.who, cell: ({ person }) => person.name },
          {
            key: 'reply',
            label: text.reply,
            cell: ({ reply }) => (reply ? gongReplies[reply][language] : text.seen),
          },
          {
            key: 'after',
            label: text.after,
            numeric: true,
            cell: ({ reachedAt, repliedAt }) => after(soundedAt, repliedAt ?? reachedAt, language),
          },
        ]}
      />
      {state === 'running' && (
        <CopyField
          label={text.message}
          value={gongMessage({ ...alarm, soundedBy: soundedBy.name }, when, language)}
        />
      )}
    </article>
  );
}

/** How long after it sounded, in minutes: no more of it is known to anybody. */
function after(from: string, to: string | null, language: Language): string {
  const text = gongDeskText[language];
  if (to === null) return '';
  const minutes = Math.floor(Date.parse(to) / 60_000) - Math.floor(Date.parse(from) / 60_000);
  return minutes < 1 ? text.firstMinute : text.minutes(formatNumber(minutes, language));
}
