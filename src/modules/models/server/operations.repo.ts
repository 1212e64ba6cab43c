import { sql, type Transaction } from 'kysely';
import type { DB } from '../../../platform/server/db.generated.ts';

type OperationKind = 'kindMerger' | 'replication' | 'siteMerger';

export interface Operation<U> {
  readonly id: string;
  readonly area_id: string;
  readonly kind: OperationKind;
  readonly subject_id: string;
  readonly undo: U;
  readonly made_by: string;
  readonly undone_at: Date | null;
}

/** One act on many, with what takes it back. */
export async function insertOperation(
  tx: Transaction<DB>,
  by: string,
  operation: {
    id: string;
    areaId: string;
    kind: OperationKind;
    subjectId: string;
    summary: unknown;
    undo: unknown;
  },
): Promise<void> {
  await sql`insert into model_operation (id, area_id, kind, subject_id, summary, undo, made_by)
    values (${operation.id}, ${operation.areaId}, ${operation.kind}, ${operation.subjectId},
      ${JSON.stringify(operation.summary)}, ${JSON.stringify(operation.undo)}, ${by})`.execute(tx);
}

/** An act within the caller's areas, held. */
export async function holdOperation<U>(tx: Transaction<DB>, id: string): Promise<Operation<U> | undefined> {
  const found = await sql<Operation<U>>`
    select id, area_id, kind, subject_id, undo, made_by, undone_at from model_operation where id = ${id} for update`.execute(
    tx,
  );
  return found.rows[0];
}

export async function markUndone(tx: Transaction<DB>, by: string, id: string): Promise<void> {
  await sql`update model_operation set undone_by = ${by}, undone_at = now() where id = ${id}`.execute(tx);
}

/** The acts on a subject, the newest first, with how many sites each of them made. */
export async function findOperations(
  tx: Transaction<DB>,
  kind: OperationKind,
  subjectId: string,
): Promise<{ id: string; made_at: Date; sites: number; undone: boolean }[]> {
  const found = await sql<{ id: string; made_at: Date; sites: number; undone: boolean }>`
    select id, made_at, (summary ->> 'sites')::int as sites, undone_at is not null as undone from model_operation
    where kind = ${kind} and subject_id = ${subjectId} order by made_at desc limit 20`.execute(tx);
  return found.rows;
}

/** The last act on a subject that was not taken back. */
export async function latestOperation(
  tx: Transaction<DB>,
  kind: OperationKind,
  subjectId: string,
): Promise<string | undefined> {
  const found = await sql<{ id: string }>`
    select id from model_operation where kind = ${kind} and subject_id = ${subjectId} and undone_at is null
    order by made_at desc, id desc limit 1`.execute(tx);
  return found.rows[0]?.id;
}
