import { v7 as uuidv7 } from 'uuid';
import { shippedKindId } from '../../modules/models/kind-words.rules.ts';
import * as kindsApi from '../../modules/models/kinds.contract.ts';
import type { ModelKindDefinition } from '../../modules/models/model-kind.contract.ts';
import type { Site } from '../../modules/models/model-site.contract.ts';
import * as sitesApi from '../../modules/models/models.contract.ts';
import * as replicationApi from '../../modules/models/replication.contract.ts';
import * as tasksApi from '../../modules/models/tasks.contract.ts';
import { ask } from './walk.ts';
import type { Side, World } from './walk-world.ts';

const models = { ...kindsApi, ...sitesApi, ...replicationApi, ...tasksApi };
const day = '2026-06-01';

function proposal(side: Side, areaId = side.hamlet, kind = 'safeHamlet') {
  return {
    body: {
      id: uuidv7(),
      kindId: shippedKindId(kind),
      place: { areaId },
      proposedOn: '2026-01-05',
      name: side.secret,
    },
  };
}

/** A site of the side, proposed by its officer. */
function proposedSite(world: World, side: Side, areaId?: string): Promise<Site> {
  return world.must(models.proposeModelSite, proposal(side, areaId), side.officer.token);
}

/** A site of the side that was launched. */
async function launchedSite(world: World, side: Side, areaId?: string): Promise<Site> {
  let site = await proposedSite(world, side, areaId);
  for (const step of [1, 2, 4]) {
    const body = {
      baseRevision: site.revision,
      doneOn: '2026-02-01',
      responsible: '',
      outputs: '',
      papers: [],
    };
    site = await world.must(models.saveSiteStep, { params: { id: site.id, step }, body }, side.officer.token);
  }
  return site;
}

const site = async (world: World, side: Side) => ({ params: { id: (await proposedSite(world, side)).id } });

async function changed<T extends object>(world: World, side: Side, body: T) {
  const { id, revision } = await proposedSite(world, side);
  return { params: { id }, body: { baseRevision: revision, ...body } };
}

async function taskOf(world: World, side: Side): Promise<string> {
  const { tasks } = await launchedSite(world, side);
  return tasks.find((task) => task.kind === 'check')?.id ?? '';
}

const checked = {
  doneOn: day,
  result: {
    ...{ kind: 'check' as const, responsible: '', answers: [], findings: '', demands: '', until: null },
  },
};

async function doneTask(world: World, side: Side): Promise<string> {
  const id = await taskOf(world, side);
  await world.must(models.completeModelTask, { params: { id }, body: checked }, side.officer.token);
  return id;
}

async function replication(world: World, side: Side) {
  const { id } = await launchedSite(world, side, side.commune);
  const places = [{ areaId: side.hamlet }];
  // The hamlet may have one of the kind from another request: the commune's school gate is the pilot's only copy.
  return { params: { id }, body: { places, proposedOn: day, launchBy: '2026-12-01' } };
}

/** A replication of a kind that no site of the hamlet has: a fresh own kind of the province. */
async function freshReplication(world: World, side: Side) {
  const kind = await ownKind(world, side);
  const token = side.officer.token;
  const body = { ...proposal(side, side.commune).body, kindId: kind.id };
  let pilot = await world.must(models.proposeModelSite, { body }, token);
  for (const step of [1, 2, 4]) {
    const done = {
      baseRevision: pilot.revision,
      doneOn: '2026-02-01',
      responsible: '',
      outputs: '',
      papers: [],
    };
    pilot = await world.must(models.saveSiteStep, { params: { id: pilot.id, step }, body: done }, token);
  }
  const plan = { places: [{ areaId: side.hamlet }], proposedOn: day, launchBy: '2026-12-01' };
  return { params: { id: pilot.id }, body: { ...plan, id: uuidv7() } };
}

const definition = (): ModelKindDefinition => {
  const name = `Mô hình thử ${uuidv7()}`;
  return {
    ...{
      name: { vi: name, en: name },
      aliases: [],
      aim: { vi: name, en: name },
      subjects: ['hamlet' as const],
    },
    ...{ legalBasis: [], coreForces: [], steps: [], checklist: [], forms: [], sources: [] },
    rule: { needs: [], looksBelow: true, checkEveryMonths: 6, reviewEveryMonths: 6 },
  };
};

/** Whoever may keep the catalogue of every province: the administrator of the country. */
function keeper(world: World): string {
  const token = world.walkers.find((walker) => walker.name === 'administrator of the country')?.token;
  if (token === undefined) throw new Error('nobody keeps the catalogue');
  return token;
}

const newKind = (side: Side) => ({
  body: { id: uuidv7(), ownerId: side.province, definition: definition() },
});
const ownKind = (world: World, side: Side) =>
  world.must(models.createModelKind, newKind(side), keeper(world));

async function merger(world: World, side: Side) {
  const { id } = await ownKind(world, side);
  return { fromId: id, intoId: shippedKindId('safeHamlet'), areaId: side.province };
}

/** The catalogue, the sites and their tasks. */
export const modelWalks = [
  ask(models.listModelKinds, () => ({})),
  ask(models.getModelKind, async (world, side) => ({ params: { id: (await ownKind(world, side)).id } })),
  ask(models.createModelKind, (_world, side) => newKind(side)),
  ask(models.changeModelKind, async (world, side) => {
    const { id, revision } = await ownKind(world, side);
    return { params: { id }, body: { baseRevision: revision, definition: definition() } };
  }),
  ask(models.previewKindMerger, async (world, side) => ({ body: await merger(world, side) })),
  ask(models.mergeKinds, async (world, side) => ({ body: { ...(await merger(world, side)), id: uuidv7() } })),
  ask(models.undoKindMerger, async (world, side) => {
    const id = uuidv7();
    await world.must(models.mergeKinds, { body: { ...(await merger(world, side)), id } }, keeper(world));
    return { params: { id } };
  }),
  ask(models.listModelSites, () => ({})),
  ask(models.countModelSites, () => ({})),
  ask(models.getModelSite, site),
  ask(models.listSiteChanges, site),
  ask(models.listModelPeople, site),
  ask(models.proposeModelSite, (_world, side) => proposal(side)),
  ask(models.changeModelSite, (world, side) => changed(world, side, { note: side.secret })),
  ask(models.saveSiteStep, async (world, side) => {
    const { params, body } = await changed(world, side, {
      ...{ doneOn: day, responsible: '', outputs: '', papers: [] },
    });
    return { params: { ...params, step: 1 }, body };
  }),
  ask(models.saveSiteSurvey, (world, side) =>
    changed(world, side, {
      done: true,
      survey: {
        ...{
          from: '2026-01-10',
          to: '2026-01-20',
          surveyedBy: '',
          risks: [],
          needs: '',
          necessity: '',
          proposal: '',
        },
        sections: { nature: '', people: '', economy: '', forces: '', movement: '', security: '', rules: '' },
      },
    }),
  ),
  ask(models.previewModelSiteEnding, async (world, side) => ({
    params: { id: (await proposedSite(world, side)).id },
    body: {},
  })),
  ask(models.endModelSite, (world, side) => changed(world, side, { on: day, reason: 'Không còn phù hợp' })),
  ask(models.undoSiteChange, (world, side) => changed(world, side, {})),
  ask(models.saveSiteAreas, async (world, side) => {
    const { id, revision } = await proposedSite(world, side, side.commune);
    return { params: { id }, body: { baseRevision: revision, areaIds: [side.hamlet] } };
  }),
  ask(models.confirmSiteArea, async (world, side) => ({
    params: { id: (await proposedSite(world, side)).id, areaId: side.commune },
  })),
  ask(models.previewReplication, replication),
  ask(models.replicateModelSite, freshReplication),
  ask(models.undoReplication, async (world, side) => {
    const { params, body } = await freshReplication(world, side);
    await world.must(models.replicateModelSite, { params, body }, side.officer.token);
    return { params: { id: body.id } };
  }),
  ask(models.listModelTasks, () => ({})),
  ask(models.getModelTask, async (world, side) => ({ params: { id: await taskOf(world, side) } })),
  ask(models.planModelTask, async (world, side) => {
    const { id } = await launchedSite(world, side);
    return { params: { id }, body: { kind: 'check' as const, dueOn: day } };
  }),
  ask(models.completeModelTask, async (world, side) => ({
    params: { id: await taskOf(world, side) },
    body: checked,
  })),
  ask(models.reopenModelTask, async (world, side) => ({ params: { id: await doneTask(world, side) } })),
];
