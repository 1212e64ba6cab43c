import type { Context } from '../../../platform/server/context.ts';
import { findSiteNames } from './sites.repo.ts';

export interface SiteLine {
  readonly id: string;
  readonly areaId: string;
  readonly name: string;
  readonly areaName: string;
}

/** Sites of models in a line each, by id, as far as the caller may see them. */
export async function siteLines(context: Context, ids: readonly string[]): Promise<Map<string, SiteLine>> {
  return new Map((await findSiteNames(context.tx, ids)).map((site) => [site.id, site]));
}
