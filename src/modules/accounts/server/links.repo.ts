import { sql } from 'kysely';
import type { Context } from '../../../platform/server/context.ts';

type Tx = Context['tx'];

export interface NewLink {
  readonly tokenHash: Buffer;
  readonly kind: 'setup' | 'invitation' | 'reset';
  readonly userId: string | null;
  readonly createdBy: string;
  /** Undefined: until it is used. */
  readonly expiresAt: Date | undefined;
  readonly removesSecondStep?: boolean;
}

/** Row-level security lets administrators make links for the accounts of their areas, and the system any. */
export async function insertLink(tx: Tx, link: NewLink): Promise<void> {
  await tx
    .insertInto('one_time_link')
    .values({
      token_hash: link.tokenHash,
      kind: link.kind,
      user_id: link.userId,
      created_by: link.createdBy,
      expires_at: link.expiresAt ?? 'infinity',
      removes_second_step: link.removesSecondStep ?? false,
    })
    .execute();
}

/** Older links to the same end die with a new one. */
export async function killLinks(tx: Tx, which: { userId: string } | { kind: 'setup' }): Promise<void> {
  const all = tx.updateTable('one_time_link').set({ used_at: sql`now()` }).where('used_at', 'is', null);
  await ('userId' in which
    ? all.where('user_id', '=', which.userId)
    : all.where('kind', '=', which.kind)
  ).execute();
}
