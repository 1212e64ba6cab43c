import { callerMay } from '../../../platform/server/caller.ts';
import { type Context, withAccess } from '../../../platform/server/context.ts';
import { listNumbers } from './tip-facts.repo.ts';

/** A report behind a figure in a line: its number in the register, for members of its office and nobody else. */
export async function describeTips(
  context: Context,
  ids: readonly string[],
): Promise<ReadonlyMap<string, { text: { vi: string; en: string }; link: string }>> {
  if (!callerMay(context.caller, 'tips.work')) return new Map();
  const rows = await withAccess(context, 'tips.work', 'activities.read', ({ tx }) => listNumbers(tx, ids));
  return new Map(
    rows.map(({ id, number }) => {
      const text = { vi: `Tin báo số ${number ?? '…'}`, en: `Report ${number ?? '…'}` };
      return [id, { text, link: `/tin-bao/${id}` }] as const;
    }),
  );
}
