import { shortName } from '../../src/modules/areas/area-names.rules.ts';
import { type PackageData, readHandTable } from './source.ts';
import { cell, only, type UnitRow } from './tables.ts';

/** The day on which the two-tier system began (resolution 202/2025/QH15); old units end with the day before. */
export const CHANGE_DAY = '2025-07-01';

const TYPES = ['Thành phố', 'Thị trấn', 'Thị xã', 'Đặc khu', 'Phường', 'Huyện', 'Quận', 'Tỉnh', 'Xã'];

/** The type word with which a full name begins. Throws when it begins with none. */
export function typeOf(fullName: string): string {
  const type = TYPES.find((word) => fullName.startsWith(`${word} `));
  if (type === undefined) throw new Error(`no type in the name ${fullName}`);
  return type;
}

function unit(row: Pick<UnitRow, 'code' | 'full_name' | 'parent_code' | 'level' | 'system'>): UnitRow {
  const isOld = row.system === 'before';
  return {
    code: row.code,
    name: shortName(row.full_name),
    full_name: row.full_name,
    type: typeOf(row.full_name),
    parent_code: row.parent_code,
    level: row.level,
    system: row.system,
    valid_from: isOld ? '' : CHANGE_DAY,
    valid_to: isOld ? CHANGE_DAY : '',
  };
}

/** The 34 provinces and their communes as they began on 2025-07-01. */
export function newUnits(data: PackageData): UnitRow[] {
  const provinces = data.provinces.map((province) =>
    unit({
      code: province.code,
      full_name: `${province.isCity ? 'Thành phố' : 'Tỉnh'} ${province.name}`,
      parent_code: '',
      level: 'province',
      system: '2025',
    }),
  );
  const communes = data.communes.map((commune) =>
    unit({
      code: commune.code,
      full_name: commune.fullName,
      parent_code: commune.provinceCode,
      level: 'commune',
      system: '2025',
    }),
  );
  return [...byCode(provinces), ...byCode(communes)];
}

/** The 63 provinces, 696 districts and their communes as they ended on 2025-06-30. */
export function oldUnits(root: string, data: PackageData): UnitRow[] {
  const provinces = readHandTable(root, 'old-provinces.csv').map((row) =>
    unit({
      code: cell(row, 'code'),
      full_name: cell(row, 'full_name'),
      parent_code: '',
      level: 'province',
      system: 'before',
    }),
  );
  const districts = readHandTable(root, 'old-districts.csv').map((row) =>
    unit({
      code: cell(row, 'code'),
      full_name: cell(row, 'full_name'),
      parent_code: cell(row, 'province_code'),
      level: 'district',
      system: 'before',
    }),
  );
  const provinceCode = (name: string) =>
    only(
      provinces.filter((province) => province.full_name === name),
      `old province ${name}`,
    ).code;
  const districtCode = (name: string, province: string) => {
    const parent = provinceCode(province);
    const named = districts.filter(
      (district) => district.full_name === name && district.parent_code === parent,
    );
    return only(named, `old district ${name}, ${province}`).code;
  };
  const communes = data.oldCommunes.map((commune) =>
    unit({
      code: commune.code,
      full_name: commune.fullName,
      parent_code: districtCode(commune.district, commune.province),
      level: 'commune',
      system: 'before',
    }),
  );
  return [...byCode(provinces), ...byCode(districts), ...byCode(communes)];
}

function byCode(units: UnitRow[]): UnitRow[] {
  return units.sort((a, b) => (a.code < b.code ? -1 : 1));
}
