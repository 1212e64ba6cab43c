import { useQuery, useQueryClient } from '@tanstack/react-query';
import { type ReactNode, useMemo } from 'react';
import { z } from 'zod';
import { call } from '../../../platform/web/client.ts';
import { formatDate, formatNumber } from '../../../platform/web/format.ts';
import { useLanguage, useText } from '../../../platform/web/i18n.tsx';
import { usePageTitle } from '../../../platform/web/page.tsx';
import { problemText } from '../../../platform/web/problem.ts';
import { usePageSearch } from '../../../platform/web/search.ts';
import { Button, ButtonLink } from '../../../ui/action/Button.tsx';
import { Link } from '../../../ui/action/Link.tsx';
import { EmptyState } from '../../../ui/feedback/EmptyState.tsx';
import { StatusTag } from '../../../ui/feedback/StatusTag.tsx';
import { Combobox } from '../../../ui/form/Combobox.tsx';
import { Page, PageHeader, Section } from '../../../ui/layout/PageHeader.tsx';
import { Toolbar } from '../../../ui/layout/Toolbar.tsx';
import { useToast } from '../../../ui/overlay/Toast.tsx';
import { DataTable } from '../../../ui/table/DataTable.tsx';
import { useMay } from '../../accounts/web/me.ts';
import { LoadState } from '../../activities/web/LoadState.tsx';
import { type AreaChoice, useArea, useAreaSearch, useOwnAreas } from '../../figures/web/useFigureAreas.ts';
import { ModelsNav } from '../../models/web/ModelsNav.tsx';
import css from '../../teams/web/teams.module.css';
import {
  getOverlaps,
  listMergers,
  type Merger,
  type MergerProposal,
  type Overlaps,
  type SameAim,
  type SharedPerson,
  undoMerger,
} from '../mergers.contract.ts';
import { seatRoleWords } from '../words.rules.ts';
import { committeesText } from './committees.text.ts';
import { committeesChanged } from './useCommittees.ts';

const View = z.object({ noi: z.uuid().optional() });

/** Who sits in how many committees, and which of them could be one? */
export function OverlapsPage(): ReactNode {
  const text = useText(committeesText);
  usePageTitle(text.overlapsTitle);
  const [view, change] = usePageSearch(View);
  const [own] = useOwnAreas();
  const id = view.noi ?? own?.id ?? '';
  const area = useArea(id);
  const search = useAreaSearch();
  const name = area.data?.fullName ?? own?.name ?? '';
  const value = useMemo<AreaChoice>(() => ({ id, name, note: '' }), [id, name]);
  const found = useQuery({
    queryKey: ['committees', 'overlaps', id],
    queryFn: ({ signal }) => call(getOverlaps, { query: { areaId: id }, signal }),
    enabled: id !== '',
  });
  return (
    <Page>
      <PageHeader
        title={text.overlapsTitle}
        lead={text.overlapsLead}
        crumbs={[{ label: text.back, href: '/ban-chi-dao' }]}
      />
      <ModelsNav />
      <Toolbar label={text.filters}>
        <Combobox<AreaChoice>
          label={text.area}
          optional="unsaid"
          value={value}
          onChange={(choice) => choice && change({ noi: choice.id })}
          search={search}
          itemKey={(choice) => choice.id}
          itemText={(choice) => choice.name}
          itemNote={(choice) => choice.note}
        />
      </Toolbar>
      {!found.data && <LoadState error={found.error} onAgain={() => void found.refetch()} />}
      {found.data && <OverlapsView overlaps={found.data} />}
      <Mergers areaId={id} />
    </Page>
  );
}

function OverlapsView({ overlaps }: { overlaps: Overlaps }): ReactNode {
  const text = useText(committeesText);
  return (
    <>
      <Section title={text.proposals}>
        {overlaps.proposals.length === 0 ? (
          <EmptyState title={text.noProposals}>{text.noProposalsWords}</EmptyState>
        ) : (
          <ul className={css.list}>
            {overlaps.proposals.map((proposal) => (
              <Proposal key={proposal.intoId} proposal={proposal} overlaps={overlaps} />
            ))}
          </ul>
        )}
      </Section>
      <Section title={text.sharedPeople}>
        {overlaps.persons.length === 0 ? (
          <p className={css.quiet}>{text.noShared}</p>
        ) : (
          <SharedTable persons={overlaps.persons} />
        )}
      </Section>
      <Section title={text.sameAims}>
        {overlaps.sameAims.length === 0 ? (
          <p className={css.quiet}>{text.noSameAims}</p>
        ) : (
          <ul className={css.list}>
            {overlaps.sameAims.map((group) => (
              <AimGroup key={group.sites.map((site) => site.id).join()} group={group} />
            ))}
          </ul>
        )}
      </Section>
      <Section title={text.ungoverned}>
        {overlaps.ungoverned.length === 0 ? (
          <p className={css.quiet}>{text.noUngoverned}</p>
        ) : (
          <ul className={css.people}>
            {overlaps.ungoverned.map((site) => (
              <li key={site.id}>
                <Link href={`/mo-hinh/${site.id}`}>{site.name}</Link>, {site.areaName}
              </li>
            ))}
          </ul>
        )}
      </Section>
    </>
  );
}

function Proposal({ proposal, overlaps }: { proposal: MergerProposal; overlaps: Overlaps }): ReactNode {
  const text = useText(committeesText);
  const [language] = useLanguage();
  const may = useMay();
  const nameOf = (id: string): string => overlaps.committees.find((each) => each.id === id)?.name ?? '';
  const from = proposal.fromIds.map((id) => `tu=${id}`).join('&');
  return (
    <li className={css.item}>
      <div>
        <h3>{nameOf(proposal.intoId)}</h3>
        <p>
          {text.mergedOnes}: {proposal.fromIds.map(nameOf).join('; ')}
        </p>
        {proposal.reasons.map((reason) => (
          <p key={reason.vi} className={css.quiet}>
            {reason[language]}
          </p>
        ))}
      </div>
      {may('committees.write') && (
        <ButtonLink href={`/ban-chi-dao/gop?vao=${proposal.intoId}&${from}`}>{text.preview}</ButtonLink>
      )}
    </li>
  );
}

function SharedTable({ persons }: { persons: readonly SharedPerson[] }): ReactNode {
  const text = useText(committeesText);
  const [language] = useLanguage();
  const may = useMay();
  return (
    <DataTable<SharedPerson>
      caption={text.tableOf(text.sharedPeople)}
      hideCaption
      stack
      rows={persons}
      rowKey={(row) => row.personId}
      rowName={(row) => row.name}
      columns={[
        {
          key: 'name',
          label: text.person,
          wide: true,
          cell: (row) =>
            may('persons.read') ? <Link href={`/to/nguoi/${row.personId}`}>{row.name}</Link> : row.name,
        },
        {
          key: 'count',
          label: text.count,
          numeric: true,
          cell: (row) => formatNumber(row.seats.length, language),
        },
        {
          key: 'seats',
          label: text.seats,
          wide: true,
          // One element: on a phone a row is a grid, which would set each seat into a cell of its own.
          cell: (row) => (
            <span>
              {row.seats.map((seat, at) => (
                <span key={`${seat.committeeId} ${seat.role}`}>
                  {at > 0 && '; '}
                  <Link quiet href={`/ban-chi-dao/${seat.committeeId}`}>
                    {seat.name}
                  </Link>{' '}
                  ({seatRoleWords[seat.role][language].toLowerCase()})
                </span>
              ))}
            </span>
          ),
        },
      ]}
    />
  );
}

function AimGroup({ group }: { group: SameAim }): ReactNode {
  const text = useText(committeesText);
  const [language] = useLanguage();
  return (
    <li className={css.item}>
      <div>
        <h3>{group.areaName}</h3>
        <p>
          {group.sites.map((site, at) => (
            <span key={site.id}>
              {at > 0 && '; '}
              <Link href={`/mo-hinh/${site.id}`}>{site.name}</Link>
            </span>
          ))}
        </p>
        <p className={css.quiet}>{text.sameAimWords(group.forWhom[language], group.aim[language])}</p>
      </div>
    </li>
  );
}

function Mergers({ areaId }: { areaId: string }): ReactNode {
  const text = useText(committeesText);
  const found = useQuery({
    queryKey: ['committees', 'mergers', areaId],
    queryFn: ({ signal }) => call(listMergers, { query: { areaId }, signal }),
    enabled: areaId !== '',
  });
  if (!found.data || found.data.mergers.length === 0) return null;
  return (
    <Section title={text.mergersTitle}>
      <ul className={css.list}>
        {found.data.mergers.map((merger) => (
          <MergerLine key={merger.id} merger={merger} />
        ))}
      </ul>
    </Section>
  );
}

function MergerLine({ merger }: { merger: Merger }): ReactNode {
  const text = useText(committeesText);
  const [language] = useLanguage();
  const client = useQueryClient();
  const toast = useToast();
  async function undo(): Promise<void> {
    try {
      await call(undoMerger, { params: { id: merger.id } });
      await committeesChanged(client);
      toast({ text: text.mergerUndone });
    } catch (error) {
      toast({ tone: 'error', text: problemText(error, language) });
    }
  }
  return (
    <li className={css.item}>
      <div>
        <h3>
          <Link href={`/ban-chi-dao/${merger.intoId}`}>{merger.into}</Link>
        </h3>
        <p>
          {text.mergedOnes}: {merger.from.map((each) => each.name).join('; ')}
        </p>
        <p className={css.quiet}>
          {[text.mergedOn(formatDate(merger.effectiveOn, language)), merger.decision]
            .filter(Boolean)
            .join(' · ')}
        </p>
      </div>
      {merger.undoneAt ? (
        <StatusTag state="voided">{text.undoneMerger}</StatusTag>
      ) : (
        merger.can.undo && <Button onClick={() => void undo()}>{text.undo}</Button>
      )}
    </li>
  );
}
