import { useParams } from '@tanstack/react-router';
import { type ReactNode, useState } from 'react';
import { formatDate, formatNumber } from '../../../platform/web/format.ts';
import { useLanguage, useText } from '../../../platform/web/i18n.tsx';
import { usePageTitle } from '../../../platform/web/page.tsx';
import { Button, ButtonRow } from '../../../ui/action/Button.tsx';
import { Link } from '../../../ui/action/Link.tsx';
import { Banner } from '../../../ui/feedback/Banner.tsx';
import { StatusTag } from '../../../ui/feedback/StatusTag.tsx';
import { DescriptionList } from '../../../ui/layout/DescriptionList.tsx';
import { Page, PageHeader, Section } from '../../../ui/layout/PageHeader.tsx';
import { LoadState } from '../../activities/web/LoadState.tsx';
import { FilesSection } from '../../documents/web/FilesSection.tsx';
import { PaperButton } from '../../documents/web/PaperButton.tsx';
import type { Team } from '../team.contract.ts';
import { teamKindWords } from '../words.rules.ts';
import { EquipmentSection } from './Equipment.tsx';
import { MembersSection } from './Members.tsx';
import { DisbandDialog, EditTeam, VoidDialog } from './TeamDialogs.tsx';
import { TrainingsSection } from './Trainings.tsx';
import { teamsText } from './teams.text.ts';
import { useTeam, useTeamChange } from './useTeams.ts';

/** One team: who is in it, is it large enough, trained and equipped. */
export function TeamPage(): ReactNode {
  const text = useText(teamsText);
  const { id = '' } = useParams({ strict: false }) as { id?: string };
  const team = useTeam(id);
  usePageTitle(team.data?.name ?? text.title);
  if (!team.data)
    return (
      <Page>
        <LoadState error={team.error} onAgain={() => void team.refetch()} />
      </Page>
    );
  return <TeamView team={team.data} />;
}

type Open = 'edit' | 'disband' | 'void' | undefined;

function TeamView({ team }: { team: Team }): ReactNode {
  const text = useText(teamsText);
  const [language] = useLanguage();
  const [open, setOpen] = useState<Open>();
  const close = (): void => setOpen(undefined);
  const mayEdit = team.can.write && team.voidReason === null;
  return (
    <Page>
      <PageHeader
        title={team.name}
        lead={`${teamKindWords[team.kind][language]} · ${team.organizationName ?? team.areaName}${team.areaPath ? `, ${team.areaPath}` : ''}`}
        crumbs={[{ label: text.back, href: '/to' }]}
        tag={<TeamTag team={team} />}
      />
      <EndBanner team={team} />
      <SizeBanner team={team} />
      <MembersSection team={team} mayEdit={mayEdit} />
      <TrainingsSection team={team} mayEdit={mayEdit} />
      <EquipmentSection team={team} mayEdit={mayEdit} />
      <Section
        title={text.basics}
        action={
          mayEdit && (
            <Button icon="edit" onClick={() => setOpen('edit')}>
              {text.edit}
            </Button>
          )
        }
      >
        <Facts team={team} />
      </Section>
      <Section
        title={text.papers}
        action={
          <ButtonRow>
            <PaperButton kind="teamDecision" subjectId={team.id} small />
            <PaperButton kind="memberList" subjectId={team.id} small />
          </ButtonRow>
        }
      >
        <FilesSection subjectKind="team" subjectId={team.id} />
      </Section>
      {mayEdit && (
        <ButtonRow>
          {team.disbandedOn === null && <Button onClick={() => setOpen('disband')}>{text.disband}</Button>}
          <Button kind="quiet" onClick={() => setOpen('void')}>
            {text.voidTeam}
          </Button>
        </ButtonRow>
      )}
      {open === 'edit' && <EditTeam team={team} onClose={close} />}
      {open === 'disband' && <DisbandDialog team={team} onClose={close} />}
      {open === 'void' && <VoidDialog team={team} onClose={close} />}
    </Page>
  );
}

function TeamTag({ team }: { team: Team }): ReactNode {
  const text = useText(teamsText);
  if (team.voidReason !== null) return <StatusTag state="voided" />;
  if (team.disbandedOn !== null) return <StatusTag state="ended">{text.disbanded}</StatusTag>;
  return <StatusTag state="active">{text.active}</StatusTag>;
}

function EndBanner({ team }: { team: Team }): ReactNode {
  const text = useText(teamsText);
  const [language] = useLanguage();
  const change = useTeamChange(team);
  if (team.voidReason !== null)
    return (
      <Banner
        tone="warn"
        title={text.voided}
        action={
          team.can.write && (
            <Button
              small
              onClick={() => void change((input) => ({ ...input, voidReason: null }), text.saved)}
            >
              {text.restore}
            </Button>
          )
        }
      >
        {team.voidReason}
      </Banner>
    );
  if (team.disbandedOn === null) return null;
  return (
    <Banner
      title={text.wasDisbanded(formatDate(team.disbandedOn, language))}
      action={
        team.can.write && (
          <Button
            small
            onClick={() =>
              void change((input) => ({ ...input, disbandedOn: null, disbandReason: '' }), text.saved)
            }
          >
            {text.revive}
          </Button>
        )
      }
    >
      {team.disbandReason}
    </Banner>
  );
}

function SizeBanner({ team }: { team: Team }): ReactNode {
  const text = useText(teamsText);
  const [language] = useLanguage();
  const { size } = team;
  if (!size || team.voidReason !== null || team.disbandedOn !== null) return null;
  const titles = {
    right: text.sizeRight,
    tooSmall: text.sizeWrong,
    tooLarge: text.sizeWrong,
    unknown: text.sizeUnknown,
  };
  return (
    <Banner
      tone={size.state === 'right' ? 'success' : size.state === 'unknown' ? 'info' : 'warn'}
      title={titles[size.state]}
    >
      {size.text[language]} {text.sizeRule}: {size.rule[language]}. {text.source}: {size.source}.{' '}
      {!size.verified && text.unverified}
    </Banner>
  );
}

function Facts({ team }: { team: Team }): ReactNode {
  const text = useText(teamsText);
  const [language] = useLanguage();
  const items = [
    { term: text.foundedOn, value: formatDate(team.foundedOn, language) },
    ...(team.decision ? [{ term: text.decision, value: team.decision }] : []),
    ...(team.households === null
      ? []
      : [{ term: text.households, value: formatNumber(team.households, language) }]),
    {
      term: text.sites,
      value:
        team.sites.length === 0
          ? text.noSites
          : team.sites.map((site, at) => (
              <span key={site.id}>
                {at > 0 && '; '}
                <Link href={`/mo-hinh/${site.id}`}>{site.name}</Link>
              </span>
            )),
    },
    ...(team.note ? [{ term: text.note, value: team.note }] : []),
  ];
  return <DescriptionList items={items} />;
}
