import { sql, type Transaction } from 'kysely';
import type { Authorized } from '../../../platform/server/authorize.ts';
import type { DB } from '../../../platform/server/db.generated.ts';

type Tx = Transaction<DB>;
type MayWrite = Authorized<'committees.write'>;

export interface MergerRow {
  readonly id: string;
  readonly areaId: string;
  readonly intoId: string;
  readonly fromIds: readonly string[];
  readonly effectiveOn: string;
  readonly decision: string;
  readonly undo: unknown;
  readonly madeAt: Date;
  readonly undoneAt: Date | null;
}

const columns = sql`id, area_id as "areaId", into_id as "intoId", from_ids as "fromIds", effective_on as "effectiveOn",
  decision, undo, made_at as "madeAt", undone_at as "undoneAt"`;

export async function findMerger(tx: Tx, id: string, lock?: 'lock'): Promise<MergerRow | undefined> {
  const found = await sql<MergerRow>`
    select ${columns} from committee_merger where id = ${id} ${lock ? sql`for update` : sql``}`.execute(tx);
  return found.rows[0];
}

/** Mergers in and below an area, newest first. */
export async function findMergers(tx: Tx, areaId: string | undefined): Promise<MergerRow[]> {
  const found = await sql<MergerRow>`
    select ${columns} from committee_merger m
    ${areaId ? sql`where m.area_id in (select area_id from area_path_today where ancestor_id = ${areaId})` : sql``}
    order by made_at desc, id limit 200`.execute(tx);
  return found.rows;
}

export async function insertMerger(
  tx: Tx,
  may: MayWrite,
  row: Omit<MergerRow, 'madeAt' | 'undoneAt'> & { readonly provinceId: string },
): Promise<void> {
  await sql`
    insert into committee_merger (id, province_id, area_id, into_id, from_ids, effective_on, decision, undo, made_by)
    values (${row.id}, ${row.provinceId}, ${row.areaId}, ${row.intoId}, ${row.fromIds}::uuid[], ${row.effectiveOn},
      ${row.decision}, ${JSON.stringify(row.undo)}, ${may.callerId})`.execute(tx);
}

export async function markUndone(tx: Tx, may: MayWrite, id: string): Promise<void> {
  await sql`update committee_merger set undone_at = now(), undone_by = ${may.callerId} where id = ${id}`.execute(
    tx,
  );
}
