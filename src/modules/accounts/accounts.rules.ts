import {
  type Permission,
  permissions,
  type Role,
  roleAreaKinds,
  roleMay,
} from '../../platform/permissions.ts';
import type { DeviceKind } from './account.contract.ts';

const minute = 60;
const hour = 60 * minute;
const day = 24 * hour;

/** How long a session lives, in seconds: `absolute` from its beginning, `idle` since it was last used. */
export interface SessionLimits {
  readonly absolute: number;
  readonly idle: number | undefined;
}

/**
 * A shared office PC: one working day at most, and two hours without use, because people leave for the hamlet and
 * forget to sign out. A device of one's own: thirty days, because a phone has a lock of its own and an entry is made
 * in two minutes at a gate. Every session can be seen and ended from another device.
 */
const limits: Readonly<Record<DeviceKind, SessionLimits>> = {
  shared: { absolute: 12 * hour, idle: 2 * hour },
  own: { absolute: 30 * day, idle: undefined },
};

export function sessionLimits(device: DeviceKind): SessionLimits {
  return limits[device];
}

/** Within this time after signing in, nobody is asked for the password again (seconds). */
export const freshSession = 10 * minute;

/** How long links live (seconds); one for the first set-up lives until it is used or the next start makes another. */
export const linkLifetimes = { invitation: 7 * day, reset: 1 * day } as const;

/** A second step under way (seconds), and how many codes may be tried before the password is asked again. */
export const challengeLifetime = 5 * minute;
export const challengeAttempts = 5;

/** A phone that is bound stays so (seconds): it may be without a network for long, and the PIN guards it. */
export const phoneSessionLifetime = 400 * day;

/** A known device stays known this long after its last sign-in (seconds); the cookie lives as long. */
export const deviceLifetime = 180 * day;

/** How many recovery codes are handed out at once. */
export const recoveryCodeCount = 10;

/**
 * Whether a role asks for a passkey or password + TOTP: every role that sees people beyond one hamlet's own entries
 * (security floor of the project). It is shown and recommended; what shows people does not open without it
 * (needsSecondStep).
 */
export function secondStepRequired(role: Role): boolean {
  return role !== 'recorder';
}

/** What some role among these allows, in whatever area. */
export function permissionsOf(roles: readonly Role[]): Permission[] {
  return permissions.filter((permission) => roles.some((role) => roleMay(role, permission)));
}

/** Whether a role can be held in an area of this kind. */
export function roleFitsArea(role: Role, areaKind: string): boolean {
  return roleAreaKinds[role].includes(areaKind);
}

/** Kinds of area that an installation can serve. */
export function canServe(areaKind: string): boolean {
  return roleAreaKinds.administrator.includes(areaKind);
}

/** The role by which people of an agency at such a place work with the books; undefined where there is none. */
export function workingRole(areaKind: string): Role | undefined {
  return (['officer', 'staff'] as const).find((role) => roleFitsArea(role, areaKind));
}
