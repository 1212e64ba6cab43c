import type { FieldEngine } from './engine.ts';
import { randomId } from './ids.ts';
import type { ActItem } from './outbox.rules.ts';

/** Something that was done now, beside entries of books; `words` say what it is where the outbox shows it. */
export function actItem(
  engine: FieldEngine,
  act: Pick<ActItem, 'kind' | 'recordId' | 'payload' | 'words' | 'byClock' | 'isPassing'>,
): ActItem {
  return {
    ...act,
    id: randomId(),
    madeAt: new Date().toISOString(),
    ahead: engine.state().ahead,
    state: 'here',
  };
}
