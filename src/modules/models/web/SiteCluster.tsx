import { type ReactNode, useState } from 'react';
import { call } from '../../../platform/web/client.ts';
import { formatDate } from '../../../platform/web/format.ts';
import { useLanguage, useText } from '../../../platform/web/i18n.tsx';
import { problemText } from '../../../platform/web/problem.ts';
import { Button, ButtonRow } from '../../../ui/action/Button.tsx';
import { Section } from '../../../ui/layout/PageHeader.tsx';
import { TaskList } from '../../../ui/layout/TaskList.tsx';
import { useToast } from '../../../ui/overlay/Toast.tsx';
import { AreaSearch } from '../../areas/web/AreaSearch.tsx';
import type { Site } from '../model-site.contract.ts';
import { confirmSiteArea, saveSiteAreas } from '../models.contract.ts';
import css from './models.module.css';
import { siteText } from './site.text.ts';
import { useTakeSite } from './useSite.ts';

/** The other areas of a cluster: added by the one that leads, confirmed by each of them. */
export function SiteCluster({ site }: { site: Site }): ReactNode {
  const text = useText(siteText);
  const [language] = useLanguage();
  const toast = useToast();
  const take = useTakeSite();
  const [busy, setBusy] = useState(false);
  const isCluster = site.kindInfo.subjects.includes('areaCluster') || site.areas.length > 0;
  if (!isCluster) return null;

  async function run(work: () => Promise<Site>): Promise<void> {
    setBusy(true);
    try {
      take(await work());
      toast({ tone: 'success', text: text.saved });
    } catch (error) {
      toast({ tone: 'error', text: problemText(error, language) });
    } finally {
      setBusy(false);
    }
  }
  const put = (areaIds: readonly string[]): Promise<void> =>
    run(() =>
      call(saveSiteAreas, {
        params: { id: site.id },
        body: { baseRevision: site.revision, areaIds: [...areaIds] },
      }),
    );
  const ids = site.areas.map((area) => area.areaId);
  return (
    <Section title={text.cluster} lead={text.clusterLead}>
      <TaskList
        items={site.areas.map((area) => ({
          key: area.areaId,
          title: area.areaName,
          note: [
            area.path,
            area.confirmedOn ? text.confirmed(formatDate(area.confirmedOn, language)) : text.unconfirmed,
          ]
            .filter(Boolean)
            .join(' · '),
          action: (
            <ButtonRow>
              {area.canConfirm && (
                <Button
                  small
                  disabled={busy}
                  onClick={() =>
                    void run(() => call(confirmSiteArea, { params: { id: site.id, areaId: area.areaId } }))
                  }
                >
                  {text.confirm}
                </Button>
              )}
              {site.can.edit && (
                <Button
                  small
                  disabled={busy}
                  aria-label={text.dropArea(area.areaName)}
                  icon="close"
                  onClick={() => void put(ids.filter((id) => id !== area.areaId))}
                />
              )}
            </ButtonRow>
          ),
        }))}
      />
      {site.can.edit && (
        <div className={css.stack}>
          <AreaSearch
            label={text.addArea}
            optional="unsaid"
            kinds={['province', 'commune', 'hamlet']}
            value={null}
            onChange={(hit) => hit && !ids.includes(hit.id) && void put([...ids, hit.id])}
          />
        </div>
      )}
    </Section>
  );
}
