import { activitiesRoutes } from '../modules/activities/server/activities.routes.ts';
import type { Job, JobContext } from '../platform/server/jobs.ts';
import type { Route } from '../platform/server/route.ts';

/** Every route of the program: an explicit list, module by module. */
export const routes: readonly Route[] = [...activitiesRoutes];

/** Every job of the program, by name. */
export const jobs: Readonly<Record<string, Job>> = {};

/** Starts something that goes on beside the requests; gives back how to stop it. */
export type Timer = (context: JobContext) => () => Promise<void>;

export const timers: readonly Timer[] = [];

/** What happens once the server listens; gives the lines to print. */
export async function onStart(_context: JobContext, address: string): Promise<string[]> {
  return [`Tiếng Mõ: ${address}`];
}
