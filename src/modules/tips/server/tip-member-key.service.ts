import { Problem } from '../../../platform/problems.ts';
import type { Context } from '../../../platform/server/context.ts';
import type { MemberKey, MemberLock } from '../tip-member-key.contract.ts';
import {
  deleteLock,
  findMemberKey,
  giveUpKey,
  insertLock,
  insertMemberKey,
  listLocks,
} from './tip-recovery.repo.ts';

const mostLocks = 5;

/** One's own key under its locks; null where there is none yet. */
export async function describeMyKey({ tx }: Context): Promise<MemberKey | null> {
  const key = await findMemberKey(tx);
  if (!key) return null;
  const locks = await listLocks(tx);
  return {
    recipient: key.recipient,
    madeAt: key.madeAt.toISOString(),
    locks: locks.map(({ madeAt, ...lock }) => ({ ...lock, madeAt: madeAt.toISOString() })),
  };
}

/**
 * Takes a key of one's own. Another one before it is given up with all that was sealed for it.
 * Throws Problem `conflict` where `replaces` is not the key that is there.
 */
export async function takeMyKey(
  context: Context,
  given: { recipient: string; locks: readonly MemberLock[]; replaces: string | null },
): Promise<void> {
  const before = await findMemberKey(context.tx);
  if ((before?.recipient ?? null) !== given.replaces) throw new Problem('conflict');
  if (before) await giveUpKey(context.tx);
  await insertMemberKey(context.tx, context.caller.id, given.recipient);
  for (const lock of given.locks) await insertLock(context.tx, context.caller.id, lock);
}

/** Adds a lock. Throws Problem `notFound` where there is no key, `notPossibleNow` past five locks. */
export async function addLock(context: Context, lock: MemberLock): Promise<void> {
  if (!(await findMemberKey(context.tx))) throw new Problem('notFound');
  if ((await listLocks(context.tx)).length >= mostLocks) throw new Problem('notPossibleNow');
  await insertLock(context.tx, context.caller.id, lock);
}

/** Removes a lock. Throws Problem `notFound`, and `notPossibleNow` for the last one. */
export async function removeLock(context: Context, id: string): Promise<void> {
  const locks = await listLocks(context.tx);
  if (!locks.some((lock) => lock.id === id)) throw new Problem('notFound');
  if (locks.length === 1) throw new Problem('notPossibleNow');
  await deleteLock(context.tx, id);
}
