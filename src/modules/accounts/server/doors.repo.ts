import { sql } from 'kysely';
import type { Context } from '../../../platform/server/context.ts';

type Tx = Context['tx'];

/** The doors in row-level security: each answers for one key that the asker holds (0010_account_walls.sql). */
export interface SignInAccount {
  readonly userId: string;
  readonly passwordHash: string | null;
  readonly state: string;
  readonly hasTotp: boolean;
  readonly deviceKnown: boolean;
}

export async function findAccountForSignIn(
  tx: Tx,
  username: string,
  deviceHash: Buffer | undefined,
): Promise<SignInAccount | undefined> {
  const found = await sql<SignInAccount>`
    select user_id as "userId", password_hash as "passwordHash", state, has_totp as "hasTotp",
           device_known as "deviceKnown"
    from find_account_for_sign_in(${username}, ${deviceHash ?? null})`.execute(tx);
  return found.rows[0];
}

export interface SignInPasskey {
  readonly userId: string;
  readonly state: string;
  readonly publicKey: Buffer;
  readonly counter: number;
  readonly transports: string[];
  readonly hasTotp: boolean;
}

export async function findPasskeyForSignIn(tx: Tx, passkeyId: string): Promise<SignInPasskey | undefined> {
  const found = await sql<SignInPasskey>`
    select user_id as "userId", state, public_key as "publicKey", counter, transports, has_totp as "hasTotp"
    from find_passkey_for_sign_in(${passkeyId})`.execute(tx);
  return found.rows[0];
}

export type ChallengeKind = 'totp' | 'passkeySignIn' | 'passkeyRegistration';

/** A challenge that still runs, with this attempt counted; undefined once it is over. */
export async function takeChallenge(
  tx: Tx,
  id: string,
  kind: ChallengeKind,
  mostAttempts: number,
): Promise<{ userId: string | null; challenge: string } | undefined> {
  const found = await sql<{ userId: string | null; challenge: string }>`
    select user_id as "userId", challenge from take_challenge(${id}, ${kind}, ${mostAttempts})`.execute(tx);
  return found.rows[0];
}

export async function dropChallenge(tx: Tx, id: string): Promise<void> {
  await sql`select drop_challenge(${id})`.execute(tx);
}

export interface FoundLink {
  readonly kind: 'setup' | 'invitation' | 'reset';
  readonly userId: string | null;
  readonly username: string | null;
  readonly displayName: string | null;
  readonly removesSecondStep: boolean;
}

export async function findLink(tx: Tx, hash: Buffer): Promise<FoundLink | undefined> {
  const found = await sql<FoundLink>`
    select kind, user_id as "userId", username, display_name as "displayName",
           removes_second_step as "removesSecondStep"
    from find_link(${hash})`.execute(tx);
  return found.rows[0];
}

/** True for exactly one of those who try. */
export async function spendLink(tx: Tx, hash: Buffer): Promise<boolean> {
  const done = await sql<{ used: boolean }>`select use_link(${hash}) as used`.execute(tx);
  return done.rows[0]?.used === true;
}

export async function findNames(tx: Tx, ids: readonly string[]): Promise<{ id: string; name: string }[]> {
  const found = await sql<{ id: string; name: string }>`
    select id, display_name as name from account_names(${ids}::uuid[])`.execute(tx);
  return found.rows;
}

/** Whether the account holds a role outside of the caller's areas. */
export async function reachesBeyond(tx: Tx, userId: string): Promise<boolean> {
  const found = await sql<{ beyond: boolean }>`select reaches_beyond(${userId}) as beyond`.execute(tx);
  return found.rows[0]?.beyond === true;
}

/** How many active administrators reach the whole installation; holds their roles still until the commit. */
export async function countAdministrators(tx: Tx): Promise<number> {
  const found = await sql<{ n: number }>`select count_administrators() as n`.execute(tx);
  return found.rows[0]?.n ?? 0;
}

export async function isSetUp(tx: Tx): Promise<boolean> {
  const found = await sql<{ yes: boolean }>`select is_set_up() as yes`.execute(tx);
  return found.rows[0]?.yes === true;
}
