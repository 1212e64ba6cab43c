import fc from 'fast-check';
import { expect, test } from 'vitest';
import { type Revision, undoOf } from './site-undo.rules.ts';

const fresh = {
  ...{ kind_id: 'A', looks_below: true, name: '', stage: 'proposed', since: '2026-01-01', proposed_on: null },
  ...{
    launched_on: null,
    ended_on: null,
    end_reason: '',
    merged_into: null,
    core_force: '',
    responsible: '',
  },
  ...{ declared_teams: null, declared_members: null, counts: 'declared', steps: [], survey: null, note: '' },
  ...{ worked_on: true, voided: false, replicated_on: null, area_id: 'a', organization_id: null },
  ...{ province_id: 'p', verified: true },
};
type State = { [K in keyof typeof fresh]: unknown };

/** A site's life by revisions, as the service writes them. */
class Life {
  readonly revisions: Revision<State>[] = [
    { revision: 1, action: 'propose', undid: null, after: { ...fresh } },
  ];
  get now(): State {
    return this.revisions.at(-1)?.after ?? fresh;
  }
  write(action: string, change: Partial<State>, undid: number | null = null): this {
    const revision = this.revisions.length + 1;
    this.revisions.push({ revision, action, undid, after: { ...this.now, ...change } });
    return this;
  }
  undo(): string {
    const found = undoOf(this.revisions);
    if (!found.may) return `refused: ${found.action}`;
    this.write('undo', found.change, found.takesBack.revision);
    return found.takesBack.action;
  }
}

const ended = { stage: 'retired', ended_on: '2026-05-01', end_reason: 'QĐ 1' };

test('undo goes back change by change to the proposal, whatever was written in between, never in circles', () => {
  const edit = fc.record({
    what: fc.constantFrom('note' as const, 'name' as const, 'declared_teams' as const),
    value: fc.nat(3),
  });
  const deed = fc.oneof(
    edit,
    fc.constant('undo' as const),
    fc.constant('verify' as const),
    fc.constant('kinds' as const),
  );
  fc.assert(
    fc.property(fc.array(deed, { maxLength: 30 }), (deeds) => {
      const life = new Life();
      // What stood before each change that still stands; the brute force is a stack.
      const stack: State[] = [];
      let isVerified = true;
      for (const each of deeds) {
        if (each === 'undo') {
          // While the kinds are merged there may be nothing of its own to take back.
          if (stack.length === 0 || life.now.kind_id === 'B') continue;
          life.undo();
          expect(life.now).toEqual({ ...stack.pop(), verified: isVerified, kind_id: 'A' });
        } else if (each === 'verify') {
          isVerified = !isVerified;
          life.write('entry', { verified: isVerified });
        } else if (each === 'kinds') {
          life.write('kind', { kind_id: life.now.kind_id === 'A' ? 'B' : 'A' });
        } else {
          stack.push(life.now);
          life.write('edit', { [each.what]: each.value });
        }
      }
      if (life.now.kind_id === 'B') life.write('kind', { kind_id: 'A' });
      while (stack.length > 0) {
        life.undo();
        expect(life.now).toEqual({ ...stack.pop(), verified: isVerified, kind_id: 'A' });
      }
      expect(life.undo()).toBe('propose');
      expect(life.now.voided).toBe(true);
    }),
  );
});

test('the end of a site is found beneath whatever was written on it since, and only the end is taken back', () => {
  const after = fc.array(
    fc.constantFrom<[string, Partial<State>]>(
      ['edit', { note: 'muộn' }],
      ['kind', { kind_id: 'B', looks_below: false }],
      ['entry', { verified: false }],
    ),
    { maxLength: 6 },
  );
  fc.assert(
    fc.property(after, (deeds) => {
      const life = new Life().write('edit', { note: 'trước' }).write('retire', ended);
      for (const [action, change] of deeds) life.write(action, change);
      const late = life.now;
      expect(life.undo()).toBe('retire');
      expect(life.now).toEqual({ ...late, stage: 'proposed', ended_on: null, end_reason: '' });
    }),
  );
});

test('what other acts did last is taken back where it was done, and no longer in the way once it was', () => {
  const life = new Life().write('edit', { note: 'một' }).write('kind', { kind_id: 'B' });
  expect(life.undo()).toBe('refused: kind');
  life.write('replicate', { replicated_on: '2026-02-01' });
  expect(life.undo()).toBe('refused: replicate');
  life.write('replicate', { replicated_on: null }).write('kind', { kind_id: 'A' });
  expect([life.undo(), life.now.note]).toEqual(['edit', '']);
  for (const action of ['areas', 'reopen'])
    expect(new Life().write(action, {}).undo()).toBe(`refused: ${action}`);
  expect(new Life().write('entry', { area_id: 'b' }).undo()).toBe('refused: entry');
});

test('a withdrawn proposal comes back, unless a book took it away', () => {
  const life = new Life();
  expect([life.undo(), life.now.voided]).toEqual(['propose', true]);
  expect([life.undo(), life.now.voided]).toEqual(['undo', false]);
  expect([life.undo(), life.now.voided]).toEqual(['propose', true]);
  expect(new Life().write('entry', { voided: true }).undo()).toBe('refused: entry');
});

test('undo of an undo, as it was written before it went on, counts as the change made again', () => {
  const life = new Life().write('edit', { note: 'một' });
  life.write('merge', { ...ended, stage: 'merged' });
  life.write('undo', { stage: 'proposed', ended_on: null, end_reason: '' }, 3);
  life.write('undo', { ...ended, stage: 'merged' }, 4);
  expect([life.undo(), life.now.stage, life.now.ended_on]).toEqual(['merge', 'proposed', null]);
  expect([life.undo(), life.now.note]).toEqual(['edit', '']);
});
