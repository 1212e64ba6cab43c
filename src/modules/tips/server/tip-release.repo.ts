import { sql, type Transaction } from 'kysely';
import { v4 as uuidv4 } from 'uuid';
import type { DB } from '../../../platform/server/db.generated.ts';
import type { PublicTipBlock } from '../tip-figures.contract.ts';
import type { Block, CountedArea, CountedTip } from '../tip-publication.rules.ts';

type Tx = Transaction<DB>;

/** The last day that has been released; nothing before the first time. */
export async function lastRelease(tx: Tx): Promise<string | undefined> {
  const found = await sql<{ day: string | null }>`select max(to_day) as day from tip_release`.execute(tx);
  return found.rows[0]?.day ?? undefined;
}

/** Places with offices that take or took reports, and the first day of each that no block covers yet. */
export async function listCountedAreas(tx: Tx, from: string): Promise<CountedArea[]> {
  const found = await sql<CountedArea>`
    select a.id, a.province_id as "provinceId",
      coalesce((select max(b.to_day) + 1 from tip_block b where a.id = any (b.members)),
        (select min(r.from_day) from tip_release r), ${from}::date) as "from"
    from area a where a.id in (select area_id from tip_office)`.execute(tx);
  return found.rows;
}

/** The first day on which anything was received, of what no block has. */
export async function firstUncounted(tx: Tx): Promise<string | undefined> {
  const found = await sql<{ day: string | null }>`select min(t.received_on) as day
    from tip t join tip_work w on w.tip_id = t.id where w.block_id is null and w.state <> 'redLine'`.execute(
    tx,
  );
  return found.rows[0]?.day ?? undefined;
}

/** What no published figure counts yet, received up to a day. */
export async function listUncounted(tx: Tx, to: string): Promise<CountedTip[]> {
  const found = await sql<CountedTip>`
    select t.id, o.area_id as "areaId", t.harm, t.channel, coalesce(w.is_valuable, false) as valuable,
      coalesce(w.on_time, false) as "onTime", w.result_notified_at is not null
        or exists (select 1 from tip_message m where m.tip_id = t.id and m.sender = 'office') as answered
    from tip t join tip_work w on w.tip_id = t.id join tip_office o on o.id = t.office_id
    where w.block_id is null and w.state <> 'redLine' and t.received_on <= ${to} order by t.id`.execute(tx);
  return found.rows;
}

/** Publishes a block: its figures as they are on this day, for good. */
export async function insertBlock(tx: Tx, block: Block, today: string): Promise<void> {
  const id = uuidv4();
  const { areaId, isRest, members, from, to, received, byHarm, byChannel, valuable, onTime, answered } =
    block;
  await sql`insert into tip_block (id, from_day, to_day, area_id, is_rest, members, received, by_harm, by_channel,
      valuable, on_time, answered, released_on)
    values (${id}, ${from}, ${to}, ${areaId}, ${isRest}, ${members as string[]}::uuid[], ${received},
      ${JSON.stringify(byHarm)}::jsonb, ${JSON.stringify(byChannel)}::jsonb, ${valuable}, ${onTime}, ${answered}, ${today})`.execute(
    tx,
  );
  await sql`update tip_work set block_id = ${id} where tip_id = any (${block.tipIds as string[]}::uuid[])`.execute(
    tx,
  );
}

export async function noteRelease(
  tx: Tx,
  window: { from: string; to: string },
  today: string,
): Promise<void> {
  await sql`insert into tip_release (to_day, from_day, released_on) values (${window.to}, ${window.from}, ${today})
    on conflict do nothing`.execute(tx);
}

interface BlockRow extends Omit<PublicTipBlock, 'area' | 'byHarm' | 'byChannel'> {
  readonly areaId: string;
  readonly areaName: string;
  readonly byHarm: Block['byHarm'];
  readonly byChannel: Block['byChannel'];
}

/** All that is published, the newest first. */
export async function listBlocks(tx: Tx): Promise<PublicTipBlock[]> {
  const found = await sql<BlockRow>`
    select b.from_day as from, b.to_day as to, a.id as "areaId", a.full_name as "areaName", b.is_rest as "isRest", b.received,
      b.by_harm as "byHarm", b.by_channel as "byChannel", b.valuable, b.on_time as "onTime", b.answered
    from tip_block b join area a on a.id = b.area_id order by b.to_day desc, b.is_rest, a.full_name, a.id`.execute(
    tx,
  );
  return found.rows.map(({ areaId, areaName, byHarm, byChannel, ...block }) => ({
    ...block,
    area: { id: areaId, name: areaName },
    byHarm: byHarm.map(({ codes, count }) => ({ harms: codes as never, count })),
    byChannel: byChannel.map(({ codes, count }) => ({ channels: codes as never, count })),
  }));
}

export async function listReleases(tx: Tx): Promise<{ from: string; to: string }[]> {
  const found = await sql<{ from: string; to: string }>`
    select from_day as from, to_day as to from tip_release order by to_day desc`.execute(tx);
  return found.rows;
}
