import type { Access } from '../../../platform/permissions.ts';
import { Problem } from '../../../platform/problems.ts';
import { callerMay } from '../../../platform/server/caller.ts';
import { type Context, withAccess } from '../../../platform/server/context.ts';
import { namesOf } from '../../accounts/server/accounts.service.ts';
import type { Gong, GongReply } from '../gong.contract.ts';
import { gongState, isOpen } from '../gong.rules.ts';
import { type AnswerRow, findGong, type GongRow, listAnswers, listGongRows, seenAmong } from './gong.repo.ts';
import { gongLimits } from './gong-reference.service.ts';

const MINUTE = 60_000;
const HOUR = 60 * MINUTE;

/** An alarm within the caller's places. Throws Problem `notFound`. */
export async function getGongRow(context: Context, id: string): Promise<GongRow> {
  const row = await findGong(context.tx, id);
  if (!row) throw new Problem('notFound');
  return row;
}

/** An alarm as the caller may see it; `access` is the permission in hand. Throws Problem `notFound`. */
export async function getGong(context: Context, id: string, access: Access): Promise<Gong> {
  const [alarm] = await present(context, [await getGongRow(context, id)], access);
  if (!alarm) throw new Problem('notFound');
  return alarm;
}

/** Alarms of the caller's places, the newest first. */
export async function listGongs(
  context: Context,
  look: { drills?: boolean | undefined; running?: boolean; before?: string | undefined; limit: number },
): Promise<{ alarms: Gong[]; more: boolean }> {
  const { drills, running, before, limit } = look;
  const since = running ? hoursAgo(context, gongLimits().runningHours) : undefined;
  const rows = await listGongRows(context.tx, {
    drills,
    running,
    since,
    before: before === undefined ? undefined : new Date(before),
    limit: limit + 1,
  });
  return { alarms: await present(context, rows.slice(0, limit), 'gong.read'), more: rows.length > limit };
}

const MOST_ON_A_PHONE = 20;

/** What a phone is told of in its normal round: alarms of the last hours. Nearly always there are none, for one question. */
export async function gongsForPhone(context: Context): Promise<Gong[]> {
  if (!callerMay(context.caller, 'gong.read')) return [];
  const since = hoursAgo(context, gongLimits().shownHours);
  const any = await listGongRows(context.tx, { since, limit: 1 });
  if (any.length === 0) return [];
  return withAccess(context, 'gong.read', 'activities.read', async (own) => {
    const rows = await listGongRows(own.tx, { since, limit: MOST_ON_A_PHONE });
    // What was never sounded concerns nobody but its sounder.
    const shown = rows.filter((row) => row.held === null || row.sounded_by === own.caller.id);
    return present(own, shown, 'gong.read');
  });
}

function hoursAgo({ now }: Context, hours: number): Date {
  return new Date(now.getTime() - hours * HOUR);
}

/** Puts alarms into the words of the contract, with the names of who answered. */
async function present(context: Context, rows: readonly GongRow[], access: Access): Promise<Gong[]> {
  const managed = await managedAmong(context, rows, access);
  const answers = await listAnswers(
    context.tx,
    rows.map(({ id }) => id),
  );
  const people = [...rows.map((row) => row.ended_by ?? ''), ...answers.map((one) => one.user_id)];
  const names = await namesOf(context, people);
  const person = (id: string) => ({ id, name: names.get(id) ?? '' });
  return rows.map((row) => ({
    id: row.id,
    areaId: row.area_id,
    areaName: row.area_name,
    hamlets: row.hamlets,
    kind: row.kind,
    place: row.place,
    isDrill: row.is_drill,
    soundedBy: { id: row.sounded_by, name: row.sounded_by_name },
    soundedAt: row.sounded_at.toISOString(),
    receivedAt: row.received_at.toISOString(),
    state: stateOf(context, row),
    joinedTo: row.joined_to,
    ended:
      row.ended_at && row.ended_why
        ? { at: row.ended_at.toISOString(), by: person(row.ended_by ?? ''), why: row.ended_why }
        : null,
    ...answersTo(context, row, { answers, person, manages: managed.has(row.id) }),
    can: canOf(context, row),
  }));
}

/** Those of the alarms that lie within the areas that the caller looks after. */
async function managedAmong(
  context: Context,
  rows: readonly GongRow[],
  access: Access,
): Promise<ReadonlySet<string>> {
  if (rows.length === 0 || !callerMay(context.caller, 'gong.manage')) return new Set();
  const ids = rows.map(({ id }) => id);
  return withAccess(context, 'gong.manage', access, async ({ tx }) => new Set(await seenAmong(tx, ids)));
}

interface Answers {
  readonly answers: readonly AnswerRow[];
  readonly person: (id: string) => { id: string; name: string };
  readonly manages: boolean;
}

/**
 * Who was reached. An alarm must tell nobody when his neighbours look at their phones: its sounder and whoever looks
 * after the place see all, to the minute; others see numbers, who is coming, and what they said themselves.
 */
function answersTo(
  { caller }: Context,
  row: GongRow,
  { answers, person, manages }: Answers,
): Pick<Gong, 'answers' | 'counts'> {
  const own = answers.filter((one) => one.alarm_id === row.id);
  const seesAll = manages || row.sounded_by === caller.id;
  const shown = own.filter((one) => seesAll || one.answer === 'coming' || one.user_id === caller.id);
  const count = (reply: GongReply): number => own.filter(({ answer }) => answer === reply).length;
  return {
    counts: {
      reached: own.length,
      answered: own.filter(({ answer }) => answer).length,
      coming: count('coming'),
      cannot: count('cannot'),
    },
    answers: shown.map((one) => ({
      person: person(one.user_id),
      reachedAt: seesAll ? minuteOf(one.reached_at) : null,
      reply: one.answer,
      repliedAt: seesAll && one.answered_at ? minuteOf(one.answered_at) : null,
    })),
  };
}

function minuteOf(at: Date): string {
  return new Date(Math.floor(at.getTime() / MINUTE) * MINUTE).toISOString();
}

export function stateOf(context: Context, row: GongRow): Gong['state'] {
  const alarm = { receivedAt: row.received_at.getTime(), held: row.held, endedWhy: row.ended_why };
  return gongState(alarm, context.now.getTime(), gongLimits());
}

function canOf(context: Context, row: GongRow): Gong['can'] {
  const state = stateOf(context, row);
  const isSounder = row.sounded_by === context.caller.id;
  const age = context.now.getTime() - row.received_at.getTime();
  return {
    answer: state === 'running' && !isSounder,
    end: isOpen(state) && (isSounder || callerMay(context.caller, 'gong.manage')),
    callBack: state === 'running' && isSounder && age <= gongLimits().callBackSeconds * 1000,
  };
}
