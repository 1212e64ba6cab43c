import type { Endpoint, OutputOf, RequestOf } from '../../platform/contract.ts';
import type { TestFile } from '../../platform/server/testing/app.ts';
import type { Side, Walker, World } from './walk-world.ts';

/** What is sent; `token` where it is not the walker's own. */
export interface WalkRequest {
  readonly params?: unknown;
  readonly query?: unknown;
  readonly body?: unknown;
  readonly file?: TestFile;
  readonly token?: string | undefined;
}

/** How a route is asked about the things of a side. */
export interface Walk {
  readonly key: string;
  readonly contract: Endpoint;
  /** Whether each walker needs a request of his own, or the same one will do until somebody succeeds with it. */
  readonly perWalker: boolean;
  make(world: World, side: Side, walker: Walker): Promise<WalkRequest> | WalkRequest;
  /** What stands in the answer for side A, where it has it: a list that is always empty would hide nothing from nobody. */
  shows?(side: Side): string;
  /** The status of the one thing asked for, where a route answers for each of many on its own. */
  outcome?(body: unknown): number;
}

type Asked<E extends Endpoint> = Partial<RequestOf<E>> & { file?: TestFile; token?: string | undefined };

export const keyOf = (contract: Endpoint): string => `${contract.method} ${contract.path}`;

/** A request about a side, the same for all walkers. */
export function ask<E extends Endpoint>(
  contract: E,
  make: (world: World, side: Side) => Promise<Asked<E>> | Asked<E>,
  outcome?: (body: OutputOf<E>) => number,
): Walk {
  return {
    key: keyOf(contract),
    contract,
    perWalker: false,
    make,
    ...(outcome ? { outcome: (body: unknown) => outcome(body as OutputOf<E>) } : {}),
  };
}

/** A request that each walker makes for himself. */
export function askAs<E extends Endpoint>(
  contract: E,
  make: (world: World, side: Side, walker: Walker) => Promise<Asked<E>> | Asked<E>,
): Walk {
  return { key: keyOf(contract), contract, perWalker: true, make };
}

/** A new session for the walker, who would otherwise lose his own; none for whoever has none. */
export async function ownSession(walker: Walker): Promise<string | undefined> {
  return walker.token && (await walker.twin()).token;
}

/** Holds that the answer about side A has this in it. */
export function showing(walk: Walk, shows: (side: Side) => string): Walk {
  return { ...walk, shows };
}
