import type { Permission } from '../../../platform/permissions.ts';
import type { Context } from '../../../platform/server/context.ts';
import { getSummaries } from '../../areas/server/areas.service.ts';
import type { SubjectKind } from '../document.contract.ts';
import type { CollectedPaper, PaperData, PaperKind } from '../paper.contract.ts';

/** What a paper is asked of; see `asked` in papers.contract.ts. */
export interface AskedPaper {
  readonly subjectId: string;
  readonly areaId?: string | undefined;
  readonly campaignId?: string | undefined;
  readonly year?: number | undefined;
  readonly half?: number | undefined;
  /** The installation's public address, which codes on paper lead to. */
  readonly origin: string;
  /** Only looked at: nothing is written, no code is given out. */
  readonly isDraft: boolean;
}

/** How a kind of paper gets its data. */
export interface PaperSource<K extends PaperKind> {
  /** The permission by which its data are read and, where it gives out codes, written. */
  readonly access: Permission;
  readonly subjectKind: SubjectKind;
  /** Throws Problem `notFound`, `outOfArea`, `invalidInput`. */
  collect(context: Context, asked: AskedPaper): Promise<CollectedPaper<K>>;
}

/** An area as papers name it. */
export async function paperArea(
  context: Context,
  areaId: string,
): Promise<PaperData['teamDecision']['area']> {
  const area = (await getSummaries(context, [areaId])).get(areaId);
  const name = area?.fullName ?? '';
  const above = (area?.path ?? '').split(', ').filter((part) => part !== '');
  if (area?.kind === 'province' || area?.kind === 'country') return { name, commune: '', province: name };
  if (area?.kind === 'commune') return { name, commune: name, province: above[0] ?? '' };
  return { name, commune: above[0] ?? '', province: above[1] ?? '' };
}

/** 'thôn Cấm' of 'Thôn Cấm', as a name goes on inside of a sentence. */
export function inSentence(name: string): string {
  return name.slice(0, 1).toLocaleLowerCase('vi') + name.slice(1);
}
