import { maxDay } from '../../../platform/dates.ts';
import { Problem } from '../../../platform/problems.ts';
import type { Authorized } from '../../../platform/server/authorize.ts';
import type { Context } from '../../../platform/server/context.ts';
import { getAreaRow, mayIn, provinceOn } from '../../areas/server/areas.service.ts';
import type { Household, HouseholdInput, HouseholdOutcome } from '../household.contract.ts';
import { householdKey, withState } from '../household.rules.ts';
import {
  countPledgesOf,
  deleteHousehold,
  findHouseholds,
  findHouseholdsById,
  type HouseholdRow,
  insertHouseholds,
  updateHousehold,
} from './household.repo.ts';
import { refreshHouseholdFacts } from './household-facts.service.ts';

type MayWrite = Authorized<'households.write'>;

/**
 * The households of a hamlet, as far as the caller may see them: one list at a time, whose reading the caller logs. Throws
 * Problem `notFound`, `notPossibleNow` for what is no hamlet.
 */
export async function listHouseholds(
  context: Context,
  areaId: string,
  withLeft: boolean,
): Promise<{
  households: Household[];
  total: number;
  regular: number;
  people: number;
  can: { write: boolean };
}> {
  const area = await getAreaRow(context, areaId);
  if (area.kind !== 'hamlet') throw new Problem('notPossibleNow', { detail: onlyHamlets });
  const rows = await findHouseholds(context.tx, areaId, { today: context.today, withLeft });
  const here = rows.filter((row) => row.leftOn === null || row.leftOn > context.today);
  return {
    households: rows.map(shown),
    total: here.length,
    regular: here.filter((row) => row.regular).length,
    people: here.reduce((sum, row) => sum + (row.people ?? 0), 0),
    can: { write: await mayIn(context, 'households.write', areaId) },
  };
}

/** The household, locked, or Problem `notFound`. */
export async function getHousehold(context: Context, id: string): Promise<HouseholdRow> {
  const [row] = await findHouseholdsById(context.tx, [id], true);
  if (!row) throw new Problem('notFound');
  return row;
}

/**
 * Adds households to the hamlet of the proof, listed since a day (not one to come). Each row says what became of it:
 * the same household twice is told, not refused, so that a list can be pasted again with new lines in it.
 */
export async function addHouseholds(
  context: Context,
  may: MayWrite,
  given: { listedOn: string | undefined; households: readonly HouseholdInput[] },
): Promise<HouseholdOutcome[]> {
  const { tx, today } = context;
  const area = await getAreaRow(context, may.areaId);
  if (area.kind !== 'hamlet' || area.closedOn !== null)
    throw new Problem('notPossibleNow', { detail: onlyHamlets });
  const listedOn = given.listedOn ?? today;
  if (listedOn > today)
    throw new Problem('invalidInput', {
      fields: [{ path: 'listedOn', code: 'inTheFuture', found: listedOn }],
    });
  const rows = given.households.map((row) => ({ ...row, sameKey: householdKey(row) }));
  const known = new Set(
    (
      await findHouseholdsById(
        tx,
        rows.map((row) => row.id),
        false,
      )
    ).map((row) => row.id),
  );
  const fresh = rows.filter((row) => row.sameKey !== '' && !known.has(row.id));
  const provinceId = await provinceOn(context, may.areaId, listedOn);
  const saved = await insertHouseholds(tx, may, { provinceId, listedOn, rows: fresh });
  await refreshHouseholdFacts(context, [...saved]);
  return rows.map(({ id, sameKey }) => ({
    id,
    outcome: known.has(id) ? 'known' : sameKey === '' ? 'empty' : saved.has(id) ? 'saved' : 'duplicate',
  }));
}

const onlyHamlets = {
  vi: 'Danh sách hộ lập theo thôn, tổ dân phố đang hoạt động. Hãy chọn một thôn.',
  en: 'Households are listed in a hamlet of today. Choose a hamlet.',
};

type Change = Partial<
  Pick<Household, 'houseNumber' | 'people' | 'contactName' | 'contactPhone' | 'regular' | 'leftOn'>
>;

/**
 * Corrects a household, or notes that it left. What changes of whether it lives there regularly counts from today on.
 * Throws Problem `conflict` (somebody changed it first), `invalidInput`, `alreadyExists` (another has that number and contact).
 */
export async function changeHousehold(
  context: Context,
  may: MayWrite,
  before: HouseholdRow,
  given: { version: number; change: Change },
): Promise<Household> {
  if (before.version !== given.version) throw new Problem('conflict');
  const said = Object.fromEntries(Object.entries(given.change).filter(([, value]) => value !== undefined));
  const next: HouseholdRow = { ...before, ...said };
  const sameKey = householdKey(next);
  if (sameKey === '') throw badField('houseNumber', nameless);
  if (next.leftOn !== null && (next.leftOn < next.listedOn || next.leftOn > context.today))
    throw badField('leftOn', leftDays);
  const { regular, people } = next;
  const last = before.states.at(-1)?.from ?? before.listedOn;
  const from = maxDay(last, context.today);
  const states = withState(before.states, { from, regular, people });
  await updateHousehold(context.tx, may, { ...next, states, sameKey });
  await refreshHouseholdFacts(context, [before.id]);
  const [after] = await findHouseholdsById(context.tx, [before.id], false);
  return shown(after ?? next);
}

const nameless = {
  vi: 'Hãy ghi số nhà hoặc tên người liên hệ.',
  en: 'Give a house number or the name of a contact.',
};
const leftDays = {
  vi: 'Ngày chuyển đi không sớm hơn ngày vào danh sách và không sau hôm nay.',
  en: 'The day of leaving is not before the day of listing and not after today.',
};

function badField(path: string, expected: { vi: string; en: string }): Problem {
  return new Problem('invalidInput', { fields: [{ path, code: 'invalid', expected }] });
}

/** Takes out a household entered by mistake. Throws Problem `notPossibleNow` where it has ever signed: it left, then. */
export async function removeHousehold(context: Context, may: MayWrite, row: HouseholdRow): Promise<void> {
  if ((await countPledgesOf(context.tx, row.id)) > 0)
    throw new Problem('notPossibleNow', { detail: hasSigned });
  await deleteHousehold(context.tx, may, row.id);
  await refreshHouseholdFacts(context, [row.id]);
}

const hasSigned = {
  vi: 'Hộ này đã ký cam kết nên không xóa được. Nếu hộ không còn ở đây, hãy ghi ngày chuyển đi.',
  en: 'This household has signed and can not be taken out. If it no longer lives here, note the day it left.',
};

function shown(row: HouseholdRow): Household {
  const { provinceId: _province, states: _states, ...household } = row;
  return household;
}
