import { type Permission, type Role, roleMay } from '../../platform/permissions.ts';
import type { CommandKind } from './sync.contract.ts';

/** Who may read what somebody else's item of the kind says: whoever may read what it would have become. */
export const readingOf: Readonly<Record<CommandKind, Permission>> = {
  'activity.save': 'activities.read',
  'patrol.begin': 'activities.read',
  'patrol.end': 'activities.read',
  'task.answer': 'models.read',
  // They carry the household's contact and what was signed, as the list of signers does.
  'household.add': 'households.read',
  'pledge.sign': 'households.read',
  'pledge.withdraw': 'households.read',
  'gong.sound': 'gong.read',
  'gong.answer': 'gong.read',
  'gong.end': 'gong.read',
  'message.read': 'messages.send',
  'message.reply': 'messages.send',
};

interface Given {
  readonly role: Role;
  readonly areaId: string;
  readonly areaKind: string;
}

/**
 * Roles that look after others' items somewhere: all but the recorder's, who answers for his own only, whatever else
 * he may read in his hamlet.
 */
export function officeOf<A extends { readonly role: Role }>(assignments: readonly A[]): A[] {
  return assignments.filter(({ role }) => role !== 'recorder');
}

/** Whether one of the roles has the permission in an area, `within` being the area and all above it today. */
export function officeMay(
  assignments: readonly Given[],
  permission: Permission,
  within: readonly string[],
): boolean {
  return officeOf(assignments).some(
    ({ role, areaId, areaKind }) =>
      roleMay(role, permission) && (areaKind === 'country' || within.includes(areaId)),
  );
}
