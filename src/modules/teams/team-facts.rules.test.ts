import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { addDays } from '../../platform/dates.ts';
import type { Fact } from '../activities/fact.contract.ts';
import { type Span, spanHas, unite } from './spans.rules.ts';
import { personFacts, teamFacts, yearLater } from './team-facts.rules.ts';

const areaId = '0198a000-0000-7000-8000-000000000001';
const first = '2024-01-01';
const day = fc.integer({ min: 0, max: 900 }).map((n) => addDays(first, n));
const span = fc
  .tuple(day, fc.option(fc.integer({ min: 1, max: 400 })))
  .map(([from, length]): Span => ({ from, to: length === null ? null : addDays(from, length) }));
const days = Array.from({ length: 150 }, (_, n) => addDays(first, n * 10));

/** What the figures say on a day: all facts up to it. */
const stockOn = (facts: readonly Fact[], indicator: string, on: string): number =>
  facts
    .filter((fact) => fact.indicator === indicator && fact.day <= on)
    .reduce((sum, fact) => sum + Number(fact.value), 0);

describe('what people in teams count for', () => {
  it('a person in several teams is one person, and every seat is a member', () => {
    fc.assert(
      fc.property(fc.array(span, { maxLength: 6 }), (served) => {
        const facts = personFacts({ areaId, sex: 'female', served, trainedOn: [] });
        for (const on of days)
          expect(stockOn(facts, 'team.persons', on)).toBe(served.some((each) => spanHas(each, on)) ? 1 : 0);
      }),
    );
    fc.assert(
      fc.property(span, fc.array(span, { maxLength: 6 }), (life, seats) => {
        const facts = teamFacts({
          areaId,
          organizationId: null,
          kind: 'modelTeam',
          foundedOn: life.from,
          disbandedOn: life.to,
          voided: false,
          members: seats.map(({ from, to }) => ({ role: 'teamMember', joinedOn: from, leftOn: to })),
        });
        for (const on of days) {
          const alive = spanHas(life, on);
          expect(stockOn(facts, 'team.teams', on)).toBe(alive ? 1 : 0);
          expect(stockOn(facts, 'team.members', on)).toBe(
            alive ? seats.filter((each) => spanHas(each, on)).length : 0,
          );
        }
      }),
    );
  });

  it('somebody is trained for twelve months after a training, while serving', () => {
    fc.assert(
      fc.property(fc.array(span, { maxLength: 4 }), fc.array(day, { maxLength: 4 }), (served, trainedOn) => {
        const facts = personFacts({ areaId, sex: null, served, trainedOn });
        for (const on of days) {
          const serves = served.some((each) => spanHas(each, on));
          const trained = trainedOn.some((each) => each <= on && on < yearLater(each));
          expect(stockOn(facts, 'team.trainedPersons', on)).toBe(serves && trained ? 1 : 0);
        }
      }),
    );
    expect(yearLater('2024-02-29')).toBe('2025-02-28');
  });

  it('a team that was entered by mistake, or founded and disbanded on one day, counts nowhere', () => {
    const team = {
      areaId,
      organizationId: null,
      kind: 'securityTeam' as const,
      foundedOn: first,
      disbandedOn: null,
      members: [{ role: 'teamLeader' as const, joinedOn: first, leftOn: null }],
    };
    expect(teamFacts({ ...team, voided: true })).toEqual([]);
    expect(teamFacts({ ...team, disbandedOn: first, voided: false })).toEqual([]);
    expect(teamFacts({ ...team, voided: false }).map((fact) => fact.indicator)).toEqual([
      'team.teams',
      'team.members',
    ]);
  });

  it('united spans have the same days as the spans, and never touch', () => {
    fc.assert(
      fc.property(fc.array(span, { maxLength: 8 }), (spans) => {
        const united = unite(spans);
        for (const on of days)
          expect(united.filter((each) => spanHas(each, on)).length).toBe(
            spans.some((each) => spanHas(each, on)) ? 1 : 0,
          );
        united.slice(1).forEach((each, at) => {
          expect((united[at]?.to ?? '9999') < each.from).toBe(true);
        });
      }),
    );
  });
});
