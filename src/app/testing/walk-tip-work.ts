import { checkReadings, listReadings } from '../../modules/audit/read-log.contract.ts';
import { ask } from './walk.ts';

/** The office's work on reports, and the log of who opened what. */
export const tipWorkWalks = [
  ask(listReadings, (_world, side) => ({ query: { subjectId: side.record } })),
  ask(checkReadings, () => ({})),
];
