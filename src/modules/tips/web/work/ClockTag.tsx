import type { ReactNode } from 'react';
import { formatDate, formatInstant } from '../../../../platform/web/format.ts';
import { useText } from '../../../../platform/web/i18n.tsx';
import { type Status, StatusTag } from '../../../../ui/feedback/StatusTag.tsx';
import { useUiLanguage } from '../../../../ui/language.ts';
import type { TipState } from '../../tip-words.contract.ts';
import type { TipClock } from '../../tip-work.contract.ts';
import { tipsText, tipWords } from './tips.text.ts';

const clockStates: Record<TipClock['state'], Status> = {
  running: 'running',
  soon: 'waiting',
  late: 'overdue',
  met: 'verified',
  missed: 'failed',
};

/** A time limit in words, with its state. */
export function ClockTag({ clock }: { clock: TipClock }): ReactNode {
  const words = useText(tipWords);
  return <StatusTag state={clockStates[clock.state]}>{words[`clock_${clock.state}`]}</StatusTag>;
}

/** Until when: an hour for the short limits, the end of a day for the long ones. */
export function useDueWords(): (clock: TipClock) => string {
  const language = useUiLanguage();
  const text = useText(tipsText);
  return ({ dueAt, dueDay }) => {
    // Midnight in Viet Nam belongs to the day that ends with it.
    const isDayEnd = dueAt.slice(11, 16) === '17:00';
    return isDayEnd ? text.endOfDay(formatDate(dueDay, language)) : formatInstant(dueAt, language);
  };
}

/** What and until when. */
export function useClockWords(): (clock: TipClock) => string {
  const language = useUiLanguage();
  const due = useDueWords();
  return (clock) => `${clock.name[language]}: ${due(clock)}`;
}

const states: Record<TipState, Status> = {
  received: 'waiting',
  registered: 'submitted',
  classified: 'running',
  offered: 'waiting',
  concluded: 'verified',
  closed: 'ended',
  redLine: 'voided',
};

export function TipStateTag({ state }: { state: TipState }): ReactNode {
  const words = useText(tipWords);
  return <StatusTag state={states[state]}>{words[`state_${state}`]}</StatusTag>;
}
