import type { z } from 'zod';
import { Problem } from '../../../platform/problems.ts';
import { type Authorized, authorize } from '../../../platform/server/authorize.ts';
import type { Context } from '../../../platform/server/context.ts';
import { getAreaRow, mayIn, provinceOn } from '../../areas/server/areas.service.ts';
import { insertFactsInBulk, removeFacts } from '../../figures/server/facts.service.ts';
import type { addRegistrations, RegistrationKind, RegistrationUnit } from '../registration.contract.ts';
import { daysUntil, deadlineOf, registrationFacts } from '../registration.rules.ts';
import { findTodayChildren } from './coverage.repo.ts';
import {
  countUnits,
  deleteRegistration,
  findKinds,
  findUnits,
  insertRegistrations,
  lockRegistrations,
  type RegistrationCounts,
  type RegistrationRow,
} from './registration.repo.ts';
import { getRegistrationKind, registrationKinds } from './registration-kinds.ts';

type MayWrite = Authorized<'registrations.write'>;
type Given = z.output<(typeof addRegistrations)['body']>;

const none: RegistrationCounts = { due: 0, registered: 0, late: 0 };

/** Who registered for a title in a year: unit by unit up to a commune, by sums of the areas below for a wider area. */
export async function readRegistrations(
  context: Context,
  asked: { areaId: string; kind: string | undefined; year: number },
): Promise<
  RegistrationCounts & {
    kinds: RegistrationKind[];
    kind: RegistrationKind;
    year: number;
    deadline: string;
    daysLeft: number;
    units: RegistrationUnit[];
    areas: (RegistrationCounts & { areaId: string; areaName: string })[];
    can: { write: boolean };
  }
> {
  const { tx, today } = context;
  const area = await getAreaRow(context, asked.areaId);
  const kinds = [...registrationKinds()];
  const kind = asked.kind === undefined ? kinds[0] : getRegistrationKind(asked.kind);
  if (!kind) throw new Problem('notFound');
  const deadline = deadlineOf(kind, asked.year);
  const isWide = area.kind === 'province' || area.kind === 'country' || area.kind === 'district';
  const children = isWide ? (await findTodayChildren(tx, area.id)).filter((child) => !child.isClosed) : [];
  const ids = [area.id, ...children.map((child) => child.areaId)];
  const counts = await countUnits(tx, ids, kind, asked.year, deadline);
  const units = isWide ? [] : await findUnits(tx, area.id, kind, asked.year);
  return {
    kinds,
    kind,
    year: asked.year,
    deadline,
    daysLeft: daysUntil(deadline, today),
    ...(counts.get(area.id) ?? none),
    units: units.map(({ registrationId, registeredOn, ...unit }) => ({
      ...unit,
      registration:
        registrationId === null || registeredOn === null
          ? null
          : { id: registrationId, registeredOn, isLate: registeredOn > deadline },
    })),
    areas: children.map(({ areaId, areaName }) => ({ areaId, areaName, ...(counts.get(areaId) ?? none) })),
    can: { write: !isWide && (await mayIn(context, 'registrations.write', area.id)) },
  };
}

/** Proof that the caller may note registrations in every one of these areas. Throws Problem `outOfArea`. */
export async function mayRegisterIn(context: Context, areaIds: Iterable<string>): Promise<MayWrite> {
  let may: MayWrite | undefined;
  for (const areaId of new Set(areaIds)) may = await authorize(context, 'registrations.write', areaId);
  if (!may) throw new Problem('notFound');
  return may;
}

/**
 * Notes that units registered on a day. Who has already is left as he is. Throws Problem `invalidInput` (a day to come,
 * a unit that the title is not for), `notFound`.
 */
export async function registerUnits(context: Context, may: MayWrite, given: Given): Promise<string[]> {
  const { tx, today } = context;
  const kind = getRegistrationKind(given.kind);
  if (given.registeredOn > today || given.registeredOn < `${given.year - 1}-10-01`)
    throw new Problem('invalidInput', {
      fields: [{ path: 'registeredOn', code: 'outOfRange', found: given.registeredOn, expected: onDays }],
    });
  const found = await findKinds(tx, given.units);
  if (found.length < given.units.length) throw new Problem('notFound');
  const asked = new Set<string>([...kind.areas, ...kind.organizations]);
  if (found.some((one) => !asked.has(one.kind))) throw new Problem('invalidInput', { detail: notForThem });
  const rows: RegistrationRow[] = [];
  for (const { id, areaId, organizationId } of given.units) {
    const provinceId = await provinceOn(context, areaId, given.registeredOn);
    const { year, registeredOn } = given;
    rows.push({ id, provinceId, areaId, organizationId, kind: kind.code, year, registeredOn });
  }
  const added = new Set(await insertRegistrations(tx, may, rows));
  const worths = rows
    .filter((row) => added.has(row.id))
    .map((row) => ({
      recordId: row.id,
      source: 'registration' as const,
      provinceId: row.provinceId,
      verified: true,
      facts: registrationFacts(row, kind),
    }));
  await insertFactsInBulk(tx, worths);
  return [...added];
}

const onDays = {
  vi: 'Ngày đăng ký không sau hôm nay và không sớm hơn tháng 10 năm trước.',
  en: 'The day is not after today and not before October of the year before.',
};
const notForThem = {
  vi: 'Danh hiệu này không dành cho đơn vị loại đó.',
  en: 'This title is not for units of that kind.',
};

/** One registration, locked. Throws Problem `notFound`. */
export async function getRegistration(context: Context, id: string): Promise<RegistrationRow> {
  const [row] = await lockRegistrations(context.tx, [id]);
  if (!row) throw new Problem('notFound');
  return row;
}

/** Takes back a registration that was noted by mistake. */
export async function unregister(context: Context, may: MayWrite, id: string): Promise<void> {
  await deleteRegistration(context.tx, may, id);
  await removeFacts(context.tx, [id]);
}
