import { type Access, type Permission, type Role, roleMay } from '../permissions.ts';

export interface Assignment {
  readonly role: Role;
  readonly areaId: string;
  readonly areaKind: string;
}

/** Who is calling. The system acts for jobs and for the person at the server's command line. */
export interface Caller {
  readonly kind: 'user' | 'system' | 'anonymous';
  /** The user's id, 'system' or 'anonymous'; stands in the audit log. */
  readonly id: string;
  /** The name that people know; none for the system. */
  readonly name?: string;
  readonly sessionId?: string;
  readonly assignments: readonly Assignment[];
}

export const anonymous: Caller = { kind: 'anonymous', id: 'anonymous', assignments: [] };
export const system: Caller = { kind: 'system', id: 'system', assignments: [] };

/** Whether some role of the caller has the permission, in whatever area. */
export function callerMay(caller: Caller, permission: Permission): boolean {
  return caller.kind === 'system' || caller.assignments.some((given) => roleMay(given.role, permission));
}

/** The areas, each with its subtree of today, in which the caller has the permission; '*' for everywhere. */
export function scopeFor(caller: Caller, access: Access): '*' | readonly string[] {
  if (caller.kind === 'system') return '*';
  if (access === 'public' || access === 'signedIn') return caller.assignments.map((given) => given.areaId);
  const granting = caller.assignments.filter((given) => roleMay(given.role, access));
  if (granting.some((given) => given.areaKind === 'country')) return '*';
  return granting.map((given) => given.areaId);
}

/** The value of the setting `app.scope` that row-level security reads. */
export function scopeSetting(scope: '*' | readonly string[]): string {
  return scope === '*' ? '*' : `{${scope.join(',')}}`;
}
