import { lazy, type ReactNode, Suspense, useCallback, useEffect, useState } from 'react';
import type { FieldEngine } from './engine.ts';
import { FieldContext } from './field-context.ts';
import { type OnPhone, readOnPhone } from './store/on-phone.ts';
import type { KnownPerson } from './store/people.ts';
import type { PersonStore } from './store/person-store.ts';
import { askToKeep } from './store/room.ts';
import { forgetWiped } from './store/wiped-note.ts';
import { watchTraffic } from './traffic.ts';
import { Unlock } from './Unlock.tsx';
import { useAutoLock } from './use-auto-lock.ts';

const loadInside = () => import('./inside.ts');
const Screens = lazy(() => loadInside().then((inside) => ({ default: inside.Screens })));
const Bind = lazy(() => import('./Bind.tsx').then((module) => ({ default: module.Bind })));
// Told to whoever opens the phone after a wipe, or never.
const Wiped = lazy(() => import('./Wiped.tsx').then((module) => ({ default: module.Wiped })));

/** How often is looked whether it is time for a round (milliseconds); no request by itself. */
const LOOK_EVERY = 2000;

/** The code in the address that a QR code opened: behind the # it never reaches a server. */
function codeInAddress(): string {
  const code = decodeURIComponent(window.location.hash.slice(1));
  return /^[\w-]{12,14}$/u.test(code) ? code : '';
}

/** Who is this (PIN), or a new person (code); then the person's own screens. `first`: what was read before it is drawn. */
export function FieldApp({ first }: { first: OnPhone }): ReactNode {
  const [people, setPeople] = useState<readonly KnownPerson[] | undefined>(first.people);
  const [engine, setEngine] = useState<FieldEngine>();
  const [code, setCode] = useState(codeInAddress);
  const [binding, setBinding] = useState(code !== '');
  const [wiped, setWiped] = useState(first.wiped);
  const readPeople = useCallback(async () => {
    const now = await readOnPhone();
    setWiped(now.wiped);
    setPeople(now.people);
  }, []);

  // While the PIN is typed, the rest is read; the first tap comes before it.
  useEffect(() => whenIdle(() => void loadInside()), []);

  const leave = useCallback(() => {
    setEngine(undefined);
    // Who is on this phone may have changed meanwhile: nothing is asked by an old list.
    setPeople(undefined);
    window.location.hash = '';
    void readPeople();
  }, [readPeople]);

  const enter = useCallback(
    async (store: PersonStore) => {
      const inside = await loadInside();
      const opened = new inside.FieldEngine(store, leave);
      await opened.load();
      // Whoever tapped on the notice of an alarm wants to see that alarm.
      if (!/^#\/mo\/[\w-]+$/u.test(window.location.hash)) window.history.replaceState(null, '', '#/');
      setCode('');
      setBinding(false);
      setEngine(opened);
      void opened.sync();
      void askToKeep();
    },
    [leave],
  );

  useWipedElsewhere(engine, leave);
  useKeptGoing(engine);
  useAutoLock(engine !== undefined, leave);
  if (people === undefined) return null;
  if (engine === undefined && wiped.length > 0)
    return (
      <Suspense fallback={null}>
        <Wiped notes={wiped} onRead={() => void forgetWiped().then(readPeople)} />
      </Suspense>
    );
  if (engine !== undefined) {
    return (
      <FieldContext value={{ engine, lock: leave }}>
        <Suspense fallback={null}>
          <Screens />
        </Suspense>
      </FieldContext>
    );
  }
  if (binding || people.length === 0) {
    return (
      <Suspense fallback={null}>
        <Bind
          code={code}
          onBound={enter}
          {...(people.length > 0 ? { onCancel: () => setBinding(false) } : {})}
        />
      </Suspense>
    );
  }
  return <Unlock people={people} onOpen={enter} onNew={() => setBinding(true)} onForgotten={readPeople} />;
}

/** Sends and fetches while the app is open, and when a network comes. */
function useKeptGoing(engine: FieldEngine | undefined): void {
  useEffect(() => {
    if (!engine) return;
    const sync = (): void => void engine.sync();
    const onSight = (): void => {
      if (!document.hidden) sync();
    };
    const timer = window.setInterval(() => engine.tick(), LOOK_EVERY);
    const stopWatch = watchTraffic((bytes) => engine.countBytes(bytes));
    window.addEventListener('online', sync);
    document.addEventListener('visibilitychange', onSight);
    return () => {
      window.clearInterval(timer);
      stopWatch();
      window.removeEventListener('online', sync);
      document.removeEventListener('visibilitychange', onSight);
    };
  }, [engine]);
}

/** The service worker wiped somebody's part, as the commune had ordered: who is open is closed. */
function useWipedElsewhere(engine: FieldEngine | undefined, leave: () => void): void {
  useEffect(() => {
    const listen = ({ data }: MessageEvent<{ wiped?: readonly string[] }>): void => {
      if (!data.wiped) return;
      if (!engine || data.wiped.includes(engine.store.person.id)) leave();
    };
    navigator.serviceWorker?.addEventListener('message', listen);
    return () => navigator.serviceWorker?.removeEventListener('message', listen);
  }, [engine, leave]);
}

/** Does it when nothing else is to do, within a second; a browser that can't say so gets a moment. Gives how to leave it. */
function whenIdle(work: () => void): () => void {
  if ('requestIdleCallback' in window) {
    const waiting = window.requestIdleCallback(work, { timeout: 1000 });
    return () => window.cancelIdleCallback(waiting);
  }
  const waiting = setTimeout(work, 200);
  return () => clearTimeout(waiting);
}
