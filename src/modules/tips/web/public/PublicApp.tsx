import { type ReactNode, useEffect, useState } from 'react';
import { useText } from '../../../../platform/web/i18n.tsx';
import { usePageTitle } from '../../../../platform/web/page.tsx';
import { Button } from '../../../../ui/action/Button.tsx';
import { Banner } from '../../../../ui/feedback/Banner.tsx';
import { Spinner } from '../../../../ui/feedback/Spinner.tsx';
import { type Language, LanguageContext } from '../../../../ui/language.ts';
import { Chrome, Promises, type PublicView, Views } from './Chrome.tsx';
import { fileText } from './file.text.ts';
import type { Filed } from './file-report.ts';
import { useOffices } from './offices.ts';
import css from './public.module.css';
import { publicText } from './public.text.ts';
import { useEscapeTwice } from './quick-leave.ts';
import { Done, ReceiptView } from './Receipt.tsx';
import { ReportForm } from './ReportForm.tsx';
import { ThreadPage } from './ThreadPage.tsx';

/** The whole of /bao-tin: nothing in it is kept by the browser, not even the language. */
export function PublicApp(): ReactNode {
  const [language, setLanguage] = useState<Language>(asked() === 'en' ? 'en' : 'vi');
  useEffect(() => {
    document.documentElement.lang = language;
  }, [language]);
  useEscapeTwice();
  return (
    <LanguageContext value={language}>
      <Chrome language={language} onLanguage={setLanguage}>
        <Body />
      </Chrome>
    </LanguageContext>
  );
}

function asked(): string | null {
  return new URLSearchParams(window.location.search).get('lang');
}

function Body(): ReactNode {
  const text = useText(publicText);
  const [view, setView] = useState<PublicView>(
    window.location.pathname.endsWith('/theo-doi') ? 'follow' : 'new',
  );
  const [filed, setFiled] = useState<Filed | 'done' | undefined>();
  if (!window.isSecureContext)
    return (
      <Banner tone="error" title={text.insecure}>
        {text.insecureHelp}
      </Banner>
    );
  if (filed === 'done') return <Done />;
  if (filed !== undefined) return <ReceiptView filed={filed} onDone={() => setFiled('done')} />;
  return (
    <>
      <Views view={view} onView={setView} />
      {/* Both stay: looking at the other must not lose what was written. */}
      <div hidden={view !== 'new'}>
        <NewReport onFiled={setFiled} isShown={view === 'new'} />
      </div>
      {view === 'follow' && <ThreadPage />}
    </>
  );
}

function NewReport({ onFiled, isShown }: { onFiled: (filed: Filed) => void; isShown: boolean }): ReactNode {
  const text = useText(fileText);
  return (
    <>
      {isShown && <Title title={text.title} />}
      <header className={css.head}>
        <h1>{text.title}</h1>
        <p className={css.lead}>{text.lead}</p>
      </header>
      <Promises />
      <Form onFiled={onFiled} />
    </>
  );
}

function Title({ title }: { title: string }): ReactNode {
  usePageTitle(title);
  return null;
}

function Form({ onFiled }: { onFiled: (filed: Filed) => void }): ReactNode {
  const text = useText(publicText);
  const words = useText(fileText);
  const { offices, again } = useOffices();
  if (offices === undefined) return <Spinner label={text.loading} />;
  if (offices === 'failed')
    return (
      <Banner tone="error" action={<Button onClick={again}>{text.tryAgain}</Button>}>
        {text.offline}
      </Banner>
    );
  if (offices.offices.length === 0)
    return (
      <Banner tone="warn" title={words.noOffices}>
        {words.noOfficesHelp}
      </Banner>
    );
  return <ReportForm offices={offices} onFiled={onFiled} />;
}
