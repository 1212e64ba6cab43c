import { useParams } from '@tanstack/react-router';
import { type ReactNode, useState } from 'react';
import { call } from '../../../platform/web/client.ts';
import { formatDate, formatNumber } from '../../../platform/web/format.ts';
import { useLanguage, useText } from '../../../platform/web/i18n.tsx';
import { usePageTitle } from '../../../platform/web/page.tsx';
import { problemText } from '../../../platform/web/problem.ts';
import { ButtonRow } from '../../../ui/action/Button.tsx';
import { Link } from '../../../ui/action/Link.tsx';
import { Banner } from '../../../ui/feedback/Banner.tsx';
import { DescriptionList } from '../../../ui/layout/DescriptionList.tsx';
import { Page, PageHeader, Section } from '../../../ui/layout/PageHeader.tsx';
import { Menu } from '../../../ui/overlay/Menu.tsx';
import { useToast } from '../../../ui/overlay/Toast.tsx';
import { LoadState } from '../../activities/web/LoadState.tsx';
import { FilesSection } from '../../documents/web/FilesSection.tsx';
import { PaperButton } from '../../documents/web/PaperButton.tsx';
import type { Site } from '../model-site.contract.ts';
import { undoSiteChange } from '../models.contract.ts';
import { placeTitle } from '../site-words.rules.ts';
import { EditDialog } from './EditDialog.tsx';
import { EndDialog } from './EndDialog.tsx';
import { ModelsNav } from './ModelsNav.tsx';
import css from './models.module.css';
import { useModelWords } from './models.text.ts';
import { SiteCluster } from './SiteCluster.tsx';
import { SiteHistory } from './SiteHistory.tsx';
import { SiteLifeSection } from './SiteLife.tsx';
import { SiteReplicas } from './SiteReplicas.tsx';
import { SiteStateTag } from './SiteStateTag.tsx';
import { SiteSteps } from './SiteSteps.tsx';
import { SiteTasks } from './SiteTasks.tsx';
import { siteText } from './site.text.ts';
import { useSite, useTakeSite } from './useSite.ts';

/** One site: is it alive, what comes next, what was done, what hangs on it. */
export function SitePage(): ReactNode {
  const { id } = useParams({ strict: false }) as { id: string };
  const words = useModelWords();
  const site = useSite(id);
  usePageTitle(site.data ? titleOf(site.data) : words.section);
  if (!site.data)
    return (
      <Page>
        <PageHeader title={words.section} />
        <LoadState error={site.error} onAgain={() => void site.refetch()} lines={10} />
      </Page>
    );
  return <TheSite site={site.data} />;
}

function titleOf(site: Site): string {
  return site.name || site.kind.name;
}

function TheSite({ site }: { site: Site }): ReactNode {
  const text = useText(siteText);
  const words = useModelWords();
  const place = placeTitle(site.place.areaName, site.place.organizationName);
  return (
    <Page>
      <PageHeader
        title={titleOf(site)}
        lead={site.path ? `${place} · ${site.path}` : place}
        crumbs={[{ label: words.section, href: '/mo-hinh' }]}
        tag={<SiteStateTag state={site.state} />}
        action={<Actions site={site} />}
      />
      <ModelsNav />
      {site.voided && <Banner tone="warn">{text.voided}</Banner>}
      <SiteLifeSection site={site} />
      <SiteSteps site={site} />
      <SiteTasks site={site} />
      <Info site={site} />
      <ButtonRow>
        <PaperButton kind="surveyReport" subjectId={site.id} areaId={site.place.areaId} />
        <PaperButton kind="modelRegulation" subjectId={site.id} areaId={site.place.areaId} />
        <PaperButton kind="halfYearReview" subjectId={site.id} areaId={site.place.areaId} />
      </ButtonRow>
      <FilesSection subjectKind="modelSite" subjectId={site.id} />
      <SiteCluster site={site} />
      <SiteReplicas site={site} />
      <SiteHistory site={site} />
    </Page>
  );
}

function Actions({ site }: { site: Site }): ReactNode {
  const text = useText(siteText);
  const words = useModelWords();
  const [language] = useLanguage();
  const toast = useToast();
  const take = useTakeSite();
  const [open, setOpen] = useState<'edit' | 'end' | undefined>();

  async function undo(): Promise<void> {
    try {
      take(await call(undoSiteChange, { params: { id: site.id }, body: { baseRevision: site.revision } }));
      toast({ tone: 'success', text: words.undone });
    } catch (error) {
      toast({ tone: 'error', text: problemText(error, language) });
    }
  }
  const items = [
    ...(site.can.edit ? [{ label: text.edit, icon: 'edit' as const, onSelect: () => setOpen('edit') }] : []),
    ...(site.can.replicate ? [{ label: text.replicate, href: `/mo-hinh/${site.id}/nhan-rong` }] : []),
    ...(site.can.undo ? [{ label: text.undo, onSelect: () => void undo() }] : []),
    ...(site.can.end ? [{ label: text.end, danger: true, onSelect: () => setOpen('end') }] : []),
  ];
  if (items.length === 0) return null;
  return (
    <>
      <Menu label={text.actions} align="end" items={items} />
      {open === 'edit' && <EditDialog site={site} onClose={() => setOpen(undefined)} />}
      {open === 'end' && <EndDialog site={site} onClose={() => setOpen(undefined)} />}
    </>
  );
}

function Info({ site }: { site: Site }): ReactNode {
  const text = useText(siteText);
  const words = useModelWords();
  const [language] = useLanguage();
  const day = (value: string | null): string => (value ? formatDate(value, language) : '');
  const count = (value: number | null): string => (value === null ? '' : formatNumber(value, language));
  const kind = (
    <>
      <Link href={`/mo-hinh/loai/${site.kind.id}`}>{site.kindInfo.name[language]}</Link>
      {site.kindInfo.code && !site.kindInfo.verified && (
        <span className={css.quiet}> ({words.unverified})</span>
      )}
    </>
  );
  const items = [
    { term: text.kind, value: kind },
    { term: text.place, value: placeTitle(site.place.areaName, site.place.organizationName) },
    { term: text.proposedOn, value: day(site.proposedOn) },
    { term: text.launchedOn, value: day(site.launchedOn) },
    { term: text.endedOn, value: day(site.endedOn) },
    { term: text.reason, value: site.endReason },
    { term: text.core, value: site.coreForce },
    { term: text.responsible, value: site.responsible },
    { term: text.teams, value: count(site.teams) },
    { term: text.members, value: count(site.members) },
    { term: text.counted, value: site.counts === 'listed' ? text.listed : text.declared },
    {
      term: text.pilot,
      value: site.pilot && <Link href={`/mo-hinh/${site.pilot.id}`}>{site.pilot.title}</Link>,
    },
    {
      term: text.mergedInto,
      value: site.mergedInto && <Link href={`/mo-hinh/${site.mergedInto.id}`}>{site.mergedInto.title}</Link>,
    },
    {
      term: text.fromBook,
      value: site.fromEntry && <Link href={`/so/modelSite/${site.id}`}>{text.openEntry}</Link>,
    },
    { term: text.note, value: site.note && <span className={css.pre}>{site.note}</span> },
  ];
  return (
    <Section title={text.info}>
      <DescriptionList items={items.filter((item) => item.value)} />
    </Section>
  );
}
