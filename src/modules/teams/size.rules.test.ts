import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { sizeRules } from './server/size-rules.service.ts';
import { judgeSize, type SizedTeam, sizeFor } from './size.rules.ts';

const rules = sizeRules();
const rule = (code: string) => {
  const found = rules.find((each) => each.code === code);
  if (!found) throw new Error(code);
  return found;
};
const team: SizedTeam = {
  kind: 'securityTeam',
  areaCodes: ['79'],
  areaName: 'Khu phố 1',
  people: 2700,
  households: null,
  ownHouseholds: null,
  members: 3,
  deputies: 0,
};

describe('the size of a team against the local rule', () => {
  it('of a city that counts residents: three up to 2,700, then one more for each further 900', () => {
    const sizes = [0, 2700, 2701, 3600, 3601, 5400].map(
      (people) => sizeFor(rule('hcm-2025-security'), people).least,
    );
    expect(sizes).toEqual([3, 3, 4, 4, 5, 6]);
    const judged = judgeSize(rules, { ...team, people: 5000 }, '2026-11-22');
    expect(judged?.text.vi).toBe('Có 3 thành viên, quy định 6: còn thiếu 3.');
    expect(judged?.verified).toBe(false);
    expect(judgeSize(rules, { ...team, people: null }, '2026-11-22')?.state).toBe('unknown');
  });

  it('of a former province that counts households holds for what lay in it, by the type of the place', () => {
    const place = { ...team, areaCodes: ['25', 'before:17'], people: null, members: 3 };
    const judge = (areaName: string, households: number) =>
      judgeSize(rules, { ...place, areaName, households }, '2026-11-22');
    expect(judge('Xóm Mận', 349)?.state).toBe('right');
    expect(judge('Xóm Mận', 350)?.state).toBe('tooSmall');
    expect(judge('Tổ dân phố số 3', 499)?.state).toBe('right');
    expect(judge('Tổ dân phố số 3', 500)?.least).toBe(4);
    expect(judge('Ấp 4', 500)).toBeUndefined();
  });

  it('before a rule holds, and where none is known, nothing is said', () => {
    expect(judgeSize(rules, team, '2025-11-23')).toBeUndefined();
    expect(judgeSize(rules, { ...team, areaCodes: ['01'] }, '2026-11-22')).toBeUndefined();
  });

  it('of a neighbours’ group looks at its households and its deputies', () => {
    const group = {
      ...team,
      kind: 'selfManagedGroup' as const,
      areaCodes: ['before:58'],
      areaName: 'Thôn Hữu Đức',
      ownHouseholds: 35,
    };
    const judge = (change: Partial<SizedTeam>) => judgeSize(rules, { ...group, ...change }, '2026-11-22');
    expect(judge({})?.state).toBe('right');
    expect(judge({ ownHouseholds: 19 })?.state).toBe('tooSmall');
    expect(judge({ ownHouseholds: 51 })?.state).toBe('tooLarge');
    expect(judge({ deputies: 3 })?.state).toBe('tooLarge');
    expect(judge({ areaName: 'Khu phố 2', ownHouseholds: 60, deputies: 3 })?.state).toBe('right');
  });

  it('more residents never ask for a smaller team', () => {
    fc.assert(
      fc.property(fc.constantFrom(...rules), fc.nat(20_000), fc.nat(20_000), (each, a, b) => {
        const [less, more] = [Math.min(a, b), Math.max(a, b)];
        expect(sizeFor(each, less).least ?? 0).toBeLessThanOrEqual(sizeFor(each, more).least ?? 0);
      }),
    );
  });
});
