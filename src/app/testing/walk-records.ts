import { v7 as uuidv7 } from 'uuid';
import * as activities from '../../modules/activities/activities.contract.ts';
import { patrol } from '../../modules/activities/activities.factory.ts';
import type { ActivityOutcome } from '../../modules/activities/activity.contract.ts';
import * as figures from '../../modules/figures/figures.contract.ts';
import * as imports from '../../modules/imports/imports.contract.ts';
import { committed, uploaded } from '../../modules/imports/imports.factory.ts';
import { ask, askAs, showing } from './walk.ts';
import { day, patrolBook, type Side, type World } from './walk-world.ts';

/** A new record of the side's officer. */
async function newRecord(world: World, side: Side, token = side.officer.token): Promise<{ id: string }> {
  const id = uuidv7();
  await world.must(activities.saveActivity, { params: { id }, body: patrol(side.hamlet, { day }) }, token);
  return { id };
}

const only = ({ results }: { results: ActivityOutcome[] }): number => results[0]?.problem?.status ?? 200;
const roles = ['recorder', 'officer'];

const records = [
  ask(activities.listForms, () => ({})),
  // The whole list of one side, a search in the other.
  showing(
    ask(activities.listActivities, (_world, side) => ({
      query: side.name === 'A' ? { limit: 200 } : { q: side.secret },
    })),
    (side) => side.record,
  ),
  showing(
    ask(activities.exportActivities, (_world, side) => ({
      query: {
        form: 'patrol',
        ...(side.name === 'A' ? {} : { areaId: side.commune }),
        format: 'csv' as const,
      },
    })),
    (side) => side.secret,
  ),
  ask(activities.getActivity, (_world, side) => ({ params: { id: side.record } })),
  ask(activities.getActivityHistory, (_world, side) => ({ params: { id: side.record } })),
  ask(activities.saveActivity, (_world, side) => ({
    params: { id: uuidv7() },
    body: patrol(side.hamlet, { day }),
  })),
  ask(
    activities.saveActivities,
    (_world, side) => ({ body: { items: [{ id: uuidv7(), ...patrol(side.hamlet, { day }) }] } }),
    only,
  ),
  ask(activities.changeActivityState, async (world, side) => ({
    params: await newRecord(world, side),
    body: { action: 'verify' as const, baseRevision: 1 },
  })),
  ask(
    activities.changeActivityStates,
    async (world, side) => ({
      body: { ids: [(await newRecord(world, side)).id], action: 'verify' as const },
    }),
    only,
  ),
  // The last change has to be the walker's own, where he can have made one.
  askAs(activities.undoActivityChange, async (world, side, walker) => {
    const writes = side.name === 'A' && roles.includes(walker.name);
    const params = await newRecord(world, side, writes ? walker.token : undefined);
    const body = { ...patrol(side.hamlet, { day, patrollers: 9 }), baseRevision: 1 };
    const token = (writes ? walker.token : undefined) ?? side.officer.token;
    await world.must(activities.saveActivity, { params, body }, token);
    return { params, body: { baseRevision: 2 } };
  }),
];

const question = (side: Side) => ({
  areaIds: [side.hamlet],
  indicators: ['patrol.sessions'],
  from: '2026-01-01',
  to: '2026-12-31',
});
const reported = (side: Side, source: string) => ({
  areaId: side.commune,
  indicator: 'tip.received',
  value: 3,
  asOf: day,
  source,
});

const numbers = [
  ask(figures.readFigureCatalogue, () => ({})),
  ask(figures.queryFigures, (_world, side) => ({ body: question(side) })),
  ask(figures.exportFigures, (_world, side) => ({ query: { format: 'csv' as const }, body: question(side) })),
  ask(figures.listFigureRecords, (_world, side) => ({
    query: { areaId: side.hamlet, indicator: 'patrol.sessions', from: '2026-01-01', to: '2026-12-31' },
  })),
  ask(figures.listReportedFigures, (_world, side) => ({ query: { areaId: side.commune } })),
  ask(figures.addReportedFigure, (_world, side) => {
    const id = uuidv7();
    return { params: { id }, body: reported(side, `Báo cáo ${id}`) };
  }),
  ask(figures.removeReportedFigure, async (world, side) => {
    const id = uuidv7();
    const body = reported(side, `Báo cáo ${id}`);
    await world.must(figures.addReportedFigure, { params: { id }, body }, side.officer.token);
    return { params: { id } };
  }),
];

async function newImport(world: World, side: Side): Promise<{ id: string }> {
  const book = await patrolBook(`Thôn Giữa ${side.name}`, side.secret);
  return uploaded(world.app, side.officer.token, side.commune, book);
}

const books = [
  ask(imports.uploadImport, async (_world, side) => ({
    query: { areaId: side.commune },
    file: await patrolBook(`Thôn Giữa ${side.name}`, side.secret),
  })),
  showing(
    ask(imports.listImports, (_world, side) => ({
      query: { limit: 100, ...(side.name === 'A' ? {} : { areaId: side.commune }) },
    })),
    (side) => side.importId,
  ),
  ask(imports.getImport, (_world, side) => ({ params: { id: side.importId } })),
  ask(imports.listImportRows, (_world, side) => ({ params: { id: side.importId }, query: {} })),
  ask(imports.mendImport, async (world, side) => ({
    params: { id: (await newImport(world, side)).id },
    body: { rows: [{ position: 0, row: 3, cells: { Ngày: '28/02/2026' } }] },
  })),
  ask(imports.downloadProblems, (_world, side) => ({ params: { id: side.importId }, query: {} })),
  ask(imports.downloadTemplate, () => ({ params: { file: 'patrol.xlsx' } })),
  ask(imports.commitImport, async (world, side) => ({ params: { id: (await newImport(world, side)).id } })),
  ask(imports.undoImport, async (world, side) => {
    const { id } = await newImport(world, side);
    await committed(world.app, side.officer.token, id);
    return { params: { id } };
  }),
  ask(imports.removeImport, async (world, side) => ({ params: { id: (await newImport(world, side)).id } })),
];

/** Records, figures and imports. */
export const recordWalks = [...records, ...numbers, ...books];
