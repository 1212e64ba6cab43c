import type { Context } from '../../../platform/server/context.ts';
import type { LocalText } from '../../../platform/text.ts';
import { referenceData } from '../../../reference/reference-data.ts';
import { getAreaRow } from '../../areas/server/areas.service.ts';
import type { ModelSubject } from '../../models/model-kind.contract.ts';
import { getPersonRows } from '../../teams/server/persons.service.ts';
import { type ComparedCommittee, proposeMergers } from '../merger.rules.ts';
import type { Overlaps, SameAim, SharedPerson } from '../mergers.contract.ts';
import { type AimGroup, sameAimGroups } from '../same-aim.rules.ts';
import { findModels, findSeats, findTasks } from './committees.repo.ts';
import { holds, listCommittees } from './committees.service.ts';
import { findSitesAtWork, type SiteAtWork } from './overlaps.repo.ts';

/** Committees and sites looked at most: more than any commune and most provinces have. */
const MOST_COMMITTEES = 500;
const MOST_SITES = 5000;
/** Lines of each list that are shown. */
const SHOWN = 200;

/**
 * Who sits in several committees of an area, which of its models serve the same aim for the same people, which have no
 * committee, and what could become one. Throws Problem `notFound` for an unknown area.
 */
export async function findOverlaps(context: Context, areaId: string): Promise<Overlaps> {
  await getAreaRow(context, areaId);
  const wanted = { areaId, state: 'active' as const, limit: MOST_COMMITTEES };
  const { committees } = await listCommittees(context, wanted);
  const compared = await compareCommittees(context, committees);
  const sites = await findSitesAtWork(context.tx, areaId, context.today, MOST_SITES);
  const groups = sameAimGroups(sites);
  const keys = new Map(
    groups.flatMap((group, at) => group.sites.map((site) => [site.id, String(at)] as const)),
  );
  return {
    committees,
    persons: (await sharedPersonsOf(context, compared)).slice(0, SHOWN),
    sameAims: groups.slice(0, SHOWN).map(showGroup),
    ungoverned: sites
      .filter((site) => !site.governed)
      .slice(0, SHOWN)
      .map(({ id, name, areaName }) => ({ id, name, areaName })),
    proposals: proposeMergers(compared, keys).map(({ fromIds, reasons, ...rest }) => ({
      ...rest,
      fromIds: [...fromIds],
      reasons: [...reasons],
    })),
  };
}

async function compareCommittees(
  context: Context,
  committees: Overlaps['committees'],
): Promise<ComparedCommittee[]> {
  const { tx, today } = context;
  const ids = committees.map((committee) => committee.id);
  const seats = Map.groupBy(await findSeats(tx, ids), (seat) => seat.committeeId);
  const models = Map.groupBy(await findModels(tx, ids), (model) => model.committeeId);
  const tasks = Map.groupBy(await findTasks(tx, ids), (task) => task.committeeId);
  return committees.map(({ id, areaId, name, kind, foundedOn }) => ({
    ...{ id, areaId, name, kind, foundedOn, tasks: tasks.get(id) ?? [] },
    seats: (seats.get(id) ?? []).filter((seat) => holds(seat.to, today)),
    siteIds: (models.get(id) ?? []).filter((model) => holds(model.to, today)).map((model) => model.siteId),
  }));
}

async function sharedPersonsOf(
  context: Context,
  committees: readonly ComparedCommittee[],
): Promise<SharedPerson[]> {
  const seats = new Map<string, SharedPerson['seats']>();
  for (const { id: committeeId, name, seats: own } of committees)
    for (const { personId, role } of own)
      seats.set(personId, [...(seats.get(personId) ?? []), { committeeId, name, role }]);
  const several = [...seats].filter(([, own]) => new Set(own.map((seat) => seat.committeeId)).size > 1);
  const persons = await getPersonRows(
    context,
    several.map(([personId]) => personId),
  );
  const names = new Map(persons.map((person) => [person.id, person.name]));
  return several
    .map(([personId, own]) => ({ personId, name: names.get(personId) ?? '', seats: own }))
    .toSorted((a, b) => b.seats.length - a.seats.length || a.name.localeCompare(b.name, 'vi'));
}

function showGroup(group: AimGroup<SiteAtWork>): SameAim {
  const { forms } = referenceData();
  const names = group.forms.flatMap((code) => forms.find((form) => form.code === code)?.name ?? []);
  return {
    areaId: group.areaId,
    areaName: group.sites[0]?.areaName ?? '',
    forWhom: joined(group.subjects.map((subject) => subjectWords[subject as ModelSubject])),
    aim: joined(names),
    sites: group.sites.map(({ id, name, areaName, kindName }) => ({ id, name, areaName, kindName })),
  };
}

function joined(texts: readonly LocalText[]): LocalText {
  return { vi: texts.map((text) => text.vi).join(', '), en: texts.map((text) => text.en).join(', ') };
}

const subjectWords: Readonly<Record<ModelSubject, LocalText>> = {
  hamlet: { vi: 'thôn, khu dân cư', en: 'hamlets' },
  householdGroup: { vi: 'nhóm hộ', en: 'groups of households' },
  school: { vi: 'trường học', en: 'schools' },
  agency: { vi: 'cơ quan', en: 'agencies' },
  enterprise: { vi: 'doanh nghiệp', en: 'enterprises' },
  hospital: { vi: 'bệnh viện', en: 'hospitals' },
  lodgingHouse: { vi: 'nhà trọ', en: 'lodging houses' },
  parish: { vi: 'xứ, họ đạo', en: 'parishes' },
  areaCluster: { vi: 'cụm địa bàn', en: 'clusters of areas' },
};
