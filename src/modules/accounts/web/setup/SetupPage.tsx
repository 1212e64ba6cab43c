import { useQuery } from '@tanstack/react-query';
import { type ReactNode, useEffect } from 'react';
import { z } from 'zod';
import { ApiProblem, call } from '../../../../platform/web/client.ts';
import { useText } from '../../../../platform/web/i18n.tsx';
import { usePageTitle } from '../../../../platform/web/page.tsx';
import { problemText } from '../../../../platform/web/problem.ts';
import { usePageSearch } from '../../../../platform/web/search.ts';
import { PlainShell } from '../../../../platform/web/shell/AppShell.tsx';
import { Button, ButtonLink } from '../../../../ui/action/Button.tsx';
import { Banner } from '../../../../ui/feedback/Banner.tsx';
import { Spinner } from '../../../../ui/feedback/Spinner.tsx';
import { useUiLanguage } from '../../../../ui/language.ts';
import { Page, PageHeader } from '../../../../ui/layout/PageHeader.tsx';
import { checkSetupLink } from '../../setup.contract.ts';
import { setupQuery } from '../me.ts';
import { setupText } from './setup.text.ts';
import { Wizard } from './Wizard.tsx';

const Search = z.object({
  ma: z.string().max(200).optional(),
  buoc: z.coerce.number().int().min(1).max(3).default(1),
});

/** The page behind the one-time set-up link: the wizard, or what to do where the link is not (or no longer) good. */
export function SetupPage(): ReactNode {
  const text = useText(setupText);
  const [search, change] = usePageSearch(Search);
  const token = search.ma ?? '';
  const setup = useQuery(setupQuery);
  const link = useQuery({
    queryKey: ['setup', 'link', token],
    queryFn: ({ signal }) => call(checkSetupLink, { query: { token }, signal }),
    enabled: token !== '',
    // Judged once: a wizard under way is not taken away by looking again.
    staleTime: Number.POSITIVE_INFINITY,
  });
  const goTo = (buoc: number): void => change({ buoc: buoc === 1 ? undefined : buoc });
  const failed = setup.error ?? link.error;
  function again(): void {
    void setup.refetch();
    if (token !== '') void link.refetch();
  }
  return (
    <PlainShell>
      {failed ? (
        <Failed error={failed} again={again} />
      ) : setup.data?.isSetUp ? (
        <Already />
      ) : setup.data && (token === '' || link.data?.good === false) ? (
        <NoLink dead={token !== ''} />
      ) : link.data?.good ? (
        <Wizard token={token} step={search.buoc} onStep={goTo} />
      ) : (
        <Spinner label={text.title} />
      )}
    </PlainShell>
  );
}

function Failed({ error, again }: { error: unknown; again: () => void }): ReactNode {
  const text = useText(setupText);
  const language = useUiLanguage();
  usePageTitle(text.title);
  useEffect(() => {
    const timer = window.setInterval(again, 10_000);
    return () => window.clearInterval(timer);
  });
  return (
    <Page>
      <PageHeader title={text.title} />
      <Banner tone="error" action={<Button onClick={again}>{text.again}</Button>}>
        {error instanceof ApiProblem ? problemText(error, language) : String(error)}
      </Banner>
    </Page>
  );
}

function Already(): ReactNode {
  const text = useText(setupText);
  usePageTitle(text.already);
  return (
    <Page>
      <PageHeader title={text.already} lead={text.alreadyWords} />
      <div>
        <ButtonLink kind="primary" href="/dang-nhap">
          {text.signIn}
        </ButtonLink>
      </div>
    </Page>
  );
}

function NoLink({ dead }: { dead: boolean }): ReactNode {
  const text = useText(setupText);
  const title = dead ? text.deadLink : text.noLink;
  usePageTitle(title);
  return (
    <Page>
      <PageHeader title={title} lead={dead ? text.deadLinkWords : text.noLinkWords} />
      <ol>
        <li>{text.how1}</li>
        <li>{text.how2}</li>
        <li>{text.how3}</li>
      </ol>
    </Page>
  );
}
