import { v7 as uuidv7 } from 'uuid';
import { todayInVietnam } from '../../../platform/dates.ts';
import type { Role } from '../../../platform/permissions.ts';
import { Problem } from '../../../platform/problems.ts';
import { type Authorized, authorize } from '../../../platform/server/authorize.ts';
import type { Context } from '../../../platform/server/context.ts';
import type { Account, AssignmentBody, InvitationBody, OneTimeLink } from '../accounts.contract.ts';
import { roleFitsArea } from '../accounts.rules.ts';
import {
  type AccountFilter,
  countAccounts,
  findAccount,
  insertAccount,
  insertAssignment,
  type ListedAccount,
  listAccounts,
  listAssignments,
  revokeAssignment,
  saveState,
} from './accounts.repo.ts';
import { countAdministrators, findNames, reachesBeyond } from './doors.repo.ts';
import { findPlace } from './installation.repo.ts';
import { killLinks } from './links.repo.ts';
import { makeLink } from './links.service.ts';
import { assertGoodPassword, hashPassword, type PasswordCost } from './passwords.service.ts';
import { endSessions } from './sessions.repo.ts';

type Manage = Authorized<'accounts.manage'>;

/** A page of the accounts of the caller's areas. */
export async function findAccounts(
  context: Context,
  given: AccountFilter & { after?: string | undefined; limit: number },
): Promise<{ items: Account[]; next: string | null; total: number }> {
  const rows = await listAccounts(context.tx, given, { after: given.after, limit: given.limit + 1 });
  const page = rows.slice(0, given.limit);
  return {
    items: await withAssignments(context, page),
    next: rows.length > given.limit ? (page.at(-1)?.username ?? null) : null,
    total: await countAccounts(context.tx, given),
  };
}

/** One account of the caller's areas. Throws Problem `notFound`. */
export async function getManagedAccount(context: Context, id: string): Promise<Account> {
  const rows = await listAccounts(context.tx, { ids: [id] }, { limit: 1 });
  const [account] = await withAssignments(context, rows);
  if (!account) throw new Problem('notFound');
  return account;
}

async function withAssignments(context: Context, rows: readonly ListedAccount[]): Promise<Account[]> {
  const ids = rows.map((row) => row.id);
  const given = await listAssignments(context.tx, ids);
  return rows.map((row) => ({
    id: row.id,
    username: row.username,
    displayName: row.displayName,
    state: row.state,
    createdAt: row.createdAt.toISOString(),
    lastSeenOn: row.lastSeenAt ? todayInVietnam(row.lastSeenAt.toISOString()) : null,
    hasSecondStep: row.hasSecondStep,
    assignments: given.filter((one) => one.userId === row.id).map(({ userId: _user, ...rest }) => rest),
    beyond: row.beyond,
    can: { manage: !row.beyond, grant: true },
  }));
}

/**
 * Proves that the caller may do to an account as a whole (its state, its links, its sessions): only where it holds no
 * role beyond his areas, or an administrator of one commune could take over one of the province.
 * Throws Problem `outOfArea`.
 */
export async function authorizeAccount(context: Context, account: Account): Promise<Manage> {
  const areaId = account.assignments[0]?.areaId ?? context.caller.assignments[0]?.areaId ?? '';
  if (await reachesBeyond(context.tx, account.id)) throw new Problem('outOfArea');
  return authorize(context, 'accounts.manage', areaId);
}

/** Proves that the caller may give or take a role there. Throws Problem `outOfArea`, `invalidInput`. */
export async function authorizeRole(context: Context, given: AssignmentBody): Promise<Manage> {
  const by = await authorize(context, 'accounts.manage', given.areaId);
  const place = await findPlace(context.tx, given.areaId, context.today);
  if (!place || place.isClosed || !roleFitsArea(given.role, place.kind)) throw roleProblem();
  return by;
}

function roleProblem(): Problem {
  return new Problem('invalidInput', {
    fields: [
      {
        path: 'role',
        code: 'roleDoesNotFitArea',
        expected: {
          vi: 'Vai trò này không giao được ở loại địa bàn này.',
          en: 'This role can not be held in an area of this kind.',
        },
      },
    ],
  });
}

/**
 * Adds an account that its owner opens by a one-time link.
 * Throws Problem `alreadyExists` (the user name), `outOfArea`, `invalidInput`.
 */
export async function invite(
  context: Context,
  origin: string,
  given: InvitationBody,
): Promise<{ userId: string; link: OneTimeLink }> {
  const userId = await addAccount(context, { ...given, passwordHash: null });
  return { userId, link: await makeLink(context, origin, { kind: 'invitation', userId }) };
}

async function addAccount(
  context: Context,
  given: InvitationBody & { id?: string; passwordHash: string | null },
): Promise<string> {
  const proofs: { by: Manage; role: Role }[] = [];
  for (const one of given.assignments) proofs.push({ by: await authorizeRole(context, one), role: one.role });
  const first = proofs[0];
  if (!first) throw new Problem('invalidInput');
  const id = given.id ?? uuidv7();
  const state = given.passwordHash === null ? 'invited' : 'active';
  const added = await insertAccount(context.tx, first.by, { ...given, id, state });
  if (!added) {
    const expected = { vi: 'Tên đăng nhập này đã có người dùng.', en: 'This user name is taken.' };
    throw new Problem('alreadyExists', {
      fields: [{ path: 'username', code: 'taken', found: given.username, expected }],
    });
  }
  for (const { by, role } of proofs) await insertAssignment(context.tx, by, { userId: id, role });
  return id;
}

/**
 * Adds an account for the person at the command line, for the demo and for tests (context of the system): with a
 * password it is open at once, without one the link opens it. `id` is for the demo, `cost` for tests alone.
 * Throws Problem `alreadyExists`, `invalidInput`.
 */
export async function addUser(
  context: Context,
  given: InvitationBody & { id?: string; password?: string; cost?: PasswordCost; origin?: string },
): Promise<{ userId: string; link: OneTimeLink | undefined }> {
  if (given.password === undefined) {
    return invite(context, given.origin ?? 'http://localhost:8080', given);
  }
  assertGoodPassword(given.password, [given.username, given.displayName], 'password');
  const passwordHash = await hashPassword(given.password, given.cost);
  return { userId: await addAccount(context, { ...given, passwordHash }), link: undefined };
}

/** A new link for who was invited (Problem `notPossibleNow` where he came already) or lost the way in. */
export async function newLink(
  context: Context,
  origin: string,
  account: Account,
  kind: { kind: 'invitation' } | { kind: 'reset'; removesSecondStep: boolean },
): Promise<OneTimeLink> {
  const fits = kind.kind === 'invitation' ? account.state === 'invited' : account.state === 'active';
  if (!fits) throw new Problem('notPossibleNow');
  return makeLink(context, origin, { ...kind, userId: account.id });
}

/** Closes an account: sessions and links end. Throws Problem `lastAdministrator`, `notPossibleNow`. */
export async function disable(context: Context, by: Manage, account: Account): Promise<Account> {
  if (account.state === 'disabled') throw new Problem('notPossibleNow');
  await saveState(context.tx, by, account.id, 'disabled');
  await endSessions(context.tx, account.id);
  await killLinks(context.tx, { userId: account.id });
  if (account.assignments.some((given) => given.role === 'administrator'))
    await assertAdministratorRemains(context);
  return getManagedAccount(context, account.id);
}

/** Opens a closed account again, as invited where its owner never chose a password. */
export async function enable(context: Context, by: Manage, account: Account): Promise<Account> {
  const row = await findAccount(context.tx, account.id);
  if (row?.state !== 'disabled') throw new Problem('notPossibleNow');
  await saveState(context.tx, by, account.id, row.passwordHash === null ? 'invited' : 'active');
  return getManagedAccount(context, account.id);
}

/** Ends all sessions of an account; gives their number. */
export async function endAllSessions(context: Context, _by: Manage, account: Account): Promise<number> {
  return endSessions(context.tx, account.id);
}

/** Gives a role. */
export async function grant(context: Context, by: Manage, userId: string, role: Role): Promise<Account> {
  await insertAssignment(context.tx, by, { userId, role });
  return getManagedAccount(context, userId);
}

/** Takes a role back. Throws Problem `lastAdministrator`. */
export async function revoke(
  context: Context,
  by: Manage,
  account: Account,
  given: { id: string; role: Role },
): Promise<Account> {
  await revokeAssignment(context.tx, by, given.id);
  if (given.role === 'administrator') await assertAdministratorRemains(context);
  return getManagedAccount(context, account.id);
}

async function assertAdministratorRemains(context: Context): Promise<void> {
  if ((await countAdministrators(context.tx)) === 0) throw new Problem('lastAdministrator');
}

/** The names of those who did something, by id, for lists that show who did it; 'system' has none. */
export async function namesOf(
  context: Context,
  ids: readonly string[],
): Promise<ReadonlyMap<string, string>> {
  const users = [...new Set(ids)].filter((id) => /^[0-9a-f-]{36}$/.test(id));
  if (users.length === 0) return new Map();
  return new Map((await findNames(context.tx, users)).map((row) => [row.id, row.name]));
}
