import { type KnownPerson, listPeople } from './people.ts';
import { type WipedNote, wipedNotes } from './wiped-note.ts';

/** Who uses this phone, and whose part was taken off it by order and nobody has read so yet. */
export interface OnPhone {
  readonly people: readonly KnownPerson[];
  readonly wiped: readonly WipedNote[];
}

export async function readOnPhone(): Promise<OnPhone> {
  const [people, wiped] = await Promise.all([listPeople(), wipedNotes().catch(() => [])]);
  return { people, wiped };
}
