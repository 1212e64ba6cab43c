import { useText } from '../../../platform/web/i18n.tsx';
import type { Actor } from '../activity.contract.ts';
import { recordText } from './record.text.ts';

/** Names people; the program itself; or says that nobody is known. */
export function useActorName(): (by: Actor) => string {
  const text = useText(recordText);
  return (by) => by.name || (by.id === 'system' ? text.system : text.somebody);
}
