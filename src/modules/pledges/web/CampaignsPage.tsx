import { useQuery } from '@tanstack/react-query';
import type { ReactNode } from 'react';
import { z } from 'zod';
import { call } from '../../../platform/web/client.ts';
import { formatDate, formatNumber, formatPercent } from '../../../platform/web/format.ts';
import { useLanguage, useText } from '../../../platform/web/i18n.tsx';
import { usePageTitle } from '../../../platform/web/page.tsx';
import { usePageSearch } from '../../../platform/web/search.ts';
import { ButtonLink } from '../../../ui/action/Button.tsx';
import { Link } from '../../../ui/action/Link.tsx';
import { Meter } from '../../../ui/charts/Meter.tsx';
import { EmptyState } from '../../../ui/feedback/EmptyState.tsx';
import { StatusTag } from '../../../ui/feedback/StatusTag.tsx';
import { Page, PageHeader } from '../../../ui/layout/PageHeader.tsx';
import { useMay } from '../../accounts/web/me.ts';
import { LoadState } from '../../activities/web/LoadState.tsx';
import { ModelsNav } from '../../models/web/ModelsNav.tsx';
import { listCampaigns, type PledgeCampaign, type PledgeCoverage } from '../campaign.contract.ts';
import { coverageShare } from '../pledge.rules.ts';
import { PlaceBar } from './PlaceBar.tsx';
import { usePlace } from './places.ts';
import css from './pledges.module.css';
import { pledgesText } from './pledges.text.ts';

const View = z.object({ noi: z.uuid().optional() });

/** Which campaigns are there, and how far has signing come? */
export function CampaignsPage(): ReactNode {
  const text = useText(pledgesText);
  const may = useMay();
  usePageTitle(text.title);
  const [view, change] = usePageSearch(View);
  const place = usePlace('pledges.read', view.noi);
  const found = useQuery({
    queryKey: ['pledges', 'campaigns', place.id],
    queryFn: ({ signal }) => call(listCampaigns, { query: { areaId: place.id }, signal }),
    enabled: place.id !== '',
  });
  const canAdd = found.data?.can.add === true;
  return (
    <Page>
      <PageHeader
        title={text.title}
        lead={text.lead(place.name)}
        action={
          canAdd && (
            <ButtonLink kind="primary" icon="plus" href={`/cam-ket/moi?noi=${place.id}`}>
              {text.add}
            </ButtonLink>
          )
        }
      />
      <ModelsNav />
      <PlaceBar own={place.own} id={place.id} name={place.name} onPlace={(noi) => change({ noi })}>
        {may('households.read') && (
          <ButtonLink
            href={place.kind === 'hamlet' ? `/cam-ket/ho/${place.id}` : `/cam-ket/ho?noi=${place.id}`}
          >
            {text.households}
          </ButtonLink>
        )}
      </PlaceBar>
      {!found.data && <LoadState error={found.error} onAgain={() => void found.refetch()} />}
      {found.data?.campaigns.length === 0 && (
        <EmptyState title={text.none}>{canAdd ? text.noneWords : text.noneRead}</EmptyState>
      )}
      {found.data && found.data.campaigns.length > 0 && (
        <ul className={css.list}>
          {found.data.campaigns.map((campaign) => (
            <Campaign key={campaign.id} campaign={campaign} place={place.id} />
          ))}
        </ul>
      )}
    </Page>
  );
}

function Campaign(props: {
  campaign: PledgeCampaign & { coverage: PledgeCoverage };
  place: string;
}): ReactNode {
  const text = useText(pledgesText);
  const [language] = useLanguage();
  const { campaign } = props;
  const { coverage } = campaign;
  const share = coverageShare(coverage);
  const ends = formatDate(campaign.endsOn, language);
  const isOver = campaign.state === 'open' && !campaign.can.sign;
  return (
    <li className={css.item}>
      <div>
        <h2 className={css.name}>
          <Link href={`/cam-ket/${campaign.id}?noi=${props.place}`}>{campaign.title}</Link>
        </h2>
        <p className={css.facts}>
          <CampaignTag campaign={campaign} />
          <span>{isOver ? text.signedBy(ends) : text.signUntil(ends)}</span>
          {campaign.areaId !== props.place && <span>{text.from(campaign.areaName)}</span>}
        </p>
      </div>
      {campaign.audience.includes('households') && (
        <div>
          {share === null ? (
            <span className={css.meterNote}>{text.noHouseholds}</span>
          ) : (
            <>
              <Meter
                share={share}
                text={formatPercent(share, language)}
                tone={share === 1 ? 'good' : 'plain'}
              />
              <span className={css.meterNote}>
                {text.regularSigned(
                  formatNumber(coverage.signedRegular, language),
                  formatNumber(coverage.regular, language),
                )}
              </span>
            </>
          )}
        </div>
      )}
    </li>
  );
}

/** The state of a campaign in a word. */
export function CampaignTag({ campaign }: { campaign: PledgeCampaign }): ReactNode {
  const text = useText(pledgesText);
  if (campaign.state === 'draft') return <StatusTag state="draft">{text.draft}</StatusTag>;
  if (campaign.state === 'closed') return <StatusTag state="ended">{text.closed}</StatusTag>;
  return campaign.can.sign ? (
    <StatusTag state="active">{text.open}</StatusTag>
  ) : (
    <StatusTag state="ended">{text.over}</StatusTag>
  );
}
