import { sql, type Transaction } from 'kysely';
import type { Authorized } from '../../../platform/server/authorize.ts';
import type { DB } from '../../../platform/server/db.generated.ts';
import type { CampaignInput, CampaignState, PledgeCampaign, PledgeText } from '../campaign.contract.ts';

type Tx = Transaction<DB>;
type MayWrite = Authorized<'campaigns.write'>;

export type CampaignRow = Omit<PledgeCampaign, 'can'>;

const columns = sql`c.id, c.area_id as "areaId", a.full_name as "areaName", a.kind as "areaKind", c.title, c.audience,
  c.starts_on as "startsOn", c.ends_on as "endsOn", c.valid_to as "validTo", c.state, c.text_version as "textVersion", c.version`;

/** The campaigns of an area, of those above it and of those below it, the newest first. */
export async function findCampaigns(tx: Tx, areaId: string): Promise<CampaignRow[]> {
  const found = await sql<CampaignRow>`
    select ${columns} from pledge_campaign c join area a on a.id = c.area_id
    where c.area_id in (select ancestor_id from area_path_today where area_id = ${areaId}
      union all select area_id from area_path_today where ancestor_id = ${areaId})
    order by c.state = 'closed', c.starts_on desc, c.id desc limit 200`.execute(tx);
  return found.rows;
}

/** One campaign; locked where `lock` says so. */
export async function findCampaign(tx: Tx, id: string, lock = false): Promise<CampaignRow | undefined> {
  const found = await sql<CampaignRow>`
    select ${columns} from pledge_campaign c join area a on a.id = c.area_id where c.id = ${id}
    ${lock ? sql`for update of c` : sql``}`.execute(tx);
  return found.rows[0];
}

/** The versions of a campaign's text, the latest first. */
export async function findTexts(tx: Tx, campaignId: string): Promise<PledgeText[]> {
  const found = await sql<PledgeText>`
    select version, commitments, to_char(made_at at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS"Z"') as "madeAt"
    from pledge_text where campaign_id = ${campaignId} order by version desc`.execute(tx);
  return found.rows;
}

/** Sets up a campaign as a draft, without text; nothing where its id is taken. */
export async function insertCampaign(
  tx: Tx,
  may: MayWrite,
  row: { id: string; provinceId: string } & Omit<CampaignInput, 'commitments' | 'version' | 'areaId'>,
): Promise<boolean> {
  const done = await sql`
    insert into pledge_campaign (id, province_id, area_id, title, audience, starts_on, ends_on, valid_to, state, created_by)
    values (${row.id}, ${row.provinceId}, ${may.areaId}, ${row.title}, ${row.audience}::text[], ${row.startsOn}::date,
      ${row.endsOn}::date, ${row.validTo}::date, 'draft', ${may.callerId})
    on conflict do nothing`.execute(tx);
  return Number(done.numAffectedRows ?? 0) === 1;
}

export async function updateCampaign(
  tx: Tx,
  _may: MayWrite,
  id: string,
  row: Omit<CampaignInput, 'commitments' | 'version' | 'areaId'> & { textVersion: number },
): Promise<void> {
  await sql`
    update pledge_campaign set title = ${row.title}, audience = ${row.audience}::text[], starts_on = ${row.startsOn}::date,
      ends_on = ${row.endsOn}::date, valid_to = ${row.validTo}::date, text_version = ${row.textVersion}, version = version + 1
    where id = ${id}`.execute(tx);
}

export async function insertText(
  tx: Tx,
  may: MayWrite,
  text: { campaignId: string; version: number; commitments: readonly string[] },
): Promise<void> {
  await sql`
    insert into pledge_text (campaign_id, version, commitments, made_by)
    values (${text.campaignId}, ${text.version}, ${text.commitments}::text[], ${may.callerId})`.execute(tx);
}

export async function setCampaignState(
  tx: Tx,
  _may: MayWrite,
  id: string,
  state: CampaignState,
): Promise<void> {
  await sql`update pledge_campaign set state = ${state}, version = version + 1 where id = ${id}`.execute(tx);
}

/** Throws away a campaign that nobody signed; its sheets, codes and texts go with it. */
export async function deleteCampaign(tx: Tx, _may: MayWrite, id: string): Promise<void> {
  await sql`delete from pledge_code where campaign_id = ${id}`.execute(tx);
  await sql`delete from pledge_sheet where campaign_id = ${id}`.execute(tx);
  await sql`delete from pledge_campaign where id = ${id}`.execute(tx);
}

/** The first and last day on which somebody signed, and how many did; withdrawn pledges count too. */
export async function findSignedDays(
  tx: Tx,
  campaignId: string,
): Promise<{ count: number; first: string | null; last: string | null }> {
  const found = await sql<{ count: number; first: string | null; last: string | null }>`
    select count(*)::int as count, min(signed_on) as first, max(signed_on) as last from pledge
    where campaign_id = ${campaignId}`.execute(tx);
  return found.rows[0] ?? { count: 0, first: null, last: null };
}
