import { type Day, diffDays } from '../../platform/dates.ts';
import type { Fact } from '../activities/fact.contract.ts';
import type { RegistrationKind } from './registration.contract.ts';

/** The last day for registering in a year. */
export function deadlineOf(kind: Pick<RegistrationKind, 'deadline'>, year: number): Day {
  return `${year}-${kind.deadline}`;
}

/** Days until the deadline, 0 on the day itself, negative after it. */
export function daysUntil(deadline: Day, today: Day): number {
  return diffDays(today, deadline);
}

/** What a registration counts for, on the day on which it was made. */
export function registrationFacts(
  given: { areaId: string; organizationId: string | null; registeredOn: Day; year: number },
  kind: RegistrationKind,
): Fact[] {
  const { areaId, organizationId, registeredOn: day, year } = given;
  const place = organizationId === null ? { areaId } : { areaId, organizationId };
  const fact = (indicator: string): Fact => ({
    indicator,
    day,
    place,
    value: '1',
    slices: { kind: kind.code },
  });
  const inTime = day <= deadlineOf(kind, year);
  return [fact('registration.registered'), ...(inTime ? [fact('registration.onTime')] : [])];
}
