import type { Permission } from '../../../platform/permissions.ts';
import { type Authorized, authorizeInside } from '../../../platform/server/authorize.ts';
import { system } from '../../../platform/server/caller.ts';
import type { Context } from '../../../platform/server/context.ts';
import { findOpenHome } from './home.repo.ts';

/**
 * For a job: the proof that was given when a person asked for the work, in that person's name. The person's right was
 * checked by the request that queued the job, or the command line of the server asked for it.
 */
export function inNameOf<P extends Permission>(userId: string, permission: P, areaId: string): Authorized<P> {
  return authorizeInside({ ...system, id: userId }, permission, areaId, true);
}

/**
 * Where the books of an area lie today: the area itself, or for one that has ended whatever it hangs under, because its
 * hamlets have moved on to that.
 */
export function openHome(context: Context, areaId: string): Promise<string> {
  return findOpenHome(context.tx, areaId, context.today);
}
