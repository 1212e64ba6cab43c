import { type ReactNode, useSyncExternalStore } from 'react';
import { EntryScreen } from './screens/EntryScreen.tsx';
import { HomeScreen } from './screens/HomeScreen.tsx';
import { OutboxScreen } from './screens/OutboxScreen.tsx';
import { PatrolScreen } from './screens/PatrolScreen.tsx';
import { PhoneScreen } from './screens/PhoneScreen.tsx';

function subscribe(listener: () => void): () => void {
  window.addEventListener('hashchange', listener);
  return () => window.removeEventListener('hashchange', listener);
}

/** The screen that the address names; the phone's own back key works. */
export function Screens(): ReactNode {
  const hash = useSyncExternalStore(subscribe, () => window.location.hash);
  const [name = '', what = '', item] = hash.replace(/^#\/?/u, '').split('/');
  switch (name) {
    case 'tuan-tra':
      return <PatrolScreen />;
    case 'ghi':
      return <EntryScreen key={hash} formCode={what} itemId={item} />;
    case 'hom-thu':
      return <OutboxScreen />;
    case 'may':
      return <PhoneScreen />;
    default:
      return <HomeScreen />;
  }
}
