import { useQueryClient } from '@tanstack/react-query';
import type { ReactNode } from 'react';
import { call } from '../../../platform/web/client.ts';
import { formatDate, formatNumber } from '../../../platform/web/format.ts';
import { useLanguage, useText } from '../../../platform/web/i18n.tsx';
import { problemText } from '../../../platform/web/problem.ts';
import { Button } from '../../../ui/action/Button.tsx';
import { Link } from '../../../ui/action/Link.tsx';
import { Section } from '../../../ui/layout/PageHeader.tsx';
import { TaskList } from '../../../ui/layout/TaskList.tsx';
import { useToast } from '../../../ui/overlay/Toast.tsx';
import type { Site } from '../model-site.contract.ts';
import { undoReplication } from '../replication.contract.ts';
import css from './models.module.css';
import { useModelWords } from './models.text.ts';
import { SiteStateTag } from './SiteStateTag.tsx';
import { siteText } from './site.text.ts';

/** The sites that follow this one, and the acts that founded them. */
export function SiteReplicas({ site }: { site: Site }): ReactNode {
  const text = useText(siteText);
  const words = useModelWords();
  const [language] = useLanguage();
  const toast = useToast();
  const client = useQueryClient();
  if (site.replicaCount === 0 && site.replications.length === 0) return null;

  async function takeBack(id: string): Promise<void> {
    try {
      await call(undoReplication, { params: { id } });
      await client.invalidateQueries({ queryKey: ['modelSite', site.id] });
      await client.invalidateQueries({ queryKey: ['modelSites'] });
      toast({ tone: 'success', text: words.undone });
    } catch (error) {
      toast({ tone: 'error', text: problemText(error, language) });
    }
  }
  return (
    <Section title={text.replicas} lead={text.replicaCount(formatNumber(site.replicaCount, language))}>
      <TaskList
        items={site.replicas.map((replica) => ({
          key: replica.id,
          title: <Link href={`/mo-hinh/${replica.id}`}>{replica.title}</Link>,
          tag: <SiteStateTag state={replica.state} />,
        }))}
      />
      <ul className={css.plain}>
        {site.replications.map((act) => (
          <li key={act.id}>
            {text.replication(formatDate(act.at.slice(0, 10), language), act.sites)}{' '}
            {act.undone && <span className={css.quiet}>({text.takenBack})</span>}
            {act.canUndo && (
              <Button small kind="quiet" onClick={() => void takeBack(act.id)}>
                {text.takeBack}
              </Button>
            )}
          </li>
        ))}
      </ul>
    </Section>
  );
}
