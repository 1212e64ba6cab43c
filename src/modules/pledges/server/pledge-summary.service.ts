import type { Context } from '../../../platform/server/context.ts';
import type { LocalText } from '../../../platform/text.ts';
import { getRegistrationKind } from './registration-kinds.ts';
import { summariseHouseholds, summarisePledges, summariseRegistrations } from './summary.repo.ts';

interface Line {
  readonly text: LocalText;
  readonly link: string;
}

/** A household in a line: its number or place in the list, never a name; the list of its hamlet shows it. */
export async function describeHouseholds(
  context: Context,
  ids: readonly string[],
): Promise<ReadonlyMap<string, Line>> {
  const rows = await summariseHouseholds(context.tx, ids);
  return new Map(
    rows.map((row) => [row.id, { text: house(row), link: `/cam-ket/ho/${row.areaId}?ho=${row.id}` }]),
  );
}

/** A pledge in a line: the campaign and who signed. */
export async function describePledges(
  context: Context,
  ids: readonly string[],
): Promise<ReadonlyMap<string, Line>> {
  const rows = await summarisePledges(context.tx, ids);
  return new Map(
    rows.map((row) => {
      const who =
        row.organizationName === null ? house(row) : { vi: row.organizationName, en: row.organizationName };
      const text = { vi: `${who.vi} · ${row.title}`, en: `${who.en} · ${row.title}` };
      return [row.id, { text, link: `/cam-ket/${row.campaignId}/ky?noi=${row.areaId}` }];
    }),
  );
}

/** A registration in a line: the unit and the title of the year. */
export async function describeRegistrations(
  context: Context,
  ids: readonly string[],
): Promise<ReadonlyMap<string, Line>> {
  const rows = await summariseRegistrations(context.tx, ids);
  return new Map(
    rows.map((row) => {
      const { name } = getRegistrationKind(row.kind);
      const text = {
        vi: `${row.unitName} · ${name.vi}, năm ${row.year}`,
        en: `${row.unitName} · ${name.en}, ${row.year}`,
      };
      return [row.id, { text, link: `/dang-ky?noi=${row.areaId}&loai=${row.kind}&nam=${row.year}` }];
    }),
  );
}

function house(row: { houseNumber: string; position: number }): LocalText {
  return row.houseNumber === ''
    ? { vi: `Hộ số ${row.position} trong danh sách`, en: `Household ${row.position} of the list` }
    : { vi: `Nhà ${row.houseNumber}`, en: `House ${row.houseNumber}` };
}
