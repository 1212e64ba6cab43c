import { z } from 'zod';
import type { Context } from '../../../platform/server/context.ts';
import type { JobContext } from '../../../platform/server/jobs.ts';
import { provinceOn } from '../../areas/server/areas.service.ts';
import {
  insertFactsInBulk,
  type RecordWorth,
  removeFacts,
  replaceFacts,
} from '../../figures/server/facts.service.ts';
import { overlap, type Span } from '../spans.rules.ts';
import { lifeOf, personFacts } from '../team-facts.rules.ts';
import { findPersons, findServed, findTrainedDays, type PersonRow } from './persons.repo.ts';

/**
 * Makes the figures right for people whose teams, trainings or home changed, in the same transaction; holds their rows.
 * Those who are gone count no longer. Of those who are at home where the caller may not write, the system sees to it.
 */
export async function settlePersons(context: Context, personIds: readonly string[]): Promise<void> {
  const ids = [...new Set(personIds)];
  const persons = await findPersons(context.tx, ids, 'lock');
  for (const worth of await worthOf(context, persons)) await replaceFacts(context.tx, worth);
  const there = new Set(persons.map((person) => person.id));
  const others = ids.filter((id) => !there.has(id));
  await removeFacts(context.tx, others);
  if (others.length > 0 && context.caller.kind !== 'system')
    await context.enqueue('settlePersons', { personIds: others });
}

/** People who serve where they are not at home, after a team there was changed. */
export async function settlePersonsJob(payload: unknown, job: JobContext): Promise<void> {
  const { personIds } = z.object({ personIds: z.array(z.uuid()) }).parse(payload);
  await job.transact((context) => settlePersons(context, personIds));
}

/** The same for people who are new in this transaction, all at once. */
export async function countNewPersons(context: Context, personIds: readonly string[]): Promise<void> {
  const persons = await findPersons(context.tx, personIds);
  await insertFactsInBulk(context.tx, await worthOf(context, persons));
}

async function worthOf(context: Context, persons: readonly PersonRow[]): Promise<RecordWorth[]> {
  const ids = persons.map((person) => person.id);
  const served = Map.groupBy(await findServed(context.tx, ids), (row) => row.personId);
  const trained = Map.groupBy(await findTrainedDays(context.tx, ids), (row) => row.personId);
  const provinces = new Map<string, string>();
  for (const areaId of new Set(persons.map((person) => person.areaId)))
    provinces.set(areaId, await provinceOn(context, areaId, context.today));
  return persons.map((person) => ({
    recordId: person.id,
    source: 'person',
    provinceId: provinces.get(person.areaId) ?? '',
    verified: true,
    facts: personFacts({
      areaId: person.areaId,
      sex: person.sex,
      served: (served.get(person.id) ?? []).flatMap((row): Span[] => {
        const life = lifeOf(row);
        const span = life && overlap(life, { from: row.joinedOn, to: row.leftOn });
        return span ? [span] : [];
      }),
      trainedOn: (trained.get(person.id) ?? []).map((row) => row.day),
    }),
  }));
}
