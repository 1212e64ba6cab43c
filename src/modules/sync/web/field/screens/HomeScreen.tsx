import { type ReactNode, useEffect, useState } from 'react';
import { useText } from '../../../../../platform/web/i18n.tsx';
import { useUiLanguage } from '../../../../../ui/language.ts';
import { booksByUse } from '../books.rules.ts';
import { timeOf, whenWords } from '../clock.ts';
import css from '../field.module.css';
import { fieldText } from '../field.text.ts';
import { useField } from '../field-context.ts';
import { gongText } from '../gong/gong.text.ts';
import { AllAttachmentsLine } from '../inputs/AttachmentLines.tsx';
import { newsText } from '../news.text.ts';
import { waitingCount } from '../outbox.rules.ts';
import { patrolOut, type RunningPatrol } from '../patrol.ts';
import { Rebind } from '../Rebind.tsx';
import { RoomNotice } from '../RoomNotice.tsx';
import { goTo } from '../Screen.tsx';
import { HomeLinks, HomeWork } from './HomeWork.tsx';
import { Messages } from './Messages.tsx';

/** What a volunteer does first: start a patrol, write something down, see that it arrived. */
export function HomeScreen(): ReactNode {
  const text = useText(fieldText);
  const gong = useText(gongText);
  const language = useUiLanguage();
  const { engine, state } = useField();
  const [patrol, setPatrol] = useState<RunningPatrol>();
  useEffect(() => {
    document.title = `${text.app} · Tiếng Mõ`;
    void patrolOut(engine).then(setPatrol);
  }, [engine, text]);
  const forms = booksByUse(state, engine.store.person.id);
  const returned = state.records.filter(
    (record) => record.state === 'returned' && record.createdBy.id === engine.store.person.id,
  );
  return (
    <main className={css.page}>
      <header className={css.head}>
        <h1 className={css.name}>{engine.store.person.name}</h1>
        <button type="button" className={css.quiet} onClick={() => goTo('may')}>
          {text.phone}
        </button>
      </header>
      <button type="button" className={css.start} onClick={() => goTo('tuan-tra')}>
        {patrol ? text.goOnPatrol : text.startPatrol}
        {patrol && <small>{text.since(timeOf(new Date(patrol.startedAt)))}</small>}
      </button>
      <button type="button" className={css.danger} onClick={() => goTo('mo')}>
        {gong.gong}
        <small>{gong.gongHelp}</small>
      </button>
      <Messages />
      <RoomNotice />
      {returned.length > 0 && (
        <section className={css.alarm}>
          <h2>{text.returned}</h2>
          <ul className={css.list}>
            {returned.map((record) => (
              <li key={record.id}>
                <button
                  type="button"
                  className={css.choice}
                  onClick={() => goTo(`ghi/${record.form}/${record.id}`)}
                >
                  {whenWords(record.day, language)} · {record.place.areaName}
                  <small>{record.reason}</small>
                </button>
              </li>
            ))}
          </ul>
        </section>
      )}
      {state.problem?.code === 'signInNeeded' || state.problem?.code === 'notFound' ? (
        <Rebind />
      ) : (
        <MailLine />
      )}
      <HomeWork />
      <section>
        <h2 className={css.section}>{text.otherBooks}</h2>
        <ul className={css.list}>
          {forms.map(({ code, name }) => (
            <li key={code}>
              <button type="button" className={css.choice} onClick={() => goTo(`ghi/${code}`)}>
                {name[language]}
              </button>
            </li>
          ))}
        </ul>
        {!state.reference && <p className={css.help}>{text.noPlace}</p>}
      </section>
      <HomeLinks />
    </main>
  );
}

/** Where the entries are, in a line; the way into the outbox. */
function MailLine(): ReactNode {
  const text = useText(fieldText);
  const news = useText(newsText);
  const language = useUiLanguage();
  const { engine, state } = useField();
  const waiting = waitingCount(state.items);
  const needs = state.items.filter((item) => item.state === 'needsYou').length;
  const fresh = state.notes.filter(({ read }) => !read).length;
  const last = state.lastContact === undefined ? text.never : whenWords(state.lastContact, language);
  return (
    <section className={needs + fresh > 0 ? css.alarm : css.box}>
      <button type="button" className={css.choice} onClick={() => goTo('hom-thu')}>
        {text.outbox}
        <small>
          {needs > 0 ? text.needsYou(needs) : waiting > 0 ? text.waiting(waiting) : text.nothingWaiting}
        </small>
        {fresh > 0 && <small>{news.fresh(fresh)}</small>}
      </button>
      <p className={css.help} role="status">
        {state.problem?.status === 0
          ? text.offline
          : state.problem
            ? state.problem[language] || text.refusedAll
            : ''}{' '}
        {text.lastContact(last)}
      </p>
      <AllAttachmentsLine />
      {waiting > 0 && (
        <button type="button" className={css.second} disabled={state.busy} onClick={() => void engine.sync()}>
          {state.busy ? text.sending : text.sendNow}
        </button>
      )}
    </section>
  );
}
