import { sql, type Transaction } from 'kysely';
import type { Authorized } from '../../../platform/server/authorize.ts';
import type { DB } from '../../../platform/server/db.generated.ts';
import type { Lens } from '../../figures/figures.contract.ts';
import type { AreaInTime, ReportPeriodKey } from '../report.rules.ts';
import { ReportContent } from '../report-content.contract.ts';

type Tx = Transaction<DB>;

export interface AreaOfReport extends AreaInTime {
  readonly id: string;
  readonly provinceId: string;
  readonly name: string;
  readonly kind: string;
}

const areaColumns = sql`a.id, a.province_id as "provinceId", a.full_name as name, a.kind,
  a.opened_on as "openedOn", a.closed_on as "closedOn"`;

export async function findReportArea(tx: Tx, areaId: string): Promise<AreaOfReport | undefined> {
  const found = await sql<AreaOfReport>`select ${areaColumns} from area a where a.id = ${areaId}`.execute(tx);
  return found.rows[0];
}

/** The closed communes that hang under an area today, by name. */
export async function listClosedCommunes(tx: Tx, areaId: string): Promise<AreaOfReport[]> {
  const found = await sql<AreaOfReport>`
    select ${areaColumns} from area_path_today p join area a on a.id = p.area_id
    where p.ancestor_id = ${areaId} and p.depth > 0 and a.kind = 'commune' and a.closed_on is not null
    order by a.closed_on desc, a.full_name collate "vi-x-icu" limit 50`.execute(tx);
  return found.rows;
}

/** Whether an area lies in one of these areas, as they are today. */
export async function isInside(tx: Tx, areaId: string, scope: '*' | readonly string[]): Promise<boolean> {
  if (scope === '*') return true;
  const found = await sql`select 1 from area_path_today
    where area_id = ${areaId} and ancestor_id = any(${scope}::uuid[]) limit 1`.execute(tx);
  return found.rows.length > 0;
}

export interface ReportRow extends ReportPeriodKey {
  readonly id: string;
  readonly areaId: string;
  readonly provinceId: string;
  readonly lens: Lens;
  readonly state: 'draft' | 'approved' | 'locked';
  /** The newest version; 0 where nothing has been saved yet. */
  readonly version: number;
  readonly changedAt: Date;
}

const reportColumns = sql`r.id, r.area_id as "areaId", r.province_id as "provinceId", r.kind, r.year, r.half, r.lens,
  r.state, r.changed_at as "changedAt",
  coalesce((select max(v.version) from report_version v where v.report_id = r.id), 0) as version`;

export async function findReport(tx: Tx, id: string): Promise<ReportRow | undefined> {
  const found = await sql<ReportRow>`select ${reportColumns} from report r where r.id = ${id}`.execute(tx);
  return found.rows[0];
}

/** The report of an area for a period, where somebody has begun it. */
export async function findReportOf(
  tx: Tx,
  areaId: string,
  { kind, year, half }: ReportPeriodKey,
): Promise<ReportRow | undefined> {
  const found = await sql<ReportRow>`select ${reportColumns} from report r
    where r.area_id = ${areaId} and r.kind = ${kind} and r.year = ${year} and r.half is not distinct from ${half}::smallint`.execute(
    tx,
  );
  return found.rows[0];
}

export async function listReportsOf(tx: Tx, areaId: string): Promise<ReportRow[]> {
  const found = await sql<ReportRow>`select ${reportColumns} from report r
    where r.area_id = ${areaId} order by r.to_day desc, r.id limit 500`.execute(tx);
  return found.rows;
}

export interface NewReport extends ReportPeriodKey {
  readonly id: string;
  readonly area: AreaOfReport;
  readonly scheme: string;
  readonly from: string;
  readonly to: string;
  readonly lens: Lens;
}

/** Begins a report; the one that is there already stays as it is (then this gives false). */
export async function insertReport(
  tx: Tx,
  authorized: Authorized<'reports.write'>,
  report: NewReport,
): Promise<boolean> {
  const { id, area, kind, year, half, scheme, from, to, lens } = report;
  const result = await sql`
    insert into report (id, province_id, area_id, kind, year, half, period_scheme, from_day, to_day, lens, created_by)
    values (${id}, ${area.provinceId}, ${area.id}, ${kind}, ${year}, ${half}, ${scheme}, ${from}, ${to}, ${lens},
      ${authorized.callerId})
    on conflict do nothing`.execute(tx);
  return result.numAffectedRows === 1n;
}

/** Waits for whoever saves the report at this moment, so that versions follow on each other. */
export async function lockReport(
  tx: Tx,
  _authorized: Authorized<'reports.write'>,
  id: string,
): Promise<void> {
  await sql`select 1 from report where id = ${id} for update`.execute(tx);
}

export async function touchReport(
  tx: Tx,
  authorized: Authorized<'reports.write'>,
  id: string,
  lens: Lens | undefined,
): Promise<void> {
  await sql`update report set changed_at = now(), lens = coalesce(${lens ?? null}, lens)
    where id = ${id} and area_id = ${authorized.areaId}`.execute(tx);
}

export interface VersionInfo {
  readonly version: number;
  readonly savedAt: Date;
  readonly savedBy: string;
}

export interface ReportVersion extends VersionInfo {
  readonly content: ReportContent;
}

interface VersionRow extends VersionInfo {
  readonly heading: unknown;
  readonly texts: unknown;
}

// The system and the command line have no account: their versions show no name.
const versionColumns = sql`v.version, v.saved_at as "savedAt", coalesce((select n.display_name from account_names(
  case when v.saved_by ~ '^[0-9a-f-]{36}$' then array[v.saved_by::uuid] else '{}'::uuid[] end) n), '') as "savedBy"`;

export async function findVersion(tx: Tx, id: string, version: number): Promise<ReportVersion | undefined> {
  const found = await sql<VersionRow>`select ${versionColumns}, v.heading, v.texts from report_version v
    where v.report_id = ${id} and v.version = ${version}`.execute(tx);
  const row = found.rows[0];
  return row && withContent(row);
}

/** The versions of a report, the newest first. */
export async function listVersions(tx: Tx, id: string): Promise<VersionInfo[]> {
  const found = await sql<VersionInfo>`select ${versionColumns} from report_version v
    where v.report_id = ${id} order by v.version desc limit 500`.execute(tx);
  return found.rows;
}

/** Whether a version says exactly this. */
export async function isVersion(
  tx: Tx,
  id: string,
  version: number,
  { heading, texts }: ReportContent,
): Promise<boolean> {
  const found = await sql`select 1 from report_version v where v.report_id = ${id} and v.version = ${version}
    and v.heading = ${JSON.stringify(heading)}::jsonb and v.texts = ${JSON.stringify(texts)}::jsonb`.execute(
    tx,
  );
  return found.rows.length === 1;
}

export async function insertVersion(
  tx: Tx,
  authorized: Authorized<'reports.write'>,
  { id, provinceId }: { id: string; provinceId: string },
  { version, content }: { version: number; content: ReportContent },
): Promise<void> {
  await sql`insert into report_version (province_id, report_id, version, heading, texts, saved_by)
    values (${provinceId}, ${id}, ${version}, ${JSON.stringify(content.heading)}::jsonb,
      ${JSON.stringify(content.texts)}::jsonb, ${authorized.callerId})`.execute(tx);
}

function withContent({ heading, texts, ...info }: VersionRow): ReportVersion {
  return { ...info, content: ReportContent.parse({ heading, texts }) };
}
