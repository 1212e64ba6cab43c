import { Problem } from '../../../platform/problems.ts';
import { type Authorized, authorize } from '../../../platform/server/authorize.ts';
import { callerMay, scopeFor } from '../../../platform/server/caller.ts';
import { type Context, withAccess } from '../../../platform/server/context.ts';
import { normaliseLine } from '../../../platform/text.ts';
import type { OfficeKey } from '../tip-key.contract.ts';
import type { PublicTipOffice, TipOfficeKind } from '../tip-office.contract.ts';
import type { TipOfficeDetail, TipOfficeLine } from '../tip-office-members.contract.ts';
import {
  endMembership,
  findOffice,
  findOfficeLine,
  insertOffice,
  listKeys,
  listMembers,
  listOfficeLines,
  listPeople,
  listPublicOffices,
  nameMember,
  type OfficeRow,
  setHeir,
} from './tip-offices.repo.ts';
import { findRecovery, listInherited, listMyWraps } from './tip-wraps.repo.ts';

/** The offices in the caller's areas and those that he belongs to. */
export async function listVisibleOffices(context: Context): Promise<TipOfficeLine[]> {
  return listOfficeLines(context.tx);
}

/** What decides about an office. Throws Problem `notFound`. */
export async function getOffice(context: Context, id: string, lock = false): Promise<OfficeRow> {
  const office = await findOffice(context.tx, id, lock);
  if (!office) throw new Problem('notFound');
  return office;
}

/**
 * An office of which the caller is an active member, with the proof that he may work there.
 * Throws Problem `notFound`, `forbidden`, `outOfArea` for anybody else.
 */
export async function asMember(
  context: Context,
  officeId: string,
  lock = false,
): Promise<{ office: OfficeRow; authorized: Authorized<'tips.work'> }> {
  const office = await getOffice(context, officeId, lock);
  const authorized = await authorize(context, 'tips.work', office.areaId);
  if (office.mine !== 'active') throw new Problem('forbidden', { detail: notAMember });
  return { office, authorized };
}

const notAMember = {
  vi: 'Bạn không phải thành viên đang làm việc của cơ quan này. Hãy nhờ một thành viên kết nạp.',
  en: 'You are no active member of this office. Ask a member to admit you.',
};

/** Opens an office. Throws Problem `alreadyExists` where the area has one of this kind. */
export async function openOffice(
  context: Context,
  authorized: Authorized<'tips.offices'>,
  office: { id: string; kind: TipOfficeKind; name: string; isRemote: boolean },
): Promise<void> {
  await insertOffice(context.tx, authorized, { ...office, name: normaliseLine(office.name) });
}

/** All that the caller may see of an office. Throws Problem `notFound`. */
export async function describeOffice(context: Context, id: string): Promise<TipOfficeDetail> {
  const line = await findOfficeLine(context.tx, id);
  if (!line) throw new Problem('notFound');
  const { tx, caller } = context;
  return {
    ...line,
    members: await listMembers(tx, id),
    keys: await listKeys(tx, [id]),
    wraps: await listMyWraps(tx, id),
    inherited: await listInherited(tx, id),
    recovery: await findRecovery(tx, id),
    can: {
      name: line.closedAt === null && (await reaches(context, 'tips.offices', line.areaId)),
      work: line.mine === 'active' && callerMay(caller, 'tips.work'),
    },
  };
}

async function reaches(context: Context, permission: 'tips.offices', areaId: string): Promise<boolean> {
  if (scopeFor(context.caller, permission).length === 0) return false;
  return withAccess(context, permission, 'areas.read', (as) =>
    authorize(as, permission, areaId).then(
      () => true,
      () => false,
    ),
  );
}

/** Who could be named for an office or keep a share of it: for its members and whoever names them; nobody for others. */
export async function listCandidates(context: Context, officeId: string) {
  await getOffice(context, officeId);
  const access = callerMay(context.caller, 'tips.offices') ? 'tips.offices' : 'areas.read';
  return withAccess(context, access, 'areas.read', ({ tx }) => listPeople(tx, officeId));
}

/**
 * Names somebody as a member. Throws Problem `invalidInput` for whom no role lets open reports of this area,
 * `notPossibleNow` for a closed office.
 */
export async function nameOfficeMember(
  context: Context,
  authorized: Authorized<'tips.offices'>,
  office: OfficeRow,
  userId: string,
): Promise<void> {
  refuseClosed(office);
  const people = await listPeople(context.tx, office.id);
  if (!people.some((person) => person.userId === userId && person.mayBeMember))
    throw new Problem('invalidInput', {
      fields: [{ path: 'userId', code: 'mayNotOpenReports', expected: roleNeeded }],
    });
  await nameMember(context.tx, authorized, office.id, userId);
}

const roleNeeded = {
  vi: 'người có vai trò cán bộ hoặc lãnh đạo ở địa bàn của cơ quan này',
  en: 'somebody who is officer or leader in the area of this office',
};

/** Ends a membership, somebody's or one's own. Throws Problem `notFound` where there is none. */
export async function dismissMember(
  context: Context,
  authorized: Authorized<'tips.offices'> | Authorized<'tips.work'>,
  officeId: string,
  userId: string,
): Promise<{ wasActive: boolean }> {
  const member = (await listMembers(context.tx, officeId)).find((one) => one.userId === userId);
  if (!member || member.state === 'left') throw new Problem('notFound');
  const wasActive = member.state === 'active';
  await endMembership(context.tx, authorized, officeId, { userId, wasActive });
  return { wasActive };
}

/** Ends one's own membership. Throws Problem `notPossibleNow` for the last active member: nobody could open reports. */
export async function leaveOffice(
  context: Context,
  { office, authorized }: { office: OfficeRow; authorized: Authorized<'tips.work'> },
): Promise<void> {
  const active = (await listMembers(context.tx, office.id)).filter(({ state }) => state === 'active');
  if (active.length < 2) throw new Problem('notPossibleNow', { detail: lastMember });
  await dismissMember(context, authorized, office.id, context.caller.id);
}

const lastMember = {
  vi: 'Bạn là người cuối cùng mở được tin báo ở đây. Hãy kết nạp người khác trước khi rời.',
  en: 'You are the last one who can open reports here. Admit somebody else before you leave.',
};

/** Says which office goes on with the work of this one. Throws Problem `invalidInput` for itself or a closed one. */
export async function chooseHeir(
  context: Context,
  authorized: Authorized<'tips.offices'>,
  office: OfficeRow,
  heirId: string | null,
): Promise<void> {
  refuseClosed(office);
  const heir = heirId === null ? undefined : await findOffice(context.tx, heirId);
  if (heirId !== null && (heirId === office.id || !heir || heir.isClosed || heir.epoch === 0))
    throw new Problem('invalidInput', {
      fields: [{ path: 'heirId', code: 'notAnHeir', expected: heirNeeded }],
    });
  await setHeir(context.tx, authorized, office.id, heirId);
}

const heirNeeded = {
  vi: 'một cơ quan khác đang nhận tin báo',
  en: 'another office that takes reports',
};

export function refuseClosed(office: OfficeRow): void {
  if (office.isClosed) throw new Problem('notPossibleNow', { detail: closedOffice });
}

const closedOffice = { vi: 'Cơ quan này đã đóng.', en: 'This office is closed.' };

/** The offices that a reporter can choose. */
export async function listOpenOffices(context: Context): Promise<PublicTipOffice[]> {
  return (await listPublicOffices(context.tx)).map(({ epoch: _epoch, ...office }) => office);
}

/** An office that takes reports, with its newest key's number. Throws Problem `notFound`. */
export async function getOpenOffice(
  context: Context,
  id: string,
): Promise<{ office: PublicTipOffice; epoch: number }> {
  const [found] = await listPublicOffices(context.tx, id);
  if (!found) throw new Problem('notFound');
  const { epoch, ...office } = found;
  return { office, epoch };
}

/** The public keys of offices. */
export async function publicKeysOf(context: Context, officeIds: readonly string[]): Promise<OfficeKey[]> {
  return listKeys(context.tx, officeIds);
}
