import { foldName } from '../../src/modules/areas/area-names.rules.ts';
import { readHandTable } from './source.ts';
import { cell, type Extent, only, type UnitRow } from './tables.ts';

/** What the text says of one piece of an old commune; 'rest' is what other clauses left over. */
type Piece = 'part' | 'area' | 'all_people' | 'rest' | 'people' | 'land';
/** A divided old commune's pieces, by the code of the commune each went into. */
export type Splits = Map<string, Map<string, Extent>>;

const SAID: Readonly<Record<Exclude<Piece, 'rest'>, Extent>> = {
  part: 'part',
  area: 'part_area',
  all_people: 'part_area_all_population',
  people: 'part_population',
  land: 'all_area',
};
const TYPE_SHORT: Readonly<Record<string, string>> = { 'p.': 'Phường', 'x.': 'Xã', 'tt.': 'Thị trấn' };

/** The units among which names are looked up: everything a resolution for one new province can name. */
export type Province = {
  newCommunes: UnitRow[];
  oldCommunes: UnitRow[];
  oldDistricts: UnitRow[];
  oldProvinces: UnitRow[];
};

/**
 * The divided communes from the two hand-kept tables: by clause of a resolution, and by origin from a published
 * mapping. `provinceOf` gives the units of a new province by resolution or by an old province's folded name.
 */
export function readSplits(
  root: string,
  byResolution: Map<string, Province>,
  byOldName: Map<string, Province>,
): Splits {
  const pieces = new Map<string, Map<string, Piece>>();
  const add = (oldCode: string, newCode: string, piece: Piece) => {
    const known = pieces.get(oldCode) ?? new Map<string, Piece>();
    if (known.has(newCode)) throw new Error(`${oldCode} goes into ${newCode} twice`);
    pieces.set(oldCode, known.set(newCode, piece));
  };
  for (const row of readHandTable(root, 'splits-by-clause.csv')) addClause(row, byResolution, add);
  for (const row of readHandTable(root, 'splits-by-origin.csv')) addOrigin(row, byOldName, add);
  return new Map([...pieces].map(([oldCode, of]) => [oldCode, extents(oldCode, of)]));
}

type Add = (oldCode: string, newCode: string, piece: Piece) => void;

function addClause(row: Record<string, string>, byResolution: Map<string, Province>, add: Add): void {
  const province = byResolution.get(cell(row, 'resolution'));
  if (!province) throw new Error(`no province for resolution ${cell(row, 'resolution')}`);
  const newName = writtenOut(cell(row, 'new_unit'));
  const target = only(
    province.newCommunes.filter((commune) => commune.full_name === newName),
    `new commune ${newName}`,
  );
  for (const piece of ['part', 'area', 'all_people', 'rest'] as const) {
    for (const name of cell(row, piece).split(';').filter(Boolean)) {
      add(oldByName(name.trim(), province).code, target.code, piece);
    }
  }
}

function oldByName(name: string, province: Province): UnitRow {
  const [, shortName = name, hint] = /^(.+?)(?: \((.+)\))?$/u.exec(name) ?? [];
  const fullName = writtenOut(shortName);
  const named = province.oldCommunes.filter((commune) => commune.full_name === fullName);
  if (hint === undefined) return only(named, `old commune ${name}`);
  const districts = province.oldDistricts
    .filter((district) => district.name === hint)
    .map((district) => district.code);
  return only(
    named.filter((commune) => districts.includes(commune.parent_code)),
    `old commune ${name}`,
  );
}

function writtenOut(name: string): string {
  const space = name.indexOf(' ');
  const type = TYPE_SHORT[name.slice(0, space)];
  if (type === undefined) throw new Error(`no type in ${name}`);
  return type + name.slice(space);
}

function addOrigin(row: Record<string, string>, byOldName: Map<string, Province>, add: Add): void {
  const provinceKey = cell(row, 'old_province');
  const province = byOldName.get(provinceKey);
  if (!province) throw new Error(`no old province ${provinceKey}`);
  const oldProvince = only(
    province.oldProvinces.filter((old) => key(old.name) === provinceKey),
    provinceKey,
  );
  const districtKey = cell(row, 'old_district');
  const district = only(
    province.oldDistricts.filter(
      (of) => of.parent_code === oldProvince.code && key(of.full_name) === districtKey,
    ),
    `${districtKey}, ${provinceKey}`,
  );
  const communeKey = cell(row, 'old_commune');
  const old = only(
    province.oldCommunes.filter((of) => of.parent_code === district.code && key(of.full_name) === communeKey),
    `${communeKey}, ${districtKey}`,
  );
  const targets = cell(row, 'new_communes')
    .split(' ')
    .map((text) => text.split(':'));
  const said = targets.filter(([, piece]) => piece !== undefined).length;
  for (const [newKey = '', piece] of targets) {
    const unsaid = targets.length - said === 1 ? 'rest' : 'part';
    add(old.code, newByKey(newKey, province).code, (piece as Piece | undefined) ?? unsaid);
  }
}

/** A key with diacritics means exactly that name, because two names differ in nothing else. */
function newByKey(newKey: string, province: Province): UnitRow {
  const exact = /[^\p{ASCII}]/u.test(newKey);
  const same = (name: string) =>
    exact ? name.toLowerCase().replaceAll(' ', '') === newKey : key(name) === newKey;
  return only(
    province.newCommunes.filter((commune) => same(commune.full_name)),
    `new commune ${newKey}`,
  );
}

/** Folded name without spaces, as the published mapping writes its keys. */
export function key(name: string): string {
  return foldName(name).replaceAll(' ', '');
}

/**
 * What is left over of a commune: only land, when everybody went elsewhere; land with everybody, when the others
 * got only land; otherwise a part of both.
 */
function extents(oldCode: string, pieces: Map<string, Piece>): Map<string, Extent> {
  if (pieces.size < 2) throw new Error(`divided commune ${oldCode} has one successor`);
  const others = [...pieces.values()].filter((piece) => piece !== 'rest');
  const rest: Extent = others.includes('all_people')
    ? 'part_area'
    : others.every((piece) => piece === 'area')
      ? 'part_area_all_population'
      : 'part';
  return new Map([...pieces].map(([newCode, piece]) => [newCode, piece === 'rest' ? rest : SAID[piece]]));
}
