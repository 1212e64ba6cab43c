import { type Permission, roleMay } from '../../../platform/permissions.ts';
import type { Me } from '../../accounts/me.contract.ts';

/** How many communes of one person are looked through; more belong to no single desk. */
const mostCommunes = 3;

/** The areas of these kinds where the caller has the permission by an assignment of his own. */
export function placesFor(
  me: Me,
  permission: Permission,
  areaKinds: readonly string[],
): { areaId: string; areaName: string }[] {
  const given = me.assignments.filter(
    (one) => areaKinds.includes(one.areaKind) && roleMay(one.role, permission),
  );
  const names = new Map(given.map((one) => [one.areaId, one.areaName]));
  return [...names].slice(0, mostCommunes).map(([areaId, areaName]) => ({ areaId, areaName }));
}

export function communesFor(me: Me, permission: Permission): { areaId: string; areaName: string }[] {
  return placesFor(me, permission, ['commune']);
}
