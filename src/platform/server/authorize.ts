import { sql, type Transaction } from 'kysely';
import type { Permission } from '../permissions.ts';
import { Problem } from '../problems.ts';
import { type Caller, callerMay } from './caller.ts';
import type { DB } from './db.generated.ts';

declare const proof: unique symbol;

/** Proof that the caller may do P in an area. Only authorization makes one; writes ask for it. */
export interface Authorized<P extends Permission> {
  readonly [proof]: P;
  readonly callerId: string;
  readonly areaId: string;
}

/**
 * Checks that the caller may do `permission` in the area; the transaction carries his scope for that permission.
 * Throws Problem `forbidden` where no role of his allows it, `outOfArea` where none reaches this area.
 */
export async function authorize<P extends Permission>(
  context: { caller: Caller; tx: Transaction<DB> },
  permission: P,
  areaId: string,
): Promise<Authorized<P>> {
  const { caller, tx } = context;
  if (!callerMay(caller, permission)) throw new Problem('forbidden');
  const found = await sql<{ inside: boolean }>`
    select caller_sees_all() or exists (select 1 from scoped_area where area_id = ${areaId}) as inside`.execute(
    tx,
  );
  if (!found.rows[0]?.inside) throw new Problem('outOfArea');
  return { callerId: caller.id, areaId } as Authorized<P>;
}

/** For what belongs to the installation as a whole: the permission alone decides. */
export function authorizeEverywhere<P extends Permission>(caller: Caller, permission: P): Authorized<P> {
  if (!callerMay(caller, permission)) throw new Problem('forbidden');
  return { callerId: caller.id, areaId: '' } as Authorized<P>;
}

/**
 * The same proof for a use case whose own look-up has asked whether the caller's areas for `permission` (`scopeFor`)
 * hold this one, so that a write costs no further question. Throws like `authorize`.
 */
export function authorizeInside<P extends Permission>(
  caller: Caller,
  permission: P,
  areaId: string,
  inside: boolean,
): Authorized<P> {
  if (!callerMay(caller, permission)) throw new Problem('forbidden');
  if (!inside) throw new Problem('outOfArea');
  return { callerId: caller.id, areaId } as Authorized<P>;
}
