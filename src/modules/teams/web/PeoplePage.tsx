import { useQuery } from '@tanstack/react-query';
import { type ReactNode, useEffect, useState } from 'react';
import { z } from 'zod';
import { call } from '../../../platform/web/client.ts';
import { useLanguage, useText } from '../../../platform/web/i18n.tsx';
import { usePageTitle } from '../../../platform/web/page.tsx';
import { usePageSearch } from '../../../platform/web/search.ts';
import { Link } from '../../../ui/action/Link.tsx';
import { EmptyState } from '../../../ui/feedback/EmptyState.tsx';
import { TextInput } from '../../../ui/form/TextInput.tsx';
import { Page, PageHeader } from '../../../ui/layout/PageHeader.tsx';
import { Toolbar } from '../../../ui/layout/Toolbar.tsx';
import { DataTable } from '../../../ui/table/DataTable.tsx';
import { LoadState } from '../../activities/web/LoadState.tsx';
import { localToday } from '../../areas/web/AddHamlets.tsx';
import { ModelsNav } from '../../models/web/ModelsNav.tsx';
import { listPersons, type Person, type Service } from '../person.contract.ts';
import { sexWords } from '../words.rules.ts';
import { peopleText } from './people.text.ts';
import { teamsText } from './teams.text.ts';

const View = z.object({ tim: z.string().max(120).optional() });
type Hit = Person & { services: Service[] };

/** Who is this person, and where does he serve? */
export function PeoplePage(): ReactNode {
  const text = useText(teamsText);
  const people = useText(peopleText);
  usePageTitle(people.peopleTitle);
  const [view, change] = usePageSearch(View);
  const [typed, setTyped] = useState(view.tim ?? '');
  useEffect(() => {
    if (typed.trim() === (view.tim ?? '')) return;
    const timer = window.setTimeout(() => change({ tim: typed.trim() }, { replace: true }), 400);
    return () => window.clearTimeout(timer);
  }, [typed, view.tim, change]);
  const asked = (view.tim ?? '').length >= 2;
  const found = useQuery({
    queryKey: ['persons', 'list', view.tim],
    queryFn: ({ signal }) => call(listPersons, { query: { q: view.tim ?? '' }, signal }),
    enabled: asked,
  });
  return (
    <Page>
      <PageHeader
        title={people.peopleTitle}
        lead={people.peopleLead}
        crumbs={[{ label: text.back, href: '/to' }]}
      />
      <ModelsNav />
      <Toolbar label={text.filters} words={found.data?.more ? people.morePeople : undefined}>
        <TextInput
          label={people.peopleSearch}
          optional="unsaid"
          type="search"
          value={typed}
          onChange={setTyped}
        />
      </Toolbar>
      {!asked && <EmptyState title={people.startTyping}>{people.startTypingWords}</EmptyState>}
      {asked && !found.data && <LoadState error={found.error} onAgain={() => void found.refetch()} />}
      {found.data && <PeopleTable rows={found.data.persons} />}
    </Page>
  );
}

function PeopleTable({ rows }: { rows: readonly Hit[] }): ReactNode {
  const text = useText(teamsText);
  const people = useText(peopleText);
  const [language] = useLanguage();
  return (
    <DataTable<Hit>
      caption={people.peopleTitle}
      hideCaption
      stack
      rows={rows}
      rowKey={(row) => row.id}
      rowName={(row) => row.name}
      empty={<EmptyState title={people.noPeople}>{people.noPeopleWords}</EmptyState>}
      columns={[
        {
          key: 'name',
          label: text.name,
          wide: true,
          cell: (row) => <Link href={`/to/nguoi/${row.id}`}>{row.name}</Link>,
        },
        { key: 'born', label: text.birthYear, numeric: true, cell: (row) => row.birthYear ?? '–' },
        { key: 'sex', label: text.sex, cell: (row) => (row.sex ? sexWords[row.sex][language] : '–') },
        { key: 'home', label: people.personHome, cell: (row) => row.areaName },
        { key: 'contact', label: text.contact, nowrap: true, cell: (row) => row.contact || '–' },
        {
          key: 'serves',
          label: people.serves,
          wide: true,
          cell: (row) => <Serves services={row.services} />,
        },
      ]}
    />
  );
}

function Serves({ services }: { services: readonly Service[] }): ReactNode {
  const today = localToday();
  const present = services.filter((service) => service.to === null || service.to > today);
  if (present.length === 0) return '–';
  return present.map((service, at) => (
    <span key={`${service.id} ${service.from}`}>
      {at > 0 && '; '}
      <Link quiet href={service.kind === 'team' ? `/to/${service.id}` : `/ban-chi-dao/${service.id}`}>
        {service.name}
      </Link>
    </span>
  ));
}
