import { v7 as uuidv7 } from 'uuid';
import { authorizeEverywhere, authorizeInside } from '../../platform/server/authorize.ts';
import { system } from '../../platform/server/caller.ts';
import { type Clock, type Context, inTransaction, makeClock } from '../../platform/server/context.ts';
import type { Database } from '../../platform/server/database.ts';
import { putArea, putName, putParent } from './area-book.rules.ts';
import { countryId } from './area-identity.rules.ts';
import type { AreaKind, AreaSummary } from './areas.contract.ts';
import type { HamletInput } from './hamlets.contract.ts';
import { readBookOf } from './server/area-book.repo.ts';
import { applyChange, lockAreas } from './server/area-operations.service.ts';
import { getAreaIdByCode } from './server/areas.service.ts';
import { createHamlets } from './server/hamlets.service.ts';

interface FactoryOptions {
  readonly clock?: Clock;
}

/** Runs some work as the system, for tests and demo data. */
export function asSystem<T>(
  db: Database,
  work: (context: Context) => Promise<T>,
  options: FactoryOptions = {},
): Promise<T> {
  return inTransaction(db, { caller: system, access: 'signedIn', clock: options.clock ?? makeClock() }, work);
}

/** The id of a unit of the shipped list: '07840' or 'before:07846'. */
export function areaByCode(db: Database, code: string): Promise<string> {
  return asSystem(db, (context) => getAreaIdByCode(context, code));
}

/** Adds a hamlet to a commune. */
export async function makeHamlet(
  db: Database,
  communeId: string,
  input: string | Partial<HamletInput> = {},
  options: FactoryOptions = {},
): Promise<AreaSummary> {
  const given = typeof input === 'string' ? { fullName: input } : input;
  const id = given.id ?? uuidv7();
  const hamlet = { fullName: `Thôn ${id.slice(-6)}`, openedOn: null, ...given, id };
  const made = await asSystem(
    db,
    (context) => createHamlets(context, authorizeInside(system, 'hamlets.write', communeId, true), [hamlet]),
    options,
  );
  const [only] = made;
  if (!only) throw new Error('no hamlet was made');
  return only;
}

export interface CommuneTree {
  readonly provinceId: string;
  readonly communeId: string;
  readonly hamletIds: readonly string[];
}

/** A province with one commune and so many hamlets, all there since ever, under the country. */
export async function makeCommuneTree(
  db: Database,
  hamlets = 3,
  options: FactoryOptions = {},
): Promise<CommuneTree> {
  const [provinceId, communeId] = [uuidv7(), uuidv7()];
  const hamletIds = Array.from({ length: hamlets }, () => uuidv7());
  const tag = communeId.slice(-6);
  await asSystem(
    db,
    async (context) => {
      await lockAreas(context);
      const before = await readBookOf(context.tx, [provinceId]);
      const after = await readBookOf(context.tx, [provinceId]);
      const add = (id: string, kind: AreaKind, unitType: string, fullName: string, parentId: string) => {
        putArea(after, { id, kind, code: null, system: null, openedOn: null, closedOn: null });
        putName(after, { areaId: id, fullName, unitType, from: null, to: null, instrument: '' });
        putParent(after, { areaId: id, parentId, from: null, to: null, instrument: '' });
      };
      add(provinceId, 'province', 'Tỉnh', `Tỉnh ${tag}`, countryId);
      add(communeId, 'commune', 'Xã', `Xã ${tag}`, provinceId);
      for (const [index, id] of hamletIds.entries())
        add(id, 'hamlet', 'Thôn', `Thôn ${index + 1}`, communeId);
      const about = { kind: 'local' as const, title: 'factory', instrument: '', effectiveOn: null };
      await applyChange(
        context,
        authorizeEverywhere(system, 'areas.manage'),
        { before, after, warnings: [] },
        about,
      );
    },
    options,
  );
  return { provinceId, communeId, hamletIds };
}
