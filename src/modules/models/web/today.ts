import { todayInVietnam } from '../../../platform/dates.ts';

/** The day in Vietnam, for bounds of fields and words like "overdue"; what counts is decided by the server. */
export function localToday(): string {
  return todayInVietnam(new Date().toISOString());
}
