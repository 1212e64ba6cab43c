import { FieldDatabase } from './database.ts';

export { PersonStore } from './person-store.ts';
/** The phone's memory; it is opened when it is first asked. */
export const db = new FieldDatabase();
