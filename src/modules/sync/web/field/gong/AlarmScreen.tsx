import { type ReactNode, useEffect, useState } from 'react';
import { useText } from '../../../../../platform/web/i18n.tsx';
import { useUiLanguage } from '../../../../../ui/language.ts';
import { type Gong, GongReply } from '../../../../gong/gong.contract.ts';
import { gongEndings, gongKinds, gongReplies } from '../../../../gong/gong-words.rules.ts';
import { timeOf } from '../clock.ts';
import css from '../field.module.css';
import { useField } from '../field-context.ts';
import { goTo, Screen } from '../Screen.tsx';
import own from './gong.module.css';
import { gongText } from './gong.text.ts';
import { answerGong, endGong } from './gong.ts';
import { TellOthers } from './TellOthers.tsx';

/** One alarm: what and where in the biggest letters, three answers, and who has answered. */
export function AlarmScreen({ id }: { id: string }): ReactNode {
  const text = useText(gongText);
  const language = useUiLanguage();
  const { engine, state } = useField();
  const alarm = state.alarms.find((one) => one.id === id);
  const sent = state.items.find(({ kind, recordId }) => kind === 'gong.sound' && recordId === id);
  if (!alarm) {
    const { problem } = sent ?? {};
    const why =
      language === 'vi' ? (problem?.detailVi ?? problem?.titleVi) : (problem?.detail ?? problem?.title);
    return (
      <Screen title={text.gong}>
        <p className={problem ? css.problem : css.help} role="status">
          {problem ? `${text.refused} ${why ?? ''}` : text.gone}
        </p>
      </Screen>
    );
  }
  const isMine = alarm.soundedBy.id === engine.store.person.id;
  const said =
    state.gongReplies[id] ?? alarm.answers.find(({ person }) => person.id === engine.store.person.id)?.reply;
  return (
    <Screen title={gongKinds[alarm.kind][language]}>
      <Sign alarm={alarm} />
      {sent && (sent.state === 'here' || sent.state === 'onWay') && (
        <p className={css.help}>{text.sending}</p>
      )}
      {isMine && sent?.state === 'arrived' && alarm.state === 'running' && (
        <p className={css.help}>{text.sent}</p>
      )}
      {alarm.joinedTo && (
        <button type="button" className={css.second} onClick={() => goTo(`mo/${alarm.joinedTo}`)}>
          {text.openSame}
        </button>
      )}
      {!isMine && alarm.state === 'running' && (
        <fieldset className={own.replies} aria-label={text.what}>
          {GongReply.options.map((reply) => (
            <button
              key={reply}
              type="button"
              className={css.choice}
              aria-pressed={said === reply}
              onClick={() => void answerGong(engine, alarm, reply)}
            >
              {gongReplies[reply][language]}
            </button>
          ))}
        </fieldset>
      )}
      <Answers alarm={alarm} />
      <Endings alarm={alarm} isMine={isMine} />
      {alarm.state === 'running' && <TellOthers alarm={alarm} />}
    </Screen>
  );
}

function Sign({ alarm }: { alarm: Gong }): ReactNode {
  const text = useText(gongText);
  const language = useUiLanguage();
  const where = alarm.hamlets.length > 1 ? alarm.hamlets.map(({ name }) => name).join(', ') : alarm.areaName;
  const { state, ended } = alarm;
  const words =
    state === 'ended' && ended
      ? text.ended(gongEndings[ended.why][language], ended.by.name)
      : state === 'late' || state === 'joined' || state === 'faded'
        ? text[state]
        : '';
  const look = alarm.isDrill ? own.signDrill : state === 'running' ? own.sign : own.signQuiet;
  return (
    <section className={look}>
      {alarm.isDrill && (
        <p>
          <strong className={own.mark}>{text.drillMark}</strong>
        </p>
      )}
      <p className={own.signWhat}>{where}</p>
      {alarm.place && <p>{alarm.place}</p>}
      <p>
        {text.by(alarm.soundedBy.name)}, {text.since(timeOf(new Date(alarm.soundedAt)))}
      </p>
      <p role="status">
        <strong>{words}</strong>
      </p>
    </section>
  );
}

function Answers({ alarm }: { alarm: Gong }): ReactNode {
  const text = useText(gongText);
  const language = useUiLanguage();
  const { answers } = alarm;
  // One that the phone kept before the program was renewed has no counts; the next round brings them.
  const { counts }: Partial<Gong> = alarm;
  return (
    <section>
      <h2 className={css.section}>{text.who}</h2>
      {counts && <p role="status">{text.counts(counts.reached, counts.coming, counts.cannot)}</p>}
      <ul className={css.list}>
        {answers.map(({ person, reply }) => (
          <li key={person.id}>
            {person.name}: {reply ? gongReplies[reply][language] : text.seen}
          </li>
        ))}
      </ul>
    </section>
  );
}

/** So long the way back stands first, with its seconds. */
const COUNTED = 5;
const CALL_BACK = 60_000;

function Endings({ alarm, isMine }: { alarm: Gong; isMine: boolean }): ReactNode {
  const text = useText(gongText);
  const { engine } = useField();
  const age = (): number => engine.rightNow().getTime() - Date.parse(alarm.soundedAt);
  const [left, setLeft] = useState(() => Math.ceil(COUNTED - age() / 1000));
  const [canCallBack, setCanCallBack] = useState(() => age() < CALL_BACK);
  useEffect(() => {
    const timer = window.setInterval(() => {
      const now = engine.rightNow().getTime() - Date.parse(alarm.soundedAt);
      setLeft(Math.ceil(COUNTED - now / 1000));
      setCanCallBack(now < CALL_BACK);
    }, 1000);
    return () => window.clearInterval(timer);
  }, [engine, alarm.soundedAt]);
  if (!alarm.can.end) return null;
  const ending = alarm.isDrill ? 'drillDone' : 'over';
  return (
    <div className={css.form}>
      {isMine && canCallBack && (
        <button type="button" className={css.danger} onClick={() => void endGong(engine, alarm, 'mistake')}>
          {text.callBack(left)}
        </button>
      )}
      <div className={css.pair}>
        <button type="button" className={css.second} onClick={() => void endGong(engine, alarm, ending)}>
          {text[ending]}
        </button>
        {!alarm.isDrill && (
          <button
            type="button"
            className={css.second}
            onClick={() => void endGong(engine, alarm, 'falseAlarm')}
          >
            {text.falseAlarm}
          </button>
        )}
      </div>
    </div>
  );
}
