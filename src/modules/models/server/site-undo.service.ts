import { Problem } from '../../../platform/problems.ts';
import type { Authorized } from '../../../platform/server/authorize.ts';
import type { Context } from '../../../platform/server/context.ts';
import type { Site } from '../model-site.contract.ts';
import { undoOf } from '../site-undo.rules.ts';
import { findKind } from './kinds.repo.ts';
import { noteReplica } from './replication.service.ts';
import { takeLinksBack } from './site-merger.service.ts';
import { getSite } from './site-page.service.ts';
import { findSiteRevisions } from './site-store.repo.ts';
import { holdSite, saveNext } from './site-work.service.ts';

/**
 * Takes the last change of a site back as a new revision, and the one before it when asked again; of a site that has
 * ended the end comes first. Taking back the proposal withdraws the site, and that can be taken back too. Throws Problem
 * `conflict`, `notFound`, `notPossibleNow` where the last change was made by another act, says which.
 */
export async function undoSite(
  context: Context,
  may: Authorized<'models.write'>,
  id: string,
  baseRevision: number,
): Promise<Site> {
  const site = await holdSite(context, id, baseRevision);
  const undoing = undoOf((await findSiteRevisions(context.tx, id, null)).toReversed());
  if (!undoing.may) throw new Problem('notPossibleNow', { detail: elsewhere[undoing.action] ?? nothingLeft });
  const { takesBack, change } = undoing;
  const kind = change.kind_id === undefined ? undefined : await findKind(context.tx, change.kind_id);
  if (kind && kind.merged_into !== null) throw new Problem('notPossibleNow', { detail: kindIsGone });
  const why = { action: 'undo', undid: takesBack.revision };
  const after = await saveNext(context, may, site, change, why);
  if (site.pilot_id !== null && change.voided !== undefined) await noteReplica(context, may, site.pilot_id);
  if (takesBack.action !== 'merge') return after;
  await takeLinksBack(context, may, site);
  return getSite(context, id);
}

type Words = { readonly vi: string; readonly en: string };

const nothingLeft: Words = {
  vi: 'Không còn thay đổi nào để hoàn tác.',
  en: 'There is no change left to take back.',
};
const kindIsGone: Words = {
  vi: 'Loại trước đây của điểm này đã được sáp nhập vào loại khác, nên không hoàn tác về loại đó. Hãy sửa thông tin của điểm.',
  en: 'The kind that the site had before was merged into another one and can not be given back. Edit the site instead.',
};
/** What the last change was, where it is not taken back here, and where to go. */
const elsewhere: Readonly<Record<string, Words>> = {
  entry: {
    vi: 'Điểm này ghi từ sổ. Hãy hủy dòng trong sổ Mô hình.',
    en: 'The site comes from a book. Void the entry in the book of models.',
  },
  kind: {
    vi: 'Thay đổi cuối là do sáp nhập loại mô hình. Hãy hoàn tác lần sáp nhập ở trang của loại mô hình.',
    en: 'The last change came with a merger of kinds. Take the merger back on the page of the kind.',
  },
  replicate: {
    vi: 'Thay đổi cuối là lần nhân rộng từ điểm này. Hãy hoàn tác ở mục Nhân rộng bên dưới.',
    en: 'The last change was a replication of the site. Take it back in the section of replicas.',
  },
  areas: {
    vi: 'Thay đổi cuối là sửa các địa bàn trong cụm. Hãy sửa lại các địa bàn ở mục Cụm.',
    en: 'The last change was to the areas of the cluster. Change them again in the section of the cluster.',
  },
  reopen: {
    vi: 'Thay đổi cuối là mở lại một việc. Hãy ghi lại kết quả ở việc đó.',
    en: 'The last change opened a task again. Write its result down again.',
  },
};
