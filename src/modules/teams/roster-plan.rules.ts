import type { Day } from '../../platform/dates.ts';
import { foldText, type LocalText } from '../../platform/text.ts';
import { foldOrdered } from './folding.rules.ts';
import type { Sex } from './person.contract.ts';
import type {
  RosterCounts,
  RosterMember,
  RosterNamesake,
  RosterProblem,
  RosterTeam,
} from './roster.contract.ts';
import type { ReadMember } from './roster-rows.rules.ts';
import type { TeamKind } from './team.contract.ts';

/** Somebody who is entered already, with the teams in which he serves now. */
export interface KnownPerson {
  readonly id: string;
  readonly areaId: string;
  readonly areaName: string;
  readonly name: string;
  readonly birthYear: number | null;
  readonly sex: Sex | null;
  readonly contact: string;
  readonly teamIds: readonly string[];
}

export interface KnownTeam {
  readonly id: string;
  readonly areaId: string;
  readonly organizationId: string | null;
  readonly kind: TeamKind;
  readonly name: string;
  readonly foundedOn: Day;
}

export interface RosterWorld {
  readonly teams: readonly KnownTeam[];
  readonly persons: readonly KnownPerson[];
  /** The place that a text means; undefined with the names that are much like it. */
  readonly place: (
    text: string,
  ) =>
    | { readonly areaId: string; readonly areaName: string; readonly organizationId: string | null }
    | { readonly near: readonly string[] };
  /** For rows that say no day of joining. */
  readonly day: Day;
  readonly newId: () => string;
}

export interface RosterPlan {
  readonly teams: RosterTeam[];
  /** Ids of people who will be new, by row; the same person in several rows has one id. */
  readonly newPersons: readonly {
    readonly id: string;
    readonly areaId: string;
    readonly member: RosterMember;
  }[];
  readonly problems: readonly RosterProblem[];
  readonly namesakes: readonly RosterNamesake[];
  readonly counts: Omit<RosterCounts, 'rows'>;
}

interface Somebody {
  readonly areaId: string;
  readonly name: string;
  readonly birthYear: number | null;
  readonly sex: Sex | null;
  readonly contact: string;
}

/**
 * Whether two entries are one person. The name must be the same, letter by letter; year of birth and sex must not speak
 * against it; and either the contact is the same, or the home is and nothing else differs. People of one name in two
 * hamlets are two, until somebody says otherwise.
 */
export function isSamePerson(a: Somebody, b: Somebody): boolean {
  if (foldText(a.name) !== foldText(b.name)) return false;
  if (a.sex !== null && b.sex !== null && a.sex !== b.sex) return false;
  if (a.birthYear !== null && b.birthYear !== null && a.birthYear !== b.birthYear) return false;
  const contacts = [a.contact, b.contact].map((contact) => contact.replace(/\D/gu, '') || contact);
  if (contacts[0] !== '' && contacts[0] === contacts[1]) return true;
  if (a.areaId !== b.areaId) return false;
  const yearsAgree = a.birthYear !== null && a.birthYear === b.birthYear;
  return yearsAgree || contacts.includes('');
}

/** Puts the rows into teams, tells who is known already and who comes anew, and what can not be taken in. */
export function planRoster(members: readonly ReadMember[], world: RosterWorld): RosterPlan {
  const planner = new Planner(world);
  for (const member of members) planner.add(member);
  return planner.plan();
}

type Entry = Somebody & { readonly id: string; readonly areaName: string };

class Planner {
  readonly #world: RosterWorld;
  readonly #teams = new Map<string, RosterTeam>();
  readonly #people = new Map<string, Entry[]>();
  readonly #seats = new Map<string, Set<string>>();
  readonly #newPersons: { id: string; areaId: string; member: RosterMember }[] = [];
  readonly #problems: RosterProblem[] = [];
  readonly #namesakes: RosterNamesake[] = [];

  constructor(world: RosterWorld) {
    this.#world = world;
    for (const person of world.persons) {
      this.#remember(person);
      this.#seats.set(person.id, new Set(person.teamIds));
    }
  }

  add(read: ReadMember): void {
    const place = this.#world.place(read.place);
    if ('near' in place) {
      this.#problems.push(problemOf(read, 'Thôn', 'unknownArea', read.place, unknownPlace(place.near)));
      return;
    }
    const team = this.#teamOf(read, place);
    const joinedOn =
      read.joinedOn ?? (team.teamId === null ? this.#world.day : laterOf(this.#world.day, team.foundedOn));
    if (team.teamId !== null && joinedOn < team.foundedOn) {
      this.#problems.push(
        problemOf(read, 'Ngày tham gia', 'beforeFounding', joinedOn, beforeFounding(team.foundedOn)),
      );
      return;
    }
    const somebody = { ...read, areaId: place.areaId, areaName: place.areaName };
    const known = this.#find(somebody);
    const id = known?.id ?? this.#world.newId();
    const seats = this.#seats.get(id) ?? new Set();
    const teamKey = team.teamId ?? keyOf(team);
    if (known && seats.has(teamKey) && team.members.some((member) => member.personId === id)) {
      this.#problems.push(problemOf(read, 'Họ và tên', 'duplicate', read.name, twice));
      return;
    }
    const isKnown = seats.has(teamKey);
    this.#seats.set(id, seats.add(teamKey));
    const { sheet, row, name, birthYear, sex, contact, role, chosen } = read;
    const member: RosterMember = {
      ...{ sheet, row, name, birthYear, sex, contact, role, chosen, joinedOn, personId: id, known: isKnown },
    };
    team.members.push(member);
    if (team.teamId === null && joinedOn < team.foundedOn) team.foundedOn = joinedOn;
    if (known) return;
    this.#noteNamesake(read, somebody);
    this.#remember({ ...somebody, id });
    this.#newPersons.push({ id, areaId: place.areaId, member });
  }

  plan(): RosterPlan {
    const teams = [...this.#teams.values()].filter((team) => team.members.length > 0);
    const members = teams.flatMap((team) => team.members);
    const known = members.filter((member) => member.known).length;
    return {
      teams,
      newPersons: this.#newPersons,
      problems: this.#problems,
      namesakes: this.#namesakes,
      counts: {
        accepted: members.length - known,
        problems: this.#problems.length,
        known,
        newTeams: teams.filter((team) => team.teamId === null).length,
        newPersons: this.#newPersons.length,
        memberships: members.length - known,
      },
    };
  }

  #teamOf(
    read: ReadMember,
    place: { areaId: string; areaName: string; organizationId: string | null },
  ): RosterTeam {
    const { areaId, areaName, organizationId } = place;
    const wanted = { areaId, organizationId, kind: read.kind, name: read.team };
    const key = keyOf(wanted);
    const there = this.#world.teams.find((team) => keyOf(team) === key);
    const made = this.#teams.get(key) ?? {
      ...wanted,
      areaName,
      foundedOn: there?.foundedOn ?? this.#world.day,
      teamId: there?.id ?? null,
      members: [],
    };
    this.#teams.set(key, made);
    return made;
  }

  #find(somebody: Somebody): Entry | undefined {
    return this.#people.get(foldText(somebody.name))?.find((entry) => isSamePerson(entry, somebody));
  }

  #remember(entry: Entry): void {
    const key = foldText(entry.name);
    this.#people.set(key, [...(this.#people.get(key) ?? []), entry]);
  }

  /** Same name and same year elsewhere in the commune: perhaps one person who would then be counted twice. */
  #noteNamesake(read: ReadMember, somebody: Somebody): void {
    const other = this.#people
      .get(foldText(read.name))
      ?.find(
        (entry) =>
          entry.birthYear === somebody.birthYear || entry.birthYear === null || somebody.birthYear === null,
      );
    if (other) {
      const { sheet, row, name } = read;
      this.#namesakes.push({ sheet, row, name, other: `${other.name}, ${other.areaName}` });
    }
  }
}

function keyOf(team: Pick<KnownTeam, 'areaId' | 'organizationId' | 'kind' | 'name'>): string {
  return `${team.areaId} ${team.organizationId ?? ''} ${team.kind} ${foldOrdered(team.name)}`;
}

function laterOf(a: Day, b: Day): Day {
  return a > b ? a : b;
}

function problemOf(
  read: ReadMember,
  column: string,
  code: string,
  found: string,
  text: LocalText,
): RosterProblem {
  return { sheet: read.sheet, row: read.row, column, code, found, text };
}

function unknownPlace(near: readonly string[]): LocalText {
  const names = near.map((name) => `“${name}”`).join(', ');
  return {
    vi: `Không có thôn, đơn vị tên này trong địa bàn.${names ? ` Gần giống: ${names}.` : ''} Sửa trong tệp, hoặc thêm ở trang Địa bàn.`,
    en: `No hamlet or organisation of this name.${names ? ` Much like it: ${names}.` : ''} Mend the file, or add it on the page of areas.`,
  };
}

function beforeFounding(foundedOn: Day): LocalText {
  const day = foundedOn.split('-').reverse().join('/');
  return {
    vi: `Không trước ngày thành lập tổ (${day}).`,
    en: `Not before the team was founded (${day}).`,
  };
}

const twice: LocalText = {
  vi: 'Người này đã có ở một dòng trên của cùng tổ.',
  en: 'This person stands in a row above for the same team.',
};
