import { useQuery } from '@tanstack/react-query';
import { addDays } from '../../../platform/dates.ts';
import { roleMay } from '../../../platform/permissions.ts';
import { stripDiacritics } from '../../../platform/text.ts';
import { call } from '../../../platform/web/client.ts';
import { useMe } from '../../accounts/web/me.ts';
import { getArea } from '../../areas/areas.contract.ts';

/** A commune whose book can be taken in: one of today, or one that ended and whose hamlets it has. */
export interface BookArea {
  readonly id: string;
  readonly name: string;
  /** The last day of a former commune, and what it became. */
  readonly until: string | null;
  readonly now: string | null;
}

/** The communes in which the person may take books in. */
export function useOwnBookCommunes(): readonly { id: string; name: string }[] {
  const { assignments } = useMe();
  const own = assignments.filter(
    (given) => given.areaKind === 'commune' && roleMay(given.role, 'imports.use'),
  );
  return [
    ...new Map(own.map((given) => [given.areaId, { id: given.areaId, name: given.areaName }])).values(),
  ];
}

/** The commune and those that it took the place of. */
export function useBookAreas(communeIds: readonly string[]) {
  return useQuery({
    queryKey: ['areas', 'books', ...communeIds],
    queryFn: async ({ signal }) => (await Promise.all(communeIds.map((id) => withFormer(id, signal)))).flat(),
    staleTime: 600_000,
    enabled: communeIds.length > 0,
  });
}

async function withFormer(id: string, signal: AbortSignal): Promise<BookArea[]> {
  const area = await call(getArea, { params: { id }, signal });
  const former = area.predecessors.filter((link) => link.area.kind === 'commune' && link.area.id !== id);
  return [
    { id, name: area.fullName, until: null, now: null },
    ...former.map(({ area: one }) => ({
      id: one.id,
      name: one.fullName,
      until: one.closedOn ? addDays(one.closedOn, -1) : null,
      now: area.fullName,
    })),
  ];
}

/** The area whose name stands in the name of the file ("so-luong-phong-2024.xlsx"), else the first. */
export function likelyArea(areas: readonly BookArea[], fileName: string): BookArea | undefined {
  const loose = (text: string): string =>
    stripDiacritics(text)
      .replaceAll(/[^a-z0-9]+/gu, ' ')
      .trim();
  const file = ` ${loose(fileName)} `;
  const bare = (name: string): string => loose(name).replace(/^(xa|phuong|thi tran|dac khu) /u, '');
  return areas.find((area) => file.includes(` ${bare(area.name)} `)) ?? areas[0];
}
