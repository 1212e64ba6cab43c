import { sql, type Transaction } from 'kysely';
import type { Authorized } from '../../../platform/server/authorize.ts';
import type { DB } from '../../../platform/server/db.generated.ts';
import type { Handover, OfficeKey } from '../tip-key.contract.ts';
import type { PublicTipOffice, TipOfficeKind } from '../tip-office.contract.ts';
import type { TipMember, TipOfficeLine } from '../tip-office-members.contract.ts';

type Tx = Transaction<DB>;

interface LineRow extends Omit<TipOfficeLine, 'closedAt'> {
  readonly closedAt: Date | null;
}

const lineColumns = sql`
  o.id, o.area_id as "areaId", a.full_name as "areaName", o.kind, o.name, o.closed_at as "closedAt",
  o.heir_id as "heirId", o.is_remote as "isRemote", o.is_renewal_due as "isRenewalDue",
  o.closed_at is null and exists (select 1 from tip_office_epoch e where e.office_id = o.id) as "takesReports",
  (select count(*)::int from tip_office_member m where m.office_id = o.id and m.state = 'active') as "activeMembers",
  (select count(*)::int from tip_recovery r cross join lateral tip_custodians(r.id)
   where r.office_id = o.id and r.retired_at is null) as custodians,
  (select m.state from tip_office_member m where m.office_id = o.id and m.user_id::text = caller_id()) as mine`;

/** The offices in the caller's areas and those that he belongs to. */
export async function listOfficeLines(tx: Tx): Promise<TipOfficeLine[]> {
  const found = await sql<LineRow>`select ${lineColumns} from tip_office o join area a on a.id = o.area_id
    where caller_sees_all() or o.area_id in (select area_id from scoped_area)
      or o.id in (select tip_offices_naming_me())
    order by o.closed_at nulls first, a.full_name, o.kind, o.id`.execute(tx);
  return found.rows.map(shown);
}

/** An office, where the caller may see it in this way: in his areas, or his own. */
export async function findOfficeLine(tx: Tx, id: string): Promise<TipOfficeLine | undefined> {
  const found = await sql<LineRow>`select ${lineColumns} from tip_office o join area a on a.id = o.area_id
    where o.id = ${id} and (caller_sees_all() or o.area_id in (select area_id from scoped_area)
      or o.id in (select tip_offices_naming_me()))`.execute(tx);
  return found.rows[0] && shown(found.rows[0]);
}

function shown({ closedAt, ...row }: LineRow): TipOfficeLine {
  return { ...row, closedAt: closedAt?.toISOString() ?? null };
}

export interface OfficeRow {
  readonly id: string;
  readonly areaId: string;
  readonly name: string;
  readonly heirId: string | null;
  readonly isClosed: boolean;
  /** The newest key's number; 0 before the first. */
  readonly epoch: number;
  readonly mine: 'named' | 'active' | 'left' | null;
}

/** What decides about an office, locked until the end of the transaction where `lock` says so. */
export async function findOffice(tx: Tx, id: string, lock = false): Promise<OfficeRow | undefined> {
  if (lock) await sql`select pg_advisory_xact_lock(hashtextextended(${`tip_office:${id}`}, 0))`.execute(tx);
  const found = await sql<OfficeRow>`
    select o.id, o.area_id as "areaId", o.name, o.heir_id as "heirId", o.closed_at is not null as "isClosed",
      coalesce((select max(e.epoch) from tip_office_epoch e where e.office_id = o.id), 0) as epoch,
      (select m.state from tip_office_member m where m.office_id = o.id and m.user_id::text = caller_id()) as mine
    from tip_office o where o.id = ${id}`.execute(tx);
  return found.rows[0];
}

export async function insertOffice(
  tx: Tx,
  authorized: Authorized<'tips.offices'>,
  office: { id: string; kind: TipOfficeKind; name: string; isRemote: boolean },
): Promise<void> {
  await sql`insert into tip_office (id, area_id, kind, name, is_remote, opened_by)
    values (${office.id}, ${authorized.areaId}, ${office.kind}, ${office.name}, ${office.isRemote},
      ${authorized.callerId})`.execute(tx);
}

export async function setHeir(
  tx: Tx,
  _authorized: Authorized<'tips.offices'>,
  officeId: string,
  heirId: string | null,
): Promise<void> {
  await sql`update tip_office set heir_id = ${heirId} where id = ${officeId}`.execute(tx);
}

/** Every member of an office that ever was, present ones first. */
export async function listMembers(tx: Tx, officeId: string): Promise<TipMember[]> {
  const found = await sql<Omit<TipMember, 'admittedAt'> & { admittedAt: Date | null }>`
    select m.user_id as "userId", coalesce(n.display_name, '') as name, m.state, k.recipient, m.admitted_at as "admittedAt"
    from tip_office_member m
    left join account_names(array(select user_id from tip_office_member where office_id = ${officeId})) n on n.id = m.user_id
    left join tip_member_key k on k.user_id = m.user_id
    where m.office_id = ${officeId}
    order by array_position(array['active', 'named', 'left'], m.state), name, m.user_id`.execute(tx);
  return found.rows.map(({ admittedAt, ...row }) => ({
    ...row,
    admittedAt: admittedAt?.toISOString() ?? null,
  }));
}

export async function nameMember(
  tx: Tx,
  authorized: Authorized<'tips.offices'>,
  officeId: string,
  userId: string,
): Promise<void> {
  await sql`insert into tip_office_member (office_id, user_id, state, named_by)
    values (${officeId}, ${userId}, 'named', ${authorized.callerId})
    on conflict (office_id, user_id) do update set state = 'named', named_by = excluded.named_by, named_at = now(),
      admitted_by = null, admitted_at = null, left_at = null where tip_office_member.state = 'left'`.execute(
    tx,
  );
}

/** Ends a membership and deletes what was sealed for this person; a next key becomes due where he had the keys. */
export async function endMembership(
  tx: Tx,
  _authorized: Authorized<'tips.offices'> | Authorized<'tips.work'>,
  officeId: string,
  member: { userId: string; wasActive: boolean },
): Promise<void> {
  if (member.wasActive)
    await sql`update tip_office set is_renewal_due = true where id = ${officeId}`.execute(tx);
  await sql`select drop_tip_wraps(${officeId}, ${member.userId}, null)`.execute(tx);
  await sql`update tip_office_member set state = 'left', left_at = now()
    where office_id = ${officeId} and user_id = ${member.userId}`.execute(tx);
}

export async function admitMember(
  tx: Tx,
  authorized: { readonly callerId: string },
  officeId: string,
  userId: string,
): Promise<void> {
  await sql`update tip_office_member set state = 'active', admitted_by = ${authorized.callerId}, admitted_at = now()
    where office_id = ${officeId} and user_id = ${userId}`.execute(tx);
}

/** Who could be named, and who could keep a share; asked with tips.offices or as a member. */
export async function listPeople(
  tx: Tx,
  officeId: string,
): Promise<{ userId: string; name: string; recipient: string | null; mayBeMember: boolean }[]> {
  const found = await sql<{ userId: string; name: string; recipient: string | null; mayBeMember: boolean }>`
    select user_id as "userId", display_name as name, recipient, may_be_member as "mayBeMember"
    from tip_people(${officeId})`.execute(tx);
  return found.rows;
}

const keyColumns = sql`e.office_id as "officeId", e.epoch, e.recipient, e.verify_key as "verifyKey", e.voucher`;

/** The public keys of offices, each office's oldest first. */
export async function listKeys(tx: Tx, officeIds: readonly string[]): Promise<OfficeKey[]> {
  const found = await sql<OfficeKey>`select ${keyColumns} from tip_office_epoch e
    where e.office_id = any (${officeIds as string[]}) order by e.office_id, e.epoch`.execute(tx);
  return found.rows;
}

export interface PublicOfficeRow extends PublicTipOffice {
  readonly epoch: number;
}

/** Offices that can open reports, for everybody to see. */
export async function listPublicOffices(tx: Tx, id?: string): Promise<PublicOfficeRow[]> {
  const found = await sql<PublicOfficeRow>`
    select o.id, o.kind, o.name, o.area_id as "areaId", a.full_name as "areaName",
      coalesce(p.full_name, a.full_name) as "provinceName", e.epoch
    from tip_office o join area a on a.id = o.area_id left join area p on p.id = a.province_id
    join tip_office_epoch e on e.office_id = o.id and e.retired_at is null
    where o.closed_at is null and (${id ?? null}::uuid is null or o.id = ${id ?? null})
    order by "provinceName", "areaName", o.kind, o.id`.execute(tx);
  return found.rows;
}

/** An office as everybody may know it, even where it is closed by now. */
export async function listAnyOffices(tx: Tx, id: string): Promise<PublicTipOffice[]> {
  const found = await sql<PublicTipOffice>`
    select o.id, o.kind, o.name, o.area_id as "areaId", a.full_name as "areaName",
      coalesce(p.full_name, a.full_name) as "provinceName"
    from tip_office o join area a on a.id = o.area_id left join area p on p.id = a.province_id
    where o.id = ${id}`.execute(tx);
  return found.rows;
}

/** The words by which closed offices speak for their heirs. */
export async function findHandovers(tx: Tx, officeIds: readonly string[]): Promise<Handover[]> {
  const found = await sql<{ handover: Handover }>`select handover from tip_office
    where id = any (${officeIds as string[]}) and handover is not null`.execute(tx);
  return found.rows.map(({ handover }) => handover);
}

export async function insertEpoch(
  tx: Tx,
  authorized: Authorized<'tips.work'>,
  key: OfficeKey,
): Promise<void> {
  await sql`update tip_office_epoch set retired_at = now() where office_id = ${key.officeId} and retired_at is null`.execute(
    tx,
  );
  await sql`insert into tip_office_epoch (office_id, epoch, recipient, verify_key, voucher, made_by)
    values (${key.officeId}, ${key.epoch}, ${key.recipient}, ${key.verifyKey},
      ${key.voucher === null ? null : JSON.stringify(key.voucher)}::jsonb, ${authorized.callerId})`.execute(
    tx,
  );
}

/** The next key was made: nothing is due any more. */
export async function noteRenewal(tx: Tx, officeId: string, isDue: boolean): Promise<void> {
  await sql`update tip_office set is_renewal_due = ${isDue} where id = ${officeId}`.execute(tx);
}
