import type { z } from 'zod';
import { Problem } from '../../../platform/problems.ts';
import type { Authorized } from '../../../platform/server/authorize.ts';
import { callerMay } from '../../../platform/server/caller.ts';
import type { Context } from '../../../platform/server/context.ts';
import { makeVault, type Vault } from '../../../platform/server/vault.ts';
import type { openReporter, replaceReporter } from '../tip-intake.contract.ts';
import { leaveLine, type ReadContext } from './tip-messages.service.ts';
import { findOffice } from './tip-offices.repo.ts';
import { findReporter, putReporter, removeReporter } from './tip-reporter.repo.ts';
import type { WorkRow } from './tip-work.repo.ts';

/**
 * The vault of reporters: what the browser sealed for the office is sealed once more with a key that seals nothing
 * else. A copy of the database opens with neither key, a member's key without the server's opens nothing, and the
 * server gives its half only with a line in the read log.
 */
const ownVault = (vault: Vault): Vault => makeVault(Buffer.from(vault.derive('reporters')));
const about = (tipId: string, officeId: string): string => `reporter of ${tipId} for ${officeId}`;

export function sealReporter(vault: Vault, tipId: string, officeId: string, sealed: string): string {
  return ownVault(vault).seal(sealed, about(tipId, officeId));
}

/** Who may open the vault: the one assigned, and leads. Throws Problem `forbidden` for other members. */
export function refuseUnneeded(context: Context, work: WorkRow): void {
  if (work.isOfferedToUs) throw new Problem('forbidden', { detail: acceptFirst });
  if (work.assignee !== context.caller.id && !callerMay(context.caller, 'tips.lead'))
    throw new Problem('forbidden', { detail: forTheAssigned });
}

const forTheAssigned = {
  vi: 'Chỉ người được phân công và lãnh đạo mở được danh tính người báo. Hãy nhận việc trước.',
  en: 'Only the one assigned and leaders open who reported. Take the report first.',
};
const acceptFirst = {
  vi: 'Hãy nhận tin này trước; danh tính người báo chỉ mở ở cơ quan đang giải quyết.',
  en: 'Accept the report first: who reported opens only in the office that works on it.',
};

/** Half-opens who reported; leaves a line with the reason. Throws Problem `notFound` where the vault has nothing. */
export async function openVaultOf(
  context: ReadContext,
  work: WorkRow,
  given: z.output<(typeof openReporter)['body']>,
): Promise<z.input<(typeof openReporter)['output']>> {
  const found = await findReporter(context.tx, work.id, work.officeId);
  if (!found) throw new Problem('notFound');
  const line = await leaveLine(context, work, { what: 'tip.reporter', ...given });
  const sealed = ownVault(context.vault).open(found.sealed, about(work.id, found.officeId));
  if (sealed === undefined)
    throw new Error('the vault of reporters does not open: is it another installation’s?');
  return { sealed, officeId: found.officeId, epoch: found.epoch, line };
}

/** Corrects who reported, or takes it out. Throws Problem `conflict` for an older key. */
export async function replaceVaultOf(
  context: Context & { vault: Vault },
  by: Authorized<'tips.work'>,
  work: WorkRow,
  given: z.output<(typeof replaceReporter)['body']>,
): Promise<void> {
  if (given.reporter === null) return removeReporter(context.tx, by, work.id);
  const office = await findOffice(context.tx, work.officeId);
  if (office?.epoch !== given.epoch) throw new Problem('conflict', { extra: { epoch: office?.epoch } });
  const sealed = sealReporter(context.vault, work.id, work.officeId, given.reporter);
  await putReporter(context.tx, by, { tipId: work.id, officeId: work.officeId, epoch: given.epoch, sealed });
}
