import { v7 as uuidv7 } from 'uuid';
import type { ActivitySave } from '../../modules/activities/activity.contract.ts';
import { addDays, compareDays, type Day, diffDays } from '../../platform/dates.ts';
import { type Drawn, draws } from './demo-draws.rules.ts';
import { type Dice, makeDice } from './dice.rules.ts';

export interface DemoPlace {
  readonly areaId: string;
  readonly name: string;
}

export interface DemoRecord {
  readonly id: string;
  readonly day: Day;
  readonly save: ActivitySave;
  /** What becomes of it after it is saved. */
  readonly review: 'verify' | 'return' | 'leave';
}

export interface DemoWorld {
  readonly hamlets: readonly DemoPlace[];
  /** The commune that the hamlets belong to on a day. */
  readonly communeOn: (day: Day) => string;
  /** Where the recorder is at home: the newest drafts and the returned entry are there. */
  readonly recorderHamlet: string;
  readonly from: Day;
  readonly today: Day;
}

/** Entries older than this are verified, in days. */
export const REVIEWED_AFTER = 10;

/**
 * The made-up books of a commune from a day to today, oldest first. The same world gives the same records with the
 * same ids, so that storing them twice stores them once.
 */
export function demoRecords(world: DemoWorld): DemoRecord[] {
  const records: DemoRecord[] = [];
  for (let week = world.from; compareDays(week, world.today) <= 0; week = addDays(week, 7)) {
    for (const { areaId, name } of world.hamlets) {
      const dice = makeDice(`${name} ${week}`);
      for (const draw of draws.inHamlet) records.push(...drawn(world, dice, week, areaId, draw));
    }
    const dice = makeDice(`xã ${week}`);
    for (const draw of draws.inCommune) records.push(...drawn(world, dice, week, undefined, draw));
  }
  records.sort((a, b) => compareDays(a.day, b.day) || (a.id < b.id ? -1 : 1));
  return withWorkInHand(records, world);
}

/** The recorder's newest patrol is still a draft, and the one before came back to him. */
function withWorkInHand(records: readonly DemoRecord[], world: DemoWorld): DemoRecord[] {
  const own = records.filter(({ save }) => save.form === 'patrol' && isAt(save, world.recorderHamlet));
  const [returned, draft] = own.slice(-2);
  return records.map((record) => {
    if (record === draft) return { ...record, save: { ...record.save, state: 'draft' }, review: 'leave' };
    return record === returned ? { ...record, review: 'return' } : record;
  });
}

/** Whether an entry stands in that area. */
export function isAt({ values }: ActivitySave, areaId: string): boolean {
  return (values.place as { areaId?: string } | undefined)?.areaId === areaId;
}

function drawn(
  world: DemoWorld,
  dice: Dice,
  week: Day,
  hamlet: string | undefined,
  draw: (dice: Dice, day: Day) => Drawn | undefined,
): DemoRecord[] {
  const day = addDays(week, dice.between(0, 6));
  const made = draw(dice, day);
  // Drawn first and thrown away then: what is drawn must not hang on the day on which the demo is begun.
  const id = uuidv7({ msecs: Date.parse(`${day}T14:00:00Z`), random: dice.bytes(16) });
  if (made === undefined || compareDays(day, world.today) > 0) return [];
  const areaId = hamlet ?? world.communeOn(day);
  const review = diffDays(day, world.today) > REVIEWED_AFTER ? 'verify' : 'leave';
  const values = { ...made.values, place: { areaId } };
  return [{ id, day, save: { form: made.form, formVersion: 1, values, state: 'submitted' }, review }];
}
