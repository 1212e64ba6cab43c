import { useQuery, useQueryClient } from '@tanstack/react-query';
import { useParams, useRouter } from '@tanstack/react-router';
import { type ReactNode, useState } from 'react';
import { call } from '../../../platform/web/client.ts';
import { formatDate } from '../../../platform/web/format.ts';
import { useLanguage, useText } from '../../../platform/web/i18n.tsx';
import { usePageTitle } from '../../../platform/web/page.tsx';
import { problemText } from '../../../platform/web/problem.ts';
import { Button, ButtonRow } from '../../../ui/action/Button.tsx';
import { Link } from '../../../ui/action/Link.tsx';
import { DescriptionList } from '../../../ui/layout/DescriptionList.tsx';
import { Page, PageHeader, Section } from '../../../ui/layout/PageHeader.tsx';
import { useToast } from '../../../ui/overlay/Toast.tsx';
import { LoadState } from '../../activities/web/LoadState.tsx';
import type { SeatRole } from '../../committees/committees.contract.ts';
import { seatRoleWords } from '../../committees/words.rules.ts';
import { getPerson, type PersonDetail, removePerson, type Service } from '../person.contract.ts';
import type { TeamRole } from '../team.contract.ts';
import { sexWords, teamRoleWords } from '../words.rules.ts';
import { EditPerson, MergePerson } from './PersonDialogs.tsx';
import { peopleText } from './people.text.ts';
import css from './teams.module.css';
import { teamsText } from './teams.text.ts';
import { teamsChanged } from './useTeams.ts';

/** One person: the four things that are kept, and where he serves. */
export function PersonPage(): ReactNode {
  const people = useText(peopleText);
  const { id = '' } = useParams({ strict: false }) as { id?: string };
  const person = useQuery({
    queryKey: ['persons', 'one', id],
    queryFn: ({ signal }) => call(getPerson, { params: { id }, signal }),
  });
  usePageTitle(person.data?.name ?? people.peopleTitle);
  if (!person.data)
    return (
      <Page narrow>
        <LoadState error={person.error} onAgain={() => void person.refetch()} />
      </Page>
    );
  return <PersonView person={person.data} />;
}

function PersonView({ person }: { person: PersonDetail }): ReactNode {
  const text = useText(teamsText);
  const people = useText(peopleText);
  const [language] = useLanguage();
  const [open, setOpen] = useState<'edit' | 'merge'>();
  const close = (): void => setOpen(undefined);
  return (
    <Page narrow>
      <PageHeader
        title={person.name}
        lead={people.personKeeps}
        crumbs={[
          { label: text.back, href: '/to' },
          { label: people.peopleTitle, href: '/to/nguoi' },
        ]}
        action={
          person.can.edit && (
            <Button icon="edit" onClick={() => setOpen('edit')}>
              {people.personEdit}
            </Button>
          )
        }
      />
      <DescriptionList
        items={[
          { term: text.birthYear, value: person.birthYear ?? '–' },
          { term: text.sex, value: person.sex ? sexWords[person.sex][language] : '–' },
          { term: text.contact, value: person.contact || '–' },
          {
            term: people.personHome,
            value: <Link href={`/dia-ban/${person.areaId}`}>{person.areaName}</Link>,
          },
        ]}
      />
      <Section title={people.servedTitle}>
        {person.services.length === 0 ? (
          <p className={css.quiet}>{people.noServices}</p>
        ) : (
          <ul className={css.list}>
            {person.services.map((service) => (
              <ServiceLine key={`${service.id} ${service.from}`} service={service} />
            ))}
          </ul>
        )}
      </Section>
      {person.trainings.length > 0 && (
        <Section title={text.trainings}>
          <ul className={css.list}>
            {person.trainings.map((training) => (
              <li key={training.id} className={css.item}>
                <span>{training.topic}</span>
                <span className={css.quiet}>{formatDate(training.day, language)}</span>
              </li>
            ))}
          </ul>
        </Section>
      )}
      {person.can.edit && (
        <ButtonRow>
          <Button onClick={() => setOpen('merge')}>{people.mergeTitle}</Button>
          {person.can.remove && <RemoveButton person={person} />}
        </ButtonRow>
      )}
      {open === 'edit' && <EditPerson person={person} onClose={close} />}
      {open === 'merge' && <MergePerson person={person} onClose={close} />}
    </Page>
  );
}

function ServiceLine({ service }: { service: Service }): ReactNode {
  const people = useText(peopleText);
  const [language] = useLanguage();
  const role =
    service.kind === 'team'
      ? teamRoleWords[service.role as TeamRole]
      : seatRoleWords[service.role as SeatRole];
  const days = [
    people.since(formatDate(service.from, language)),
    service.to ? people.until(formatDate(service.to, language)) : '',
  ];
  return (
    <li className={css.item}>
      <div>
        <Link href={service.kind === 'team' ? `/to/${service.id}` : `/ban-chi-dao/${service.id}`}>
          {service.name}
        </Link>
        <p className={css.quiet}>{service.areaName}</p>
      </div>
      <span>
        {role[language]}, {days.filter(Boolean).join(' ')}
      </span>
    </li>
  );
}

function RemoveButton({ person }: { person: PersonDetail }): ReactNode {
  const people = useText(peopleText);
  const [language] = useLanguage();
  const client = useQueryClient();
  const router = useRouter();
  const toast = useToast();
  async function remove(): Promise<void> {
    try {
      await call(removePerson, { params: { id: person.id } });
      toast({ text: people.personRemoved });
      router.history.push('/to/nguoi');
      await teamsChanged(client);
    } catch (error) {
      toast({ tone: 'error', text: problemText(error, language) });
    }
  }
  return (
    <Button kind="danger" onClick={() => void remove()}>
      {people.removePerson}
    </Button>
  );
}
