import { v7 as uuidv7 } from 'uuid';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { z } from 'zod';
import { startTestApp, type TestApp } from '../../../platform/server/testing/app.ts';
import { type SignedUp, signUp } from '../../accounts/accounts.factory.ts';
import { saveActivity } from '../../activities/activities.contract.ts';
import { type CommuneTree, makeCommuneTree } from '../../areas/areas.factory.ts';
import { queryFigures } from '../../figures/figures.contract.ts';
import { newMember, save, teamOf } from '../../teams/teams.factory.ts';
import type { Committee, CommitteeInput } from '../committees.contract.ts';
import * as contract from '../committees.contract.ts';
import * as mergers from '../mergers.contract.ts';

const today = '2026-11-22';
let app: TestApp;
let place: CommuneTree;
let officer: SignedUp;
let neighbour: SignedUp;
let sites: string[];

beforeAll(async () => {
  app = await startTestApp({ today });
  place = await makeCommuneTree(app.database.db);
  const other = await makeCommuneTree(app.database.db);
  officer = await signUp(app, { role: 'officer', areaId: place.communeId });
  neighbour = await signUp(app, { role: 'officer', areaId: other.communeId });
  const [one = '', two = '', three = ''] = place.hamletIds;
  sites = [
    await site('Tự quản về ANTT', one),
    await site('Tiếng mõ an ninh', one),
    await site('Camera an ninh', two),
    await site('Thôn an toàn', three),
    await site('Xóa tệ nạn ma túy', place.communeId),
  ];
});
afterAll(() => app.close());

/** A site of a model, as it comes from a book. */
async function site(kind: string, areaId: string): Promise<string> {
  const id = uuidv7();
  const reply = await app.call(
    saveActivity,
    {
      params: { id },
      body: {
        form: 'modelSite',
        formVersion: 1,
        values: { kind, place: { areaId }, launchedOn: '2024-05-01' },
        state: 'submitted',
      },
    },
    officer.token,
  );
  expect([reply.status < 300, reply.body]).toEqual([true, expect.anything()]);
  return id;
}

type Given = z.input<typeof CommitteeInput>;

const people = new Map<string, string>();
/** A seat of somebody by name; the same name is the same person. */
function seat(
  name: string,
  role: contract.SeatRole = 'member',
  office = '',
): NonNullable<Given['seats']>[number] {
  const known = people.get(name);
  const personId = known ?? uuidv7();
  people.set(name, personId);
  const person = known ? {} : { newPerson: { name } };
  return { id: uuidv7(), personId, ...person, role, office, from: '2025-01-10' };
}

async function founded(name: string, more: Partial<Given>): Promise<Committee> {
  const committee: Given = {
    areaId: place.communeId,
    kind: 'modelBoard',
    name,
    foundedOn: '2025-01-10',
    ...more,
  };
  const params = { id: uuidv7() };
  const reply = await app.call(
    contract.putCommittee,
    { params, body: { baseRevision: 0, committee } },
    officer.token,
  );
  expect([reply.status, reply.body]).toEqual([200, expect.anything()]);
  return reply.body;
}

const read = async (id: string): Promise<Committee> => {
  const reply = await app.call(contract.getCommittee, { params: { id } }, officer.token);
  expect(reply.status).toBe(200);
  return reply.body;
};

async function committeesOnDay(): Promise<number | null> {
  const body = { areaIds: [place.communeId], indicators: ['team.committees'], from: '2026-01-01', to: today };
  return (await app.call(queryFigures, { body }, officer.token)).body.figures[0]?.value ?? null;
}

const overlaps = async () =>
  (await app.call(mergers.getOverlaps, { query: { areaId: place.communeId } }, officer.token)).body;

describe('three committees with the same people', () => {
  let three: Committee[];
  let merger: { id: string; intoId: string; fromIds: string[]; effectiveOn: string; decision: string };

  beforeAll(async () => {
    const task = (title: string, doneOn: string | null = null) => ({ id: uuidv7(), title, doneOn });
    three = [
      await founded('Ban Chỉ đạo 138 xã', {
        kind: 'steeringCommittee',
        standingBody: 'Công an xã',
        seats: [
          seat('Nguyễn Văn Chủ', 'head', 'Chủ tịch UBND xã'),
          seat('Lê Công An', 'standingDeputy', 'Trưởng Công an xã'),
          seat('Trần Mặt Trận'),
        ],
        siteIds: sites.slice(0, 2),
        tasks: [task('Kế hoạch năm')],
      }),
      await founded('Ban chủ nhiệm mô hình Camera an ninh', {
        seats: [seat('Lê Công An', 'head'), seat('Trần Mặt Trận', 'deputy'), seat('Vũ Kỹ Thuật')],
        siteIds: sites.slice(2, 3),
        tasks: [task('Rà soát camera hỏng'), task('Lắp camera ngã ba', '2025-06-01')],
      }),
      await founded('Ban chỉ đạo mô hình Thôn an toàn', {
        seats: [seat('Nguyễn Văn Chủ', 'head'), seat('Lê Công An', 'deputy')],
        siteIds: sites.slice(3, 4),
      }),
    ];
    const [intoId = '', ...fromIds] = three.map((committee) => committee.id);
    merger = { id: uuidv7(), intoId, fromIds, effectiveOn: '2026-11-01', decision: '15/QĐ-UBND' };
  });

  it('are seen to overlap, and one is proposed; a model without a committee is named', async () => {
    const found = await overlaps();
    expect(found.persons.map(({ name, seats }) => [name, seats.length])).toEqual([
      ['Lê Công An', 3],
      ['Nguyễn Văn Chủ', 2],
      ['Trần Mặt Trận', 2],
    ]);
    expect(found.ungoverned.map((each) => each.id)).toEqual(sites.slice(4));
    const [proposal] = found.proposals;
    expect([proposal?.intoId, proposal?.fromIds.toSorted(), proposal?.sharedPersons]).toEqual([
      merger.intoId,
      merger.fromIds.toSorted(),
      3,
    ]);
    expect(await committeesOnDay()).toBe(3);
  });

  it('become one with every member once, every model governed and every open task; it is previewed first', async () => {
    const { id: _id, ...input } = merger;
    const preview = await app.call(mergers.previewMerger, { body: input }, officer.token);
    expect([preview.status, preview.body.warnings.length, preview.body.papers]).toEqual([200, 0, 0]);
    expect(preview.body.members.map(({ name, role, isNew }) => [name, role, isNew])).toEqual([
      ['Nguyễn Văn Chủ', 'head', false],
      ['Lê Công An', 'standingDeputy', false],
      ['Trần Mặt Trận', 'member', false],
      ['Vũ Kỹ Thuật', 'member', true],
    ]);
  });

  it('are asked for one head, and then it is done', async () => {
    const second = [{ personId: people.get('Lê Công An') ?? '', role: 'head' as const }];
    const refused = await app.call(
      mergers.applyMerger,
      { body: { ...merger, roles: second } },
      officer.token,
    );
    expect([refused.status, refused.code]).toEqual([422, 'invalidInput']);
    const roles = [{ personId: people.get('Trần Mặt Trận') ?? '', role: 'deputy' as const }];
    const done = await app.call(mergers.applyMerger, { body: { ...merger, roles } }, officer.token);
    expect([done.status, done.body]).toEqual([201, expect.objectContaining({ decision: '15/QĐ-UBND' })]);
    const into = await read(merger.intoId);
    expect(into.models.map((model) => model.id).toSorted()).toEqual(sites.slice(0, 4).toSorted());
    expect(into.tasks.map((task) => task.title)).toEqual(['Kế hoạch năm', 'Rà soát camera hỏng']);
    expect(into.predecessors.length).toBe(2);
    expect(
      into.seats.filter((each) => each.to === null).map((each) => [each.person.name, each.role]),
    ).toEqual([
      ['Nguyễn Văn Chủ', 'head'],
      ['Lê Công An', 'standingDeputy'],
      ['Trần Mặt Trận', 'deputy'],
      ['Vũ Kỹ Thuật', 'member'],
    ]);
    const camera = await read(merger.fromIds[0] ?? '');
    expect([camera.endedOn, camera.mergedInto?.id, camera.tasks.map((task) => task.title)]).toEqual([
      '2026-11-01',
      merger.intoId,
      ['Lắp camera ngã ba'],
    ]);
    expect((await overlaps()).ungoverned.map((each) => each.id)).toEqual(sites.slice(4));
    expect(await committeesOnDay()).toBe(1);
  });

  it('are again what they were when the merger is taken back', async () => {
    const twice = await app.call(mergers.applyMerger, { body: merger }, officer.token);
    expect(twice.status).toBe(409);
    const params = { id: merger.id };
    expect((await app.call(mergers.undoMerger, { params }, neighbour.token)).status).toBe(404);
    expect((await app.call(mergers.undoMerger, { params }, officer.token)).status).toBe(200);
    for (const was of three) {
      const { revision: _revision, can: _can, seats: _seats, ...now } = await read(was.id);
      expect(now).toMatchObject({
        name: was.name,
        endedOn: null,
        mergedInto: null,
        models: was.models,
        tasks: was.tasks,
      });
    }
    expect(await committeesOnDay()).toBe(3);
    expect((await overlaps()).persons.map(({ seats }) => seats.length)).toEqual([3, 2, 2]);
  });

  it('stay merged once somebody worked on one of them since', async () => {
    const body = { ...merger, id: uuidv7() };
    expect((await app.call(mergers.applyMerger, { body }, officer.token)).status).toBe(201);
    const into = await read(merger.intoId);
    const committee: Given = {
      ...{
        areaId: into.areaId,
        kind: into.kind,
        foundedOn: into.foundedOn,
        name: 'Ban Chỉ đạo 138 xã (mới)',
      },
      seats: into.seats.map(({ person, otherCommittees: _others, ...each }) => ({
        ...each,
        personId: person.id,
      })),
      siteIds: into.models.map((model) => model.id),
      tasks: into.tasks,
    };
    const changed = await app.call(
      contract.putCommittee,
      { params: { id: into.id }, body: { baseRevision: into.revision, committee } },
      officer.token,
    );
    expect(changed.status).toBe(200);
    const undone = await app.call(mergers.undoMerger, { params: { id: body.id } }, officer.token);
    expect([undone.status, undone.code]).toEqual([409, 'notPossibleNow']);
    const ended = three[1];
    const late = await app.call(
      contract.putCommittee,
      { params: { id: ended?.id ?? '' }, body: { baseRevision: 99, committee } },
      officer.token,
    );
    expect(late.status).toBe(409);
    const list = await app.call(mergers.listMergers, { query: {} }, officer.token);
    expect(list.body.mergers.map((each) => each.undoneAt === null)).toEqual([true, false]);
  });
});

describe('a committee', () => {
  it('is changed by its own place alone, and its members show where else they serve', async () => {
    const committee: Given = {
      areaId: place.communeId,
      kind: 'modelBoard',
      name: 'Ban lạ',
      foundedOn: '2025-01-10',
    };
    const params = { id: uuidv7() };
    const foreign = await app.call(
      contract.putCommittee,
      { params, body: { baseRevision: 0, committee } },
      neighbour.token,
    );
    expect([foreign.status, foreign.code]).toEqual([403, 'outOfArea']);
    const wrong = { ...committee, seats: [{ ...seat('Ai đó'), newPerson: undefined }], siteIds: [uuidv7()] };
    const refused = await app.call(
      contract.putCommittee,
      { params, body: { baseRevision: 0, committee: wrong as Given } },
      officer.token,
    );
    const { fields } = refused.body as unknown as { fields: { path: string; code: string }[] };
    expect(fields.map(({ path, code }) => `${path} ${code}`)).toEqual([
      'committee.seats.0.personId notFound',
      'committee.siteIds.0 notFound',
    ]);
    const own = await founded('Ban an ninh trường học', { seats: [seat('Đỗ Hiệu Trưởng', 'head')] });
    const [head] = own.seats;
    const team = await save(
      app,
      officer.token,
      teamOf(place.communeId, {
        members: [{ ...newMember('', {}), newPerson: undefined, personId: head?.person.id ?? '' } as never],
      }),
    );
    expect(team.body.members[0]?.alsoIn).toEqual([{ kind: 'committee', id: own.id, name: own.name }]);
  });
});
