import { type ReactNode, useEffect, useState } from 'react';
import { useText } from '../../../../../platform/web/i18n.tsx';
import type { PlaceValue } from '../../../../activities/field.contract.ts';
import { timeOf } from '../clock.ts';
import css from '../field.module.css';
import { fieldText } from '../field.text.ts';
import { useField } from '../field-context.ts';
import { PlaceChoice } from '../inputs/PlaceChoice.tsx';
import { isTaken, TakenField } from '../inputs/TakenField.tsx';
import { WhoAlong } from '../inputs/WhoAlong.tsx';
import { newsText } from '../news.text.ts';
import {
  dropPatrol,
  finishPatrol,
  keepSoFar,
  patrolOut,
  type RunningPatrol,
  startPatrol,
} from '../patrol.ts';
import { useKeeping } from '../RoomNotice.tsx';
import { placeKey } from '../reference.ts';
import { goTo, Screen } from '../Screen.tsx';

/** Four taps: start, who is with me, what happened, finish. */
export function PatrolScreen(): ReactNode {
  const { engine } = useField();
  const [patrol, setPatrol] = useState<RunningPatrol | null>();
  useEffect(() => {
    void patrolOut(engine).then((found) => setPatrol(found ?? null));
  }, [engine]);
  if (patrol === undefined) return null;
  return patrol === null ? (
    <Setting onStart={setPatrol} />
  ) : (
    <Running
      patrol={patrol}
      onChange={(next) => {
        setPatrol(next);
        void engine.store.write('patrol', next);
      }}
    />
  );
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
      <button type="button" className={css.main} disabled={!place} onClick={() => place && void go(place)}>
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

function Running({
  patrol,
  onChange,
}: {
  patrol: RunningPatrol;
  onChange: (patrol: RunningPatrol) => void;
}): ReactNode {
  const text = useText(fieldText);
  const { engine, state } = useField();
  const [happened, setHappened] = useState(patrol.soFar?.happened);
  const [incidents, setIncidents] = useState(patrol.soFar?.incidents ?? 1);
  const [content, setContent] = useState(patrol.soFar?.content ?? '');
  const { keeping, notice } = useKeeping();
  const form = state.reference?.forms.find(({ code }) => code === 'patrol');

  useEffect(() => {
    if (happened !== undefined) void keepSoFar(engine, patrol, { happened, incidents, content });
  }, [engine, patrol, happened, incidents, content]);

  async function finish(): Promise<void> {
    if (!form) return;
    const outcome = happened ? { incidents, content: content.trim() } : {};
    if (await keeping(() => finishPatrol(engine, form, patrol, outcome))) goTo('');
  }
  async function drop(): Promise<void> {
    await dropPatrol(engine, patrol);
    goTo('');
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
          onClick={() => setHappened(false)}
        >
          {text.nothing}
        </button>
        <button
          type="button"
          className={css.choice}
          aria-pressed={happened === true}
          onClick={() => setHappened(true)}
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
              onClick={() => setIncidents(incidents - 1)}
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
              onClick={() => setIncidents(incidents + 1)}
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
              onChange={(event) => setContent(event.target.value)}
            />
          </label>
          {form?.fields.filter(isTaken).map((field) => (
            <TakenField key={field.code} field={field} patrol={patrol} onChange={onChange} />
          ))}
        </>
      )}
      {notice}
      <button
        type="button"
        className={css.main}
        disabled={happened === undefined || !form}
        onClick={() => void finish()}
      >
        {text.finish}
      </button>
      <button type="button" className={css.quiet} onClick={() => void drop()}>
        {text.dropPatrol}
      </button>
    </Screen>
  );
}
