import fc from 'fast-check';
import { expect, test } from 'vitest';
import { countDistrict, districtSize, makeDistrict } from './district-set.rules.ts';

test('whatever the seed, the district has exactly its numbers, and nobody sits twice in one team', () => {
  fc.assert(
    fc.property(fc.string(), (seed) => {
      const communes = makeDistrict(seed);
      const totals = countDistrict(communes);
      expect(communes).toHaveLength(districtSize.communes);
      expect(communes.reduce((sum, { hamlets }) => sum + hamlets.length, 0)).toBe(districtSize.hamlets);
      expect([totals.teams, totals.members]).toEqual([districtSize.teams, districtSize.members]);
      expect(totals.sites).toBe(districtSize.hamlets + districtSize.communes);
      expect(totals.persons).toBeLessThan(totals.members);
      for (const commune of communes) {
        const governed = commune.committees.flat().toSorted((a, b) => a - b);
        expect(governed).toEqual(commune.sites.map((_, at) => at));
        expect(totals.persons).toBeGreaterThan(commune.persons.length);
        for (const { members } of commune.sites.flatMap(({ teams }) => teams))
          expect(new Set(members).size).toBe(members.length);
      }
    }),
    { numRuns: 30 },
  );
});
