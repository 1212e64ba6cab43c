import { useQuery } from '@tanstack/react-query';
import { type ReactNode, useState } from 'react';
import { call } from '../../../../platform/web/client.ts';
import { useText } from '../../../../platform/web/i18n.tsx';
import { usePageTitle } from '../../../../platform/web/page.tsx';
import { problemText } from '../../../../platform/web/problem.ts';
import { Button } from '../../../../ui/action/Button.tsx';
import { Banner } from '../../../../ui/feedback/Banner.tsx';
import { EmptyState } from '../../../../ui/feedback/EmptyState.tsx';
import { Skeleton } from '../../../../ui/feedback/Spinner.tsx';
import { useUiLanguage } from '../../../../ui/language.ts';
import { Page, PageHeader, Section } from '../../../../ui/layout/PageHeader.tsx';
import { useMay } from '../../../accounts/web/me.ts';
import { listPhones } from '../../phones.contract.ts';
import { BindDialog } from './BindDialog.tsx';
import { FileSection } from './FileSection.tsx';
import { ItemsSection } from './ItemsSection.tsx';
import { PhoneTable } from './PhoneTable.tsx';
import { phonesText } from './phones.text.ts';

/** Which phones record here, and which of their entries wait for somebody who knows. */
export function PhonesPage(): ReactNode {
  const text = useText(phonesText);
  const language = useUiLanguage();
  const may = useMay();
  usePageTitle(text.title);
  const [binding, setBinding] = useState(false);
  const phones = useQuery({ queryKey: ['phones'], queryFn: ({ signal }) => call(listPhones, { signal }) });
  const bind = may('phones.manage') && (
    <Button kind="primary" icon="plus" onClick={() => setBinding(true)}>
      {text.add}
    </Button>
  );
  return (
    <Page>
      <PageHeader title={text.title} lead={text.lead} action={bind} />
      {phones.error && <Banner tone="error">{problemText(phones.error, language)}</Banner>}
      <ItemsSection />
      <Section title={text.phones}>
        {phones.isPending && <Skeleton lines={4} />}
        {phones.data && (
          <PhoneTable
            phones={phones.data.phones}
            empty={<EmptyState title={text.noPhones}>{text.noPhonesWords}</EmptyState>}
          />
        )}
      </Section>
      {may('activities.write') && <FileSection />}
      {binding && <BindDialog people={phones.data?.people ?? []} onClose={() => setBinding(false)} />}
    </Page>
  );
}
