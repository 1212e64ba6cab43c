import { z } from 'zod';
import { endpoint } from '../../platform/contract.ts';
import { LocalText } from '../../platform/text.ts';
import { Activity, RowProblem } from '../activities/activity.contract.ts';
import { EntryNews } from '../activities/entry-news.contract.ts';
import { EntryValue } from '../activities/field.contract.ts';
import { Gong } from '../gong/gong.contract.ts';
import { MessageNews } from './messages.contract.ts';

const Instant = z.iso.datetime();

/** How many commands one request takes; a phone sends more in several. */
export const BATCH_LIMIT = 200;
/** An entry whose day lies further back is asked about instead of stored: nearly always a wrong clock. */
export const OLDEST_ENTRY_DAYS = 400;

/** The most that one command may be as JSON (bytes); what is larger is refused on its own and not kept. */
export const COMMAND_BYTES = 64 * 1024;
/** The same for a signed pledge, which carries the drawing of the signature. */
export const SIGNED_COMMAND_BYTES = 256 * 1024;
/** So deep may what a command carries be nested. */
export const COMMAND_DEPTH = 32;
/** So many items of one phone may wait; until some are settled the phone keeps what would become another. */
export const OPEN_ITEMS_LIMIT = 300;

/** What can be done on a phone; `server/appliers.ts` says what each does. */
export const CommandKind = z
  .enum([
    'activity.save',
    'patrol.begin',
    'patrol.end',
    'task.answer',
    'pledge.sign',
    'pledge.withdraw',
    'household.add',
    'gong.sound',
    'gong.answer',
    'gong.end',
    'message.read',
    'message.reply',
  ])
  .meta({ id: 'SyncCommandKind' });
export type CommandKind = z.infer<typeof CommandKind>;

/** Something that was done on a phone. `id` is the command's own; sent twice it counts once. */
export const SyncCommand = z
  .object({
    id: z.uuid(),
    kind: CommandKind,
    /** What it is about, made by the phone where it is new. */
    recordId: z.uuid(),
    /** What its kind asks for (an ActivitySave, a PatrolBegin, nothing); what is not that is refused on its own. */
    payload: z.looseObject({}),
    /** By the phone's clock. */
    madeAt: Instant,
    /**
     * The item that this entry is the answer to, a choice between two values: one of the phone's own person about the
     * same record. Anything else named here stays as it is, and the entry counts as any other.
     */
    settles: z.uuid().optional(),
  })
  .meta({ id: 'SyncCommand' });
export type SyncCommand = z.infer<typeof SyncCommand>;

/** A patrol that sets out; the record that it will become has the command's `recordId`. */
export const PatrolBegin = z
  .object({ areaId: z.uuid(), people: z.int().min(1).max(999), startedAt: Instant })
  .meta({ id: 'PatrolBegin' });
export type PatrolBegin = z.infer<typeof PatrolBegin>;

/** A field in which two people contradict each other; a value is null where it was empty. */
export const SyncConflict = z
  .object({
    field: z.string(),
    before: EntryValue.nullable(),
    mine: EntryValue.nullable(),
    theirs: EntryValue.nullable(),
  })
  .meta({ id: 'SyncConflict' });
export type SyncConflict = z.infer<typeof SyncConflict>;

/**
 * accepted: stored now (or put together with what others changed meanwhile); known: stored before; conflict: stored but
 * for the fields named, about which somebody has to be asked; refused: not stored, and as `kept` says an item until
 * somebody settles it.
 */
export const SyncAnswer = z
  .object({
    id: z.string(),
    outcome: z.enum(['accepted', 'known', 'conflict', 'refused']),
    /** The record as it stands now. */
    activity: Activity.optional(),
    /** Somebody else had changed other fields; both changes stand. */
    merged: z.boolean().optional(),
    /** The place was closed meanwhile; the entry stands at what it went into. */
    movedTo: z.object({ areaId: z.uuid(), areaName: z.string() }).optional(),
    conflicts: z.array(SyncConflict).optional(),
    /** What became of it in words, where it did not go quite as whoever did it thinks. */
    told: LocalText.optional(),
    problem: RowProblem.optional(),
    /** Of what was refused: whether it waits at the commune. If not, only the phone (or the file) has it. */
    kept: z.boolean().optional(),
  })
  .meta({ id: 'SyncAnswer' });
export type SyncAnswer = z.infer<typeof SyncAnswer>;

export const pushCommands = endpoint({
  method: 'POST',
  path: '/api/v1/sync/commands',
  summary: 'What was done on a phone, each answered on its own; one that is refused holds up no other',
  access: 'activities.write',
  phone: 'leaves',
  body: z.object({
    phoneId: z.uuid(),
    /** The phone's clock as it sends, so that a wrong one is known. */
    sentAt: Instant,
    /** Entries that stay on the phone after this request. */
    waiting: z.int().min(0).max(100_000),
    /** Each a SyncCommand; what is not one is refused on its own. */
    commands: z.array(z.looseObject({ id: z.string().max(64) })).max(BATCH_LIMIT),
  }),
  output: z.object({
    answers: z.array(SyncAnswer),
    /** The commune has ordered what the phone holds to be wiped. */
    wipe: z.boolean(),
    now: Instant,
  }),
});

/** How many envelopes one request takes. */
export const ENVELOPE_LIMIT = 50;

const Base64url = z.string().regex(/^[\w-]+$/u);

/**
 * A SyncCommand that its phone sealed for the server while it was unlocked: AES-256-GCM with the phone's courier key,
 * the additional data `tiengmo envelope <phoneId> <command id>`, the tag behind the content.
 */
export const Envelope = z
  .object({
    /** The command's id. */
    id: z.uuid(),
    /** 12 bytes. */
    iv: Base64url.length(16),
    data: Base64url.min(22).max(400_000),
  })
  .meta({ id: 'Envelope' });
export type Envelope = z.infer<typeof Envelope>;

/**
 * arrived: done, now or before; kept: the commune or the phone's person has to look at it; unknown: nothing was done,
 * and nothing is said of why (no such phone, another key, a session that is over).
 */
export const EnvelopeOutcome = z.enum(['arrived', 'kept', 'unknown']).meta({ id: 'EnvelopeOutcome' });
export type EnvelopeOutcome = z.infer<typeof EnvelopeOutcome>;

export const sendEnvelopes = endpoint({
  method: 'POST',
  path: '/api/v1/sync/envelopes',
  summary:
    'What a phone sends while its app is closed: sealed commands, which say by their key whose they are; nothing of their content is answered',
  access: 'public',
  anonymous: true,
  body: z.object({
    phoneId: z.uuid(),
    envelopes: z.array(Envelope).min(1).max(ENVELOPE_LIMIT),
    /** The phone has carried out the order to wipe what it held for the person. */
    wiped: z.boolean().optional(),
  }),
  output: z.object({
    answers: z.array(z.object({ id: z.uuid(), outcome: EnvelopeOutcome })),
    /** The commune has ordered what the phone holds for the person to be wiped; said to who holds the key only. */
    wipe: z.boolean(),
  }),
});

/**
 * Something from a phone that waits for somebody who knows. A person reads his own items. Others' items are listed for
 * whoever looks after the area (every role but the recorder's), and read with the permission for what they would have
 * become: an entry `activities.read`, a check `models.read`, a household or a pledge `households.read`, an alarm
 * `gong.read`, a reply `messages.send`. Without it `payload`, `form` and `problem` are null and `conflicts`, `successors`
 * and `reason` empty: that something waits, of whom and since when, is all that is said.
 */
export const SyncItem = z
  .object({
    id: z.uuid(),
    kind: CommandKind,
    recordId: z.uuid(),
    areaId: z.uuid(),
    areaName: z.string(),
    person: z.object({ id: z.uuid(), name: z.string() }),
    phoneName: z.string(),
    outcome: z.enum(['refused', 'conflict']),
    /** Who brought it in a file; null where the phone itself sent it, which alone proves that the person wrote it. */
    broughtBy: z.object({ id: z.string(), name: z.string() }).nullable(),
    form: z.string().nullable(),
    /** Null where the caller may not read it, and in what phones fetch: they wrote it. */
    payload: z.looseObject({}).nullable(),
    problem: RowProblem.nullable(),
    conflicts: z.array(SyncConflict),
    madeAt: Instant,
    receivedAt: Instant,
    /** Where the place of the entry went, if it was closed on its day: what it can be moved to. */
    successors: z.array(z.object({ areaId: z.uuid(), areaName: z.string() })),
    settlement: z.enum(['repaired', 'chosen', 'dropped']).nullable(),
    settledAt: Instant.nullable(),
    settledBy: z.object({ id: z.string(), name: z.string() }).nullable(),
    reason: z.string(),
  })
  .meta({ id: 'SyncItem' });
export type SyncItem = z.infer<typeof SyncItem>;

/**
 * What a phone holds beside entries, each as a word that changes when it changes: the forms; the places, organisations,
 * teams and members; the sites of models and what is due there. Whoever has the same word need not fetch it.
 */
export const ListVersions = z
  .object({ forms: z.string(), places: z.string(), models: z.string() })
  .meta({ id: 'SyncListVersions' });
export type ListVersions = z.infer<typeof ListVersions>;

export const pullChanges = endpoint({
  method: 'GET',
  path: '/api/v1/sync/changes',
  summary: 'What changed in the caller’s places since the cursor; a change may come twice, none is skipped',
  access: 'activities.read',
  phone: 'leaves',
  query: z.object({
    phoneId: z.uuid(),
    cursor: z.string().max(200).optional(),
    limit: z.coerce.number().int().min(1).max(500).default(200),
    /** The version of the messages that the phone has. */
    messages: z.string().max(40).optional(),
  }),
  output: z.object({
    activities: z.array(Activity),
    /** What others did to entries of the caller's since the cursor. */
    news: z.array(EntryNews),
    /** Items of this phone, without their content: those that wait, and those settled within two months. */
    items: z.array(SyncItem),
    /** Alarms of the caller’s places within the last hours, whatever the cursor. */
    alarms: z.array(Gong),
    messages: MessageNews,
    versions: ListVersions,
    cursor: z.string(),
    /** Ask again at once: there is more. */
    more: z.boolean(),
    wipe: z.boolean(),
    now: Instant,
  }),
});

export const listSyncItems = endpoint({
  method: 'GET',
  path: '/api/v1/sync/items',
  summary:
    'Entries from phones that wait for an answer, the oldest first, or that were settled, the newest first; a page at a time',
  access: 'activities.read',
  query: z.object({
    state: z.enum(['open', 'settled']).default('open'),
    /** `next` of the page before. */
    cursor: z.uuid().optional(),
  }),
  output: z.object({ items: z.array(SyncItem), next: z.uuid().nullable() }),
});

export const settleSyncItem = endpoint({
  method: 'POST',
  path: '/api/v1/sync/items/:id/settlement',
  summary: 'Repairs a refused entry, chooses between two values, or drops it with a reason',
  access: 'activities.write',
  params: z.object({ id: z.uuid() }),
  body: z.discriminatedUnion('action', [
    /** What the command should have carried: for an entry an ActivitySave. */
    z.object({ action: z.literal('repair'), payload: z.looseObject({}) }),
    z.object({
      action: z.literal('choose'),
      choices: z.record(z.string(), z.enum(['mine', 'theirs'])),
      baseRevision: z.int().min(1),
    }),
    z.object({ action: z.literal('drop'), reason: z.string().trim().min(3).max(500) }),
  ]),
  output: SyncItem,
});
