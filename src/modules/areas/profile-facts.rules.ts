import type { Fact } from '../activities/fact.contract.ts';
import type { AreaKind, AreaProfile } from './areas.contract.ts';

/**
 * What the counts of an area say as stocks: on each day of counting the difference to the count before it, so that the
 * sum up to a day is what was there on that day. A hamlet that was counted is one hamlet from the first count on.
 */
export function profileFacts(areaId: string, kind: AreaKind, history: readonly AreaProfile[]): Fact[] {
  const inOrder = history.toSorted((a, b) => (a.asOf < b.asOf ? -1 : 1));
  const facts: Fact[] = [];
  const known = { households: 0, people: 0, hamlets: 0 };
  const add = (indicator: keyof typeof known, day: string, now: number | null) => {
    if (now === null || now === known[indicator]) return;
    const value = String(now - known[indicator]);
    facts.push({ indicator: `area.${indicator}`, day, place: { areaId }, value, slices: {} });
    known[indicator] = now;
  };
  for (const profile of inOrder) {
    add('households', profile.asOf, profile.households);
    add('people', profile.asOf, profile.people);
    if (kind === 'hamlet') add('hamlets', profile.asOf, 1);
  }
  return facts;
}
