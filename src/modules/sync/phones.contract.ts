import { z } from 'zod';
import { endpoint } from '../../platform/contract.ts';

const Instant = z.iso.datetime();

/** A code as people type it: twelve letters and digits in three groups, no two of which look alike; 60 bits. */
export const PhoneCode = z
  .string()
  .trim()
  .toLowerCase()
  .regex(/^[0-9a-hjkmnp-tv-z]{4}-?[0-9a-hjkmnp-tv-z]{4}-?[0-9a-hjkmnp-tv-z]{4}$/u)
  .transform((text) => text.replaceAll('-', ''));

/** One person on one phone, as whoever looks after the phones sees it. */
export const FieldPhone = z
  .object({
    id: z.uuid(),
    name: z.string(),
    person: z.object({ id: z.uuid(), name: z.string() }),
    areaId: z.uuid(),
    areaName: z.string(),
    boundAt: Instant,
    lastSeenAt: Instant,
    /** Entries that had not left the phone when it was last heard of. */
    waiting: z.int(),
    /** How far its clock was ahead then (seconds; negative: behind). */
    clockAheadSeconds: z.int(),
    /** Entries of it that wait for an answer. */
    openItems: z.int(),
    state: z.enum(['bound', 'wipeOrdered', 'wiped']),
  })
  .meta({ id: 'FieldPhone' });
export type FieldPhone = z.infer<typeof FieldPhone>;

/** Somebody who records, to whom a phone can be bound. */
export const FieldPerson = z
  .object({ id: z.uuid(), name: z.string(), areaId: z.uuid(), areaName: z.string() })
  .meta({ id: 'FieldPerson' });
export type FieldPerson = z.infer<typeof FieldPerson>;

/** A patrol that is out, as far as its phone could say: who and since when, never where it walks. */
export const PatrolOut = z
  .object({
    recordId: z.uuid(),
    areaId: z.uuid(),
    areaName: z.string(),
    person: z.object({ id: z.uuid(), name: z.string() }),
    people: z.int(),
    startedAt: Instant,
  })
  .meta({ id: 'PatrolOut' });
export type PatrolOut = z.infer<typeof PatrolOut>;

const Id = z.object({ id: z.uuid() });

export const makePhoneCode = endpoint({
  method: 'POST',
  path: '/api/v1/phones/codes',
  summary: 'Makes a code that binds one phone to a person, once, within a day',
  access: 'phones.manage',
  body: z.object({ userId: z.uuid() }),
  output: z.object({ code: z.string(), url: z.string(), expiresAt: Instant }).meta({ id: 'PhoneCodeMade' }),
  status: 201,
});

export const bindPhone = endpoint({
  method: 'POST',
  path: '/api/v1/phones/bindings',
  summary: 'Binds a phone by its code; the token is shown once and stays on the phone, locked by the PIN',
  access: 'public',
  body: z.object({
    code: PhoneCode,
    /** Made by the phone for this person. */
    phoneId: z.uuid(),
    name: z.string().trim().min(1).max(80),
  }),
  output: z
    .object({
      token: z.string(),
      person: z.object({ id: z.uuid(), name: z.string() }),
      expiresAt: Instant,
    })
    .meta({ id: 'PhoneBound' }),
  status: 201,
});

export const listPhones = endpoint({
  method: 'GET',
  path: '/api/v1/phones',
  summary: 'The phones of the caller’s areas, those first that were silent longest',
  access: 'phones.read',
  output: z.object({
    phones: z.array(FieldPhone),
    people: z.array(FieldPerson),
    patrols: z.array(PatrolOut),
  }),
});

export const renamePhone = endpoint({
  method: 'PATCH',
  path: '/api/v1/phones/:id',
  summary: 'Gives a phone another name, as the commune tells it from others',
  access: 'phones.manage',
  params: Id,
  body: z.object({ name: z.string().trim().min(1).max(80) }),
  output: FieldPhone,
});

export const wipePhone = endpoint({
  method: 'POST',
  path: '/api/v1/phones/:id/wipe',
  summary: 'Orders what a phone holds for this person to be wiped when it is next heard of',
  access: 'phones.manage',
  params: Id,
  output: FieldPhone,
});

export const keepPhone = endpoint({
  method: 'POST',
  path: '/api/v1/phones/:id/keep',
  summary: 'Takes the order to wipe back, as long as the phone has not carried it out',
  access: 'phones.manage',
  params: Id,
  output: FieldPhone,
});

export const reportWiped = endpoint({
  method: 'POST',
  path: '/api/v1/phones/:id/wiped',
  summary: 'The phone says that it has wiped what it held for the caller, whose session on it ends',
  access: 'signedIn',
  phone: 'leaves',
  params: Id,
  output: 'none',
});

export const getCourierKey = endpoint({
  method: 'POST',
  path: '/api/v1/phones/:id/courier',
  summary:
    'The key with which the caller’s own phone seals what is sent while its app is closed; made when first asked for',
  access: 'signedIn',
  phone: 'works',
  params: Id,
  output: z
    .object({
      /** 32 bytes, base64url. */
      key: z.string(),
    })
    .meta({ id: 'CourierKey' }),
});
