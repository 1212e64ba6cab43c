import type { Context } from '../../../platform/server/context.ts';
import { mayIn } from '../../areas/server/areas.service.ts';
import type { Person } from '../person.contract.ts';
import type { PersonRow } from './persons.repo.ts';

/** A person as the reader may see him: contact and year of birth only for those who work with him. */
export function showPerson(row: PersonRow, withContact: boolean): Person {
  const { importId: _importId, contact, birthYear, ...rest } = row;
  return { ...rest, contact: withContact ? contact : null, birthYear: withContact ? birthYear : null };
}

/** Whether the caller works with the people of an area, asked once for each area. */
export async function contactAreas(
  context: Context,
  areaIds: Iterable<string>,
): Promise<ReadonlySet<string>> {
  const open = new Set<string>();
  for (const areaId of new Set(areaIds)) if (await mayIn(context, 'persons.read', areaId)) open.add(areaId);
  return open;
}
