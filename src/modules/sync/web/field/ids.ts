import { v7 as uuidv7 } from 'uuid';

/** An identifier for a record, a command or a phone, made here: the server takes it as it is. */
export function randomId(): string {
  return uuidv7();
}
