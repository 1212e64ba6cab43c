import { useQuery } from '@tanstack/react-query';
import { useParams } from '@tanstack/react-router';
import type { ReactNode } from 'react';
import { z } from 'zod';
import { call } from '../../../platform/web/client.ts';
import { useText } from '../../../platform/web/i18n.tsx';
import { usePageTitle } from '../../../platform/web/page.tsx';
import { usePageSearch } from '../../../platform/web/search.ts';
import { ButtonLink } from '../../../ui/action/Button.tsx';
import { Banner } from '../../../ui/feedback/Banner.tsx';
import { EmptyState } from '../../../ui/feedback/EmptyState.tsx';
import { Page, PageHeader, Section } from '../../../ui/layout/PageHeader.tsx';
import { Tabs } from '../../../ui/layout/Tabs.tsx';
import { useCalendar } from '../../activities/web/forms.ts';
import { LoadState } from '../../activities/web/LoadState.tsx';
import { getCampaign } from '../campaign.contract.ts';
import { PhoneSigning } from './PhoneSigning.tsx';
import { PhotoSigning } from './PhotoSigning.tsx';
import { usePlace } from './places.ts';
import { pledgesText } from './pledges.text.ts';
import { SignedList } from './SignedList.tsx';
import { signingText } from './signing.text.ts';
import { TickList } from './TickList.tsx';
import { useSigning } from './useSigning.ts';

const View = z.object({
  noi: z.uuid().optional(),
  cach: z.enum(['list', 'phone', 'photo']).default('list'),
  anh: z.uuid().optional(),
});

/** Who has signed here, and who has just done so? */
export function SigningPage(): ReactNode {
  const text = useText(signingText);
  const pledges = useText(pledgesText);
  const { id } = useParams({ strict: false }) as { id: string };
  const [view, change] = usePageSearch(View);
  const place = usePlace('households.read', view.noi);
  const calendar = useCalendar();
  const campaign = useQuery({
    queryKey: ['pledges', 'campaign', id],
    queryFn: ({ signal }) => call(getCampaign, { params: { id }, signal }),
  });
  const { found, refresh, sign, takeBack } = useSigning(id, place.id);
  const title = text.title(place.name);
  usePageTitle(title);
  if (!found.data || !calendar)
    return (
      <Page>
        <LoadState error={found.error} onAgain={() => void found.refetch()} lines={10} />
      </Page>
    );
  const { signers, can } = found.data;
  const { today } = calendar;
  const hasHouseholds = signers.some((one) => one.kind === 'household');
  const tabs = [
    { key: 'list', label: text.list },
    ...(hasHouseholds ? [{ key: 'phone', label: text.phone }] : []),
    { key: 'photo', label: text.photo },
  ];
  return (
    <Page>
      <PageHeader
        title={title}
        lead={campaign.data?.campaign.title}
        crumbs={[
          { label: pledges.title, href: '/cam-ket' },
          { label: campaign.data?.campaign.title ?? '', href: `/cam-ket/${id}?noi=${place.id}` },
        ]}
      />
      {signers.length === 0 && (
        <EmptyState
          title={text.noSigners}
          action={
            <ButtonLink
              href={place.kind === 'hamlet' ? `/cam-ket/ho/${place.id}` : `/cam-ket/ho?noi=${place.id}`}
            >
              {text.toHouseholds}
            </ButtonLink>
          }
        >
          {text.noSignersWords}
        </EmptyState>
      )}
      {signers.length > 0 && !can.sign && <Banner title={text.notOpen}>{text.notOpenWords}</Banner>}
      {signers.length > 0 && can.sign && (
        <Tabs
          label={text.how}
          tabs={tabs}
          value={view.cach}
          onChange={(cach) => change({ cach: cach === 'list' ? undefined : cach, anh: undefined })}
        >
          {view.cach === 'list' && (
            <TickList signers={signers} today={today} method="list" fileId={null} onSign={sign} />
          )}
          {view.cach === 'phone' && (
            <PhoneSigning campaignId={id} signers={signers} today={today} onSign={sign} />
          )}
          {view.cach === 'photo' && (
            <PhotoSigning
              campaignId={id}
              areaId={place.id}
              signers={signers}
              today={today}
              photoId={view.anh}
              onPhoto={(anh) => change({ anh }, { replace: true })}
              onSign={sign}
            />
          )}
        </Tabs>
      )}
      {(view.cach === 'list' || !can.sign) && (
        <Section>
          <SignedList
            campaignId={id}
            signers={signers}
            today={today}
            canWrite={can.sign}
            onChanged={refresh}
            takeBack={takeBack}
          />
        </Section>
      )}
    </Page>
  );
}
