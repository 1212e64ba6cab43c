import type { Context } from '../../../platform/server/context.ts';
import type { JobContext } from '../../../platform/server/jobs.ts';
import { stripDiacritics } from '../../../platform/text.ts';
import {
  insertFactsInBulk,
  type RecordWorth,
  removeFacts,
  replaceFacts,
} from '../../figures/server/facts.service.ts';
import { siteHeadcounts } from '../../teams/server/site-headcounts.service.ts';
import { type CountedSite, type HeadcountStep, siteFacts } from '../site-facts.rules.ts';
import { type DayCount, dormantFrom, type QuietSpan, quietSpans } from '../site-life.rules.ts';
import { scheduleRounds } from './schedule.service.ts';
import {
  findSiteRecords,
  type HeldSite,
  holdSites,
  type SiteLifeRow,
  takePulses,
  writeLives,
} from './site-store.repo.ts';

const CHUNK = 500;
/** Up to so many sites are refreshed record by record, so that unchanged facts cost the figures nothing. */
const FEW = 20;

/**
 * Looks at the lives of these sites anew, makes their facts what they are worth now and plans their next checks. For every
 * change of a site, or of the lists of its teams, in the transaction of the change.
 */
export async function refreshSites(context: Context, ids: readonly string[]): Promise<void> {
  const ordered = [...new Set(ids)].sort();
  for (let start = 0; start < ordered.length; start += CHUNK) {
    const sites = await lookAnew(context, ordered.slice(start, start + CHUNK));
    await scheduleRounds(context, sites);
  }
}

/** Takes up what records have changed since: whoever reads the state of sites calls it first. */
export async function settleSites(context: Context): Promise<number> {
  const ids = await takePulses(context.tx, CHUNK);
  if (ids.length > 0) await lookAnew(context, ids.sort());
  return ids.length;
}

async function lookAnew(context: Context, ids: readonly string[]): Promise<readonly HeldSite[]> {
  const sites = await holdSites(context.tx, ids);
  const records = await findSiteRecords(context.tx, ids);
  const looked = sites.map((site) => ({ site, ...lifeOf(site, records.get(site.id) ?? []) }));
  await writeLives(
    context.tx,
    looked.map(({ life }) => life),
  );
  const headcounts = await siteHeadcounts(
    context,
    sites.filter((site) => site.counts === 'listed').map((site) => site.id),
  );
  const worths = looked.map(({ site, quiet }) => worthOf(site, quiet, headcounts.get(site.id) ?? []));
  if (worths.length <= FEW) {
    for (const worth of worths) await replaceFacts(context.tx, worth);
    return sites;
  }
  await removeFacts(
    context.tx,
    worths.map((worth) => worth.recordId),
  );
  await insertFactsInBulk(context.tx, worths);
  return sites;
}

function lifeOf(
  site: HeldSite,
  records: readonly DayCount[],
): { life: SiteLifeRow; quiet: readonly QuietSpan[] } {
  const own = { id: site.id, search: siteSearchText(site) };
  if (site.launched_on === null || site.voided)
    return { life: { ...own, lastRecordOn: null, lastRecordForm: null, dormantFrom: null }, quiet: [] };
  const { rule } = site.definition;
  const quiet = quietSpans(rule, site.launched_on, records, site.ended_on);
  const counted = new Set(rule.needs.flatMap((need) => need.forms));
  const last = records
    .filter((record) => counted.has(record.form))
    .reduce<DayCount | undefined>((best, each) => (best && best.day >= each.day ? best : each), undefined);
  return {
    life: {
      ...own,
      lastRecordOn: last?.day ?? null,
      lastRecordForm: last?.form ?? null,
      dormantFrom: site.ended_on === null ? dormantFrom(quiet) : null,
    },
    quiet,
  };
}

/** What a search for sites looks through, without diacritics: words between single spaces, one before and one behind. */
function siteSearchText(site: HeldSite): string {
  const { name, kind_name, area_name, organization_name, core_force, definition } = site;
  const words = [
    name,
    kind_name,
    ...definition.aliases.slice(0, 3),
    organization_name ?? '',
    area_name,
    core_force,
  ]
    .map(stripDiacritics)
    .join(' ')
    .replaceAll(/[^\p{L}\p{N}]+/gu, ' ')
    .trim();
  return ` ${words} `;
}

function worthOf(
  site: HeldSite,
  quiet: readonly QuietSpan[],
  headcounts: readonly HeadcountStep[],
): RecordWorth {
  const counted: CountedSite = {
    place: {
      areaId: site.area_id,
      ...(site.organization_id ? { organizationId: site.organization_id } : {}),
    },
    kindName: site.kind_name,
    coreForce: site.core_force,
    stage: site.stage,
    proposedOn: site.proposed_on,
    launchedOn: site.launched_on,
    endedOn: site.ended_on,
    isReplica: site.pilot_id !== null,
    counts: site.counts,
    declaredTeams: site.declared_teams,
    declaredMembers: site.declared_members,
    headcounts,
    voided: site.voided,
    quiet,
  };
  return {
    recordId: site.id,
    source: 'modelSite',
    provinceId: site.province_id,
    verified: site.verified,
    facts: siteFacts(counted),
  };
}

/** Settles beside the requests, so that what nobody reads does not pile up. */
export function startSettling(context: JobContext): () => Promise<void> {
  let running: Promise<void> = Promise.resolve();
  const timer = setInterval(() => {
    running = running
      .then(async () => {
        while ((await context.transact(settleSites)) >= CHUNK);
      })
      .catch((error: unknown) => {
        context.logger.warn({ name: (error as Error).name }, 'settling models waits for the database');
      });
  }, 5000);
  return async () => {
    clearInterval(timer);
    await running;
  };
}
