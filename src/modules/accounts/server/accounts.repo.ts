import { type SelectQueryBuilder, sql } from 'kysely';
import { v7 as uuidv7 } from 'uuid';
import type { Role } from '../../../platform/permissions.ts';
import type { Authorized } from '../../../platform/server/authorize.ts';
import type { Context } from '../../../platform/server/context.ts';
import type { DB } from '../../../platform/server/db.generated.ts';
import { stripDiacritics } from '../../../platform/text.ts';
import type { AccountAssignment, AccountState, Language } from '../account.contract.ts';

type Tx = Context['tx'];
type Manage = Authorized<'accounts.manage'>;

export interface AccountRow {
  readonly id: string;
  readonly username: string;
  readonly displayName: string;
  readonly state: AccountState;
  readonly language: Language;
  readonly passwordHash: string | null;
  readonly hasTotp: boolean;
  readonly createdAt: Date;
}

function foldedName(username: string, displayName: string): string {
  return stripDiacritics(`${username} ${displayName}`);
}

/** An account that the caller may see: his own, or one of his areas with accounts.manage in hand. */
export async function findAccount(tx: Tx, id: string): Promise<AccountRow | undefined> {
  const row = await tx
    .selectFrom('user_account')
    .select([
      'id',
      'username',
      'display_name',
      'state',
      'language',
      'password_hash',
      'totp_confirmed_at',
      'created_at',
    ])
    .where('id', '=', id)
    .executeTakeFirst();
  if (!row) return undefined;
  return {
    id: row.id,
    username: row.username,
    displayName: row.display_name,
    state: row.state as AccountState,
    language: row.language as Language,
    passwordHash: row.password_hash,
    hasTotp: row.totp_confirmed_at !== null,
    createdAt: row.created_at,
  };
}

/** Adds an account; false where the user name is taken. */
export async function insertAccount(
  tx: Tx,
  by: Manage,
  account: {
    id: string;
    username: string;
    displayName: string;
    state: AccountState;
    passwordHash: string | null;
  },
): Promise<boolean> {
  const done = await tx
    .insertInto('user_account')
    .values({
      id: account.id,
      username: account.username,
      display_name: account.displayName,
      folded: foldedName(account.username, account.displayName),
      state: account.state,
      password_hash: account.passwordHash,
      created_by: by.callerId,
    })
    .onConflict((on) => on.doNothing())
    .executeTakeFirst();
  return (done.numInsertedOrUpdatedRows ?? 0n) > 0n;
}

/** Changes what an account's owner says of himself. */
export async function saveProfile(
  tx: Tx,
  account: { id: string; username: string; displayName: string; language: Language },
): Promise<void> {
  await tx
    .updateTable('user_account')
    .set({
      display_name: account.displayName,
      folded: foldedName(account.username, account.displayName),
      language: account.language,
    })
    .where('id', '=', account.id)
    .execute();
}

/** The owner's new password; an invited account becomes active by it. */
export async function savePassword(tx: Tx, userId: string, passwordHash: string): Promise<void> {
  await tx
    .updateTable('user_account')
    .set({ password_hash: passwordHash, state: 'active' })
    .where('id', '=', userId)
    .where('state', '<>', 'disabled')
    .execute();
}

export async function saveState(tx: Tx, _by: Manage, userId: string, state: AccountState): Promise<void> {
  await tx.updateTable('user_account').set({ state }).where('id', '=', userId).execute();
}

/** Roles that are given and not taken back, of the accounts, as far as the caller sees them. */
export async function listAssignments(
  tx: Tx,
  userIds: readonly string[],
): Promise<(AccountAssignment & { userId: string })[]> {
  if (userIds.length === 0) return [];
  const rows = await tx
    .selectFrom('role_assignment as r')
    .innerJoin('area as a', 'a.id', 'r.area_id')
    .select(['r.id', 'r.user_id', 'r.role', 'r.area_id', 'a.full_name', 'a.kind'])
    .where('r.user_id', 'in', userIds)
    .where('r.revoked_at', 'is', null)
    .orderBy('r.granted_at')
    .orderBy('r.id')
    .execute();
  return rows.map((row) => ({
    id: row.id,
    userId: row.user_id,
    role: row.role as Role,
    areaId: row.area_id,
    areaName: row.full_name,
    areaKind: row.kind,
  }));
}

/** Gives a role; the same one twice is one. */
export async function insertAssignment(
  tx: Tx,
  by: Manage,
  given: { userId: string; role: Role },
): Promise<void> {
  await tx
    .insertInto('role_assignment')
    .values({
      id: uuidv7(),
      user_id: given.userId,
      role: given.role,
      area_id: by.areaId,
      granted_by: by.callerId,
    })
    .onConflict((on) => on.doNothing())
    .execute();
}

export async function revokeAssignment(tx: Tx, _by: Manage, id: string): Promise<void> {
  await tx
    .updateTable('role_assignment')
    .set({ revoked_at: sql`now()` })
    .where('id', '=', id)
    .where('revoked_at', 'is', null)
    .execute();
}

export interface AccountFilter {
  readonly search?: string | undefined;
  readonly state?: AccountState | undefined;
  readonly role?: Role | undefined;
  readonly areaId?: string | undefined;
}

export interface ListedAccount {
  readonly id: string;
  readonly username: string;
  readonly displayName: string;
  readonly state: AccountState;
  readonly createdAt: Date;
  readonly lastSeenAt: Date | null;
  readonly hasSecondStep: boolean;
  readonly beyond: boolean;
}

/** Accounts by user name, those after `after`, at most `limit`. */
export async function listAccounts(
  tx: Tx,
  filter: AccountFilter & { ids?: readonly string[] },
  page: { after?: string | undefined; limit: number },
): Promise<ListedAccount[]> {
  let query = filtered(tx.selectFrom('user_account as u'), filter);
  if (filter.ids) query = query.where('u.id', 'in', filter.ids);
  if (page.after !== undefined) query = query.where('u.username', '>', page.after);
  const rows = await query
    .select(['u.id', 'u.username', 'u.display_name', 'u.state', 'u.created_at', 'u.totp_confirmed_at'])
    .select([
      sql<Date | null>`(select max(s.last_seen_at) from user_session s where s.user_id = u.id)`.as('seen'),
      sql<boolean>`exists (select 1 from passkey p where p.user_id = u.id)`.as('has_passkey'),
      sql<boolean>`reaches_beyond(u.id)`.as('beyond'),
    ])
    .orderBy('u.username')
    .limit(page.limit)
    .execute();
  return rows.map((row) => ({
    id: row.id,
    username: row.username,
    displayName: row.display_name,
    state: row.state as AccountState,
    createdAt: row.created_at,
    lastSeenAt: row.seen,
    hasSecondStep: row.totp_confirmed_at !== null || row.has_passkey,
    beyond: row.beyond,
  }));
}

export async function countAccounts(tx: Tx, filter: AccountFilter): Promise<number> {
  const found = await filtered(tx.selectFrom('user_account as u'), filter)
    .select((eb) => eb.fn.countAll<number>().as('n'))
    .executeTakeFirstOrThrow();
  return Number(found.n);
}

type Accounts = SelectQueryBuilder<DB & { u: DB['user_account'] }, 'u', object>;

function filtered(from: Accounts, filter: AccountFilter): Accounts {
  let query = from;
  // An administrator's own account is his to see, not to administer, unless it holds a role in the areas in hand.
  query = query.where(sql<boolean>`exists (select 1 from role_assignment r where r.user_id = u.id
    and (caller_sees_all() or r.area_id in (select area_id from scoped_area)))`);
  if (filter.state) query = query.where('u.state', '=', filter.state);
  if (filter.search) {
    for (const word of stripDiacritics(filter.search).split(' ').filter(Boolean)) {
      query = query.where('u.folded', 'like', `%${word.replace(/[\\%_]/g, '\\$&')}%`);
    }
  }
  if (filter.role ?? filter.areaId) {
    const role = filter.role ?? null;
    const areaId = filter.areaId ?? null;
    query = query.where(sql<boolean>`exists (select 1 from role_assignment r where r.user_id = u.id
      and r.revoked_at is null and (${role}::text is null or r.role = ${role})
      and (${areaId}::uuid is null
        or r.area_id in (select p.area_id from area_path_today p where p.ancestor_id = ${areaId}::uuid)))`);
  }
  return query;
}
