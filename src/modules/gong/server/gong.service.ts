import { Problem } from '../../../platform/problems.ts';
import { callerMay } from '../../../platform/server/caller.ts';
import { type Context, withAccess } from '../../../platform/server/context.ts';
import { namesOf } from '../../accounts/server/accounts.service.ts';
import type { Gong } from '../gong.contract.ts';
import { gongState } from '../gong.rules.ts';
import { type AnswerRow, findGong, type GongRow, listAnswers, listGongRows } from './gong.repo.ts';
import { gongLimits } from './gong-reference.service.ts';

const HOUR = 3_600_000;

/** An alarm within the caller's places. Throws Problem `notFound`. */
export async function getGongRow(context: Context, id: string): Promise<GongRow> {
  const row = await findGong(context.tx, id);
  if (!row) throw new Problem('notFound');
  return row;
}

export async function getGong(context: Context, id: string): Promise<Gong> {
  const [alarm] = await present(context, [await getGongRow(context, id)]);
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
  return { alarms: await present(context, rows.slice(0, limit)), more: rows.length > limit };
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
    return present(own, shown);
  });
}

function hoursAgo({ now }: Context, hours: number): Date {
  return new Date(now.getTime() - hours * HOUR);
}

/** Puts alarms into the words of the contract, with the names of who answered. */
async function present(context: Context, rows: readonly GongRow[]): Promise<Gong[]> {
  const answers = await listAnswers(
    context.tx,
    rows.map(({ id }) => id),
  );
  const people = [
    ...rows.flatMap((row) => [row.sounded_by, row.ended_by ?? '']),
    ...answers.map((one) => one.user_id),
  ];
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
    soundedBy: person(row.sounded_by),
    soundedAt: row.sounded_at.toISOString(),
    receivedAt: row.received_at.toISOString(),
    state: stateOf(context, row),
    joinedTo: row.joined_to,
    ended:
      row.ended_at && row.ended_why
        ? { at: row.ended_at.toISOString(), by: person(row.ended_by ?? ''), why: row.ended_why }
        : null,
    counts: countsOf(answers.filter((one) => one.alarm_id === row.id)),
    answers: answers
      .filter((one) => one.alarm_id === row.id && maySee(context, row, one))
      .map((one) => line(one, person)),
    can: canOf(context, row),
  }));
}

function countsOf(answers: readonly AnswerRow[]): Gong['counts'] {
  const count = (reply: string): number => answers.filter(({ answer }) => answer === reply).length;
  return { reached: answers.length, coming: count('coming'), cannot: count('cannot') };
}

function maySee({ caller }: Context, alarm: GongRow, answer: AnswerRow): boolean {
  if (alarm.sounded_by === caller.id || callerMay(caller, 'gong.manage')) return true;
  return answer.answer === 'coming' || answer.user_id === caller.id;
}

function line(row: AnswerRow, person: (id: string) => { id: string; name: string }): Gong['answers'][number] {
  return {
    person: person(row.user_id),
    reachedAt: row.reached_at.toISOString(),
    reply: row.answer,
    repliedAt: row.answered_at?.toISOString() ?? null,
  };
}

export function stateOf(context: Context, row: GongRow): Gong['state'] {
  const alarm = { receivedAt: row.received_at.getTime(), held: row.held, endedWhy: row.ended_why };
  return gongState(alarm, context.now.getTime(), gongLimits());
}

function canOf(context: Context, row: GongRow): Gong['can'] {
  const state = stateOf(context, row);
  const isOpen = state === 'running' || state === 'faded';
  const isSounder = row.sounded_by === context.caller.id;
  const age = context.now.getTime() - row.received_at.getTime();
  return {
    answer: state === 'running' && !isSounder,
    end: isOpen && (isSounder || callerMay(context.caller, 'gong.manage')),
    callBack: isOpen && isSounder && age <= gongLimits().callBackSeconds * 1000,
  };
}
