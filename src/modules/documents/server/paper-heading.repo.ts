import { sql, type Transaction } from 'kysely';
import type { Authorized } from '../../../platform/server/authorize.ts';
import type { DB } from '../../../platform/server/db.generated.ts';
import { PaperHeading, type PaperKind } from '../paper.contract.ts';

type Tx = Transaction<DB>;

/** The heading that the area's office, or the nearest above it, last gave a paper of this kind. */
export async function findHeading(
  tx: Tx,
  areaId: string,
  kind: PaperKind,
): Promise<PaperHeading | undefined> {
  const found = await sql<{ heading: unknown }>`
    select h.heading from paper_heading h
    join area_path_today p on p.ancestor_id = h.area_id and p.area_id = ${areaId}
    where h.kind = ${kind} order by p.depth limit 1`.execute(tx);
  const read = PaperHeading.safeParse(found.rows[0]?.heading);
  return read.success ? read.data : undefined;
}

/** Remembers a heading: for the whole commune where the caller's areas hold it, else for the area itself. */
export async function saveHeading(
  tx: Tx,
  authorized: Authorized<'documents.write'>,
  kind: PaperKind,
  heading: PaperHeading,
): Promise<void> {
  await sql`
    insert into paper_heading (area_id, kind, heading, changed_by)
    select p.ancestor_id, ${kind}, ${JSON.stringify(heading)}::jsonb, ${authorized.callerId}
    from area_path_today p join area a on a.id = p.ancestor_id
    where p.area_id = ${authorized.areaId} and (a.kind = 'commune' or p.depth = 0)
      and (caller_sees_all() or p.ancestor_id in (select area_id from scoped_area))
    order by p.depth desc limit 1
    on conflict (area_id, kind) do update set heading = excluded.heading, changed_by = excluded.changed_by,
      changed_at = now()`.execute(tx);
}
