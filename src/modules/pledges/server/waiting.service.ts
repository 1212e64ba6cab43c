import { addDays, diffDays } from '../../../platform/dates.ts';
import type { Context } from '../../../platform/server/context.ts';
import type { LocalText } from '../../../platform/text.ts';
import { countUnits } from './registration.repo.ts';
import { registrationKinds } from './registration-kinds.ts';
import { findWaitingCampaigns, type WaitingCampaign } from './waiting.repo.ts';

/** Campaigns of signing come up so many days before their end, and stay so many after it. */
const signing = { before: 30, after: 30 };

/** Pledge campaigns whose end is near or over and that not all households within the caller's areas have signed. */
export async function waitingCampaigns(
  context: Context,
): Promise<(WaitingCampaign & { daysLeft: number })[]> {
  const { today } = context;
  const days = { today, from: addDays(today, -signing.after), to: addDays(today, signing.before) };
  const rows = await findWaitingCampaigns(context.tx, days);
  return rows.map((row) => ({ ...row, daysLeft: diffDays(today, row.endsOn) }));
}

/** Registrations come up so many days before their deadline. */
const registering = 30;
/** Nobody asks for them once the year of recognition is over (Circular 124/2021/TT-BCA, Article 8: until 31/10). */
const lastDay = '10-31';

export interface MissingRegistrations {
  readonly code: string;
  readonly name: LocalText;
  readonly year: number;
  readonly hamlets: number;
  readonly deadline: string;
  /** Until the deadline; negative after it. */
  readonly daysLeft: number;
}

/** The hamlets of an area that have not registered for a title of this year, its deadline being near or over. */
export async function missingRegistrations(
  context: Context,
  areaId: string,
): Promise<MissingRegistrations[]> {
  const { today } = context;
  const year = Number(today.slice(0, 4));
  const missing: MissingRegistrations[] = [];
  for (const { code, name, deadline: day, areas } of registrationKinds()) {
    const deadline = `${year}-${day}`;
    const daysLeft = diffDays(today, deadline);
    if (daysLeft > registering || today > `${year}-${lastDay}` || !areas.includes('hamlet')) continue;
    const kind = { code, areas: ['hamlet' as const], organizations: [] };
    const counts = (await countUnits(context.tx, [areaId], kind, year, deadline)).get(areaId);
    const hamlets = (counts?.due ?? 0) - (counts?.registered ?? 0);
    if (hamlets > 0) missing.push({ code, name, year, hamlets, deadline, daysLeft });
  }
  return missing;
}
