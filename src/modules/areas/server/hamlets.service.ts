import { v7 as uuidv7 } from 'uuid';
import { Problem } from '../../../platform/problems.ts';
import type { Authorized } from '../../../platform/server/authorize.ts';
import type { Context } from '../../../platform/server/context.ts';
import { replaceFacts } from '../../figures/server/facts.service.ts';
import { cleanUnitName, HAMLET_KIND_WORDS, hamletKey, hamletKindOf } from '../area-names.rules.ts';
import type { AreaProfile, AreaSummary } from '../areas.contract.ts';
import { hamletParents } from '../hamlet-parents.rules.ts';
import type { HamletInput, ProfileInput } from '../hamlets.contract.ts';
import { profileFacts } from '../profile-facts.rules.ts';
import { holdTrees } from './area-tree.repo.ts';
import { addLeaves } from './area-tree.service.ts';
import { getAreaRow, getSummaries } from './areas.service.ts';
import {
  findCommuneLives,
  findHamletNames,
  findHistories,
  insertHamlets,
  type NewHamlet,
  putProfiles,
} from './hamlets.repo.ts';

/**
 * Adds hamlets to the commune that the proof is for, open or ended: under an ended one they go on with its only
 * successor, or wait under it where it was split. A hamlet given with an id that is there already is left as it is.
 * Throws Problem `invalidInput` (a name that the commune has, twice the same name, born after the commune's end).
 */
export async function createHamlets(
  context: Context,
  may: Authorized<'hamlets.write'>,
  inputs: readonly HamletInput[],
): Promise<AreaSummary[]> {
  const { tx } = context;
  const commune = await getAreaRow(context, may.areaId);
  if (commune.kind !== 'commune') throw new Problem('notPossibleNow');
  await holdTrees(tx);
  const known = await getSummaries(
    context,
    inputs.flatMap((input) => input.id ?? []),
  );
  const lives = await findCommuneLives(tx, commune.id);
  const fresh = inputs
    .map((input, place) => ({ input, place }))
    .filter(({ input }) => !known.has(input.id ?? ''));
  await refuseTakenNames(context, commune.id, fresh);
  const hamlets = fresh.map(({ input, place }): NewHamlet => {
    const spans = hamletParents(lives, commune.id, input.openedOn);
    const [first] = spans;
    if (!first) throw fieldProblem(place, 'openedOn', 'outOfRange', input.openedOn ?? '');
    const kind = hamletKindOf(input.fullName);
    return {
      id: input.id ?? uuidv7(),
      fullName: cleanUnitName(input.fullName),
      unitType: kind ? HAMLET_KIND_WORDS[kind] : '',
      openedOn: first.from,
      spans,
    };
  });
  await insertHamlets(tx, may, hamlets);
  const leaves = hamlets.map(({ id, spans }) => ({ id, parentId: parentToday(spans, context.today) }));
  await addLeaves(context, leaves);
  const counted = fresh.flatMap(({ input }, index) => {
    const areaId = hamlets[index]?.id;
    return input.profile && areaId ? [{ areaId, profile: input.profile }] : [];
  });
  if (counted.length > 0) await saveProfiles(context, may, counted);
  const ids = [...known.keys(), ...hamlets.map((hamlet) => hamlet.id)];
  const summaries = await getSummaries(context, ids);
  return ids.flatMap((id) => summaries.get(id) ?? []);
}

function parentToday(spans: NewHamlet['spans'], today: string): string {
  const now = spans.find(
    (span) => (span.from === null || span.from <= today) && (span.to === null || today < span.to),
  );
  return (now ?? spans[0])?.parentId ?? '';
}

async function refuseTakenNames(
  context: Context,
  communeId: string,
  fresh: readonly { input: HamletInput; place: number }[],
): Promise<void> {
  const taken = new Set((await findHamletNames(context.tx, communeId)).map((row) => hamletKey(row.fullName)));
  for (const { input, place } of fresh) {
    const key = hamletKey(input.fullName);
    if (taken.has(key)) throw fieldProblem(place, 'fullName', 'duplicate', input.fullName);
    taken.add(key);
  }
}

function fieldProblem(place: number, field: string, code: string, found: string): Problem {
  return new Problem('invalidInput', { fields: [{ path: `hamlets.${place}.${field}`, code, found }] });
}

/**
 * Enters or corrects what was counted in some areas, each on its day, and makes their facts anew. The areas lie in the
 * area of the proof; row-level security refuses others. Days to come are refused with Problem `invalidInput`.
 */
export async function saveProfiles(
  context: Context,
  may: Authorized<'hamlets.write'>,
  rows: readonly { readonly areaId: string; readonly profile: ProfileInput }[],
): Promise<void> {
  const { tx, today } = context;
  const early = rows.find((row) => row.profile.asOf > today);
  if (early) {
    throw new Problem('invalidInput', {
      fields: [{ path: 'asOf', code: 'inTheFuture', found: early.profile.asOf }],
    });
  }
  const areaIds = [...new Set(rows.map((row) => row.areaId))];
  await findHistories(tx, areaIds, true);
  const last = new Map(rows.map((row) => [`${row.areaId} ${row.profile.asOf}`, row]));
  await putProfiles(tx, may, [...last.values()]);
  for (const area of await findHistories(tx, areaIds, false)) {
    await replaceFacts(tx, {
      recordId: area.id,
      source: 'profile',
      provinceId: area.provinceId,
      verified: true,
      facts: profileFacts(area.id, area.kind, area.history),
    });
  }
}

/** What was counted in an area, latest first, as far as the caller may see it. Throws Problem `notFound`. */
export async function listProfiles(context: Context, areaId: string): Promise<AreaProfile[]> {
  const [area] = await findHistories(context.tx, [areaId], false);
  if (!area) throw new Problem('notFound');
  return area.history;
}
