import type { z } from 'zod';
import { Problem } from '../../../platform/problems.ts';
import { type Authorized, authorize } from '../../../platform/server/authorize.ts';
import { callerMay } from '../../../platform/server/caller.ts';
import type { Context } from '../../../platform/server/context.ts';
import { namesOf } from '../../accounts/server/accounts.service.ts';
import { nextClock } from '../tip-clocks.rules.ts';
import { possibleSteps, type Worker, type WorkNow } from '../tip-steps.rules.ts';
import type { ForwardReason } from '../tip-words.contract.ts';
import type { listTips, TipEvent, TipLine, TipWork } from '../tip-work.contract.ts';
import { clocksNow, momentIn, settleAllDues } from './tip-dues.service.ts';
import { listMembers } from './tip-offices.repo.ts';
import { getOffice } from './tip-offices.service.ts';
import { tipReference } from './tip-reference.service.ts';
import { findRedaction, listEvents } from './tip-steps.repo.ts';
import {
  countWork,
  findWork,
  listSimilar,
  listWork,
  type SimilarRow,
  type WorkRow,
} from './tip-work.repo.ts';

/** A report that the caller's office has, or that is offered to it. Throws Problem `notFound` for any other one. */
export async function getWork(context: Context, id: string): Promise<WorkRow> {
  const work = await findWork(context.tx, id);
  if (!work) throw new Problem('notFound');
  return work;
}

/** Proof that the caller works in the office that has the report. Throws Problem `forbidden` where it is only offered. */
export async function authorizeWork(context: Context, work: WorkRow): Promise<Authorized<'tips.work'>> {
  const authorized = await authorize(context, 'tips.work', work.areaId);
  const { mine } = await getOffice(context, work.officeId);
  if (mine !== 'active') throw new Problem('forbidden');
  return authorized;
}

export function workerOf({ caller }: Context): Worker {
  return { id: caller.id, isLead: callerMay(caller, 'tips.lead') };
}

export const workNow = (work: WorkRow): WorkNow => ({ ...work, isNumbered: work.number !== null });

const person = (names: ReadonlyMap<string, string>, id: string): { id: string; name: string } => ({
  id,
  name: names.get(id) ?? '',
});

function lineOf(context: Context, work: WorkRow, names: ReadonlyMap<string, string>): TipLine {
  const { id, number, harm, channel, receivedAt, state, outcome, isValuable } = work;
  return {
    id,
    office: { id: work.officeId, name: work.officeName },
    number,
    harm,
    channel,
    receivedAt,
    state,
    class: work.class,
    assignee: work.assignee === null ? null : person(names, work.assignee),
    isValuable,
    outcome,
    waitsForAnswer: work.waitsForAnswer,
    isOfferedToUs: work.isOfferedToUs,
    clock: nextClock(clocksNow(context, work)),
  };
}

type Query = z.output<(typeof listTips)['query']>;

/** Reports of the caller's offices. Throws Problem `badRequest` for a cursor that is none. */
export async function listOfficeTips(
  context: Context,
  query: Query,
): Promise<z.input<(typeof listTips)['output']>> {
  await settleAllDues(context);
  const offset = query.cursor === undefined ? 0 : Number(query.cursor);
  if (!Number.isInteger(offset) || offset < 0) throw new Problem('badRequest');
  const by = { callerId: context.caller.id, now: momentIn(context) };
  const rows = await listWork(context.tx, query, by, { offset, limit: query.limit + 1 });
  const page = rows.slice(0, query.limit);
  const names = await namesOf(
    context,
    page.flatMap((work) => work.assignee ?? []),
  );
  const { soon: _soon, ...counts } = await countOfficeTips(context);
  return {
    items: page.map((work) => lineOf(context, work, names)),
    next: rows.length > query.limit ? String(offset + query.limit) : null,
    counts,
  };
}

const twoDays = 2 * 86_400_000;

/** How many reports need somebody, over all offices of the caller; `soon` run out within two days. */
export async function countOfficeTips(context: Context) {
  const now = momentIn(context);
  const soon = new Date(Date.parse(now) + twoDays).toISOString();
  return countWork(context.tx, { callerId: context.caller.id, now, soon });
}

/** The work on a report with all that its page shows. */
export async function describeWork(context: Context, id: string): Promise<TipWork> {
  const work = await getWork(context, id);
  const events = await listEvents(context.tx, id);
  const redacted = await findRedaction(context.tx, id);
  const members = (await listMembers(context.tx, work.officeId)).filter(({ state }) => state === 'active');
  const people = [...events.map((event) => event.by), work.assignee ?? '', redacted?.by ?? ''];
  const names = await namesOf(context, people);
  const clocks = clocksNow(context, work);
  const isOurs = members.some(({ userId }) => userId === context.caller.id);
  const shown: TipEvent[] = events.map(({ officeId, officeName, at, by, ...event }) => ({
    ...event,
    at: at.toISOString(),
    by: person(names, by),
    office: { id: officeId, name: officeName },
  }));
  return {
    ...lineOf(context, work, names),
    version: work.version,
    clocks,
    duplicateOf: work.duplicateOf,
    similar: isOurs ? (await listSimilar(context.tx, work)).map(toSimilar) : [],
    redacted: redacted
      ? { sealed: redacted.sealed, at: redacted.at.toISOString(), by: person(names, redacted.by) }
      : null,
    offer: offerOf(work, shown),
    events: shown,
    hasReporter: work.hasReporter,
    contentRemoved: work.isEmptied,
    can: isOurs ? possibleSteps(workNow(work), workerOf(context), clocks) : [],
    members: isOurs ? members.map(({ userId, name }) => ({ id: userId, name })) : [],
    standardAnswer: work.state === 'redLine' ? tipReference().redLine.answer : null,
  };
}

const toSimilar = ({ receivedAt, ...row }: SimilarRow) => ({ ...row, receivedAt: receivedAt.toISOString() });

function offerOf(work: WorkRow, events: readonly TipEvent[]): TipWork['offer'] {
  const offered = events.findLast((event) => event.what === 'offered');
  if (work.offeredTo === null || offered === undefined) return null;
  return {
    id: work.id,
    from: { id: work.officeId, name: work.officeName },
    to: work.offeredTo,
    reason: offered.details.reason as z.infer<typeof ForwardReason>,
    at: offered.at,
    note: offered.note,
  };
}
