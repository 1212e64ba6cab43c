import { sql, type Transaction } from 'kysely';
import type { DB } from '../../../platform/server/db.generated.ts';

export interface TargetSummary {
  readonly id: string;
  readonly areaId: string;
  readonly indicator: string;
  readonly amount: number;
  readonly year: number;
}

export async function summariseTargets(
  tx: Transaction<DB>,
  ids: readonly string[],
): Promise<TargetSummary[]> {
  const found = await sql<TargetSummary>`
    select id, area_id as "areaId", indicator, amount::float8 as amount, year from target where id = any(${ids}::uuid[])`.execute(
    tx,
  );
  return found.rows;
}
