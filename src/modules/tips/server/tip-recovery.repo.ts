import { sql, type Transaction } from 'kysely';
import type { DB } from '../../../platform/server/db.generated.ts';
import type { SealedOfficeKey } from '../tip-key.contract.ts';

type Tx = Transaction<DB>;

export interface RecoveryRequest {
  readonly id: string;
  readonly officeId: string;
  readonly areaId: string;
  readonly recoveryId: string;
  readonly askedBy: string;
  readonly recipient: string;
  readonly state: 'open' | 'done' | 'withdrawn';
  readonly threshold: number;
  /** The recovery key itself. */
  readonly recoveryRecipient: string;
  readonly custodians: number;
}

/** A request for recovery that the caller may see. */
export async function findRequest(tx: Tx, id: string): Promise<RecoveryRequest | undefined> {
  const found = await sql<RecoveryRequest>`
    select q.id, q.office_id as "officeId", o.area_id as "areaId", q.recovery_id as "recoveryId", q.asked_by as "askedBy", q.recipient, q.state,
      r.threshold, r.recipient as "recoveryRecipient",
      (select count(*)::int from tip_custodians(r.id)) as custodians
    from tip_recovery_request q join tip_recovery r on r.id = q.recovery_id join tip_office o on o.id = q.office_id
    where q.id = ${id}`.execute(tx);
  return found.rows[0];
}

export async function insertRequest(
  tx: Tx,
  callerId: string,
  request: { id: string; officeId: string; recoveryId: string; recipient: string; reason: string },
): Promise<void> {
  await sql`insert into tip_recovery_request (id, office_id, recovery_id, asked_by, recipient, reason)
    values (${request.id}, ${request.officeId}, ${request.recoveryId}, ${callerId}, ${request.recipient},
      ${request.reason})`.execute(tx);
}

export async function closeRequest(tx: Tx, id: string, state: 'done' | 'withdrawn'): Promise<void> {
  await sql`update tip_recovery_request set state = ${state}, closed_at = now() where id = ${id}`.execute(tx);
}

export async function listAnswers(tx: Tx, requestId: string): Promise<string[]> {
  const found = await sql<{
    sealed: string;
  }>`select sealed from tip_recovery_answer where request_id = ${requestId}
    order by answered_at, custodian_id`.execute(tx);
  return found.rows.map(({ sealed }) => sealed);
}

export async function insertAnswer(
  tx: Tx,
  callerId: string,
  requestId: string,
  sealed: string,
): Promise<void> {
  await sql`insert into tip_recovery_answer (request_id, custodian_id, sealed)
    values (${requestId}, ${callerId}, ${sealed})`.execute(tx);
}

export async function listRecoveryWraps(tx: Tx, recoveryId: string): Promise<SealedOfficeKey[]> {
  const found =
    await sql<SealedOfficeKey>`select office_id as "officeId", epoch, sealed from tip_recovery_wrap
    where recovery_id = ${recoveryId} order by office_id, epoch`.execute(tx);
  return found.rows;
}

/** The shares that the caller keeps. */
export async function listMyShares(
  tx: Tx,
): Promise<{ officeId: string; officeName: string; threshold: number; custodians: number }[]> {
  const found = await sql<{ officeId: string; officeName: string; threshold: number; custodians: number }>`
    select r.office_id as "officeId", o.name as "officeName", r.threshold,
      (select count(*)::int from tip_custodians(r.id)) as custodians
    from tip_recovery r join tip_recovery_share s on s.recovery_id = r.id and s.custodian_id::text = caller_id()
    join tip_office o on o.id = r.office_id where r.retired_at is null order by o.name, o.id`.execute(tx);
  return found.rows;
}

export interface AskedShare {
  readonly id: string;
  readonly officeId: string;
  readonly officeName: string;
  readonly askedBy: string;
  readonly askedAt: Date;
  readonly reason: string;
  readonly recipient: string;
  readonly share: string;
  readonly isAnswered: boolean;
}

/** Open requests for shares that the caller keeps; never his own, which he answers to nobody. */
export async function listAskedOfMe(tx: Tx): Promise<AskedShare[]> {
  const found = await sql<AskedShare>`
    select q.id, q.office_id as "officeId", o.name as "officeName", coalesce(n.display_name, '') as "askedBy",
      q.asked_at as "askedAt", q.reason, q.recipient, s.sealed as share,
      exists (select 1 from tip_recovery_answer a where a.request_id = q.id and a.custodian_id = s.custodian_id) as "isAnswered"
    from tip_recovery_request q
    join tip_recovery_share s on s.recovery_id = q.recovery_id and s.custodian_id::text = caller_id()
    join tip_office o on o.id = q.office_id
    left join lateral account_names(array[q.asked_by]) n on true
    where q.state = 'open' order by q.asked_at, q.id`.execute(tx);
  return found.rows;
}

export interface MemberKeyRow {
  readonly recipient: string;
  readonly madeAt: Date;
}

export async function findMemberKey(tx: Tx): Promise<MemberKeyRow | undefined> {
  const found = await sql<MemberKeyRow>`select recipient, made_at as "madeAt" from tip_member_key
    where user_id::text = caller_id()`.execute(tx);
  return found.rows[0];
}

export interface LockRow {
  readonly id: string;
  readonly kind: 'passphrase' | 'passkey';
  readonly name: string;
  readonly sealed: string;
}

export async function listLocks(tx: Tx): Promise<(LockRow & { madeAt: Date })[]> {
  const found = await sql<LockRow & { madeAt: Date }>`select id, kind, name, sealed, made_at as "madeAt"
    from tip_member_lock where user_id::text = caller_id() order by made_at, id`.execute(tx);
  return found.rows;
}

/** What was sealed for the caller's key goes, and the offices are told: see the door in 0051_tip_offices.sql. */
export async function giveUpKey(tx: Tx): Promise<void> {
  await sql`select give_up_tip_key()`.execute(tx);
}

export async function insertMemberKey(tx: Tx, callerId: string, recipient: string): Promise<void> {
  await sql`insert into tip_member_key (user_id, recipient) values (${callerId}, ${recipient})`.execute(tx);
}

export async function insertLock(tx: Tx, callerId: string, lock: LockRow): Promise<void> {
  await sql`insert into tip_member_lock (id, user_id, kind, name, sealed)
    values (${lock.id}, ${callerId}, ${lock.kind}, ${lock.name}, ${lock.sealed})`.execute(tx);
}

export async function deleteLock(tx: Tx, id: string): Promise<void> {
  await sql`delete from tip_member_lock where id = ${id} and user_id::text = caller_id()`.execute(tx);
}
