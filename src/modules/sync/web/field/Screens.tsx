import { lazy, type ReactNode, Suspense, useSyncExternalStore } from 'react';
import { GongBar } from './gong/GongBar.tsx';
import { HomeScreen } from './screens/HomeScreen.tsx';
import { PatrolScreen } from './screens/PatrolScreen.tsx';

// What is not needed to write down a patrol comes when it is opened; the phone has kept it before.
const EntryScreen = lazy(() =>
  import('./screens/EntryScreen.tsx').then((module) => ({ default: module.EntryScreen })),
);
const OutboxScreen = lazy(() =>
  import('./screens/OutboxScreen.tsx').then((module) => ({ default: module.OutboxScreen })),
);
const PhoneScreen = lazy(() =>
  import('./screens/PhoneScreen.tsx').then((module) => ({ default: module.PhoneScreen })),
);
const DoorScreens = lazy(() => import('./screens/DoorScreens.tsx'));
const TaskScreen = lazy(() => import('./screens/TaskScreen.tsx'));
const SitesScreen = lazy(() => import('./screens/SitesScreen.tsx'));
const DoneScreen = lazy(() => import('./screens/DoneScreen.tsx'));

function subscribe(listener: () => void): () => void {
  window.addEventListener('hashchange', listener);
  return () => window.removeEventListener('hashchange', listener);
}

const GongScreen = lazy(() =>
  import('./gong/GongScreen.tsx').then((module) => ({ default: module.GongScreen })),
);

/** The screen that the address names, under whatever rings; the phone's own back key works. */
export function Screens(): ReactNode {
  return (
    <>
      <GongBar />
      <Suspense fallback={null}>
        <Named />
      </Suspense>
    </>
  );
}

function Named(): ReactNode {
  const hash = useSyncExternalStore(subscribe, () => window.location.hash);
  const [name = '', what = '', item] = hash.replace(/^#\/?/u, '').split('/');
  switch (name) {
    case 'tuan-tra':
      return <PatrolScreen />;
    case 'ghi':
      return <EntryScreen key={hash} formCode={what} itemId={item} />;
    case 'hom-thu':
      return <OutboxScreen />;
    case 'cam-ket':
      return (
        <Suspense>
          <DoorScreens campaign={what} {...(item ? { door: item } : {})} />
        </Suspense>
      );
    case 'viec':
      return (
        <Suspense>
          <TaskScreen key={hash} taskId={what} itemId={item} />
        </Suspense>
      );
    case 'mo-hinh':
      return (
        <Suspense>
          <SitesScreen />
        </Suspense>
      );
    case 'da-ghi':
      return (
        <Suspense>
          <DoneScreen />
        </Suspense>
      );
    case 'mo':
      return <GongScreen id={what} />;
    case 'may':
      return <PhoneScreen />;
    default:
      return <HomeScreen />;
  }
}
