import fc from 'fast-check';
import { expect, test } from 'vitest';
import {
  type AreaLife,
  nearestCommon,
  type ParentSpan,
  type Succession,
  todayParents,
} from './area-tree.rules.ts';
import { naiveParentToday } from './testing/naive-trees.ts';

const days = ['2024-01-01', '2025-07-01', '2026-01-01', '2026-09-20', '2027-01-01'];

/**
 * Random histories as they come about: a country, provinces, communes; each event day some communes end in one or
 * several others, or move to another province.
 */
const histories = fc
  .record({
    communes: fc.integer({ min: 2, max: 8 }),
    events: fc.array(
      fc.record({
        kind: fc.constantFrom('merge', 'split', 'move', 'end'),
        pick: fc.nat(),
        others: fc.array(fc.nat(), { minLength: 2, maxLength: 3 }),
      }),
      { maxLength: 4 },
    ),
  })
  .map(({ communes, events }) => {
    const areas: AreaLife[] = ['vn', 'p1', 'p2'].map((id) => ({ id, openedOn: null, closedOn: null }));
    const parents: ParentSpan[] = ['p1', 'p2'].map((areaId) => ({
      areaId,
      parentId: 'vn',
      from: null,
      to: null,
    }));
    const successions: Succession[] = [];
    for (let index = 0; index < communes; index += 1) {
      areas.push({ id: `c${index}`, openedOn: null, closedOn: null });
      parents.push({ areaId: `c${index}`, parentId: index % 2 ? 'p1' : 'p2', from: null, to: null });
    }
    events.forEach((event, step) => {
      const on = days[step] ?? '2027-01-01';
      const open = areas.filter((area) => area.id.startsWith('c') && area.closedOn === null);
      const picked = open[event.pick % open.length];
      if (open.length < 2 || !picked) return;
      const heirs = [...new Set(event.others.map((other) => open[other % open.length]?.id ?? ''))].filter(
        (id) => id !== picked.id,
      );
      const last = parents.findLastIndex((span) => span.areaId === picked.id);
      const span = parents[last];
      if (!span) return;
      if (event.kind === 'move') {
        parents[last] = { ...span, to: on };
        parents.push({ ...span, parentId: span.parentId === 'p1' ? 'p2' : 'p1', from: on });
        return;
      }
      areas[areas.indexOf(picked)] = { ...picked, closedOn: on };
      parents[last] = { ...span, to: on };
      const chosen = event.kind === 'end' ? [] : event.kind === 'merge' ? heirs.slice(0, 1) : heirs;
      for (const id of chosen)
        successions.push({ predecessorId: picked.id, successorId: id, effectiveOn: on });
    });
    return { areas, parents, successions };
  });

test('today’s tree is what its definition says, on every day, for random histories', () => {
  fc.assert(
    fc.property(histories, fc.constantFrom('2023-01-01', ...days), (history, today) => {
      const places = todayParents(history.areas, history.parents, history.successions, today);
      for (const area of history.areas) {
        expect([area.id, places.get(area.id)?.parentId]).toEqual([
          area.id,
          naiveParentToday(history, area.id, today),
        ]);
      }
    }),
  );
});

test('every area hangs under the country, closed ones included, and nothing hangs under itself', () => {
  fc.assert(
    fc.property(histories, fc.constantFrom(...days), (history, today) => {
      const places = todayParents(history.areas, history.parents, history.successions, today);
      for (const area of history.areas) {
        const seen = [area.id];
        for (let next = places.get(area.id)?.parentId; next; next = places.get(next)?.parentId) {
          expect(seen).not.toContain(next);
          seen.push(next);
        }
        expect(seen.at(-1)).toBe('vn');
      }
    }),
  );
});

test('a split commune stands apart under what its successors share; its hamlets wait under it', () => {
  const areas: AreaLife[] = [
    { id: 'vn', openedOn: null, closedOn: null },
    { id: 'p', openedOn: null, closedOn: null },
    { id: 'old', openedOn: null, closedOn: '2025-07-01' },
    { id: 'a', openedOn: '2025-07-01', closedOn: null },
    { id: 'b', openedOn: '2025-07-01', closedOn: null },
    { id: 'h', openedOn: null, closedOn: null },
  ];
  const under = (areaId: string, parentId: string, from: string | null = null, to: string | null = null) => ({
    areaId,
    parentId,
    from,
    to,
  });
  const parents = [
    under('p', 'vn'),
    under('old', 'p', null, '2025-07-01'),
    under('a', 'p', '2025-07-01'),
    under('b', 'p', '2025-07-01'),
    under('h', 'old'),
  ];
  const successions = ['a', 'b'].map((successorId) => ({
    predecessorId: 'old',
    successorId,
    effectiveOn: '2025-07-01',
  }));
  const after = todayParents(areas, parents, successions, '2025-07-01');
  expect(after.get('old')).toEqual({ parentId: 'p', unattributed: true });
  expect(after.get('h')).toEqual({ parentId: 'old', unattributed: false });
  const eve = todayParents(areas, parents, successions, '2025-06-30');
  expect(eve.get('old')).toEqual({ parentId: 'p', unattributed: false });
});

test('data that lead in a circle are refused', () => {
  const areas = ['x', 'y'].map((id) => ({ id, openedOn: null, closedOn: null }));
  const parents = [
    { areaId: 'x', parentId: 'y', from: null, to: null },
    { areaId: 'y', parentId: 'x', from: null, to: null },
  ];
  expect(() => todayParents(areas, parents, [], '2026-01-01')).toThrow(/under itself/);
});

test('the nearest common ancestor of chains that share nothing is none', () => {
  expect(
    nearestCommon([
      ['a', 'p'],
      ['b', 'q'],
    ]),
  ).toBeNull();
  expect(nearestCommon([])).toBeNull();
});
