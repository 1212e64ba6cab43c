import { z } from 'zod';
import { Role } from '../../platform/permissions.ts';
import { normaliseLine } from '../../platform/text.ts';

/** What people type to sign in: small letters without diacritics, digits, dot, hyphen, underscore; 3–40 long. */
export const Username = z
  .string()
  .transform((text) => text.trim().toLowerCase())
  .pipe(z.string().regex(/^[a-z0-9][a-z0-9._-]{2,39}$/))
  .meta({ id: 'Username' });
export type Username = z.infer<typeof Username>;

/** The name that others see. */
export const DisplayName = z
  .string()
  .max(200)
  .transform(normaliseLine)
  .pipe(z.string().min(1).max(100))
  .meta({ id: 'DisplayName' });

/** A password as it is given; whether it is good enough is for password.rules.ts to say. */
export const GivenPassword = z.string().min(1).max(1000);

export const Language = z.enum(['vi', 'en']).meta({ id: 'Language' });
export type Language = z.infer<typeof Language>;

export const AccountState = z.enum(['invited', 'active', 'disabled']).meta({ id: 'AccountState' });
export type AccountState = z.infer<typeof AccountState>;

/** A role in an area, given and not taken back. */
export const AccountAssignment = z
  .object({
    id: z.uuid(),
    role: Role,
    areaId: z.uuid(),
    areaName: z.string(),
    areaKind: z.string(),
  })
  .meta({ id: 'AccountAssignment' });
export type AccountAssignment = z.infer<typeof AccountAssignment>;

/** One step of the way in is done or both: the web goes on by `next`. */
export const SignInAnswer = z
  .discriminatedUnion('next', [
    z.object({ next: z.literal('signedIn') }),
    z.object({ next: z.literal('totp'), challengeId: z.uuid() }),
  ])
  .meta({ id: 'SignInAnswer' });
export type SignInAnswer = z.infer<typeof SignInAnswer>;

/** Whose device it is: a shared office PC signs out by itself, a device of one's own stays signed in. */
export const DeviceKind = z.enum(['shared', 'own']).meta({ id: 'DeviceKind' });
export type DeviceKind = z.infer<typeof DeviceKind>;
