import { z } from 'zod';
import { endpoint } from '../../platform/contract.ts';
import { LocalText } from '../../platform/text.ts';
import { Day } from '../areas/day.contract.ts';
import {
  ExtendReason,
  ForwardReason,
  ReopenReason,
  SealedNote,
  TipChannel,
  TipClass,
  TipHarm,
  TipOutcome,
  TipState,
} from './tip-words.contract.ts';

export const TipClockCode = z
  .enum(['transfer', 'receiptNotice', 'settlement', 'resultNotice'])
  .meta({ id: 'TipClockCode' });
export type TipClockCode = z.infer<typeof TipClockCode>;

/** One time limit of a report, as it stands now. */
export const TipClock = z
  .object({
    code: TipClockCode,
    name: LocalText,
    help: LocalText,
    /** The rule of law, and whether its text has been compared with the source. */
    source: z.string(),
    verified: z.boolean(),
    dueAt: z.iso.datetime(),
    /** The day in Vietnam on which it runs out. */
    dueDay: Day,
    endedAt: z.iso.datetime().nullable(),
    /** `soon`: a third of it is left, or less; `met` and `missed` have ended. */
    state: z.enum(['running', 'soon', 'late', 'met', 'missed']),
    /** How often it was extended, and how often the law allows it. */
    extended: z.int(),
    extensions: z.int(),
  })
  .meta({ id: 'TipClock' });
export type TipClock = z.infer<typeof TipClock>;

const Person = z.object({ id: z.string(), name: z.string() });
const Office = z.object({ id: z.uuid(), name: z.string() });

const line = {
  id: z.uuid(),
  office: Office,
  /** The register's number within the office and year: '17/2026'; null until registered. */
  number: z.string().nullable(),
  harm: TipHarm,
  channel: TipChannel,
  /** The hour of receipt; minutes are never kept. */
  receivedAt: z.iso.datetime(),
  state: TipState,
  class: TipClass.nullable(),
  assignee: Person.nullable(),
  isValuable: z.boolean().nullable(),
  outcome: TipOutcome.nullable(),
  /** The reporter wrote last: an answer is due. */
  waitsForAnswer: z.boolean(),
  /** Offered to the caller's office by another one, which waits for yes or no. */
  isOfferedToUs: z.boolean(),
};

export const TipLine = z
  .object({ ...line, /** The clock that runs out first, of those that run. */ clock: TipClock.nullable() })
  .meta({ id: 'TipLine' });
export type TipLine = z.infer<typeof TipLine>;

export const listTips = endpoint({
  method: 'GET',
  path: '/api/v1/tips',
  summary: 'Reports of the caller’s offices, what runs out first at the top',
  access: 'tips.work',
  query: z.object({
    officeId: z.uuid().optional(),
    show: z.enum(['open', 'waiting', 'late', 'mine', 'offered', 'closed', 'all']).default('open'),
    harm: TipHarm.optional(),
    /** A number of the register, e.g. 17/2026. */
    number: z.string().max(20).optional(),
    cursor: z.string().max(100).optional(),
    limit: z.coerce.number().int().min(1).max(200).default(50),
  }),
  output: z
    .object({
      items: z.array(TipLine),
      next: z.string().nullable(),
      counts: z.object({ open: z.int(), waiting: z.int(), late: z.int(), mine: z.int(), offered: z.int() }),
    })
    .meta({ id: 'TipList' }),
});

/** What happened to a report: who of the office, when and what, in codes; words only sealed. */
export const TipEvent = z
  .object({
    seq: z.int(),
    at: z.iso.datetime(),
    by: Person,
    office: Office,
    what: z.enum([
      'registered',
      'classified',
      'assigned',
      'noticeSent',
      'handledLocally',
      'transferred',
      'offered',
      'accepted',
      'refused',
      'withdrawn',
      'extended',
      'noted',
      'redacted',
      'concluded',
      'resultNotified',
      'closed',
      'reopened',
      'redLine',
      /** By the program: a time limit is running out, or has. */
      'reminded',
    ]),
    /** Codes of the step, e.g. the class, the reason, the person assigned. */
    details: z.record(z.string(), z.unknown()),
    /** For the members of the office at that time. */
    note: SealedNote.nullable(),
  })
  .meta({ id: 'TipEvent' });
export type TipEvent = z.infer<typeof TipEvent>;

const version = { baseVersion: z.int().min(1), note: SealedNote.optional() };

/** One step of the work. `note` is sealed for the office; what the reporter shall read goes into the thread. */
export const TipStep = z
  .discriminatedUnion('step', [
    /** Gives the next number of the office's register. */
    z.strictObject({ step: z.literal('register'), ...version }),
    z
      .strictObject({
        step: z.literal('classify'),
        class: TipClass,
        /** Corrects what the reporter chose. */
        harm: TipHarm.optional(),
        duplicateOf: z.uuid().optional(),
        ...version,
      })
      .refine((given) => (given.class === 'duplicate') === (given.duplicateOf !== undefined), {
        path: ['duplicateOf'],
        message: 'the other report, for a duplicate only',
      }),
    /** To oneself with tips.work; to others with tips.lead. */
    z.strictObject({ step: z.literal('assign'), to: z.uuid(), ...version }),
    /** The written notice of receipt went to the procuracy and to the reporter. */
    z.strictObject({ step: z.literal('sendNotice'), ...version }),
    /** Checked and kept here: nothing to transfer. */
    z.strictObject({ step: z.literal('handleLocally'), ...version }),
    /** Given with its papers to an agency that does not use this program. */
    z.strictObject({
      step: z.literal('transfer'),
      to: z.enum(['investigationAgency', 'provincePolice', 'procuracy', 'inspectorate', 'otherAgency']),
      ...version,
    }),
    /** tips.lead */
    z.strictObject({ step: z.literal('extend'), clock: TipClockCode, reason: ExtendReason, ...version }),
    z.strictObject({ step: z.literal('note'), baseVersion: z.int().min(1), note: SealedNote }),
    /** A version without what points at anybody, to be shown to others; sealed like the report itself. */
    z.strictObject({ step: z.literal('redact'), baseVersion: z.int().min(1), redacted: SealedNote }),
    z.strictObject({
      step: z.literal('conclude'),
      outcome: TipOutcome,
      isValuable: z.boolean(),
      ...version,
    }),
    z.strictObject({ step: z.literal('notifyResult'), ...version }),
    z.strictObject({ step: z.literal('close'), ...version }),
    z.strictObject({ step: z.literal('reopen'), reason: ReopenReason, ...version }),
    /** tips.lead. Opinion, belief, assembly: closed with the standard answer, the content is removed for good. */
    z.strictObject({ step: z.literal('redLine'), baseVersion: z.int().min(1) }),
  ])
  .meta({ id: 'TipStep' });
export type TipStep = z.infer<typeof TipStep>;
export const TipStepName = z.enum([
  'register',
  'classify',
  'assign',
  'sendNotice',
  'handleLocally',
  'transfer',
  'extend',
  'note',
  'redact',
  'conclude',
  'notifyResult',
  'close',
  'reopen',
  'redLine',
  'forward',
]);
export type TipStepName = z.infer<typeof TipStepName>;

export const TipWork = z
  .object({
    ...line,
    /** Rises with each step; every step names the one it builds on. */
    version: z.int(),
    clocks: z.array(TipClock),
    duplicateOf: z.object({ id: z.uuid(), number: z.string().nullable() }).nullable(),
    /** Reports of the same kind within three days: perhaps the same matter. */
    similar: z.array(z.object({ id: z.uuid(), number: z.string().nullable(), receivedAt: z.iso.datetime() })),
    /** The newest version for others. */
    redacted: z.object({ sealed: SealedNote, at: z.iso.datetime(), by: Person }).nullable(),
    offer: z
      .object({
        id: z.uuid(),
        from: Office,
        to: Office,
        reason: ForwardReason,
        at: z.iso.datetime(),
        note: SealedNote.nullable(),
      })
      .nullable(),
    events: z.array(TipEvent),
    /** The reporter's identity lies in the vault. */
    hasReporter: z.boolean(),
    contentRemoved: z.boolean(),
    /** Steps that the caller can take now. */
    can: z.array(TipStepName),
    /** Members of the office whom it can be assigned to. */
    members: z.array(Person),
    /** What the standard answer says, where it is one. */
    standardAnswer: LocalText.nullable(),
  })
  .meta({ id: 'TipWork' });
export type TipWork = z.infer<typeof TipWork>;

const params = z.object({ id: z.uuid() });

export const getTip = endpoint({
  method: 'GET',
  path: '/api/v1/tips/:id',
  summary: 'The work on one report: clocks, steps, people; not its content',
  access: 'tips.work',
  params,
  output: TipWork,
});

export const takeTipStep = endpoint({
  method: 'POST',
  path: '/api/v1/tips/:id/steps',
  summary: 'Take a step of the work on a report',
  access: 'tips.work',
  params,
  body: TipStep,
  output: TipWork,
});

/** Words and rules for the pages: kinds, outcomes, reasons, clocks, days off. */
export const readTipWords = endpoint({
  method: 'GET',
  path: '/api/v1/tips/words',
  summary: 'Kinds of harm, outcomes, reasons and time limits with their sources',
  access: 'signedIn',
  output: z
    .object({
      harms: z.array(z.object({ code: TipHarm, name: LocalText, hint: LocalText })),
      outcomes: z.array(z.object({ code: TipOutcome, name: LocalText })),
      reasons: z.record(z.string(), z.array(z.object({ code: z.string(), name: LocalText }))),
      clocks: z.array(
        z.object({
          code: TipClockCode,
          name: LocalText,
          help: LocalText,
          source: z.string(),
          verified: z.boolean(),
        }),
      ),
      daysOff: z.array(z.object({ day: Day, name: LocalText, verified: z.boolean() })),
      redLine: z.object({ reason: LocalText, answer: LocalText }),
    })
    .meta({ id: 'TipWords' }),
});
