import { useQuery, useQueryClient } from '@tanstack/react-query';
import { useParams, useRouter } from '@tanstack/react-router';
import type { ReactNode } from 'react';
import { z } from 'zod';
import { call } from '../../../platform/web/client.ts';
import { formatDate, formatInstant, formatNumber } from '../../../platform/web/format.ts';
import { useLanguage, useText } from '../../../platform/web/i18n.tsx';
import { usePageTitle } from '../../../platform/web/page.tsx';
import { problemText } from '../../../platform/web/problem.ts';
import { usePageSearch } from '../../../platform/web/search.ts';
import { Button, ButtonLink } from '../../../ui/action/Button.tsx';
import { Banner } from '../../../ui/feedback/Banner.tsx';
import { Page, PageHeader, Section } from '../../../ui/layout/PageHeader.tsx';
import { Menu } from '../../../ui/overlay/Menu.tsx';
import { useToast } from '../../../ui/overlay/Toast.tsx';
import { useMay } from '../../accounts/web/me.ts';
import { LoadState } from '../../activities/web/LoadState.tsx';
import {
  getCampaign,
  moveCampaign,
  type PledgeCampaign,
  type PledgeText,
  removeCampaign,
} from '../campaign.contract.ts';
import { CampaignCoverage } from './CampaignCoverage.tsx';
import { CampaignTag } from './CampaignsPage.tsx';
import { PlaceBar } from './PlaceBar.tsx';
import { usePlace } from './places.ts';
import css from './pledges.module.css';
import { pledgesText } from './pledges.text.ts';

const View = z.object({ noi: z.uuid().optional() });

/** One campaign: how far has signing come, place by place? */
export function CampaignPage(): ReactNode {
  const text = useText(pledgesText);
  const { id } = useParams({ strict: false }) as { id: string };
  const [view, change] = usePageSearch(View);
  const place = usePlace('pledges.read', view.noi);
  const found = useQuery({
    queryKey: ['pledges', 'campaign', id],
    queryFn: ({ signal }) => call(getCampaign, { params: { id }, signal }),
  });
  usePageTitle(found.data?.campaign.title ?? text.title);
  if (!found.data)
    return (
      <Page>
        <LoadState error={found.error} onAgain={() => void found.refetch()} />
      </Page>
    );
  const { campaign, texts } = found.data;
  return (
    <Page>
      <Head campaign={campaign} place={place.id} placeName={place.name} placeKind={place.kind} />
      <PlaceBar own={place.own} id={place.id} name={place.name} onPlace={(noi) => change({ noi })} />
      {campaign.state === 'draft' && <Banner title={text.draftNote}>{text.draftWords}</Banner>}
      {place.id !== '' && <CampaignCoverage campaign={campaign} areaId={place.id} areaKind={place.kind} />}
      <Texts campaign={campaign} texts={texts} />
    </Page>
  );
}

function Head(props: {
  campaign: PledgeCampaign;
  place: string;
  placeName: string;
  placeKind: string | undefined;
}): ReactNode {
  const text = useText(pledgesText);
  const [language] = useLanguage();
  const { campaign } = props;
  const ends = formatDate(campaign.endsOn, language);
  const isOver = campaign.state === 'open' && !campaign.can.sign;
  const lead = [
    isOver ? text.signedBy(ends) : text.signUntil(ends),
    text.validTo(formatDate(campaign.validTo, language)),
    text.from(campaign.areaName),
  ].join(' · ');
  return (
    <PageHeader
      title={campaign.title}
      lead={lead}
      crumbs={[{ label: text.title, href: `/cam-ket?noi=${props.place}` }]}
      tag={<CampaignTag campaign={campaign} />}
      action={<Actions campaign={campaign} place={props.place} placeKind={props.placeKind} />}
    />
  );
}

function Actions(props: {
  campaign: PledgeCampaign;
  place: string;
  placeKind: string | undefined;
}): ReactNode {
  const text = useText(pledgesText);
  const [language] = useLanguage();
  const may = useMay();
  const client = useQueryClient();
  const router = useRouter();
  const toast = useToast();
  const { campaign } = props;
  async function run(work: () => Promise<unknown>, done: string): Promise<void> {
    try {
      await work();
      await client.invalidateQueries({ queryKey: ['pledges'] });
      toast({ text: done });
    } catch (error) {
      toast({ tone: 'error', text: problemText(error, language) });
    }
  }
  const move = (to: 'open' | 'closed') =>
    run(
      () => call(moveCampaign, { params: { id: campaign.id }, body: { to, version: campaign.version } }),
      to === 'open' ? text.opened : text.closedDone,
    );
  async function remove(): Promise<void> {
    await run(() => call(removeCampaign, { params: { id: campaign.id } }), text.removed);
    router.history.push('/cam-ket');
  }
  const isHamlet = props.placeKind === 'hamlet';
  const canSign = campaign.can.sign && may('pledges.write') && isHamlet;
  return (
    <>
      {canSign && (
        <ButtonLink kind="primary" icon="check" href={`/cam-ket/${campaign.id}/ky?noi=${props.place}`}>
          {text.sign}
        </ButtonLink>
      )}
      {campaign.can.change && campaign.state === 'draft' && (
        <Button kind="primary" icon="check" onClick={() => void move('open')}>
          {text.openNow}
        </Button>
      )}
      {campaign.can.change && (
        <Menu
          label={text.more}
          align="end"
          items={[
            { label: text.edit, icon: 'edit', href: `/cam-ket/${campaign.id}/sua` },
            ...(campaign.state === 'open'
              ? [{ label: text.close, icon: 'lock' as const, onSelect: () => void move('closed') }]
              : []),
            ...(campaign.state === 'closed'
              ? [{ label: text.openAgain, icon: 'undo' as const, onSelect: () => void move('open') }]
              : []),
            ...(campaign.state === 'draft'
              ? [{ label: text.remove, icon: 'trash' as const, danger: true, onSelect: () => void remove() }]
              : []),
          ]}
        />
      )}
    </>
  );
}

function Texts({ campaign, texts }: { campaign: PledgeCampaign; texts: readonly PledgeText[] }): ReactNode {
  const text = useText(pledgesText);
  const [language] = useLanguage();
  const now = texts.find((one) => one.version === campaign.textVersion);
  const older = texts.filter((one) => one !== now);
  const said = (one: PledgeText): string =>
    text.textVersion(formatNumber(one.version, language), formatInstant(one.madeAt, language));
  return (
    <Section title={text.textTitle} {...(now ? { lead: said(now) } : {})}>
      <ol className={css.pledge}>
        {now?.commitments.map((line) => (
          <li key={line}>{line}</li>
        ))}
      </ol>
      {older.length > 0 && (
        <details>
          <summary>{text.olderTexts}</summary>
          {older.map((one) => (
            <div key={one.version}>
              <p className={css.note}>{said(one)}</p>
              <ol className={css.pledge}>
                {one.commitments.map((line) => (
                  <li key={line}>{line}</li>
                ))}
              </ol>
            </div>
          ))}
        </details>
      )}
    </Section>
  );
}
