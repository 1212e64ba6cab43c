import { readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { Problem } from '../../../platform/problems.ts';
import type { Authorized } from '../../../platform/server/authorize.ts';
import { projectFolder } from '../../../platform/server/config.ts';
import type { Context } from '../../../platform/server/context.ts';
import { type AreaBook, emptyBook } from '../area-book.rules.ts';
import { type AreaLists, ListError, type ListFault, readLists } from '../area-lists.rules.ts';
import { type LoadPlan, planLoad } from '../area-load.rules.ts';
import type { AreaOperation, AreaWarning, ListFile, OperationPreview } from '../area-operations.contract.ts';
import { findFollowers, readBookOf, readUnitBook } from './area-book.repo.ts';
import { applyChange, lockAreas, type PlannedChange, previewChange } from './area-operations.service.ts';
import { findTreeDay } from './area-tree.repo.ts';

/**
 * What official lists (CSV, recognised by their columns) would change. Changes nothing.
 * Throws Problem `invalidInput` whose fields name file, line and column of what is wrong.
 */
export async function previewLists(context: Context, files: readonly ListFile[]): Promise<OperationPreview> {
  return previewChange(context, await planLists(context, listsOf(files)));
}

/** Takes official lists over as one operation. Throws like {@link previewLists}, and `notPossibleNow` if nothing changes. */
export async function applyLists(
  context: Context,
  by: Authorized<'areas.manage'>,
  files: readonly ListFile[],
  instrument: string,
): Promise<AreaOperation> {
  const lists = listsOf(files);
  await lockAreas(context);
  const title = files.map((file) => path.basename(file.name)).join(', ');
  const about = { kind: 'load' as const, title, instrument, effectiveOn: null };
  return applyChange(context, by, await planLists(context, lists), about);
}

/** Takes the shipped lists over where no areas are there yet; gives whether it did. */
export async function loadShippedLists(context: Context, by: Authorized<'areas.manage'>): Promise<boolean> {
  await lockAreas(context);
  if ((await findTreeDay(context.tx)) !== undefined) return false;
  const folder = path.join(projectFolder, 'data', 'areas');
  const names = readdirSync(folder).filter((name) => name.endsWith('.csv'));
  const files = names
    .sort()
    .map((name) => ({ name, content: readFileSync(path.join(folder, name), 'utf8') }));
  const plan = planLoad(emptyBook(), readLists(files));
  await applyChange(
    context,
    by,
    { before: emptyBook(), after: plan.book, warnings: [] },
    { kind: 'load', title: 'data/areas', instrument: '', effectiveOn: null, isFinal: true },
  );
  return true;
}

function listsOf(files: readonly ListFile[]): AreaLists {
  try {
    return readLists(files);
  } catch (error) {
    throw problemOf(error);
  }
}

/** Plans on the units alone, and again with the hamlets of those that end, which go along. */
async function planLists(context: Context, lists: AreaLists): Promise<PlannedChange> {
  const before = await readUnitBook(context.tx);
  const first = plan(before, lists);
  const ended = first.closings.map((closing) => closing.areaId);
  const followers = await findFollowers(context.tx, ended);
  if (followers.length === 0) return { before, after: first.book, warnings: warningsOf(first, []) };
  const withHamlets = join(before, await readBookOf(context.tx, followers));
  const second = plan(withHamlets, lists);
  return { before: withHamlets, after: second.book, warnings: warningsOf(second, followers) };
}

function plan(book: AreaBook, lists: AreaLists): LoadPlan {
  try {
    return planLoad(book, lists);
  } catch (error) {
    throw problemOf(error);
  }
}

function join(a: AreaBook, b: AreaBook): AreaBook {
  return {
    areas: new Map([...a.areas, ...b.areas]),
    codes: new Map([...a.codes, ...b.codes]),
    names: new Map([...a.names, ...b.names]),
    parents: new Map([...a.parents, ...b.parents]),
    successions: new Map([...a.successions, ...b.successions]),
  };
}

function warningsOf(made: LoadPlan, followers: readonly string[]): AreaWarning[] {
  const split = new Set(made.closings.filter((one) => one.successorIds.length > 1).map((one) => one.areaId));
  const waiting = followers.filter((id) =>
    made.book.parents.get(id)?.some((row) => row.to === null && split.has(row.parentId)),
  );
  const named = (ids: readonly string[]) =>
    ids.slice(0, 20).map((id) => made.book.names.get(id)?.at(-1)?.fullName ?? '');
  const all: AreaWarning[] = [
    { code: 'unassignedHamlets', count: waiting.length, examples: named(waiting) },
    { code: 'movedHamlets', count: followers.length - waiting.length, examples: [] },
    { code: 'notInList', count: made.notInList.length, examples: made.notInList.slice(0, 20) },
    { code: 'nameDiffers', count: made.nameDiffers.length, examples: made.nameDiffers.slice(0, 20) },
    {
      code: 'identityDiffers',
      count: made.identityDiffers.length,
      examples: made.identityDiffers.slice(0, 20),
    },
  ];
  return all.filter((warning) => warning.count > 0);
}

const faultWords: Readonly<Record<ListFault['code'], { vi: string; en: string }>> = {
  unknownColumns: { vi: 'các cột của danh mục hành chính', en: 'the columns of an official list' },
  unreadable: { vi: 'tệp CSV mã hóa UTF-8', en: 'CSV in UTF-8' },
  required: { vi: 'không được để trống', en: 'must not be empty' },
  unknownChoice: { vi: 'một trong các giá trị cho phép', en: 'one of the allowed values' },
  invalidDate: { vi: 'ngày dạng NNNN-TT-NN', en: 'a day as YYYY-MM-DD' },
  duplicate: { vi: 'mỗi mã một dòng', en: 'one line for each code' },
  unknownCode: {
    vi: 'mã có trong danh mục hoặc trong các tệp này',
    en: 'a code that is known or in these files',
  },
};

function problemOf(error: unknown): unknown {
  if (!(error instanceof ListError)) return error;
  return new Problem('invalidInput', {
    fields: error.faults.slice(0, 200).map((fault) => ({
      path: `${fault.file}:${fault.line}${fault.column ? `:${fault.column}` : ''}`,
      code: fault.code,
      found: fault.found,
      expected: faultWords[fault.code],
    })),
    extra: { faults: error.faults.length },
  });
}
