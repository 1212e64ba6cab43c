import type { Context } from '../../../platform/server/context.ts';
import { cameInFrom } from '../../activities/server/made-by.service.ts';
import type { FieldDay } from '../field-day.contract.ts';
import { hasWrongClock, isSilent, silentDays } from '../phones.rules.ts';
import { countOpenItems } from './items.repo.ts';
import { listSources } from './phones.repo.ts';
import { listFieldPhones, listPatrolsOut } from './phones.service.ts';

/** So many entries to verify stand on the page; the rest is in the books. */
const MOST_ENTRIES = 30;

/** What the caller's areas see of the field today. */
export async function describeFieldDay(context: Context): Promise<FieldDay> {
  const now = context.now.getTime();
  const phones = (await listFieldPhones(context)).filter(({ state }) => state === 'bound');
  return {
    patrols: await listPatrolsOut(context),
    cameIn: await cameInFrom(context, {
      sources: await listSources(context.tx),
      since: new Date(`${context.today}T00:00:00+07:00`),
      most: MOST_ENTRIES,
    }),
    waiting: await countOpenItems(context.tx),
    phones: {
      inUse: phones.length,
      silent: phones.filter((phone) => isSilent(phone, now)),
      wrongClock: phones.filter(hasWrongClock),
    },
  };
}

/** What of it needs somebody, for the desk: patrols that are out, entries that wait, silent phones and for how long. */
export async function countFieldDay(
  context: Context,
): Promise<{ patrols: number; waiting: number; silent: number; silentDays: number }> {
  const now = context.now.getTime();
  const silent = (await listFieldPhones(context)).filter((phone) => isSilent(phone, now));
  const { refused, conflicts } = await countOpenItems(context.tx);
  return {
    patrols: (await listPatrolsOut(context)).length,
    waiting: refused + conflicts,
    silent: silent.length,
    silentDays: Math.max(0, ...silent.map((phone) => silentDays(phone, now))),
  };
}
