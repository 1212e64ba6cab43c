import type { Context } from '../../../platform/server/context.ts';

/**
 * What has to follow when sites change their kind, core force, launch, end or way of counting: told their ids in the
 * transaction of the change. An explicit list; modules whose own facts hang on sites (teams) stand in it.
 */
export const siteFollowers: readonly ((context: Context, siteIds: readonly string[]) => Promise<void>)[] = [];
