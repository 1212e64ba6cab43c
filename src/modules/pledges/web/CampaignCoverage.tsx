import { useQuery } from '@tanstack/react-query';
import { type ReactNode, useMemo } from 'react';
import { call } from '../../../platform/web/client.ts';
import { formatNumber, formatPercent } from '../../../platform/web/format.ts';
import { useLanguage, useText } from '../../../platform/web/i18n.tsx';
import { ButtonLink } from '../../../ui/action/Button.tsx';
import { Link } from '../../../ui/action/Link.tsx';
import { Meter } from '../../../ui/charts/Meter.tsx';
import { EmptyState } from '../../../ui/feedback/EmptyState.tsx';
import { Section } from '../../../ui/layout/PageHeader.tsx';
import { Stat, StatRow } from '../../../ui/layout/Stat.tsx';
import type { Column } from '../../../ui/table/ColumnMenu.tsx';
import { DataTable } from '../../../ui/table/DataTable.tsx';
import { useMay } from '../../accounts/web/me.ts';
import { LoadState } from '../../activities/web/LoadState.tsx';
import { type PledgeCampaign, type PledgeCoverage, readCoverage } from '../campaign.contract.ts';
import { coverageShare } from '../pledge.rules.ts';
import { PledgeSheets } from './PledgeSheets.tsx';
import { pledgesText } from './pledges.text.ts';

interface Row {
  readonly areaId: string;
  readonly areaName: string;
  readonly areaKind: string;
  readonly coverage: PledgeCoverage;
}

/** How far signing has come in a place, and in each place below it. */
export function CampaignCoverage(props: {
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
