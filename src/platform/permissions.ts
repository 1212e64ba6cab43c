import { z } from 'zod';

/** Roles hold within an area and everything that hangs under it today. */
export const Role = z
  .enum(['recorder', 'officer', 'leader', 'staff', 'administrator', 'auditor'])
  .meta({ id: 'Role' });
export type Role = z.infer<typeof Role>;

/** The kind of area that a role is given in; administrator and auditor may be given in any. */
export const roleAreaKinds: Record<Role, readonly string[]> = {
  recorder: ['hamlet'],
  officer: ['commune'],
  leader: ['commune'],
  staff: ['province'],
  administrator: ['commune', 'province', 'country'],
  auditor: ['commune', 'province', 'country'],
};

const table = {
  /** Look at the desk, one's own account and the places. */
  'areas.read': ['recorder', 'officer', 'leader', 'staff', 'administrator'],
  'areas.manage': ['administrator'],
  'organizations.write': ['officer', 'administrator'],
  'hamlets.write': ['officer', 'administrator'],
  'activities.read': ['recorder', 'officer', 'leader', 'staff', 'administrator'],
  'activities.write': ['recorder', 'officer'],
  'activities.verify': ['officer', 'leader'],
  'activities.void': ['officer', 'leader'],
  'figures.read': ['recorder', 'officer', 'leader', 'staff', 'administrator'],
  'figures.report': ['officer', 'staff', 'administrator'],
  'imports.use': ['officer', 'administrator'],
  'reports.read': ['officer', 'leader', 'staff', 'administrator'],
  'reports.write': ['officer', 'leader'],
  'documents.manage': ['officer', 'administrator'],
  'models.read': ['recorder', 'officer', 'leader', 'staff', 'administrator'],
  /** Found sites, carry them through their life, plan and write down checks. */
  'models.write': ['officer', 'leader', 'staff'],
  /** Write down a check or a review of a site of one's own area, at the place, on a phone. */
  'models.answer': ['recorder', 'officer'],
  /** The catalogue: a province's own kinds, and mergers of kinds. */
  'models.kinds': ['staff', 'administrator'],
  /** Files and papers of a record: they name people, so only who works with them. */
  'documents.read': ['recorder', 'officer', 'leader'],
  'documents.write': ['recorder', 'officer', 'leader'],
  /** Households with their one contact: only who works with them. */
  'households.read': ['recorder', 'officer', 'leader'],
  'households.write': ['recorder', 'officer'],
  'campaigns.write': ['officer', 'staff'],
  'pledges.read': ['recorder', 'officer', 'leader', 'staff', 'administrator'],
  'pledges.write': ['recorder', 'officer'],
  'registrations.read': ['recorder', 'officer', 'leader', 'staff', 'administrator'],
  'registrations.write': ['recorder', 'officer'],
  'targets.read': ['recorder', 'officer', 'leader', 'staff', 'administrator'],
  'targets.write': ['officer', 'leader', 'staff'],
  'targets.answer': ['recorder', 'officer', 'leader'],
  'teams.read': ['recorder', 'officer', 'leader', 'staff', 'administrator'],
  'teams.write': ['officer'],
  'committees.write': ['officer', 'leader', 'staff'],
  /** Contacts and years of birth of who serves, for those who work with them; names stand with the teams. */
  'persons.read': ['recorder', 'officer', 'leader'],
  'persons.export': ['officer', 'leader'],
  /** Which phones record for an area, how long they were silent, and what of theirs waits for an answer. */
  'phones.read': ['officer', 'leader', 'administrator'],
  'phones.manage': ['officer', 'administrator'],
  /** Alarms of the places: hear of them, answer, sound. */
  'gong.read': ['recorder', 'officer', 'leader'],
  'gong.sound': ['recorder', 'officer', 'leader'],
  /** A drill; whoever records for a hamlet leads its team's. */
  'gong.drill': ['recorder', 'officer', 'leader'],
  /** End what others sounded, see false alarms, suspend who misuses the gong. */
  'gong.manage': ['officer', 'leader'],
  /** Short messages to the phones of one's areas. */
  'messages.send': ['officer', 'leader'],
  'accounts.manage': ['administrator'],
  /** Opens offices for reports and names their members; it opens no report. */
  'tips.offices': ['administrator'],
  /** Whoever is a member of an office besides: opens and works on its reports. */
  'tips.work': ['officer', 'leader'],
  /** In an office: gives work to others, extends time limits, closes what has no place here. */
  'tips.lead': ['leader'],
  /** Takes down what people report in person, by telephone or letter; sees only that afterwards. */
  'tips.intake': ['recorder', 'officer', 'leader'],
  /** Who opened what and why: for superiors, never for whoever keeps the machine. */
  'readings.read': ['leader', 'staff', 'auditor'],
  'audit.read': ['auditor', 'administrator'],
} as const satisfies Record<string, readonly Role[]>;

export type Permission = keyof typeof table;
export const permissions = Object.keys(table) as Permission[];

/** Who may call: everybody, whoever signed in, the holder of a one-time link, or a role with a permission. */
export type Access = 'public' | 'signedIn' | Permission;

/**
 * What shows people: opened only in a session that began with a passkey or a second step, or got one since
 * (the project's security floor).
 */
const strong: ReadonlySet<Access> = new Set<Permission>(['tips.work', 'tips.lead', 'persons.export']);

export function needsSecondStep(access: Access): boolean {
  return strong.has(access);
}

export function rolesWith(permission: Permission): readonly Role[] {
  return table[permission];
}

export function roleMay(role: Role, permission: Permission): boolean {
  return (table[permission] as readonly Role[]).includes(role);
}
