import { type RawBuilder, sql, type Transaction } from 'kysely';
import type { DB } from '../../../platform/server/db.generated.ts';
import type { ClockEnd } from '../clock-rule.contract.ts';
import type { ClockedTip } from '../tip-clocks.rules.ts';
import type { Handover } from '../tip-key.contract.ts';
import type { TipChannel, TipClass, TipHarm, TipOutcome, TipState } from '../tip-words.contract.ts';

type Tx = Transaction<DB>;

/** The column of each thing that ends a time limit. */
export const endColumns: Readonly<Record<ClockEnd, string>> = {
  transferred: 'transferred_at',
  forwarded: 'forwarded_at',
  handledLocally: 'handled_locally_at',
  noticeSent: 'notice_sent_at',
  concluded: 'concluded_at',
  resultNotified: 'result_notified_at',
  closed: 'closed_at',
};

export interface WorkRow {
  readonly id: string;
  readonly officeId: string;
  readonly officeName: string;
  readonly areaId: string;
  readonly isRemote: boolean;
  readonly harm: TipHarm;
  readonly channel: TipChannel;
  readonly receivedAt: string;
  readonly receivedOn: string;
  readonly isEmptied: boolean;
  readonly version: number;
  readonly state: TipState;
  readonly number: string | null;
  readonly class: TipClass | null;
  readonly duplicateOf: { id: string; number: string | null } | null;
  readonly assignee: string | null;
  readonly outcome: TipOutcome | null;
  readonly isValuable: boolean | null;
  readonly offeredTo: { id: string; name: string } | null;
  readonly isOfferedToUs: boolean;
  readonly handover: Handover | null;
  readonly waitsForAnswer: boolean;
  readonly hasReporter: boolean;
  readonly ends: ClockedTip['ends'];
  readonly extended: ClockedTip['extended'];
}

const numberText = (alias: string) =>
  sql.raw(`${alias}.number::text || '/' || ${alias}.number_year::text`) as RawBuilder<string | null>;

const columns = sql`t.id, t.office_id as "officeId", o.name as "officeName", o.area_id as "areaId",
  o.is_remote as "isRemote", t.harm, t.channel, t.received_at as "receivedAt", t.received_on as "receivedOn",
  t.is_emptied as "isEmptied", w.version, w.state, ${numberText('w')} as number, w.class, w.duplicate_of as "duplicateId",
  ${numberText('d')} as "duplicateNumber", w.assignee, w.outcome, w.is_valuable as "isValuable", w.handover,
  w.offered_to as "offeredId", f.name as "offeredName",
  coalesce(w.offered_to in (select my_tip_offices()), false) as "isOfferedToUs",
  t.channel = 'web' and w.state not in ('closed', 'redLine')
    and coalesce((select m.sender from tip_message m where m.tip_id = t.id order by m.sequence desc limit 1), '') = 'reporter'
    as "waitsForAnswer",
  exists (select 1 from tip_reporter r where r.tip_id = t.id and r.office_id is distinct from w.offered_to) as "hasReporter",
  w.transferred_at as transferred, w.forwarded_at as forwarded, w.handled_locally_at as "handledLocally",
  w.notice_sent_at as "noticeSent", w.concluded_at as concluded, w.result_notified_at as "resultNotified",
  w.closed_at as closed, w.extended`;
const tables = sql`tip t join tip_work w on w.tip_id = t.id join tip_office o on o.id = t.office_id
  left join tip_work d on d.tip_id = w.duplicate_of left join tip_office f on f.id = w.offered_to`;

type Raw = Omit<WorkRow, 'receivedAt' | 'ends' | 'duplicateOf' | 'offeredTo'> & {
  receivedAt: Date;
  duplicateId: string | null;
  duplicateNumber: string | null;
  offeredId: string | null;
  offeredName: string | null;
} & Record<ClockEnd, Date | null>;

function shown(raw: Raw): WorkRow {
  const { receivedAt, duplicateId, duplicateNumber, offeredId, offeredName, ...row } = raw;
  const ends: Partial<Record<ClockEnd, string>> = {};
  for (const end of Object.keys(endColumns) as ClockEnd[]) {
    const at = raw[end];
    if (at !== null) ends[end] = at.toISOString();
  }
  return {
    ...row,
    receivedAt: receivedAt.toISOString(),
    duplicateOf: duplicateId === null ? null : { id: duplicateId, number: duplicateNumber },
    offeredTo: offeredId === null ? null : { id: offeredId, name: offeredName ?? '' },
    ends,
  };
}

/** A report that the caller works on or that is offered to him. */
export async function findWork(tx: Tx, id: string): Promise<WorkRow | undefined> {
  const found = await sql<Raw>`select ${columns} from ${tables} where t.id = ${id}`.execute(tx);
  return found.rows[0] && shown(found.rows[0]);
}

/** Holds the work on a report until the transaction ends. */
export async function holdWork(tx: Tx, id: string): Promise<void> {
  await sql`select pg_advisory_xact_lock(hashtextextended(${`tip_work:${id}`}, 0))`.execute(tx);
}

export interface WorkFilter {
  readonly officeId?: string | undefined;
  readonly show: 'open' | 'waiting' | 'late' | 'mine' | 'offered' | 'closed' | 'all';
  readonly harm?: string | undefined;
  readonly number?: string | undefined;
}

const isDone = sql`w.state in ('closed', 'redLine')`;
const isWaiting = sql`t.channel = 'web' and not ${isDone}
  and coalesce((select m.sender from tip_message m where m.tip_id = t.id order by m.sequence desc limit 1), '') = 'reporter'`;

function shows(show: WorkFilter['show'], callerId: string, now: string): RawBuilder<unknown> {
  const ours = sql`t.office_id in (select my_tip_offices())`;
  switch (show) {
    case 'open':
      return sql`(${ours} and not ${isDone} or w.offered_to in (select my_tip_offices()))`;
    case 'waiting':
      return sql`${ours} and ${isWaiting}`;
    case 'late':
      return sql`${ours} and not ${isDone} and w.due_at < ${now}::timestamptz`;
    case 'mine':
      return sql`${ours} and not ${isDone} and w.assignee::text = ${callerId}`;
    case 'offered':
      return sql`w.offered_to in (select my_tip_offices())`;
    case 'closed':
      return sql`${ours} and ${isDone}`;
    case 'all':
      return sql`true`;
  }
}

/** What runs out first at the top, what runs no more at the end, the newest of it first. */
export async function listWork(
  tx: Tx,
  filter: WorkFilter,
  by: { callerId: string; now: string },
  page: { offset: number; limit: number },
): Promise<WorkRow[]> {
  const { officeId = null, harm = null, number = null } = filter;
  const found = await sql<Raw>`select ${columns} from ${tables}
    where ${shows(filter.show, by.callerId, by.now)} and (${officeId}::uuid is null or t.office_id = ${officeId})
      and (${harm}::text is null or t.harm = ${harm}) and (${number}::text is null or ${numberText('w')} = ${number})
    order by w.due_at is null, w.due_at, t.received_at desc, t.id limit ${page.limit} offset ${page.offset}`.execute(
    tx,
  );
  return found.rows.map(shown);
}

export interface WorkCounts {
  readonly open: number;
  readonly waiting: number;
  readonly late: number;
  readonly soon: number;
  readonly mine: number;
  readonly offered: number;
}

export async function countWork(
  tx: Tx,
  by: { callerId: string; now: string; soon: string },
): Promise<WorkCounts> {
  const count = (show: WorkFilter['show']) =>
    sql`count(*) filter (where ${shows(show, by.callerId, by.now)})::int`;
  const found = await sql<WorkCounts>`
    select ${count('open')} as open, ${count('waiting')} as waiting, ${count('late')} as late, ${count('mine')} as mine,
      ${count('offered')} as offered,
      count(*) filter (where t.office_id in (select my_tip_offices()) and not ${isDone}
        and w.due_at >= ${by.now}::timestamptz and w.due_at < ${by.soon}::timestamptz)::int as soon
    from tip t join tip_work w on w.tip_id = t.id`.execute(tx);
  return found.rows[0] ?? { open: 0, waiting: 0, late: 0, soon: 0, mine: 0, offered: 0 };
}

export interface SimilarRow {
  readonly id: string;
  readonly number: string | null;
  readonly receivedAt: Date;
}

/** Other reports of the office of the same kind and about the same time: perhaps the same matter. */
export async function listSimilar(tx: Tx, work: WorkRow): Promise<SimilarRow[]> {
  const found = await sql<SimilarRow>`
    select t.id, ${numberText('w')} as number, t.received_at as "receivedAt" from tip t join tip_work w on w.tip_id = t.id
    where t.office_id = ${work.officeId} and t.harm = ${work.harm} and t.id <> ${work.id} and w.state <> 'redLine'
      and t.received_at between ${work.receivedAt}::timestamptz - interval '3 days'
        and ${work.receivedAt}::timestamptz + interval '3 days'
    order by abs(extract(epoch from t.received_at - ${work.receivedAt}::timestamptz)), t.id limit 5`.execute(
    tx,
  );
  return found.rows;
}

/** Reports whose next time limit has not been worked out since they changed. */
export async function listUndated(tx: Tx, most: number): Promise<WorkRow[]> {
  const found = await sql<Raw>`select ${columns} from ${tables} where not w.dues_known limit ${most}`.execute(
    tx,
  );
  return found.rows.map(shown);
}

/** Reports in work, a part of them after an id. */
export async function listInWork(
  tx: Tx,
  after: string,
  most: number,
): Promise<(WorkRow & { reminded: string | null })[]> {
  const found = await sql<Raw & { reminded: string | null }>`select ${columns}, w.reminded from ${tables}
    where not ${isDone} and t.id > ${after} order by t.id limit ${most}`.execute(tx);
  return found.rows.map((row) => ({ ...shown(row), reminded: row.reminded }));
}

export interface Dues {
  readonly dueAt: string | null;
  readonly dueClock: string | null;
  readonly onTime: boolean | null;
}

/** Writes nothing where nothing changed: the timer asks for every report in work. */
export async function noteDues(tx: Tx, id: string, dues: Dues): Promise<void> {
  await sql`update tip_work set dues_known = true, due_at = ${dues.dueAt}::timestamptz, due_clock = ${dues.dueClock}::text,
    on_time = ${dues.onTime}::boolean where tip_id = ${id} and (not dues_known or due_at is distinct from ${dues.dueAt}::timestamptz
      or due_clock is distinct from ${dues.dueClock}::text or on_time is distinct from ${dues.onTime}::boolean)`.execute(
    tx,
  );
}

export async function noteReminder(tx: Tx, id: string, reminded: string): Promise<void> {
  await sql`update tip_work set reminded = ${reminded} where tip_id = ${id}`.execute(tx);
}
