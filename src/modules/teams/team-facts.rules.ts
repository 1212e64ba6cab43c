import { type Day, dayParts, daysInMonth } from '../../platform/dates.ts';
import type { Fact } from '../activities/fact.contract.ts';
import type { Sex } from './person.contract.ts';
import { overlap, type Span, unite } from './spans.rules.ts';
import type { TeamKind, TeamRole } from './team.contract.ts';

/** A team as far as figures are concerned. */
export interface CountedTeam {
  readonly areaId: string;
  readonly organizationId: string | null;
  readonly kind: TeamKind;
  readonly foundedOn: Day;
  readonly disbandedOn: Day | null;
  readonly voided: boolean;
  readonly members: readonly {
    readonly role: TeamRole;
    readonly joinedOn: Day;
    readonly leftOn: Day | null;
  }[];
}

/** The days on which a team counts; undefined where it never does. */
export function lifeOf(team: Pick<CountedTeam, 'foundedOn' | 'disbandedOn' | 'voided'>): Span | undefined {
  if (team.voided || team.foundedOn === team.disbandedOn) return undefined;
  return { from: team.foundedOn, to: team.disbandedOn };
}

/** A stock of one while the span lasts: +1 on its first day, −1 on the day after its last. */
function stock(indicator: string, span: Span, place: Fact['place'], slices: Fact['slices']): Fact[] {
  const made = { indicator, place, slices };
  const first: Fact = { ...made, day: span.from, value: '1' };
  return span.to === null ? [first] : [first, { ...made, day: span.to, value: '-1' }];
}

/** What a team says: itself, and each membership while both last (who sits in two teams is two members). */
export function teamFacts(team: CountedTeam): Fact[] {
  const life = lifeOf(team);
  if (!life) return [];
  const place = {
    areaId: team.areaId,
    ...(team.organizationId === null ? {} : { organizationId: team.organizationId }),
  };
  const members = team.members.flatMap(({ role, joinedOn, leftOn }) => {
    const span = overlap(life, { from: joinedOn, to: leftOn });
    return span ? stock('team.members', span, place, { kind: team.kind, role }) : [];
  });
  return [...stock('team.teams', life, place, { kind: team.kind }), ...members];
}

/** A person as far as figures are concerned: the days served in teams, and the days of trainings. */
export interface CountedPerson {
  readonly areaId: string;
  readonly sex: Sex | null;
  readonly served: readonly Span[];
  readonly trainedOn: readonly Day[];
}

/** The same day a year later; 29 February becomes 28 February. */
export function yearLater(day: Day): Day {
  const { year, month, day: date } = dayParts(day);
  const last = Math.min(date, daysInMonth(year + 1, month));
  return `${String(year + 1).padStart(4, '0')}-${day.slice(5, 8)}${String(last).padStart(2, '0')}`;
}

/**
 * What a person says at home: one person while serving in at least one team, and one trained person while serving
 * within twelve months after a training. Several teams or trainings never make two of him.
 */
export function personFacts(person: CountedPerson): Fact[] {
  const place = { areaId: person.areaId };
  const slices: Fact['slices'] = person.sex === null ? {} : { sex: person.sex };
  const serving = unite(person.served);
  const trained = unite(person.trainedOn.map((day) => ({ from: day, to: yearLater(day) })));
  const both = serving.flatMap((span) => trained.flatMap((other) => overlap(span, other) ?? []));
  return [
    ...serving.flatMap((span) => stock('team.persons', span, place, slices)),
    ...both.flatMap((span) => stock('team.trainedPersons', span, place, slices)),
  ];
}
