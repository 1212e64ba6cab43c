import { Problem } from '../../../platform/problems.ts';
import type { Context } from '../../../platform/server/context.ts';
import { namesOf } from '../../accounts/server/accounts.service.ts';
import type { AuditLine, SignInCount } from '../audit.contract.ts';
import { type AuditCursor, type AuditFilter, listActions, listLines, listTallies } from './audit.repo.ts';

/** A page of the log with the names of those who acted. Throws Problem `badRequest` for a cursor that is none. */
export async function readAudit(
  context: Context,
  given: AuditFilter & { after?: string | undefined; limit: number },
): Promise<{ items: AuditLine[]; next: string | null; actions: string[] }> {
  const after = given.after === undefined ? undefined : parseCursor(given.after);
  const rows = await listLines(context.tx, given, { after, limit: given.limit + 1 });
  const page = rows.slice(0, given.limit);
  const accounts = page.filter((row) => row.subject === 'account').map((row) => row.subject_id);
  const names = await namesOf(context, [...page.map((row) => row.caller), ...accounts]);
  const last = page.at(-1);
  return {
    items: page.map((row) => ({
      id: row.id,
      at: row.at.toISOString(),
      caller: row.caller,
      callerName: names.get(row.caller) ?? null,
      action: row.action,
      subject: row.subject,
      subjectId: row.subject_id,
      subjectName: row.subject === 'account' ? (names.get(row.subject_id) ?? null) : null,
      areaId: row.area_id,
      areaName: row.area_name,
      details: row.details as Record<string, unknown>,
    })),
    next: rows.length > given.limit && last ? `${last.exact_at}_${last.id}` : null,
    actions: await listActions(context.tx),
  };
}

function parseCursor(text: string): AuditCursor {
  const found = /^(\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{6}Z)_([0-9a-f-]{36})$/.exec(text);
  if (!found?.[1] || !found[2]) throw new Problem('badRequest');
  return { at: found[1], id: found[2] };
}

/** Sign-ins and failures by day. */
export async function countSignIns(
  context: Context,
  given: { from?: string | undefined; to?: string | undefined },
): Promise<SignInCount[]> {
  const byDay = new Map<string, SignInCount>();
  for (const row of await listTallies(context.tx, given)) {
    const day = byDay.get(row.day) ?? {
      day: row.day,
      signedIn: 0,
      wrongCredentials: 0,
      wrongCode: 0,
      blocked: 0,
    };
    byDay.set(row.day, { ...day, [row.outcome]: row.number });
  }
  return [...byDay.values()];
}
