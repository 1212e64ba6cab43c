import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
  type ComparedCommittee,
  higherRole,
  planMerger,
  proposeMergers,
  ROLE_ORDER,
  sharedPersons,
} from './merger.rules.ts';

const id = (prefix: string) => fc.integer({ min: 0, max: 9 }).map((n) => `${prefix}${n}`);
const committee = fc
  .record({
    areaId: fc.constantFrom('xã A', 'xã B'),
    kind: fc.constantFrom('steeringCommittee' as const, 'modelBoard' as const),
    people: fc.uniqueArray(fc.tuple(id('người '), fc.constantFrom(...ROLE_ORDER)), {
      selector: ([person]) => person,
      maxLength: 7,
    }),
    siteIds: fc.uniqueArray(id('điểm '), { maxLength: 5 }),
    tasks: fc.array(fc.boolean(), { maxLength: 4 }),
  })
  .map(({ areaId, kind, people, siteIds, tasks }) => ({ areaId, kind, people, siteIds, tasks }));
const committees = fc.array(committee, { minLength: 2, maxLength: 5 }).map((list) =>
  list.map(
    ({ areaId, kind, people, siteIds, tasks }, at): ComparedCommittee => ({
      id: `ban ${at}`,
      name: `Ban ${at}`,
      foundedOn: '2024-01-01',
      areaId,
      kind,
      seats: people.map(([personId, role], seat) => ({ id: `${at}-${seat}`, personId, role, office: '' })),
      siteIds,
      tasks: tasks.map((done, n) => ({
        id: `${at}-việc-${n}`,
        title: `Việc ${n}`,
        dueOn: null,
        doneOn: done ? '2024-02-01' : null,
        personId: null,
        note: '',
      })),
    }),
  ),
);

describe('making several committees one', () => {
  it('loses no member, no model and no open task, and nobody sits twice', () => {
    fc.assert(
      fc.property(committees, ([into, ...from]) => {
        if (!into) return;
        const plan = planMerger(into, from, new Map());
        const all = [into, ...from];
        expect(new Set(plan.models.map((model) => model.siteId))).toEqual(
          new Set(all.flatMap((each) => each.siteIds)),
        );
        const people = plan.members.map((member) => member.personId);
        expect(new Set(people).size).toBe(people.length);
        expect(new Set(people)).toEqual(
          new Set(all.flatMap((each) => each.seats.map((seat) => seat.personId))),
        );
        expect(plan.tasks.length).toBe(
          from.flatMap((each) => each.tasks).filter((task) => task.doneOn === null).length,
        );
        for (const member of plan.members) {
          const own = into.seats.find((seat) => seat.personId === member.personId);
          const highest = member.before.map((seat) => seat.role).reduce(higherRole);
          const hasHead = into.seats.some((seat) => seat.role === 'head');
          expect(member.isNew).toBe(own === undefined);
          expect(member.role).toBe(own?.role ?? (hasHead && highest === 'head' ? 'deputy' : highest));
        }
      }),
    );
  });

  it('asks for one head', () => {
    fc.assert(
      fc.property(committees, ([into, ...from]) => {
        if (!into) return;
        const open = planMerger(into, from, new Map());
        const [first] = open.members;
        const heads = open.members.filter((member) => member.role === 'head').length;
        expect(open.warnings.length === 0).toBe(heads === 1);
        if (!first) return;
        const roles = new Map(open.members.map((member) => [member.personId, 'member' as const]));
        const settled = planMerger(into, from, new Map([...roles, [first.personId, 'head' as const]]));
        expect(settled.warnings).toEqual([]);
      }),
    );
  });

  it('is proposed within one place only, each committee once, where people or aims are shared', () => {
    fc.assert(
      fc.property(committees, fc.dictionary(id('điểm '), fc.constantFrom('a', 'b')), (list, aims) => {
        const sameAim = new Map(Object.entries(aims));
        const proposals = proposeMergers(list, sameAim);
        const named = proposals.flatMap((each) => [each.intoId, ...each.fromIds]);
        expect(new Set(named).size).toBe(named.length);
        for (const { intoId, fromIds, sharedPersons: shared } of proposals) {
          const group = list.filter((each) => each.id === intoId || fromIds.includes(each.id));
          expect(new Set(group.map((each) => each.areaId)).size).toBe(1);
          expect(shared).toBe(sharedPersons(group));
          const into = group.find((each) => each.id === intoId);
          if (group.some((each) => each.kind === 'steeringCommittee'))
            expect(into?.kind).toBe('steeringCommittee');
          const aimsOf = group.map(
            (each) => new Set(each.siteIds.flatMap((site) => sameAim.get(site) ?? [])),
          );
          const sameAims = aimsOf.some((one, at) =>
            aimsOf.slice(at + 1).some((other) => [...one].some((key) => other.has(key))),
          );
          expect(shared > 0 || sameAims).toBe(true);
        }
      }),
    );
  });
});
