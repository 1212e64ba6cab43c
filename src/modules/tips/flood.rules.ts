/** How hard a task is: rounds of the hash for one try, and the beginning that one try in 16^n has. */
export interface Work {
  readonly cost: number;
  readonly keyPrefix: string;
}

const freeTasks = 8;
const hardest = 8;

/**
 * The work asked for after so many tasks to one network block within ten minutes: the first eight cost a phone about a
 * second, and each doubling of their number doubles the work, 256 times at most. The work grows by tries rather than by rounds,
 * so that checking a false answer stays cheap for the server.
 */
export function workOf(tasks: number): Work {
  const level = Math.min(hardest, Math.max(0, Math.floor(Math.log2(Math.max(1, tasks - 1) / freeTasks)) + 1));
  return { cost: 1000 * 2 ** (level % 4), keyPrefix: '00'.padEnd(2 + Math.floor(level / 4), '0') };
}

/** The rounds that a task costs on average. */
export function roundsOf({ cost, keyPrefix }: Work): number {
  return cost * 16 ** keyPrefix.length;
}
