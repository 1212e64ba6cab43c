import { z } from 'zod';
import { endpoint } from '../../platform/contract.ts';
import { LocalText } from '../../platform/text.ts';
import { Day } from '../areas/day.contract.ts';
import { GongKind } from '../gong/gong.contract.ts';
import { ImportState } from '../imports/import.contract.ts';
import { ReportKind } from '../reports/report.contract.ts';

/** How many; `more` where there are more than `count`. */
const number = { count: z.int(), more: z.boolean() };
const entries = { form: z.string(), formName: LocalText, ...number };
const place = { areaId: z.uuid(), areaName: z.string() };

/** Something that needs this person. What it says and where its button leads is for the page to put in words. */
export const DeskTask = z
  .discriminatedUnion('kind', [
    /** Records sent back for correction. */
    z.object({ kind: z.literal('returned'), ...entries }),
    /** Records that wait for somebody to verify them. */
    z.object({ kind: z.literal('verify'), ...entries }),
    /** Own drafts that nobody else sees as done. */
    z.object({ kind: z.literal('drafts'), ...entries }),
    z.object({
      kind: z.literal('import'),
      id: z.uuid(),
      fileName: z.string(),
      state: ImportState,
      accepted: z.int(),
      problemRows: z.int(),
    }),
    /** An official report whose window is over, or ends soon. */
    z.object({
      kind: z.literal('report'),
      ...place,
      report: ReportKind,
      year: z.int(),
      half: z.union([z.literal(1), z.literal(2)]).nullable(),
      name: LocalText,
      lastDay: Day,
      /** Until the window's last day; negative after it. */
      daysLeft: z.int(),
      reportId: z.uuid().nullable(),
    }),
    /** An alarm that sounds now. */
    z.object({ kind: z.literal('gong'), id: z.uuid(), alarm: GongKind, isDrill: z.boolean(), ...place }),
    /** Reports at the caller's offices: a time limit is over, another office offers one, a limit ends soon, somebody waits for an answer. */
    z.object({ kind: z.literal('tips'), what: z.enum(['late', 'offered', 'soon', 'waiting']), ...number }),
    /** Checks, reviews and steps of models that are late or due soon, and models that are on paper only. */
    z.object({ kind: z.literal('models'), what: z.enum(['overdue', 'mine', 'soon', 'dormant']), ...number }),
    /** A campaign near its end, or just over, with households that have not signed in hamlets of the caller's. */
    z.object({
      kind: z.literal('pledges'),
      id: z.uuid(),
      title: z.string(),
      endsOn: Day,
      /** Until its last day; negative after it. */
      daysLeft: z.int(),
      hamlets: z.int(),
      households: z.int(),
    }),
    /** Hamlets that have not registered for a title of the year. */
    z.object({
      kind: z.literal('registrations'),
      ...place,
      code: z.string(),
      name: LocalText,
      year: z.int(),
      hamlets: z.int(),
      deadline: Day,
      daysLeft: z.int(),
    }),
    /** Targets behind the calendar: the area's own, or those that it gave to its units. */
    z.object({
      kind: z.literal('targets'),
      which: z.enum(['received', 'given']),
      ...place,
      year: z.int(),
      units: z.int(),
      ...number,
    }),
    /** A committee with tasks overdue or due soon. */
    z.object({ kind: z.literal('committee'), id: z.uuid(), name: z.string(), overdue: z.int(), ...number }),
    /** Entries from phones that wait for an answer, phones that are silent (for up to `days`), patrols that are out. */
    z.object({
      kind: z.literal('field'),
      what: z.enum(['waiting', 'silent', 'patrols']),
      ...number,
      days: z.int(),
    }),
    /** The role asks for a second step and there is none. */
    z.object({ kind: z.literal('secondStep') }),
    z.object({ kind: z.literal('addHamlets'), ...place }),
    z.object({ kind: z.literal('importBooks'), ...place }),
    z.object({ kind: z.literal('invite') }),
  ])
  .meta({ id: 'DeskTask' });
export type DeskTask = z.infer<typeof DeskTask>;

export const Desk = z
  .object({
    today: Day,
    /** Most urgent first. */
    tasks: z.array(DeskTask),
    /** The place whose figures stand beside the tasks; null for who reads no figures. */
    place: z.object({ ...place, areaKind: z.string() }).nullable(),
    /** The day of the newest record, today at the latest; null where there is none yet. */
    newestDay: Day.nullable(),
  })
  .meta({ id: 'Desk' });
export type Desk = z.infer<typeof Desk>;

export const getDesk = endpoint({
  method: 'GET',
  path: '/api/v1/desk',
  summary: 'What needs the caller today, most urgent first',
  access: 'signedIn',
  output: Desk,
});
