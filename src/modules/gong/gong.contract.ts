import { z } from 'zod';
import { endpoint } from '../../platform/contract.ts';

const Instant = z.iso.datetime();
const Person = z.object({ id: z.uuid(), name: z.string() });
const Id = z.object({ id: z.uuid() });

export const GongKind = z.enum(['fire', 'theft', 'missing', 'flood', 'other']).meta({ id: 'GongKind' });
export type GongKind = z.infer<typeof GongKind>;

/** coming: on the way now; cannot: can't come; known: has heard of it. */
export const GongReply = z.enum(['coming', 'cannot', 'known']).meta({ id: 'GongReply' });
export type GongReply = z.infer<typeof GongReply>;

/** mistake: its sounder called it back at once; falseAlarm: nothing had happened. */
export const GongEnding = z.enum(['over', 'falseAlarm', 'mistake', 'drillDone']).meta({ id: 'GongEnding' });
export type GongEnding = z.infer<typeof GongEnding>;

/** faded: nobody said that it was over; late, joined: written down and never sounded. */
export const GongState = z.enum(['running', 'ended', 'faded', 'late', 'joined']).meta({ id: 'GongState' });
export type GongState = z.infer<typeof GongState>;

/** An alarm of one hamlet or several, and who was reached by it. */
export const Gong = z
  .object({
    id: z.uuid(),
    areaId: z.uuid(),
    /** The hamlet, or the commune where it goes to several. */
    areaName: z.string(),
    hamlets: z.array(Person),
    kind: GongKind,
    place: z.string(),
    isDrill: z.boolean(),
    soundedBy: Person,
    soundedAt: Instant,
    receivedAt: Instant,
    state: GongState,
    /** The one that was running already. */
    joinedTo: z.uuid().nullable(),
    ended: z.object({ at: Instant, by: Person, why: GongEnding }).nullable(),
    /** How many it reached and what they said; the sounder is none of them. */
    counts: z.object({ reached: z.int(), answered: z.int(), coming: z.int(), cannot: z.int() }),
    /**
     * Whom it reached, who answered first: all for its sounder and whoever looks after the place, with times to the
     * minute; others see who is coming and themselves, without times.
     */
    answers: z.array(
      z.object({
        person: Person,
        reachedAt: Instant.nullable(),
        reply: GongReply.nullable(),
        repliedAt: Instant.nullable(),
      }),
    ),
    can: z.object({ answer: z.boolean(), end: z.boolean(), callBack: z.boolean() }),
  })
  .meta({ id: 'Gong' });
export type Gong = z.infer<typeof Gong>;

/** What sounds an alarm: from the commune's page at once, from a phone as the payload of `gong.sound`. */
export const GongSound = z
  .object({
    hamletIds: z.array(z.uuid()).min(1).max(200),
    kind: GongKind,
    /** Where, in a few words; never who. */
    place: z.string().trim().max(160).default(''),
    isDrill: z.boolean().default(false),
    /** Sounds although the same is running there already. */
    anyway: z.boolean().default(false),
  })
  .meta({ id: 'GongSound' });
export type GongSound = z.infer<typeof GongSound>;

/** The payload of `gong.answer`: `reached` once it was shown, then what the person says. */
export const GongAnswer = z
  .object({ answer: z.enum(['reached', ...GongReply.options]) })
  .meta({ id: 'GongAnswer' });
export type GongAnswer = z.infer<typeof GongAnswer>;

/** The payload of `gong.end`. */
export const GongEnd = z.object({ why: GongEnding }).meta({ id: 'GongEnd' });
export type GongEnd = z.infer<typeof GongEnd>;

/** How an alarm gets to the people of its places: how many there are, with a phone of the program, with push. */
export const GongReach = z
  .object({
    people: z.int(),
    phones: z.int(),
    /** Phones that wake up by a push message; the others hear of it while the app is open. */
    pushPhones: z.int(),
    /** Push messages that went out. */
    pushed: z.int(),
  })
  .meta({ id: 'GongReach' });
export type GongReach = z.infer<typeof GongReach>;

/** Somebody who sounded within the caller's places, for who has to see misuse. */
export const GongSounder = z
  .object({
    person: Person,
    alarms: z.int(),
    drills: z.int(),
    falseAlarms: z.int(),
    mistakes: z.int(),
    suspended: z.object({ id: z.uuid(), since: Instant, by: Person, reason: z.string() }).nullable(),
  })
  .meta({ id: 'GongSounder' });
export type GongSounder = z.infer<typeof GongSounder>;

export const soundGong = endpoint({
  method: 'PUT',
  path: '/api/v1/gong/alarms/:id',
  summary:
    'Sounds an alarm in one hamlet or several; where the same runs there already it is joined to that one',
  access: 'gong.sound',
  params: Id,
  body: GongSound,
  output: Gong,
});

export const listGongs = endpoint({
  method: 'GET',
  path: '/api/v1/gong/alarms',
  summary: 'Alarms of the caller’s places, the newest first; drills apart',
  access: 'gong.read',
  query: z.object({
    drills: z.enum(['true', 'false']).optional(),
    running: z.enum(['true']).optional(),
    before: Instant.optional(),
    limit: z.coerce.number().int().min(1).max(100).default(50),
  }),
  output: z.object({ alarms: z.array(Gong), more: z.boolean() }),
});

export const getGong = endpoint({
  method: 'GET',
  path: '/api/v1/gong/alarms/:id',
  summary: 'One alarm with its answers and how it could reach people',
  access: 'gong.read',
  params: Id,
  output: z.object({ alarm: Gong, reach: GongReach }),
});

export const answerGong = endpoint({
  method: 'POST',
  path: '/api/v1/gong/alarms/:id/answers',
  summary: 'Says that it was seen, or what the caller does about it',
  access: 'gong.sound',
  params: Id,
  body: GongAnswer,
  output: Gong,
});

export const endGong = endpoint({
  method: 'POST',
  path: '/api/v1/gong/alarms/:id/end',
  summary: 'Ends an alarm: over, false alarm, called back as a mistake, or the drill is done',
  access: 'gong.sound',
  params: Id,
  body: GongEnd,
  output: Gong,
});

export const getGongReach = endpoint({
  method: 'GET',
  path: '/api/v1/gong/reach',
  summary: 'The hamlets that the caller may sound in, and how an alarm would reach people there',
  access: 'gong.sound',
  output: z.object({ hamlets: z.array(z.object({ id: z.uuid(), name: z.string(), reach: GongReach })) }),
});

export const listGongSounders = endpoint({
  method: 'GET',
  path: '/api/v1/gong/sounders',
  summary: 'Who sounded within the last year, with false alarms, and whose gong is suspended',
  access: 'gong.manage',
  output: z.object({ sounders: z.array(GongSounder) }),
});

export const suspendGong = endpoint({
  method: 'POST',
  path: '/api/v1/gong/suspensions',
  summary: 'Suspends somebody’s gong, with the reason that the person is told',
  access: 'gong.manage',
  body: z.object({ id: z.uuid(), userId: z.uuid(), reason: z.string().trim().min(5).max(300) }),
  output: GongSounder,
});

export const liftGongSuspension = endpoint({
  method: 'POST',
  path: '/api/v1/gong/suspensions/:id/lift',
  summary: 'Gives somebody the gong back',
  access: 'gong.manage',
  params: Id,
  output: GongSounder,
});
