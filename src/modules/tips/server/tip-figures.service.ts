import type { z } from 'zod';
import { addDays } from '../../../platform/dates.ts';
import type { Context } from '../../../platform/server/context.ts';
import { referenceData } from '../../../reference/reference-data.ts';
import { provinceOn } from '../../areas/server/areas.service.ts';
import type { PeriodWindow } from '../../figures/period.contract.ts';
import { periodAt } from '../../figures/periods.rules.ts';
import { replaceFacts } from '../../figures/server/facts.service.ts';
import { endOfHalfMonth, halfMonthOf, tipFacts } from '../tip-facts.rules.ts';
import type { countTips, readPublicTipFigures } from '../tip-figures.contract.ts';
import { least, publishQuarter } from '../tip-publication.rules.ts';
import { TipChannel, TipHarm } from '../tip-words.contract.ts';
import { listFactsDue, listReceived, noteFactsKnown } from './tip-facts.repo.ts';
import { tipReference } from './tip-reference.service.ts';
import {
  firstUncounted,
  insertBlock,
  lastRelease,
  listBlocks,
  listCountedAreas,
  listReleases,
  listUncounted,
  noteRelease,
} from './tip-release.repo.ts';

const part = 500;

/**
 * Writes what reports count for, of those whose half month is over; as the system. Gives how many: fewer than a part
 * means that none is left.
 */
export async function settleTipFacts(context: Context): Promise<number> {
  const due = await listFactsDue(context.tx, halfMonthOf(context.today), part);
  for (const tip of due) {
    const facts = tipFacts(tip);
    const provinceId = await provinceOn(context, tip.areaId, halfMonthOf(tip.receivedOn));
    const worth = { recordId: tip.id, source: 'tip', provinceId, verified: tip.isNumbered, facts } as const;
    await replaceFacts(context.tx, worth);
    await noteFactsKnown(context.tx, tip.id);
  }
  return due.length;
}

/** So long after a quarter its figures are published: most of what its reports came to is known by then. */
const releaseAfterDays = 30;

/** The quarter of the official calendar (15th to 14th) that a day is in. */
function quarterOf(day: string): PeriodWindow {
  const quarter = periodAt(referenceData().getPeriodScheme('ADMIN_0915'), 'quarter', day);
  if (quarter === undefined) throw new RangeError(`no quarter holds ${day}`);
  return quarter;
}

/** Publishes the figures of every quarter that is long enough over and not published yet; as the system. */
export async function releaseQuarters(context: Context): Promise<void> {
  const { tx, today } = context;
  const last = await lastRelease(tx);
  const from = last === undefined ? await firstUncounted(tx) : addDays(last, 1);
  if (from === undefined) return;
  const lists = { harms: TipHarm.options, channels: TipChannel.options };
  let quarter = quarterOf(from);
  while (addDays(quarter.to, releaseAfterDays) <= today) {
    const areas = await listCountedAreas(tx, quarter.from);
    for (const block of publishQuarter(quarter.to, areas, await listUncounted(tx, quarter.to), lists))
      await insertBlock(tx, block, today);
    await noteRelease(tx, quarter, today);
    quarter = quarterOf(addDays(quarter.to, 1));
  }
}

/** Published figures, with the names of their quarters. */
export async function publicFigures({
  tx,
}: Context): Promise<z.input<(typeof readPublicTipFigures)['output']>> {
  const blocks = await listBlocks(tx);
  const releases = await listReleases(tx);
  return {
    blocks,
    received: blocks.reduce((sum, block) => sum + block.received, 0),
    windows: releases.map(({ from, to }) => ({ from, to, name: quarterOf(from).name })),
    least,
    harms: tipReference().harms.map(({ code, name }) => ({ code, name })),
  };
}

type Counts = z.input<(typeof countTips)['output']>;

/** Exact counts for the office itself, over whole half months that the days touch. */
export async function countOffice(
  context: Context,
  given: { from: string; to: string; officeId?: string | undefined },
): Promise<Counts> {
  const window = { from: halfMonthOf(given.from), to: endOfHalfMonth(given.to) };
  const tips = await listReceived(context.tx, window, given.officeId);
  const count = (is: (tip: (typeof tips)[number]) => boolean): number => tips.filter(is).length;
  return {
    received: tips.length,
    valuable: count((tip) => tip.isValuable),
    onTime: count((tip) => tip.onTime === true),
    timed: count((tip) => tip.onTime !== null),
    answered: count((tip) => tip.isAnswered),
    byHarm: TipHarm.options
      .map((harm) => ({ harm, count: count((tip) => tip.harm === harm) }))
      .filter((one) => one.count > 0),
    byChannel: TipChannel.options
      .map((channel) => ({ channel, count: count((tip) => tip.channel === channel) }))
      .filter((one) => one.count > 0),
  };
}
