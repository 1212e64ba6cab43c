import { sql } from 'kysely';
import type { Context } from '../../../platform/server/context.ts';

type Tx = Context['tx'];

export interface AuditFilter {
  readonly from?: string | undefined;
  readonly to?: string | undefined;
  readonly action?: string | undefined;
  readonly subject?: string | undefined;
  readonly subjectId?: string | undefined;
  readonly caller?: string | undefined;
}

/** Where a page ended: lines are ordered by time, lines of one moment by id. */
export interface AuditCursor {
  readonly at: string;
  readonly id: string;
}

/** Lines of the log that row-level security lets the caller see, the latest first. */
export function listLines(
  tx: Tx,
  filter: AuditFilter,
  page: { after?: AuditCursor | undefined; limit: number },
) {
  let query = tx
    .selectFrom('audit_entry as e')
    .leftJoin('area as a', 'a.id', 'e.area_id')
    .select(['e.id', 'e.at', 'e.caller', 'e.action', 'e.subject', 'e.subject_id', 'e.area_id', 'e.details'])
    .select([
      sql<string>`to_char(e.at at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.US"Z"')`.as('exact_at'),
      'a.full_name as area_name',
    ]);
  if (filter.from)
    query = query.where(
      sql<boolean>`e.at >= (${filter.from}::date)::timestamp at time zone 'Asia/Ho_Chi_Minh'`,
    );
  if (filter.to)
    query = query.where(
      sql<boolean>`e.at < (${filter.to}::date + 1)::timestamp at time zone 'Asia/Ho_Chi_Minh'`,
    );
  if (filter.action)
    query = query.where(
      sql<boolean>`(e.action = ${filter.action} or starts_with(e.action, ${`${filter.action}.`}))`,
    );
  if (filter.subject) query = query.where('e.subject', '=', filter.subject);
  if (filter.subjectId) query = query.where('e.subject_id', '=', filter.subjectId);
  if (filter.caller) query = query.where('e.caller', '=', filter.caller);
  if (page.after)
    query = query.where(sql<boolean>`(e.at, e.id) < (${page.after.at}::timestamptz, ${page.after.id}::uuid)`);
  return query.orderBy('e.at', 'desc').orderBy('e.id', 'desc').limit(page.limit).execute();
}

/** The actions that occur among the lines that the caller sees. */
export async function listActions(tx: Tx): Promise<string[]> {
  const rows = await tx.selectFrom('audit_entry').select('action').distinct().orderBy('action').execute();
  return rows.map((row) => row.action);
}

/** Sign-ins and failures by day, the latest first. */
export function listTallies(tx: Tx, filter: { from?: string | undefined; to?: string | undefined }) {
  let query = tx.selectFrom('sign_in_tally').select(['day', 'outcome', 'number']);
  if (filter.from) query = query.where('day', '>=', filter.from);
  if (filter.to) query = query.where('day', '<=', filter.to);
  return query.orderBy('day', 'desc').execute();
}
