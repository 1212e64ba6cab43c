import type { z } from 'zod';
import { Problem } from '../../../platform/problems.ts';
import { type Authorized, authorize } from '../../../platform/server/authorize.ts';
import type { Context } from '../../../platform/server/context.ts';
import { filesOf } from '../../documents/server/files.service.ts';
import { getPersonRows } from '../../teams/server/persons.service.ts';
import { siteLines } from '../../teams/server/sites.service.ts';
import type { CommitteeTask } from '../committees.contract.ts';
import { earliestMerger, planMerger, type WholeCommittee } from '../merger.rules.ts';
import type { MergerInput, MergerPreview } from '../mergers.contract.ts';
import {
  type CommitteeRow,
  findCommitteeRows,
  findModels,
  findSeats,
  findTasks,
  type ModelRow,
  type SeatRow,
} from './committees.repo.ts';
import { holds, summariesOf } from './committees.service.ts';

export type GivenMerger = z.output<typeof MergerInput>;

/** A committee with all its parts as they are stored. */
export interface Stored {
  readonly row: CommitteeRow;
  readonly seats: readonly SeatRow[];
  readonly models: readonly ModelRow[];
  readonly tasks: readonly (CommitteeTask & { readonly committeeId: string })[];
}

/** What a merger would do. Throws Problem `invalidInput` or `notPossibleNow` where it is none. */
export async function previewMerger(context: Context, input: GivenMerger): Promise<MergerPreview> {
  const { plan, into, from } = await lookAt(context, input);
  const all = [into, ...from].map((stored) => stored.row.id);
  const summaries = await summariesOf(context, all);
  const persons = await getPersonRows(
    context,
    plan.members.map((member) => member.personId),
  );
  const names = new Map(persons.map((person) => [person.id, person.name]));
  const lines = await siteLines(
    context,
    plan.models.map((model) => model.siteId),
  );
  const intoSummary = summaries.get(into.row.id);
  if (!intoSummary) throw new Problem('notFound');
  let papers = 0;
  for (const id of all) papers += (await filesOf(context, { kind: 'committee', id })).length;
  return {
    into: intoSummary,
    from: from.flatMap((stored) => summaries.get(stored.row.id) ?? []),
    members: plan.members.map(({ office: _office, ...member }) => ({
      ...member,
      before: [...member.before],
      name: names.get(member.personId) ?? '',
    })),
    models: plan.models.flatMap(({ siteId, before }) => {
      const line = lines.get(siteId);
      return line ? { id: siteId, name: line.name, areaName: line.areaName, before: [...before] } : [];
    }),
    tasks: plan.tasks.map(({ committeeId: _committeeId, ...task }) => task),
    papers,
    warnings: [...plan.warnings],
  };
}

/** What is to become one, held where asked, and what that means. Throws like `previewMerger`. */
export async function lookAt(context: Context, input: GivenMerger, lock?: 'lock') {
  const ids = [input.intoId, ...input.fromIds];
  if (new Set(ids).size < ids.length) throw refused('fromIds', 'duplicate', texts.once);
  const stored = await readStored(context, ids, lock);
  let may: Authorized<'committees.write'> | undefined;
  for (const { row } of stored.values()) {
    const proof = await authorize(context, 'committees.write', row.areaId);
    if (row.id === input.intoId) may = proof;
    if (row.voided || row.mergedInto !== null || !holds(row.endedOn, input.effectiveOn))
      throw new Problem('notPossibleNow', { detail: texts.ended(row.name) });
  }
  const into = stored.get(input.intoId);
  if (!into || !may) throw new Problem('notFound');
  const from = input.fromIds.flatMap((id) => stored.get(id) ?? []);
  if (input.effectiveOn > context.today) throw refused('effectiveOn', 'inTheFuture', texts.notAhead);
  const wholes = new Map([...stored.values()].map((each) => [each.row.id, wholeOf(each, input.effectiveOn)]));
  if (input.effectiveOn < earliestMerger([...wholes.values()]))
    throw refused('effectiveOn', 'beforeFounding', texts.afterFounding);
  const whole = (each: Stored): WholeCommittee => wholes.get(each.row.id) ?? wholeOf(each, input.effectiveOn);
  const roles = new Map(input.roles.map(({ personId, role }) => [personId, role]));
  return { plan: planMerger(whole(into), from.map(whole), roles), into, from, may };
}

async function readStored(
  context: Context,
  ids: readonly string[],
  lock?: 'lock',
): Promise<Map<string, Stored>> {
  const rows = await findCommitteeRows(context.tx, ids, lock);
  if (rows.length < ids.length) throw new Problem('notFound');
  const seats = Map.groupBy(await findSeats(context.tx, ids), (seat) => seat.committeeId);
  const models = Map.groupBy(await findModels(context.tx, ids), (model) => model.committeeId);
  const tasks = Map.groupBy(await findTasks(context.tx, ids), (task) => task.committeeId);
  return new Map(
    rows.map((row) => [
      row.id,
      {
        row,
        seats: seats.get(row.id) ?? [],
        models: models.get(row.id) ?? [],
        tasks: tasks.get(row.id) ?? [],
      },
    ]),
  );
}

function wholeOf({ row, seats, models, tasks }: Stored, day: string): WholeCommittee {
  return {
    ...{ id: row.id, name: row.name, kind: row.kind, foundedOn: row.foundedOn, tasks },
    seats: seats.filter((seat) => holds(seat.to, day)),
    siteIds: models.filter((model) => holds(model.to, day)).map((model) => model.siteId),
  };
}

function refused(path: string, code: string, expected: { vi: string; en: string }): Problem {
  return new Problem('invalidInput', { fields: [{ path, code, expected }] });
}

const texts = {
  once: { vi: 'mỗi ban một lần', en: 'each committee once' },
  notAhead: { vi: 'không sau hôm nay', en: 'not after today' },
  afterFounding: {
    vi: 'không trước ngày thành lập của các ban',
    en: 'not before the founding of the committees',
  },
  ended: (name: string) => ({
    vi: `${name} không còn hoạt động vào ngày này, nên không gộp được.`,
    en: `${name} is not at work on this day and can not be merged.`,
  }),
} as const;
