import { sql, type Transaction } from 'kysely';
import type { DB } from '../../../platform/server/db.generated.ts';
import type { OfficeKey, SealedOfficeKey } from '../tip-key.contract.ts';
import type { TipOfficeDetail } from '../tip-office-members.contract.ts';
import type { RecoverySetup } from '../tip-recovery.contract.ts';

type Tx = Transaction<DB>;

/** The secrets of an office's keys as they were sealed for the caller. */
export async function listMyWraps(tx: Tx, officeId: string): Promise<SealedOfficeKey[]> {
  const found = await sql<SealedOfficeKey>`select office_id as "officeId", epoch, sealed from tip_office_wrap
    where office_id = ${officeId} and user_id::text = caller_id() order by epoch`.execute(tx);
  return found.rows;
}

/** Keeps secrets sealed for a member; new ones take the place of old ones. */
export async function giveWraps(
  tx: Tx,
  callerId: string,
  userId: string,
  wraps: readonly SealedOfficeKey[],
): Promise<void> {
  for (const { officeId, epoch } of wraps)
    await sql`select drop_tip_wraps(${officeId}, ${userId}, ${epoch})`.execute(tx);
  for (const { officeId, epoch, sealed } of wraps)
    await sql`insert into tip_office_wrap (office_id, epoch, user_id, sealed, made_by)
      values (${officeId}, ${epoch}, ${userId}, ${sealed}, ${callerId})`.execute(tx);
}

type Inherited = TipOfficeDetail['inherited'][number];

/** The keys of offices that went into this one. */
export async function listInherited(tx: Tx, heirId: string): Promise<Inherited[]> {
  const found = await sql<OfficeKey & { heirEpoch: number; sealed: string; officeName: string }>`
    select i.heir_epoch as "heirEpoch", i.sealed, o.name as "officeName", e.office_id as "officeId", e.epoch, e.recipient,
      e.verify_key as "verifyKey", e.voucher
    from tip_inheritance i join tip_office_epoch e on e.office_id = i.office_id and e.epoch = i.epoch
    join tip_office o on o.id = i.office_id
    where i.heir_id = ${heirId} order by o.name, i.office_id, i.epoch`.execute(tx);
  return found.rows.map(({ heirEpoch, sealed, officeName, ...key }) => ({
    key,
    heirEpoch,
    sealed,
    officeName,
  }));
}

export async function bequeath(
  tx: Tx,
  callerId: string,
  heir: { id: string; epoch: number },
  keys: readonly SealedOfficeKey[],
): Promise<void> {
  for (const { officeId, epoch, sealed } of keys)
    await sql`insert into tip_inheritance (office_id, epoch, heir_id, heir_epoch, sealed, made_by)
      values (${officeId}, ${epoch}, ${heir.id}, ${heir.epoch}, ${sealed}, ${callerId})`.execute(tx);
}

/** Closes an office into its heir; the door checks that the caller is an active member and that the heir was chosen. */
export async function closeIntoHeir(
  tx: Tx,
  officeId: string,
  heirId: string,
  handover: unknown,
): Promise<void> {
  await sql`update tip_office set handover = ${JSON.stringify(handover)}::jsonb where id = ${officeId}`.execute(
    tx,
  );
  await sql`select hand_over_tip_office(${officeId}, ${heirId})`.execute(tx);
}

/** The recovery key that counts, with its custodians. */
export async function findRecovery(tx: Tx, officeId: string): Promise<TipOfficeDetail['recovery']> {
  const found = await sql<NonNullable<TipOfficeDetail['recovery']>>`
    select r.id, r.recipient, r.threshold, coalesce((
      select json_agg(json_build_object('userId', s.id, 'name', coalesce(n.display_name, ''), 'recipient', k.recipient)
        order by n.display_name, s.id)
      from tip_custodians(r.id) as s (id)
      left join account_names(array(select tip_custodians(r.id))) n on n.id = s.id
      left join tip_member_key k on k.user_id = s.id), '[]') as custodians
    from tip_recovery r where r.office_id = ${officeId} and r.retired_at is null`.execute(tx);
  return found.rows[0] ?? null;
}

/** A new recovery key takes the place of the one before. */
export async function replaceRecovery(
  tx: Tx,
  callerId: string,
  officeId: string,
  setup: RecoverySetup,
): Promise<void> {
  await sql`update tip_recovery set retired_at = now() where office_id = ${officeId} and retired_at is null`.execute(
    tx,
  );
  await sql`insert into tip_recovery (id, office_id, recipient, threshold, made_by)
    values (${setup.id}, ${officeId}, ${setup.recipient}, ${setup.threshold}, ${callerId})`.execute(tx);
  for (const { custodianId, sealed } of setup.shares)
    await sql`insert into tip_recovery_share (recovery_id, custodian_id, sealed)
      values (${setup.id}, ${custodianId}, ${sealed})`.execute(tx);
  for (const { officeId: of, epoch, sealed } of setup.wraps)
    await sql`insert into tip_recovery_wrap (recovery_id, office_id, epoch, sealed)
      values (${setup.id}, ${of}, ${epoch}, ${sealed})`.execute(tx);
}
