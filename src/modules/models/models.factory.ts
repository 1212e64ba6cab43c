import { v7 as uuidv7 } from 'uuid';
import type { TestApp } from '../../platform/server/testing/app.ts';
import { asOwner, type TestPerson } from '../activities/activities.factory.ts';
import { shippedKindId } from './kind-words.rules.ts';
import type { Site } from './model-site.contract.ts';
import { proposeModelSite, saveSiteStep } from './models.contract.ts';

/** What stands in the facts of a record up to a day: indicator → sum. */
export async function factsUpTo(app: TestApp, id: string, day: string): Promise<Record<string, number>> {
  return asOwner(app.database.ownerUrl, async (client) => {
    const found = await client.query<{ name: string; amount: string }>(
      `select m.indicator as name, sum(u.amount)::text as amount
       from fact f, unnest(f.measures, f.amounts) as u(measure, amount) join measure m on m.id = u.measure
       where f.record_id = $1 and m.slice = '' and f.day <= $2 group by 1 having sum(u.amount) <> 0 order by 1`,
      [id, day],
    );
    return Object.fromEntries(found.rows.map((row) => [row.name, Number(row.amount)]));
  });
}

/** Proposes a site of a shipped kind. */
export async function proposed(
  app: TestApp,
  who: TestPerson,
  given: { areaId: string; on: string; kind?: string; members?: number; teams?: number },
): Promise<Site> {
  const reply = await app.call(
    proposeModelSite,
    {
      body: {
        id: uuidv7(),
        kindId: shippedKindId(given.kind ?? 'selfManagedSecurity'),
        place: { areaId: given.areaId },
        proposedOn: given.on,
        declaredMembers: given.members ?? null,
        declaredTeams: given.teams ?? null,
      },
    },
    who.token,
  );
  if (reply.status !== 201) throw new Error(`proposal refused: ${JSON.stringify(reply.body)}`);
  return reply.body;
}

/** Makes a step of a site. */
export async function stepped(
  app: TestApp,
  who: TestPerson,
  site: Site,
  step: number,
  doneOn: string,
): Promise<Site> {
  const body = { baseRevision: site.revision, doneOn, responsible: 'Công an xã', outputs: '', papers: [] };
  const reply = await app.call(saveSiteStep, { params: { id: site.id, step }, body }, who.token);
  if (reply.status !== 200) throw new Error(`step ${step} refused: ${JSON.stringify(reply.body)}`);
  return reply.body;
}

/** A site from its proposal to its launch: survey, decision, founding, launch. */
export async function launched(
  app: TestApp,
  who: TestPerson,
  given: { areaId: string; on: string; kind?: string; members?: number; teams?: number },
): Promise<Site> {
  let site = await proposed(app, who, given);
  for (const step of [1, 2, 3, 4]) site = await stepped(app, who, site, step, given.on);
  return site;
}
