import type { z } from 'zod';
import { Problem } from '../../../platform/problems.ts';
import type { Authorized } from '../../../platform/server/authorize.ts';
import type { Context } from '../../../platform/server/context.ts';
import type { Upload } from '../../../platform/server/route.ts';
import type { Vault } from '../../../platform/server/vault.ts';
import { namesOf } from '../../accounts/server/accounts.service.ts';
import { logReading } from '../../audit/server/read-log.service.ts';
import type {
  fetchTipContact,
  listTipMessages,
  OfficeMessage,
  writeToReporter,
} from '../tip-messages.contract.ts';
import {
  type CopyRow,
  findContact,
  listCopies,
  listMessages,
  type OfficeMessageRow,
} from './tip-copies.repo.ts';
import { noteFactsDue } from './tip-facts.repo.ts';
import { findOffice } from './tip-offices.repo.ts';
import { addMessage, type FilesContext } from './tip-seals.service.ts';
import type { WorkRow } from './tip-work.repo.ts';

export type ReadContext = Context & { readonly vault: Vault };

/** What the read log calls a report: its number in the register, or how it came. */
const labelOf = (work: WorkRow): string => work.number ?? work.channel;

/** Where the reader's superiors are looked for: at the office that he reads for. */
async function readingArea(context: Context, work: WorkRow): Promise<string> {
  if (!work.isOfferedToUs || work.offeredTo === null) return work.areaId;
  return (await findOffice(context.tx, work.offeredTo.id))?.areaId ?? work.areaId;
}

/** Leaves the line without which nothing is opened. Gives its number. */
export async function leaveLine(
  context: ReadContext,
  work: WorkRow,
  reading: { what: string; reason: string; words?: string },
): Promise<number> {
  const areaId = await readingArea(context, work);
  return logReading(context, context.vault, { ...reading, subjectId: work.id, label: labelOf(work), areaId });
}

function shown(
  { by, ...message }: OfficeMessageRow,
  copies: readonly CopyRow[],
  names: ReadonlyMap<string, string>,
): OfficeMessage {
  return {
    ...message,
    by: by === null ? null : { id: by, name: names.get(by) ?? '' },
    copies: copies
      .filter(({ messageId }) => messageId === message.id)
      .map(({ officeId, epoch, size, hash }) => ({ officeId, epoch, size, hash })),
  };
}

/** The messages of a report and the sealed copies that the caller's office can open; not their words. */
export async function listOfficeMessages(
  context: Context,
  work: WorkRow,
): Promise<z.input<(typeof listTipMessages)['output']>> {
  const messages = await listMessages(context.tx, work.id);
  const copies = await listCopies(context.tx, work.id);
  const names = await namesOf(
    context,
    messages.flatMap(({ by }) => by ?? []),
  );
  const contact = await findContact(context.tx, work.id, work.officeId);
  return { messages: messages.map((one) => shown(one, copies, names)), hasContact: contact !== undefined };
}

/**
 * The sealed file of a message, with a line in the read log. Throws Problem `notFound` for a copy that is not there, or
 * that is sealed for an office that the caller does not belong to.
 */
export async function openCopy(
  context: ReadContext,
  work: WorkRow,
  given: { messageId: string; officeId: string; epoch: number; reason: string },
): Promise<{ fileId: string }> {
  const copy = (await listCopies(context.tx, work.id)).find(
    (one) =>
      one.messageId === given.messageId && one.officeId === given.officeId && one.epoch === given.epoch,
  );
  if (!copy) throw new Problem('notFound');
  const sequence = (await listMessages(context.tx, work.id)).find(
    ({ id }) => id === given.messageId,
  )?.sequence;
  await leaveLine(context, work, {
    what: sequence === 0 ? 'tip.report' : 'tip.message',
    reason: given.reason,
  });
  return { fileId: copy.fileId };
}

/** How to reach the reporter, sealed, with a line in the read log. Throws Problem `notFound` where nothing was left. */
export async function openContact(
  context: ReadContext,
  work: WorkRow,
  reason: string,
): Promise<z.input<(typeof fetchTipContact)['output']>> {
  const contact = await findContact(context.tx, work.id, work.officeId);
  if (!contact) throw new Problem('notFound');
  await leaveLine(context, work, { what: 'tip.contact', reason });
  return contact;
}

/**
 * A question or answer of the office to the reporter. Throws Problem `notPossibleNow` where nobody can read it (not by
 * the public page) or the report is closed, `conflict` for an older key or a number that is taken.
 */
export async function writeMessage(
  context: FilesContext,
  _by: Authorized<'tips.work'>,
  work: WorkRow,
  given: z.output<(typeof writeToReporter)['body']>,
  upload: Upload,
): Promise<OfficeMessage> {
  if (
    work.channel !== 'web' ||
    work.state === 'closed' ||
    work.state === 'redLine' ||
    work.state === 'offered'
  )
    throw new Problem('notPossibleNow');
  const office = await findOffice(context.tx, work.officeId);
  if (office?.epoch !== given.epoch) throw new Problem('conflict', { extra: { epoch: office?.epoch } });
  const { id, sequence } = given;
  const madeBy = context.caller.id;
  const message = { id, tipId: work.id, sequence, sender: 'office', sentOn: context.today, madeBy } as const;
  const { size, hash } = await addMessage(
    context,
    message,
    { officeId: work.officeId, epoch: given.epoch },
    upload,
  );
  await noteFactsDue(context.tx, work.id);
  const names = await namesOf(context, [madeBy]);
  const copy = { messageId: id, fileId: '', officeId: work.officeId, epoch: given.epoch, size, hash };
  return shown({ id, sequence, sender: 'office', sentOn: context.today, by: madeBy }, [copy], names);
}
