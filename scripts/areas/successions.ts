import { foldName } from '../../src/modules/areas/area-names.rules.ts';
import type { Corrections, PackageData } from './source.ts';
import type { Splits } from './splits.ts';
import { type AmendmentRow, only, type SuccessionRow, type UnitRow } from './tables.ts';
import { CHANGE_DAY } from './units.ts';

const PROVINCES_RESOLUTION = '202/2025/QH15';

export type Known = {
  data: PackageData;
  before: UnitRow[];
  after: UnitRow[];
  splits: Splits;
  resolutionOf: Map<string, string>;
  corrections: Corrections;
};

type Edge = { oldCode: string; newCode: string; extent: SuccessionRow['extent'] };

/** Every old unit with its successors on 2025-07-01: provinces, the island districts without communes, communes. */
export function successionsOf2025(known: Known): SuccessionRow[] {
  const edges = communeEdges(known);
  const communes = communeSuccessions(known, edges);
  return [...provinceSuccessions(known, edges), ...islandSuccessions(known, edges), ...communes];
}

/** The changes of name and type of 2026 as successions: one unit, one code, another name. */
export function successionsOfAmendments(amendments: readonly AmendmentRow[]): SuccessionRow[] {
  return amendments.map((row) => ({
    old_code: row.code,
    new_code: row.code,
    effective_date: row.effective_date,
    kind: 'rename',
    level: row.level,
    extent: 'whole',
    legal_basis: row.legal_basis,
  }));
}

/** The package's one successor for each old commune, or all pieces of a divided one, which must include it. */
function communeEdges({ data, splits }: Known): Edge[] {
  const known = new Set(data.oldCommunes.map((old) => old.code));
  for (const code of splits.keys())
    if (!known.has(code)) throw new Error(`divided commune ${code} is unknown`);
  return data.oldCommunes.flatMap((old): Edge[] => {
    const pieces = splits.get(old.code);
    if (!pieces) return [{ oldCode: old.code, newCode: old.newCode, extent: 'whole' }];
    if (!pieces.has(old.newCode))
      throw new Error(`${old.code}: ${old.newCode} of the package is not among the pieces`);
    return [...pieces].map(([newCode, extent]) => ({ oldCode: old.code, newCode, extent }));
  });
}

function communeSuccessions(known: Known, edges: Edge[]): SuccessionRow[] {
  const after = new Map(
    known.after.filter((unit) => unit.level === 'commune').map((unit) => [unit.code, unit]),
  );
  const before = new Map(
    known.before.filter((unit) => unit.level === 'commune').map((unit) => [unit.code, unit]),
  );
  const origins = Map.groupBy(edges, (edge) => edge.newCode);
  const kept = new Set(known.corrections.keptUnderOtherSpelling.map((row) => row.oldCode));
  const rows = edges.map((edge): SuccessionRow => {
    const from = before.get(edge.oldCode);
    const into = after.get(edge.newCode);
    if (!from || !into) throw new Error(`unknown pair ${edge.oldCode} → ${edge.newCode}`);
    const alone = origins.get(edge.newCode)?.length === 1;
    const sameName = kept.has(from.code) || foldName(from.full_name) === foldName(into.full_name);
    const wholeKind = !alone ? 'merge' : sameName ? 'keep' : 'rename';
    return {
      old_code: edge.oldCode,
      new_code: edge.newCode,
      effective_date: CHANGE_DAY,
      kind: edge.extent === 'whole' ? wholeKind : 'split',
      level: 'commune',
      extent: edge.extent,
      legal_basis: resolution(known, into.parent_code),
    };
  });
  return rows.sort((a, b) => (a.old_code + a.new_code < b.old_code + b.new_code ? -1 : 1));
}

/** An old province's successor is the new province of its communes; a commune in two provinces is an error. */
function provinceSuccessions({ before, after }: Known, edges: Edge[]): SuccessionRow[] {
  const parentBefore = new Map(before.map((unit) => [`${unit.level}${unit.code}`, unit.parent_code]));
  const parentAfter = new Map(
    after.filter((unit) => unit.level === 'commune').map((unit) => [unit.code, unit.parent_code]),
  );
  const pairs = new Set(
    edges.map((edge) => {
      const district = parentBefore.get(`commune${edge.oldCode}`) ?? '';
      return `${parentBefore.get(`district${district}`)} ${parentAfter.get(edge.newCode)}`;
    }),
  );
  const split = [...pairs].sort().map((pair) => pair.split(' ') as [string, string]);
  if (new Set(split.map(([old]) => old)).size !== split.length)
    throw new Error('an old province has two successors');
  return split.map(([oldCode, newCode]) => ({
    old_code: oldCode,
    new_code: newCode,
    effective_date: CHANGE_DAY,
    kind: split.filter(([, into]) => into === newCode).length === 1 ? 'keep' : 'merge',
    level: 'province',
    extent: 'whole',
    legal_basis: PROVINCES_RESOLUTION,
  }));
}

/** A new commune without an old commune is an island district that had none and became a đặc khu of its name. */
function islandSuccessions(known: Known, edges: Edge[]): SuccessionRow[] {
  const withOrigin = new Set(edges.map((edge) => edge.newCode));
  const withCommunes = new Set(
    known.before.filter((unit) => unit.level === 'commune').map((unit) => unit.parent_code),
  );
  const empty = known.before.filter((unit) => unit.level === 'district' && !withCommunes.has(unit.code));
  const rows = known.after
    .filter((unit) => unit.level === 'commune' && !withOrigin.has(unit.code))
    .map((unit): SuccessionRow => {
      const district = only(
        empty.filter((old) => old.name === unit.name),
        `island district ${unit.name}`,
      );
      return {
        old_code: district.code,
        new_code: unit.code,
        effective_date: CHANGE_DAY,
        kind: 'rename',
        level: 'district',
        extent: 'whole',
        legal_basis: resolution(known, unit.parent_code),
      };
    });
  return rows.sort((a, b) => (a.old_code < b.old_code ? -1 : 1));
}

function resolution({ resolutionOf }: Known, provinceCode: string): string {
  const found = resolutionOf.get(provinceCode);
  if (!found) throw new Error(`no resolution for province ${provinceCode}`);
  return found;
}
