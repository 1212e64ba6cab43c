import { type ReactNode, useEffect, useState } from 'react';
import { useText } from '../../../../../platform/web/i18n.tsx';
import type { PlaceValue } from '../../../../activities/field.contract.ts';
import { timeOf } from '../clock.ts';
import css from '../field.module.css';
import { fieldText } from '../field.text.ts';
import { useField } from '../field-context.ts';
import { PlaceChoice } from '../inputs/PlaceChoice.tsx';
import { spotText } from '../inputs/spot.text.ts';
import { isTaken, TakenField } from '../inputs/TakenField.tsx';
import { Taking, TakingContext } from '../inputs/taking.ts';
import { WhoAlong } from '../inputs/WhoAlong.tsx';
import { newsText } from '../news.text.ts';
import { dropPatrol, finishPatrol, patrolOut, type RunningPatrol, startPatrol } from '../patrol.ts';
import { useKeeping } from '../RoomNotice.tsx';
import { placeKey } from '../reference.ts';
import { goTo, Screen } from '../Screen.tsx';
import { useBegun } from './use-begun.ts';
import { useOnce } from './use-once.ts';

/** Four taps: start, who is with me, what happened, finish. */
export function PatrolScreen(): ReactNode {
  const { engine } = useField();
  const [patrol, setPatrol] = useState<RunningPatrol | null>();
  useEffect(() => {
    void patrolOut(engine).then((found) => setPatrol(found ?? null));
  }, [engine]);
  if (patrol === undefined) return null;
  return patrol === null ? <Setting onStart={setPatrol} /> : <Running key={patrol.recordId} begun={patrol} />;
}

/** The usual team is chosen already; one tap goes on. */
function Setting({ onStart }: { onStart: (patrol: RunningPatrol) => void }): ReactNode {
  const text = useText(fieldText);
  const news = useText(newsText);
  const { engine, state } = useField();
  const places = state.reference?.places ?? [];
  const [place, setPlace] = useState(places[0]?.value);
  const team = state.reference?.teams.find(({ areaId }) => areaId === place?.areaId);
  const [absent, setAbsent] = useState<ReadonlySet<string>>(new Set());
  const [more, setMore] = useState(0);
  const [isShared, setShared] = useState(true);
  const once = useOnce();
  const teamId = team?.id;
  useEffect(() => {
    void engine.store.read<boolean>('sharePatrol').then((last) => setShared(last ?? true));
  }, [engine]);
  // Of twelve in a team the same three usually go: whoever stayed at home the last time is not ticked.
  useEffect(() => {
    if (teamId === undefined) return;
    void engine.store.read<string[]>(`absent/${teamId}`).then((last) => setAbsent(new Set(last ?? [])));
  }, [engine, teamId]);
  const present = (team?.members ?? []).filter(({ id }) => !absent.has(id)).length;
  const people = Math.max(1, team ? present + more : 1 + more);
  const go = async (where: PlaceValue): Promise<void> => {
    if (teamId !== undefined) await engine.store.write(`absent/${teamId}`, [...absent]);
    await engine.store.write('sharePatrol', isShared);
    onStart(
      await startPatrol(engine, { place: where, people, ...(isShared ? {} : { isPrivate: true as const }) }),
    );
  };
  const toggle = (id: string): void => {
    const next = new Set(absent);
    if (!next.delete(id)) next.add(id);
    setAbsent(next);
  };
  return (
    <Screen title={text.whoIsWithYou}>
      {places.length === 0 && <p className={css.problem}>{text.noPlace}</p>}
      {places.length > 1 && place && (
        <details className={css.details}>
          <summary>{places.find(({ value }) => placeKey(value) === placeKey(place))?.name}</summary>
          <PlaceChoice places={places} value={place} onChange={setPlace} />
        </details>
      )}
      <WhoAlong team={team} absent={absent} onToggle={toggle} />
      <div className={css.stepper}>
        <button
          type="button"
          className={css.second}
          aria-label={text.fewer}
          onClick={() => setMore(more - 1)}
          disabled={people <= 1}
        >
          −
        </button>
        <output aria-live="polite">{text.people(people)}</output>
        <button type="button" className={css.second} aria-label={text.more} onClick={() => setMore(more + 1)}>
          +
        </button>
      </div>
      <button
        type="button"
        className={css.main}
        disabled={!place}
        onClick={() => place && void once(() => go(place))}
      >
        {text.go}
      </button>
      <label className={css.tick}>
        <input type="checkbox" checked={isShared} onChange={() => setShared(!isShared)} />
        {news.shareOn}
      </label>
      <p className={css.help}>{news.shareHelp}</p>
    </Screen>
  );
}

function Running({ begun }: { begun: RunningPatrol }): ReactNode {
  const text = useText(fieldText);
  const spot = useText(spotText);
  const { engine, state } = useField();
  const { now: patrol, latest, change, close, reopen } = useBegun(engine, 'patrol', begun);
  const [happened, setHappened] = useState(begun.soFar?.happened);
  const [incidents, setIncidents] = useState(begun.soFar?.incidents ?? 1);
  const [content, setContent] = useState(begun.soFar?.content ?? '');
  const { keeping, notice } = useKeeping();
  const form = state.reference?.forms.find(({ code }) => code === 'patrol');

  const once = useOnce();
  const [taking] = useState(() => new Taking());
  const [waits, setWaits] = useState(false);

  /** Keeps what was answered so far: a dead battery asks nobody. */
  function say(news: Partial<NonNullable<RunningPatrol['soFar']>>): void {
    if (news.happened !== undefined) setHappened(news.happened);
    if (news.incidents !== undefined) setIncidents(news.incidents);
    if (news.content !== undefined) setContent(news.content);
    const soFar = { happened: happened ?? true, incidents, content, ...news };
    void keeping(() => change((before) => ({ ...before, soFar })));
  }
  async function finish(): Promise<unknown> {
    if (!form) return;
    setWaits(true);
    await taking.settle();
    setWaits(false);
    const { soFar } = latest();
    const outcome = soFar?.happened ? { incidents: soFar.incidents, content: soFar.content.trim() } : {};
    const last = await close();
    if (!(await keeping(() => finishPatrol(engine, form, last, outcome)))) return reopen();
    goTo('');
    return 'left';
  }
  async function drop(): Promise<unknown> {
    await dropPatrol(engine, await close());
    goTo('');
    return 'left';
  }
  return (
    <Screen title={text.anything}>
      <p className={css.help}>
        {text.goOnPatrol} {text.since(timeOf(new Date(patrol.startedAt)))} · {text.people(patrol.people)}
      </p>
      <fieldset className={css.answers} aria-label={text.anything}>
        <button
          type="button"
          className={css.choice}
          aria-pressed={happened === false}
          onClick={() => say({ happened: false })}
        >
          {text.nothing}
        </button>
        <button
          type="button"
          className={css.choice}
          aria-pressed={happened === true}
          onClick={() => say({ happened: true })}
        >
          {text.something}
        </button>
      </fieldset>
      {happened && (
        <>
          <div className={css.stepper}>
            <button
              type="button"
              className={css.second}
              aria-label={text.fewer}
              disabled={incidents <= 1}
              onClick={() => say({ incidents: incidents - 1 })}
            >
              −
            </button>
            <output aria-live="polite">
              {text.incidents} {incidents}
            </output>
            <button
              type="button"
              className={css.second}
              aria-label="+1"
              onClick={() => say({ incidents: incidents + 1 })}
            >
              +
            </button>
          </div>
          <label className={css.label}>
            {text.whatHappened}
            <textarea
              className={css.input}
              autoComplete="off"
              rows={4}
              maxLength={2000}
              value={content}
              onChange={(event) => say({ content: event.target.value })}
            />
          </label>
          <TakingContext value={taking}>
            {form?.fields.filter(isTaken).map((field) => (
              <TakenField
                key={field.code}
                field={field}
                patrol={patrol}
                onChange={(make) => void keeping(() => change(make))}
              />
            ))}
          </TakingContext>
        </>
      )}
      {notice}
      <p className={css.help} role="status">
        {waits && spot.waiting}
      </p>
      <button
        type="button"
        className={css.main}
        disabled={happened === undefined || !form || waits}
        onClick={() => void once(finish)}
      >
        {text.finish}
      </button>
      <button type="button" className={css.quiet} onClick={() => void once(drop)}>
        {text.dropPatrol}
      </button>
    </Screen>
  );
}
