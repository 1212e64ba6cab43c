import type { ReactNode } from 'react';
import { AlarmScreen } from './AlarmScreen.tsx';
import { SoundScreen } from './SoundScreen.tsx';

/** Sounds the gong, or shows one that sounds. */
export function GongScreen({ id }: { id: string }): ReactNode {
  return id === '' ? <SoundScreen /> : <AlarmScreen key={id} id={id} />;
}
