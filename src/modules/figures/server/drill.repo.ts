import { sql, type Transaction } from 'kysely';
import type { DB } from '../../../platform/server/db.generated.ts';
import type { FactSource } from '../fact-source.contract.ts';
import type { SumWindow } from '../window-terms.rules.ts';
import type { Lens } from './sums.repo.ts';

export interface FactQuestion {
  readonly areaId: string;
  /** Only what stands on the area itself. */
  readonly ownOnly: boolean;
  readonly lens: Lens;
  readonly window: SumWindow;
  readonly numerator: readonly number[];
  readonly denominator: readonly number[];
  readonly verifiedOnly: boolean;
}

export interface FactRow {
  readonly recordId: string;
  readonly source: FactSource;
  readonly day: string;
  readonly areaId: string;
  readonly areaName: string;
  readonly organizationName: string | null;
  readonly verified: boolean;
  readonly amount: number;
  readonly denominator: number;
}

function from(question: FactQuestion) {
  const { areaId, lens, window, numerator, denominator, verifiedOnly, ownOnly } = question;
  const measures = [...numerator, ...denominator];
  const path = lens === 'then' ? sql`area_path_then` : sql`area_path_today`;
  const onThatDay = lens === 'then' ? sql`and p.valid @> f.day` : sql``;
  return sql`
    from fact f join ${path} p on p.area_id = f.area_id and p.ancestor_id = ${areaId} ${onThatDay} ${ownOnly ? sql`and p.depth = 0` : sql``}
    cross join lateral (
      select coalesce(sum(u.a) filter (where u.m = any(${numerator}::int[])), 0) as amount,
        coalesce(sum(u.a) filter (where u.m = any(${denominator}::int[])), 0) as denominator
      from unnest(f.measures, f.amounts) as u(m, a)) s
    where f.day <= ${window.to}::date and (${window.from}::date is null or f.day >= ${window.from}::date)
      and f.measures && ${measures}::int[] and (f.verified or not ${verifiedOnly})`;
}

/** The facts behind a figure, the newest first; `after` is the last one of the page before. */
export async function listFactsBehind(
  tx: Transaction<DB>,
  question: FactQuestion,
  page: { after: { day: string; recordId: string } | undefined; limit: number },
): Promise<FactRow[]> {
  const after = page.after
    ? sql`and (f.day, f.record_id) < (${page.after.day}::date, ${page.after.recordId}::uuid)`
    : sql``;
  const found = await sql<Omit<FactRow, 'amount' | 'denominator'> & { amount: string; denominator: string }>`
    select x.*, a.full_name as "areaName", o.name as "organizationName" from (
      select f.record_id as "recordId", f.source, f.day, f.area_id as "areaId", f.organization_id, f.verified, s.amount, s.denominator
      ${from(question)} ${after} order by f.day desc, f.record_id desc limit ${page.limit}
    ) x join area a on a.id = x."areaId" left join organization o on o.id = x.organization_id
    order by x.day desc, x."recordId" desc`.execute(tx);
  return found.rows.map((row) => ({
    ...row,
    amount: Number(row.amount),
    denominator: Number(row.denominator),
  }));
}

/** How many facts stand behind a figure, and what they add up to. */
export async function countFactsBehind(
  tx: Transaction<DB>,
  question: FactQuestion,
): Promise<{ total: number; sum: number; denominator: number }> {
  const found = await sql<{ total: string; sum: string | null; denominator: string | null }>`
    select count(*) as total, sum(s.amount) as sum, sum(s.denominator) as denominator ${from(question)}`.execute(
    tx,
  );
  const [row] = found.rows;
  return {
    total: Number(row?.total ?? 0),
    sum: Number(row?.sum ?? 0),
    denominator: Number(row?.denominator ?? 0),
  };
}
