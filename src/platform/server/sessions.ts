import { createHash } from 'node:crypto';
import { sql } from 'kysely';
import type { Role } from '../permissions.ts';
import type { Caller } from './caller.ts';
import type { Database } from './database.ts';

export interface KnownCaller {
  readonly caller: Caller;
  readonly device: string;
  /** As the session began or became since; `leaving`: of a phone that has to be wiped. */
  readonly strength: string;
}

/** Tokens are random and long: a plain hash keeps a stolen table from opening a session. */
export function tokenHash(token: string): Buffer {
  return createHash('sha256').update(token).digest();
}

interface SessionRow {
  session_id: string;
  user_id: string;
  display_name: string;
  strength: string;
  device: string;
  role: Role | null;
  area_id: string | null;
  area_kind: string | null;
}

/** Who holds the session, with his roles; undefined where nobody does. */
export async function findCaller(db: Database, token: string | undefined): Promise<KnownCaller | undefined> {
  return token ? findCallerByHash(db, tokenHash(token)) : undefined;
}

/** The same for who has proven in another way that the session is his. */
export async function findCallerByHash(db: Database, hash: Buffer): Promise<KnownCaller | undefined> {
  const found = await sql<SessionRow>`/* kept */ select * from find_session(${hash})`.execute(db);
  const first = found.rows[0];
  if (!first) return undefined;
  const assignments = found.rows.flatMap((row) =>
    row.role && row.area_id && row.area_kind
      ? [{ role: row.role, areaId: row.area_id, areaKind: row.area_kind }]
      : [],
  );
  return {
    caller: {
      kind: 'user',
      id: first.user_id,
      name: first.display_name,
      sessionId: first.session_id,
      assignments,
    },
    device: first.device,
    strength: first.strength,
  };
}
