import { v4 as uuidv4 } from 'uuid';
import { addDays } from '../../../platform/dates.ts';
import { Problem } from '../../../platform/problems.ts';
import type { Authorized } from '../../../platform/server/authorize.ts';
import type { Context } from '../../../platform/server/context.ts';
import type { Upload } from '../../../platform/server/route.ts';
import type { Vault } from '../../../platform/server/vault.ts';
import type { IntakeLine, NewIntake } from '../tip-intake.contract.ts';
import { momentIn } from './tip-dues.service.ts';
import { insertIntakeTip, listOwnIntake } from './tip-intake.repo.ts';
import { getOpenOffice } from './tip-offices.service.ts';
import { addReporter } from './tip-reporter.repo.ts';
import { sealReporter } from './tip-reporter.service.ts';
import { addMessage, type FilesContext } from './tip-seals.service.ts';
import { wrong } from './tip-steps.service.ts';

/** Older ones belong into the book of their year. */
const mostDaysBack = 60;

/**
 * Takes a report down that somebody came with. The same id again is the same report. Throws Problem `conflict` where the
 * office has a newer key, `invalidInput` for an hour to come or long past, `alreadyExists` for somebody else's id,
 * `unreadableFile` for what is not sealed.
 */
export async function takeDown(
  context: FilesContext & { vault: Vault },
  by: Authorized<'tips.intake'>,
  id: string,
  given: NewIntake,
  upload: Upload,
): Promise<IntakeLine> {
  const [same] = await listOwnIntake(context.tx, by.callerId, 1, id);
  if (same) return same;
  const { officeId, epoch, harm, channel, day, reporter } = given;
  const office = await getOpenOffice(context, officeId);
  if (office.epoch !== epoch) throw new Problem('conflict', { extra: { epoch: office.epoch } });
  const receivedAt = hourOf(context, given);
  const tip = { id, officeId, harm, channel, receivedOn: day, receivedAt, filedHash: upload.hash };
  if (!(await insertIntakeTip(context.tx, by, tip))) throw new Problem('alreadyExists');
  const message = { id: uuidv4(), tipId: id, sequence: 0, sender: 'reporter', sentOn: day } as const;
  await addMessage(context, message, { officeId, epoch }, upload);
  if (reporter !== undefined) {
    const sealed = sealReporter(context.vault, id, officeId, reporter);
    await addReporter(context.tx, by, { tipId: id, officeId, epoch, sealed });
  }
  const [line] = await listOwnIntake(context.tx, by.callerId, 1, id);
  if (!line) throw new Problem('notFound');
  return line;
}

function hourOf(context: Context, { day, hour }: NewIntake): string {
  const at = new Date(`${day}T${String(hour).padStart(2, '0')}:00:00+07:00`).toISOString();
  if (at > momentIn(context)) throw wrong('hour', 'future', notYet);
  if (day < addDays(context.today, -mostDaysBack)) throw wrong('day', 'tooOld', recent);
  return at;
}

const notYet = { vi: 'một giờ đã qua', en: 'an hour that has begun' };
const recent = { vi: 'trong 60 ngày gần đây', en: 'within the last 60 days' };

/** The reports that the caller took down, and no others. */
export async function listIntakeOf(context: Context, limit: number): Promise<IntakeLine[]> {
  return listOwnIntake(context.tx, context.caller.id, limit);
}
