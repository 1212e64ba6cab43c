import { Problem } from '../../../platform/problems.ts';
import type { Context } from '../../../platform/server/context.ts';
import { governingCommittees } from '../../committees/server/site-links.service.ts';
import { filesOf } from '../../documents/server/files.service.ts';
import { linkedTeams } from '../../teams/server/site-links.service.ts';
import { placeTitle } from '../site-words.rules.ts';
import { findPlannedSince } from './replicas.repo.ts';
import type { HeldSite } from './site-store.repo.ts';

type Tie = 'worked' | 'teams' | 'committees' | 'papers' | 'tasks';

const words: Readonly<Record<Tie, { readonly vi: string; readonly en: string }>> = {
  worked: { vi: 'đã làm tiếp', en: 'worked on' },
  teams: { vi: 'có tổ', en: 'has teams' },
  committees: { vi: 'có ban chỉ đạo', en: 'has committees' },
  papers: { vi: 'có tệp, giấy tờ', en: 'has files or papers' },
  tasks: { vi: 'có việc mới giao', en: 'has tasks planned since' },
};
const SHOWN = 5;

/**
 * Sites that a replication founded go with it only while nothing hangs on them. Throws Problem `notPossibleNow` that
 * names those on which something does, and what.
 */
export async function assertUntied(
  context: Context,
  sites: readonly HeldSite[],
  operationId: string,
): Promise<void> {
  const ids = sites.map((site) => site.id);
  const planned = await findPlannedSince(context.tx, ids, operationId);
  const tied: { vi: string; en: string }[] = [];
  for (const site of sites) {
    const ties = await tiesOf(context, site, planned.has(site.id));
    const title = placeTitle(site.area_name, site.organization_name);
    const say = (language: 'vi' | 'en'): string =>
      `${title} (${ties.map((tie) => words[tie][language]).join(', ')})`;
    if (ties.length > 0) tied.push({ vi: say('vi'), en: say('en') });
  }
  if (tied.length === 0) return;
  const list = (language: 'vi' | 'en'): string =>
    tied
      .slice(0, SHOWN)
      .map((each) => each[language])
      .join('; ') + (tied.length > SHOWN ? '; …' : '');
  throw new Problem('notPossibleNow', {
    detail: {
      vi: `Không xóa được ${tied.length} điểm vì đã có việc gắn với điểm: ${list('vi')}. Hãy gỡ những việc đó trước, hoặc kết thúc từng điểm nếu không làm nữa.`,
      en: `Something hangs on ${tied.length} of the sites: ${list('en')}. Take that away first, or end the sites one by one if they are given up.`,
    },
  });
}

async function tiesOf(context: Context, site: HeldSite, isPlanned: boolean): Promise<Tie[]> {
  const has = {
    worked: site.revision > 1,
    teams: (await linkedTeams(context, site.id)).length > 0,
    committees: (await governingCommittees(context, site.id)).length > 0,
    papers: (await filesOf(context, { kind: 'modelSite', id: site.id })).length > 0,
    tasks: isPlanned,
  };
  return (Object.keys(has) as Tie[]).filter((tie) => has[tie]);
}
