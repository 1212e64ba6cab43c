import { useQuery, useQueryClient } from '@tanstack/react-query';
import { useParams, useRouter } from '@tanstack/react-router';
import { type ReactNode, useMemo } from 'react';
import { z } from 'zod';
import { call } from '../../../platform/web/client.ts';
import { formatDate, formatInstant, formatNumber, formatPercent } from '../../../platform/web/format.ts';
import { useLanguage, useText } from '../../../platform/web/i18n.tsx';
import { usePageTitle } from '../../../platform/web/page.tsx';
import { problemText } from '../../../platform/web/problem.ts';
import { usePageSearch } from '../../../platform/web/search.ts';
import { Button, ButtonLink } from '../../../ui/action/Button.tsx';
import { Link } from '../../../ui/action/Link.tsx';
import { Meter } from '../../../ui/charts/Meter.tsx';
import { Banner } from '../../../ui/feedback/Banner.tsx';
import { EmptyState } from '../../../ui/feedback/EmptyState.tsx';
import { Page, PageHeader, Section } from '../../../ui/layout/PageHeader.tsx';
import { Stat, StatRow } from '../../../ui/layout/Stat.tsx';
import { Menu } from '../../../ui/overlay/Menu.tsx';
import { useToast } from '../../../ui/overlay/Toast.tsx';
import type { Column } from '../../../ui/table/ColumnMenu.tsx';
import { DataTable } from '../../../ui/table/DataTable.tsx';
import { useMay } from '../../accounts/web/me.ts';
import { LoadState } from '../../activities/web/LoadState.tsx';
import {
  getCampaign,
  moveCampaign,
  type PledgeCampaign,
  type PledgeCoverage,
  type PledgeText,
  readCoverage,
  removeCampaign,
} from '../campaign.contract.ts';
import { coverageShare } from '../pledge.rules.ts';
import { CampaignTag } from './CampaignsPage.tsx';
import { PlaceBar } from './PlaceBar.tsx';
import { PledgeSheets } from './PledgeSheets.tsx';
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
      {place.id !== '' && <Coverage campaign={campaign} areaId={place.id} areaKind={place.kind} />}
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

interface Row {
  readonly areaId: string;
  readonly areaName: string;
  readonly areaKind: string;
  readonly coverage: PledgeCoverage;
}

function Coverage(props: {
  campaign: PledgeCampaign;
  areaId: string;
  areaKind: string | undefined;
}): ReactNode {
  const text = useText(pledgesText);
  const [language] = useLanguage();
  const may = useMay();
  const { campaign, areaId } = props;
  const found = useQuery({
    queryKey: ['pledges', 'coverage', campaign.id, areaId],
    queryFn: ({ signal }) => call(readCoverage, { params: { id: campaign.id }, query: { areaId }, signal }),
  });
  const columns = useCoverageColumns(campaign);
  if (!found.data) return <LoadState error={found.error} onAgain={() => void found.refetch()} />;
  const { total, rows } = found.data;
  const share = coverageShare(total);
  const number = (value: number): string => formatNumber(value, language);
  const forHouseholds = campaign.audience.includes('households');
  return (
    <>
      {forHouseholds && (
        <StatRow>
          <Stat
            label={text.share}
            value={share === null ? '–' : formatPercent(share, language)}
            note={share === 1 ? text.perfect : text.hundred}
          />
          <Stat
            label={text.signed}
            value={number(total.signedRegular)}
            note={text.regularSigned(number(total.signedRegular), number(total.regular))}
          />
          <Stat label={text.missing} value={number(total.regular - total.signedRegular)} />
          <Stat label={text.withdrawn} value={number(total.withdrawn)} />
        </StatRow>
      )}
      {forHouseholds && rows.length > 0 && (
        <Section title={text.coverage}>
          <DataTable<Row>
            caption={text.coverageTable}
            hideCaption
            columns={columns}
            rows={rows}
            rowKey={(row) => row.areaId}
            rowName={(row) => row.areaName}
            totals={totalsOf(total, number)}
            totalsLabel={text.total}
            stack
          />
        </Section>
      )}
      {forHouseholds && total.households === 0 && may('households.write') && (
        <EmptyState
          title={text.noChildren}
          action={<ButtonLink href={`/cam-ket/ho?noi=${areaId}`}>{text.toHouseholds}</ButtonLink>}
        >
          {text.noChildrenWords}
        </EmptyState>
      )}
      <Organizations campaign={campaign} total={total} areaId={areaId} />
      {forHouseholds && (
        <PledgeSheets campaign={campaign} areaId={areaId} isHamlet={props.areaKind === 'hamlet'} />
      )}
    </>
  );
}

function Organizations(props: {
  campaign: PledgeCampaign;
  total: PledgeCoverage;
  areaId: string;
}): ReactNode {
  const text = useText(pledgesText);
  const [language] = useLanguage();
  const may = useMay();
  const { campaign, total } = props;
  const parts = [
    {
      key: 'organizations' as const,
      label: text.organizations,
      of: total.organizations,
      signed: total.organizationsSigned,
    },
    { key: 'parishes' as const, label: text.parishes, of: total.parishes, signed: total.parishesSigned },
  ].filter((part) => campaign.audience.includes(part.key) && (part.of > 0 || part.signed > 0));
  if (parts.length === 0) return null;
  const number = (value: number): string => formatNumber(value, language);
  return (
    <Section
      title={text.organizations}
      action={
        campaign.can.sign &&
        may('pledges.write') && (
          <ButtonLink icon="check" href={`/cam-ket/${campaign.id}/ky?noi=${props.areaId}`}>
            {text.signOrganizations}
          </ButtonLink>
        )
      }
    >
      <StatRow>
        {parts.map((part) => (
          <Stat key={part.key} label={part.label} value={`${number(part.signed)} / ${number(part.of)}`} />
        ))}
      </StatRow>
    </Section>
  );
}

function totalsOf(total: PledgeCoverage, number: (value: number) => string): Record<string, ReactNode> {
  return {
    regular: number(total.regular),
    signed: number(total.signedRegular),
    missing: number(total.regular - total.signedRegular),
    list: number(total.methods.list),
    qr: number(total.methods.qr),
    phone: number(total.methods.phone),
    photo: number(total.methods.photo),
    withdrawn: number(total.withdrawn),
  };
}

function useCoverageColumns(campaign: PledgeCampaign): readonly Column<Row>[] {
  const text = useText(pledgesText);
  const [language] = useLanguage();
  const may = useMay();
  const signs = campaign.can.sign && may('households.read');
  return useMemo(() => {
    const number = (
      key: string,
      label: string,
      value: (coverage: PledgeCoverage) => number,
    ): Column<Row> => ({
      key,
      label,
      numeric: true,
      cell: (row) => formatNumber(value(row.coverage), language),
    });
    return [
      {
        key: 'place',
        label: text.place,
        cell: (row) => (
          <Link
            href={
              row.areaKind === 'hamlet' && signs
                ? `/cam-ket/${campaign.id}/ky?noi=${row.areaId}`
                : `/cam-ket/${campaign.id}?noi=${row.areaId}`
            }
          >
            {row.areaName}
          </Link>
        ),
      },
      {
        key: 'share',
        label: text.share,
        cell: (row) => {
          const share = coverageShare(row.coverage);
          if (share === null) return text.noHouseholds;
          return (
            <Meter
              share={share}
              text={formatPercent(share, language)}
              tone={share === 1 ? 'good' : 'plain'}
            />
          );
        },
      },
      number('signed', text.signed, (one) => one.signedRegular),
      number('regular', text.regular, (one) => one.regular),
      number('missing', text.missing, (one) => one.regular - one.signedRegular),
      number('list', text.byList, (one) => one.methods.list),
      number('qr', text.byQr, (one) => one.methods.qr),
      number('phone', text.byPhone, (one) => one.methods.phone),
      number('photo', text.byPhoto, (one) => one.methods.photo),
      number('withdrawn', text.withdrawn, (one) => one.withdrawn),
    ];
  }, [text, language, campaign.id, signs]);
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
