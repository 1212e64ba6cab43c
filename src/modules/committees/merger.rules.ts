import { type Day, maxDay } from '../../platform/dates.ts';
import type { LocalText } from '../../platform/text.ts';
import type { CommitteeKind, CommitteeTask, SeatRole } from './committees.contract.ts';

/** Roles from the highest down. */
export const ROLE_ORDER: readonly SeatRole[] = ['head', 'standingDeputy', 'deputy', 'secretary', 'member'];

/** A committee as far as mergers are concerned: what holds on the day. */
export interface WholeCommittee {
  readonly id: string;
  readonly name: string;
  readonly kind: CommitteeKind;
  readonly foundedOn: Day;
  readonly seats: readonly {
    readonly id: string;
    readonly personId: string;
    readonly role: SeatRole;
    readonly office: string;
  }[];
  readonly siteIds: readonly string[];
  readonly tasks: readonly CommitteeTask[];
}

export interface MergedMember {
  readonly personId: string;
  readonly role: SeatRole;
  readonly office: string;
  readonly before: readonly { readonly committee: string; readonly role: SeatRole }[];
  /** He did not sit in the committee that goes on. */
  readonly isNew: boolean;
}

export interface MergerPlan {
  readonly members: readonly MergedMember[];
  readonly models: readonly {
    readonly siteId: string;
    readonly before: readonly string[];
    readonly isNew: boolean;
  }[];
  /** Open tasks of the committees that end. */
  readonly tasks: readonly (CommitteeTask & { readonly committeeId: string; readonly before: string })[];
  readonly warnings: readonly LocalText[];
}

/** The higher of two roles. */
export function higherRole(a: SeatRole, b: SeatRole): SeatRole {
  return ROLE_ORDER.indexOf(a) <= ROLE_ORDER.indexOf(b) ? a : b;
}

/**
 * What it means to make several committees one: everybody sits once, every model is governed by the one, open tasks go
 * over and what is done stays. Unless `roles` (by person) say otherwise, who sits in the committee that goes on keeps his
 * role, and newcomers bring their highest one; a second head becomes a deputy.
 */
export function planMerger(
  into: WholeCommittee,
  from: readonly WholeCommittee[],
  roles: ReadonlyMap<string, SeatRole>,
): MergerPlan {
  const all = [into, ...from];
  const members = membersOf(all, roles);
  const siteIds = [...new Set(all.flatMap((committee) => committee.siteIds))];
  const models = siteIds.map((siteId) => ({
    siteId,
    before: all.filter((committee) => committee.siteIds.includes(siteId)).map((committee) => committee.name),
    isNew: !into.siteIds.includes(siteId),
  }));
  const tasks = from.flatMap((committee) =>
    committee.tasks
      .filter((task) => task.doneOn === null)
      .map((task) => ({ ...task, committeeId: committee.id, before: committee.name })),
  );
  return { members, models, tasks, warnings: warningsOf(members) };
}

function membersOf(all: readonly WholeCommittee[], roles: ReadonlyMap<string, SeatRole>): MergedMember[] {
  const [into] = all;
  const hasHead = into?.seats.some((seat) => seat.role === 'head') ?? false;
  const people = new Map<string, MergedMember>();
  for (const committee of all) {
    for (const { personId, role, office } of committee.seats) {
      const known = people.get(personId);
      people.set(personId, {
        personId,
        role: known === undefined ? role : known.isNew ? higherRole(known.role, role) : known.role,
        office: known?.office || office,
        before: [...(known?.before ?? []), { committee: committee.name, role }],
        isNew: known?.isNew ?? committee !== into,
      });
    }
  }
  const settled = [...people.values()].map((member) => {
    const second = member.isNew && hasHead && member.role === 'head';
    return { ...member, role: roles.get(member.personId) ?? (second ? ('deputy' as const) : member.role) };
  });
  return settled.toSorted((a, b) => ROLE_ORDER.indexOf(a.role) - ROLE_ORDER.indexOf(b.role));
}

function warningsOf(members: readonly MergedMember[]): LocalText[] {
  const heads = members.filter((member) => member.role === 'head').length;
  if (heads === 0)
    return [
      {
        vi: 'Ban sau khi gộp chưa có trưởng ban: hãy chọn một người.',
        en: 'The committee would have no head: choose one.',
      },
    ];
  if (heads > 1)
    return [
      {
        vi: `Có ${heads} trưởng ban: hãy để một người làm trưởng ban, những người khác giữ chức vụ khác.`,
        en: `There would be ${heads} heads: leave one, and give the others another role.`,
      },
    ];
  return [];
}

export interface Proposal {
  readonly intoId: string;
  readonly fromIds: readonly string[];
  readonly sharedPersons: number;
  readonly reasons: readonly LocalText[];
}

/** A committee for proposals: where it is and whether its models serve the same aim as another's. */
export interface ComparedCommittee extends WholeCommittee {
  readonly areaId: string;
}

/**
 * Which committees of one place could be one: those of which at least half of the smaller one's people sit in the other
 * too, or which govern models of the same aim (`sameAim` gives such sites a common key). The steering committee goes on
 * where there is one, else the largest, else the oldest.
 */
export function proposeMergers(
  committees: readonly ComparedCommittee[],
  sameAim: ReadonlyMap<string, string>,
): Proposal[] {
  const groups = groupsOf(
    committees,
    (a, b) => a.areaId === b.areaId && (isShared(a, b) || meet(a, b, sameAim)),
  );
  return groups.flatMap((group) => {
    if (group.length < 2) return [];
    const [into, ...from] = group.toSorted(beforeOther);
    if (!into) return [];
    const shared = sharedPersons(group);
    return {
      intoId: into.id,
      fromIds: from.map((each) => each.id),
      sharedPersons: shared,
      reasons: reasonsOf(into, group, shared, sameAim),
    };
  });
}

const peopleOf = (committee: WholeCommittee): Set<string> =>
  new Set(committee.seats.map((seat) => seat.personId));

function isShared(a: WholeCommittee, b: WholeCommittee): boolean {
  const [one, other] = [peopleOf(a), peopleOf(b)];
  const common = [...one].filter((id) => other.has(id)).length;
  return common > 0 && common * 2 >= Math.min(one.size, other.size);
}

function meet(a: WholeCommittee, b: WholeCommittee, sameAim: ReadonlyMap<string, string>): boolean {
  const keys = new Set(a.siteIds.flatMap((id) => sameAim.get(id) ?? []));
  return b.siteIds.some((id) => keys.has(sameAim.get(id) ?? ' '));
}

/** People who sit in at least two of the committees. */
export function sharedPersons(committees: readonly WholeCommittee[]): number {
  const seen = new Map<string, number>();
  for (const committee of committees)
    for (const id of peopleOf(committee)) seen.set(id, (seen.get(id) ?? 0) + 1);
  return [...seen.values()].filter((count) => count > 1).length;
}

function beforeOther(a: WholeCommittee, b: WholeCommittee): number {
  if (a.kind !== b.kind) return a.kind === 'steeringCommittee' ? -1 : 1;
  const size = b.seats.length - a.seats.length;
  if (size !== 0) return size;
  return a.foundedOn === b.foundedOn ? (a.id < b.id ? -1 : 1) : a.foundedOn < b.foundedOn ? -1 : 1;
}

function groupsOf<T>(items: readonly T[], linked: (a: T, b: T) => boolean): T[][] {
  const groups: T[][] = [];
  for (const item of items) {
    const touching = groups.filter((group) => group.some((other) => linked(item, other)));
    const joined = [...touching.flat(), item];
    for (const group of touching) groups.splice(groups.indexOf(group), 1);
    groups.push(joined);
  }
  return groups;
}

function reasonsOf(
  into: WholeCommittee,
  group: readonly WholeCommittee[],
  shared: number,
  sameAim: ReadonlyMap<string, string>,
): LocalText[] {
  const reasons: LocalText[] = [];
  if (shared > 0)
    reasons.push({
      vi: `${shared} người cùng ngồi ở ít nhất hai trong ${group.length} ban.`,
      en: `${shared} people sit in at least two of the ${group.length} committees.`,
    });
  if (group.some((a, at) => group.slice(at + 1).some((b) => meet(a, b, sameAim))))
    reasons.push({
      vi: 'Các ban phụ trách những mô hình cùng đối tượng, cùng việc.',
      en: 'They govern models for the same people with the same work.',
    });
  reasons.push(
    into.kind === 'steeringCommittee'
      ? {
          vi: `${into.name} tiếp tục: một Ban Chỉ đạo có thể phụ trách nhiều mô hình.`,
          en: `${into.name} goes on: one steering committee can govern many models.`,
        }
      : {
          vi: `${into.name} tiếp tục vì đông thành viên nhất.`,
          en: `${into.name} goes on: it is the largest.`,
        },
  );
  return reasons;
}

/** The first day on which a merger can hold: none of the committees may have been founded later. */
export function earliestMerger(committees: readonly Pick<WholeCommittee, 'foundedOn'>[]): Day {
  return committees.map((committee) => committee.foundedOn).reduce((a, b) => maxDay(a, b));
}
