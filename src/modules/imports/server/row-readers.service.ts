import type { Context } from '../../../platform/server/context.ts';
import { referenceData } from '../../../reference/reference-data.ts';
import { countryId } from '../../areas/area-identity.rules.ts';
import { formRowReader } from '../form-rows.rules.ts';
import { hamletRowReader } from '../hamlet-rows.rules.ts';
import { type ReportedWorld, reportedRowReader } from '../reported-rows.rules.ts';
import type { StagedColumn } from '../sheet-columns.rules.ts';
import { HAMLETS, isRegister, REPORTED } from '../sheet-kinds.rules.ts';
import type { Cells, CheckedRow } from '../staged-row.rules.ts';
import { findAreasByCode } from './codes.repo.ts';
import { getSheetKind } from './kinds.service.ts';
import type { ImportWorld } from './world.service.ts';

export type RowReader = (cells: Cells, row: number, hash: string) => CheckedRow;

/** What reads and checks the rows of one sheet, whatever its kind. */
export async function rowReader(
  context: Context,
  sheet: { kind: string; columns: readonly StagedColumn[] },
  world: ImportWorld,
): Promise<RowReader> {
  const kind = getSheetKind(sheet.kind);
  if (isRegister(kind)) return formRowReader(kind, sheet.columns, world.forForm(kind.form.code));
  if (kind.code === HAMLETS) return hamletReader(sheet.columns, world);
  if (kind.code === REPORTED) return reportedRowReader(sheet.columns, await reportedWorld(context, world));
  throw new RangeError(`nobody reads ${kind.code}`);
}

/** A hamlet that a list names is known to the other sheets, even where its numbers have to be mended first. */
function hamletReader(columns: readonly StagedColumn[], world: ImportWorld): RowReader {
  const read = hamletRowReader(columns, new Map());
  const at = columns.findIndex((column) => column.field === 'name');
  return (cells, row, hash) => {
    const checked = read(cells, row, hash);
    const name =
      typeof checked.values?.name === 'string' ? checked.values.name : (cells[at]?.text ?? '').trim();
    if (name !== '' && name.length <= 120) checked.areaId = world.hamletOf(name, 'sheet');
    return checked;
  };
}

async function reportedWorld(context: Context, world: ImportWorld): Promise<ReportedWorld> {
  const codes = await findAreasByCode(context.tx, world.communeId);
  const indicators = new Map(referenceData().indicators.map((indicator) => [indicator.code, indicator]));
  return {
    today: world.today,
    findArea: (level, code) => {
      const area =
        level === 'country'
          ? { areaId: countryId, inside: world.communeId === countryId }
          : codes.get(`${level} ${code}`);
      return area;
    },
    findIndicator: (code) => indicators.get(code),
  };
}
