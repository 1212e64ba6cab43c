import { type ReactNode, useCallback, useEffect, useState } from 'react';
import { Bind } from './Bind.tsx';
import { FieldEngine } from './engine.ts';
import { FieldContext } from './field-context.ts';
import { Screens } from './Screens.tsx';
import type { FieldDatabase } from './store/database.ts';
import { type KnownPerson, PersonStore } from './store/person-store.ts';
import { Unlock } from './Unlock.tsx';

/** After this long out of sight the phone asks for the PIN again. */
const LOCK_AFTER = 10 * 60_000;

/** How often is looked whether it is time for a round (milliseconds); no request by itself. */
const LOOK_EVERY = 2000;

/** The code in the address that a QR code opened: behind the # it never reaches a server. */
function codeInAddress(): string {
  const code = decodeURIComponent(window.location.hash.slice(1));
  return /^[\w-]{12,14}$/u.test(code) ? code : '';
}

/** Who is this (PIN), or a new person (code); then the person's own screens. */
export function FieldApp({ db }: { db: FieldDatabase }): ReactNode {
  const [people, setPeople] = useState<readonly KnownPerson[]>();
  const [engine, setEngine] = useState<FieldEngine>();
  const [code, setCode] = useState(codeInAddress);
  const [binding, setBinding] = useState(code !== '');
  const readPeople = useCallback(async () => setPeople(await PersonStore.listPeople(db)), [db]);

  useEffect(() => {
    void readPeople();
  }, [readPeople]);

  const leave = useCallback(() => {
    setEngine(undefined);
    window.location.hash = '';
    void readPeople();
  }, [readPeople]);

  const enter = useCallback(
    async (store: PersonStore) => {
      const opened = new FieldEngine(store, leave);
      await opened.load();
      // Whoever tapped on the notice of an alarm wants to see that alarm.
      if (!/^#\/mo\/[\w-]+$/u.test(window.location.hash)) window.history.replaceState(null, '', '#/');
      setCode('');
      setBinding(false);
      setEngine(opened);
      void opened.sync();
    },
    [leave],
  );

  useKeptGoing(engine, leave);
  if (people === undefined) return null;
  if (engine !== undefined) {
    return (
      <FieldContext value={{ engine, lock: leave }}>
        <Screens />
      </FieldContext>
    );
  }
  if (binding || people.length === 0) {
    return (
      <Bind
        db={db}
        code={code}
        onBound={enter}
        {...(people.length > 0 ? { onCancel: () => setBinding(false) } : {})}
      />
    );
  }
  return (
    <Unlock db={db} people={people} onOpen={enter} onNew={() => setBinding(true)} onForgotten={readPeople} />
  );
}

/** Sends and fetches while the app is open, when a network comes, and locks what nobody looks at. */
function useKeptGoing(engine: FieldEngine | undefined, lock: () => void): void {
  useEffect(() => {
    if (!engine) return;
    const sync = (): void => void engine.sync();
    let hiddenAt: number | undefined;
    const onSight = (): void => {
      if (document.hidden) {
        hiddenAt = Date.now();
        return;
      }
      if (hiddenAt !== undefined && Date.now() - hiddenAt > LOCK_AFTER) lock();
      else sync();
    };
    const timer = window.setInterval(() => engine.tick(), LOOK_EVERY);
    window.addEventListener('online', sync);
    document.addEventListener('visibilitychange', onSight);
    return () => {
      window.clearInterval(timer);
      window.removeEventListener('online', sync);
      document.removeEventListener('visibilitychange', onSight);
    };
  }, [engine, lock]);
}
