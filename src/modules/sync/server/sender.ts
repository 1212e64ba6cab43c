import type { Context } from '../../../platform/server/context.ts';
import { officeIn } from './item-reading.service.ts';
import type { PhoneRow } from './phones.repo.ts';

/** The phone that commands are of, and what holds for the way by which they came. */
export interface Sender extends PhoneRow {
  /** Whoever brought them in a file; undefined where the phone itself sent them. */
  readonly broughtBy: string | undefined;
  /** Whose items they can settle. */
  readonly settlesOf: readonly string[];
}

/** The phone itself, which settles what its own person has there. */
export function asPhone(phone: PhoneRow): Sender {
  return { ...phone, broughtBy: undefined, settlesOf: [phone.user_id] };
}

/**
 * Somebody with a file of the phone: he does what is in it and settles what is his own, and what the phone's person has
 * there only where he could do so at his desk.
 */
export async function asBringer(context: Context, phone: PhoneRow): Promise<Sender> {
  const { id } = context.caller;
  const may = await officeIn(context, [phone.area_id]);
  const settlesOf = may('activities.write', phone.area_id) ? [id, phone.user_id] : [id];
  return { ...phone, broughtBy: id, settlesOf };
}
