import { useQuery, useQueryClient } from '@tanstack/react-query';
import { useParams } from '@tanstack/react-router';
import type { ReactNode } from 'react';
import { useText } from '../../../../platform/web/i18n.tsx';
import { usePageTitle } from '../../../../platform/web/page.tsx';
import { problemText } from '../../../../platform/web/problem.ts';
import { Banner } from '../../../../ui/feedback/Banner.tsx';
import { Skeleton } from '../../../../ui/feedback/Spinner.tsx';
import { useUiLanguage } from '../../../../ui/language.ts';
import { Page, PageHeader, Section } from '../../../../ui/layout/PageHeader.tsx';
import { useToast } from '../../../../ui/overlay/Toast.tsx';
import { HeirSection } from './HeirSection.tsx';
import { useMySecret } from './held-secret.ts';
import { MembersSection } from './MembersSection.tsx';
import { OfficeKeySection } from './OfficeKeySection.tsx';
import { OfficeTag } from './OfficesPage.tsx';
import { officeText } from './office.text.ts';
import { type OfficePart, SaidError } from './office-part.ts';
import { RecoverySection } from './RecoverySection.tsx';
import { officeQuery, useOfficeSecrets } from './tip-queries.ts';
import { Unlocked } from './Unlock.tsx';

/** One office: who opens its reports, its key, how it is recovered, and where its work goes on. */
export function OfficePage(): ReactNode {
  const text = useText(officeText);
  const language = useUiLanguage();
  const { id = '' } = useParams({ strict: false });
  const { data: office, error } = useQuery(officeQuery(id));
  const opened = useOfficeSecrets(id);
  const mine = useMySecret();
  const client = useQueryClient();
  const toast = useToast();
  usePageTitle(office?.name ?? text.title);

  async function act(work: () => Promise<unknown>, done: string): Promise<boolean> {
    try {
      await work();
      toast({ text: done });
      return true;
    } catch (failure) {
      const words = failure instanceof SaidError ? failure.message : problemText(failure, language);
      toast({ tone: 'error', text: words });
      return false;
    } finally {
      await client.invalidateQueries({ queryKey: ['tips'] });
    }
  }
  const crumbs = [
    { label: text.tips, href: '/tin-bao' },
    { label: text.title, href: '/tin-bao/co-quan' },
  ];
  if (!office)
    return (
      <Page>
        <PageHeader title={text.title} crumbs={crumbs} />
        {error ? <Banner tone="error">{problemText(error, language)}</Banner> : <Skeleton lines={6} />}
      </Page>
    );
  const part: OfficePart = { office, opened, mine, act };
  const worksHere = office.mine === 'active' || office.mine === 'named';
  return (
    <Page>
      <PageHeader
        title={office.name}
        lead={`${office.areaName} · ${text[`kind_${office.kind}`]}`}
        crumbs={[...crumbs, { label: office.name }]}
        tag={<OfficeTag office={office} />}
      />
      {worksHere && mine === undefined && office.closedAt === null && (
        <Section lead={text.needOpenKey}>
          <Unlocked>{null}</Unlocked>
        </Section>
      )}
      <OfficeKeySection {...part} />
      <MembersSection {...part} />
      <RecoverySection {...part} />
      <HeirSection {...part} />
    </Page>
  );
}
