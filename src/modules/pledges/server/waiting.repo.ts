import { sql, type Transaction } from 'kysely';
import type { DB } from '../../../platform/server/db.generated.ts';
import { livesThere } from './household.repo.ts';

export interface WaitingCampaign {
  readonly id: string;
  readonly title: string;
  readonly endsOn: string;
  readonly hamlets: number;
  readonly households: number;
}

/**
 * Campaigns that are open for signing and end between two days, with the households that live regularly within the
 * caller's areas and have not signed, and in how many hamlets; the first to end first.
 */
export async function findWaitingCampaigns(
  tx: Transaction<DB>,
  days: { today: string; from: string; to: string },
): Promise<WaitingCampaign[]> {
  const found = await sql<WaitingCampaign>`
    select c.id, c.title, c.ends_on as "endsOn", count(distinct h.area_id)::int as hamlets, count(*)::int as households
    from pledge_campaign c join area_path_today p on p.ancestor_id = c.area_id
      join household h on h.area_id = p.area_id and h.regular and ${livesThere('h', days.today)}
    where c.state = 'open' and 'households' = any(c.audience) and c.starts_on <= ${days.today}::date
      and c.ends_on between ${days.from}::date and ${days.to}::date
      and not exists (select 1 from pledge s
        where s.campaign_id = c.id and s.household_id = h.id and s.withdrawn_on is null)
    group by c.id order by c.ends_on, c.id limit 5`.execute(tx);
  return found.rows;
}
