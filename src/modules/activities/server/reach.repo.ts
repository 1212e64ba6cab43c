import { type RawBuilder, sql } from 'kysely';
import type { Permission } from '../../../platform/permissions.ts';
import { type Caller, callerMay, scopeFor } from '../../../platform/server/caller.ts';

/** Where the caller may record, review and void: area ids with all below them today, or everywhere. */
export interface Reach {
  readonly record: '*' | readonly string[];
  readonly review: '*' | readonly string[];
  readonly void: '*' | readonly string[];
}

/** The permission behind each capability of the rules of states. */
export const capabilityPermissions = {
  record: 'activities.write',
  review: 'activities.verify',
  void: 'activities.void',
} as const satisfies Record<keyof Reach, Permission>;

/** Where the caller's roles reach for each capability; nowhere for a caller without the permission. */
export function reachOf(caller: Caller): Reach {
  const of = (permission: Permission) => (callerMay(caller, permission) ? scopeFor(caller, permission) : []);
  return {
    record: of(capabilityPermissions.record),
    review: of(capabilityPermissions.review),
    void: of(capabilityPermissions.void),
  };
}

/** Three boolean columns may_record, may_review, may_void for the area in that column. */
export function reachColumns(areaColumn: string, reach: Reach): RawBuilder<unknown> {
  const column = sql.ref(areaColumn);
  const inside = (scope: '*' | readonly string[]): RawBuilder<unknown> => {
    if (scope === '*') return sql`true`;
    if (scope.length === 0) return sql`false`;
    return sql`exists (select 1 from area_path_today reach
      where reach.area_id = ${column} and reach.ancestor_id = any(${[...scope]}::uuid[]))`;
  };
  return sql`${inside(reach.record)} as may_record, ${inside(reach.review)} as may_review,
    ${inside(reach.void)} as may_void`;
}

export interface ReachRow {
  may_record: boolean;
  may_review: boolean;
  may_void: boolean;
}
