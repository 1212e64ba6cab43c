import { type ReactNode, useEffect, useState } from 'react';
import { useText } from '../../../../../platform/web/i18n.tsx';
import { useUiLanguage } from '../../../../../ui/language.ts';
import { gongKinds } from '../../../../gong/gong-words.rules.ts';
import { timeOf } from '../clock.ts';
import { useField } from '../field-context.ts';
import { goTo } from '../Screen.tsx';
import css from './gong.module.css';
import { gongText } from './gong.text.ts';
import { answerGong } from './gong.ts';
import { ringing } from './gong-alarms.rules.ts';
import { beat } from './wooden-beats.ts';

/** Alarms that nobody on this phone has answered, above every screen: seen and heard until they are. */
export function GongBar(): ReactNode {
  const text = useText(gongText);
  const language = useUiLanguage();
  const { engine, state } = useField();
  const [silenced, setSilenced] = useState<ReadonlySet<string>>(new Set());
  const unanswered = ringing(state.alarms, state.gongReplies, engine.store.person.id);
  const loud = unanswered.filter(({ id }) => !silenced.has(id));
  // However many run, one gong is heard; a real one drowns a drill.
  const sounds = loud.length === 0 ? undefined : loud.some(({ isDrill }) => !isDrill) ? 'alarm' : 'drill';
  useEffect(() => (sounds === undefined ? undefined : beat(sounds === 'drill')), [sounds]);
  const unseen = unanswered.filter(({ id }) => state.gongReplies[id] === undefined);
  const unseenIds = unseen.map(({ id }) => id).join();
  useEffect(() => {
    if (unseenIds === '') return undefined;
    const note = (): void => {
      if (document.hidden) return;
      const { alarms, gongReplies } = engine.state();
      for (const alarm of alarms)
        if (unseenIds.includes(alarm.id) && gongReplies[alarm.id] === undefined)
          void answerGong(engine, alarm, 'reached');
    };
    note();
    document.addEventListener('visibilitychange', note);
    return () => document.removeEventListener('visibilitychange', note);
  }, [engine, unseenIds]);
  if (unanswered.length === 0) return null;
  return (
    <aside className={css.bar} aria-label={text.gong}>
      <div role="alert" className={css.lines}>
        {unanswered.map((alarm) => (
          <div key={alarm.id} className={alarm.isDrill ? css.drillLine : css.line}>
            <p className={css.barWords}>
              {alarm.isDrill && <strong className={css.mark}>{text.drillMark}</strong>}
              <strong>{text.alarm(gongKinds[alarm.kind][language], alarm.areaName)}</strong>{' '}
              {text.since(timeOf(new Date(alarm.soundedAt)))}
            </p>
            <button type="button" className={css.barButton} onClick={() => goTo(`mo/${alarm.id}`)}>
              {text.open}
            </button>
          </div>
        ))}
      </div>
      {loud.length > 0 && (
        <button
          type="button"
          className={css.barButton}
          onClick={() => setSilenced(new Set(unanswered.map(({ id }) => id)))}
        >
          {text.mute}
        </button>
      )}
    </aside>
  );
}
