import { addDays, formatDay } from '../../../platform/dates.ts';
import type { Context } from '../../../platform/server/context.ts';
import type { LocalText } from '../../../platform/text.ts';
import { findFirstKeyDay } from './tip-book.repo.ts';

/** The form in which reports are only counted (data/forms/tip.json). */
const countingForm = 'tip';

/** From when on a book takes nothing more, and where it goes instead. */
export interface ClosedBook {
  readonly from: string;
  readonly expected: LocalText;
}

/**
 * The book that counts reports is closed from the day after the commune police took up their own register, in which each
 * report counts by itself. Nothing for other books, and where there is no such register.
 */
export async function closedBook(
  { tx }: Pick<Context, 'tx'>,
  form: string,
  areaId: string,
): Promise<ClosedBook | undefined> {
  if (form !== countingForm) return undefined;
  const first = await findFirstKeyDay(tx, areaId);
  if (first === undefined) return undefined;
  const from = addDays(first, 1);
  return {
    from,
    expected: {
      vi: `trước ngày ${formatDay(from)}; từ ngày đó tin báo vào sổ ở mục Tin báo và tự được đếm ở đó`,
      en: `before ${from}; from that day on reports stand in the register of reports and count by themselves`,
    },
  };
}

/** The closed books of a place, by form. */
export async function closedBooks(
  context: Pick<Context, 'tx'>,
  areaId: string,
): Promise<ReadonlyMap<string, ClosedBook>> {
  const closed = await closedBook(context, countingForm, areaId);
  return new Map(closed ? [[countingForm, closed]] : []);
}
