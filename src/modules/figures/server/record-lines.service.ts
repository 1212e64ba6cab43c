import type { Context } from '../../../platform/server/context.ts';
import { summariseActivities } from '../../activities/server/summary.service.ts';
import { describeCommittees } from '../../committees/server/committees-summary.service.ts';
import { describeGongs } from '../../gong/server/gong-summary.service.ts';
import { describeModelSites } from '../../models/server/model-summary.service.ts';
import {
  describeHouseholds,
  describePledges,
  describeRegistrations,
} from '../../pledges/server/pledge-summary.service.ts';
import { describeTargets } from '../../targets/server/target-summary.service.ts';
import { describePersons, describeTeams } from '../../teams/server/teams-summary.service.ts';
import { describeTips } from '../../tips/server/tip-summary.service.ts';
import type { FactSource } from '../fact-source.contract.ts';

/** One record behind a figure, said in a line. */
export interface RecordLine {
  /** Empty where the record has nothing to say beside its day and place. */
  readonly text: { readonly vi: string; readonly en: string };
  readonly form?: string;
  readonly state?: string;
  /** The page that shows the record, as a path of the web ('/mo-hinh/…'); missing: the place's own page. */
  readonly link?: string;
}

/** Says these records in a line each, by id, as far as the caller may see them; the others are missing. */
type Describe = (context: Context, ids: readonly string[]) => Promise<ReadonlyMap<string, RecordLine>>;

/** Who knows the records of a source: an explicit list. A source without a line here shows day and place only. */
const describers: Partial<Record<FactSource, Describe>> = {
  activity: async (context, ids) => {
    const found = await summariseActivities(context, ids);
    return new Map([...found].map(([id, line]) => [id, { ...line, link: `/so/${line.form}/${id}` }]));
  },
  committee: describeCommittees,
  gong: describeGongs,
  modelSite: describeModelSites,
  household: describeHouseholds,
  person: describePersons,
  pledge: describePledges,
  registration: describeRegistrations,
  target: describeTargets,
  team: describeTeams,
  tip: describeTips,
};

/** The lines of records of several sources, by id. */
export async function describeRecords(
  context: Context,
  records: readonly { readonly source: FactSource; readonly recordId: string }[],
): Promise<ReadonlyMap<string, RecordLine>> {
  const lines = new Map<string, RecordLine>();
  for (const [source, found] of Map.groupBy(records, (record) => record.source)) {
    const ids = [...new Set(found.map((record) => record.recordId))];
    const described = await describers[source]?.(context, ids);
    for (const [id, line] of described ?? []) lines.set(id, line);
  }
  return lines;
}
