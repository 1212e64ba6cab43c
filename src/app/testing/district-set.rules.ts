import { type Dice, makeDice } from '../demo/dice.rules.ts';

/** Somebody who serves; his place is the index of his hamlet in the commune. */
export interface DistrictPerson {
  readonly name: string;
  readonly birthYear: number;
  readonly sex: 'male' | 'female';
}

/** A team with its members as indexes into the commune's people, the leader first. */
export interface DistrictTeam {
  readonly name: string;
  readonly members: readonly number[];
}

export interface DistrictSite {
  readonly kind: string;
  /** Index of the hamlet; null: of the whole commune. */
  readonly hamlet: number | null;
  readonly launchedOn: string;
  readonly teams: readonly DistrictTeam[];
}

export interface DistrictCommune {
  readonly hamlets: readonly string[];
  readonly persons: readonly DistrictPerson[];
  readonly sites: readonly DistrictSite[];
  /** Indexes of the sites that each committee governs. */
  readonly committees: readonly (readonly number[])[];
}

/** How large a made-up district is. */
export interface DistrictSize {
  readonly communes: number;
  readonly hamlets: number;
  readonly teams: number;
  /** Seats in teams; people are fewer, for some sit in two. */
  readonly members: number;
}

/** A district of a mountain province as a published report counts it. */
export const districtSize: DistrictSize = { communes: 18, hamlets: 107, teams: 234, members: 3331 };

/** Kinds of the catalogue by the names that books give them. */
const KINDS = [
  'Tổ tự quản về ANTT',
  'Tổ hòa giải',
  'Tiếng mõ ANTT',
  'Camera an ninh',
  'Cổng trường an toàn giao thông',
  '5 tự quản',
] as const;
const FAMILY = ['Nguyễn', 'Trần', 'Lê', 'Phạm', 'Hoàng', 'Lương', 'Đỗ', 'Vũ', 'Bùi', 'Ngô'] as const;
const MIDDLE = ['Văn', 'Thị', 'Đức', 'Minh', 'Ngọc', 'Quốc'] as const;
const GIVEN = [
  'An',
  'Bình',
  'Chiến',
  'Dung',
  'Hòa',
  'Hạnh',
  'Lan',
  'Mai',
  'Nam',
  'Phúc',
  'Quang',
  'Sơn',
] as const;

/**
 * A made-up district with exactly these numbers: each hamlet has a site, each commune one of its own besides; teams and
 * seats are spread unevenly; in every commune the leaders of two teams sit in a third one too. The same seed gives the same
 * district. Needs at least two teams for each site's share (teams ≥ hamlets + communes) and three seats for each team.
 */
export function makeDistrict(seed: string, size: DistrictSize = districtSize): DistrictCommune[] {
  const dice = makeDice(seed);
  const hamletCounts = spread(dice, size.hamlets, size.communes, 1);
  const siteCount = size.hamlets + size.communes;
  const teamCounts = spread(dice, size.teams, siteCount, 1);
  const seatCounts = spread(dice, size.members, size.teams, 3);
  let nextSite = 0;
  let nextTeam = 0;
  return hamletCounts.map((hamlets, commune) => {
    const places = [null, ...Array.from({ length: hamlets }, (_, at) => at)];
    const draft = places.map((hamlet) => {
      const teams = Array.from({ length: teamCounts[nextSite++] ?? 1 }, () => seatCounts[nextTeam++] ?? 3);
      return { hamlet, teams };
    });
    return filledCommune(dice, { commune, hamlets, draft });
  });
}

function filledCommune(
  dice: Dice,
  given: {
    commune: number;
    hamlets: number;
    draft: readonly { hamlet: number | null; teams: readonly number[] }[];
  },
): DistrictCommune {
  const persons: DistrictPerson[] = [];
  const leaders: number[] = [];
  const seat = (count: number): number[] => {
    // The third team and later take in a leader of an earlier one: one person, two seats.
    const shared = leaders.length >= 2 ? [leaders[leaders.length % 2] ?? 0] : [];
    const own = Array.from({ length: count - shared.length }, () => persons.push(makePerson(dice)) - 1);
    if (leaders.length < 2) leaders.push(own[0] ?? 0);
    return [...own, ...shared];
  };
  const sites = given.draft.map(({ hamlet, teams }, at): DistrictSite => {
    const kind = KINDS[(given.commune + at) % KINDS.length] ?? KINDS[0];
    const month = String(dice.between(8, 12)).padStart(2, '0');
    return {
      kind,
      hamlet,
      launchedOn: `2025-${month}-${String(dice.between(1, 28)).padStart(2, '0')}`,
      teams: teams.map((count, team) => ({ name: `Tổ số ${team + 1}`, members: seat(count) })),
    };
  });
  const hamlets = Array.from({ length: given.hamlets }, (_, at) => `Thôn số ${at + 1}`);
  const all = sites.map((_, at) => at);
  // The first commune has a committee for each third of its models: what a merger makes one.
  const committees =
    given.commune === 0 ? [0, 1, 2].map((part) => all.filter((at) => at % 3 === part)) : [all];
  return { hamlets, persons, sites, committees };
}

function makePerson(dice: Dice): DistrictPerson {
  const middle = dice.pick(MIDDLE);
  return {
    name: `${dice.pick(FAMILY)} ${middle} ${dice.pick(GIVEN)}`,
    birthYear: dice.between(1955, 2004),
    sex: middle === 'Thị' ? 'female' : 'male',
  };
}

/** A whole number in so many parts, none below the least, whose sum is exactly it. */
function spread(dice: Dice, total: number, parts: number, least: number): number[] {
  const counts = Array.from({ length: parts }, () => least);
  for (let rest = total - parts * least; rest > 0; rest -= 1) {
    const at = dice.between(0, parts - 1);
    counts[at] = (counts[at] ?? 0) + 1;
  }
  return counts;
}

/** What the figures of such a district have to be, counted one by one. */
export interface DistrictTotals {
  readonly sites: number;
  readonly teams: number;
  readonly members: number;
  readonly persons: number;
  readonly byKind: Readonly<Record<string, { sites: number; teams: number; members: number }>>;
}

export function countDistrict(communes: readonly DistrictCommune[]): DistrictTotals {
  const byKind: Record<string, { sites: number; teams: number; members: number }> = {};
  const totals = { sites: 0, teams: 0, members: 0, persons: 0 };
  for (const commune of communes) {
    totals.persons += new Set(
      commune.sites.flatMap((site) => site.teams.flatMap((team) => team.members)),
    ).size;
    for (const { kind, teams } of commune.sites) {
      const members = teams.reduce((sum, team) => sum + team.members.length, 0);
      const counted = byKind[kind] ?? { sites: 0, teams: 0, members: 0 };
      byKind[kind] = counted;
      for (const each of [totals, counted]) {
        each.sites += 1;
        each.teams += teams.length;
        each.members += members;
      }
    }
  }
  return { ...totals, byKind };
}
