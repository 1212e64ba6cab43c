import { useQuery } from '@tanstack/react-query';
import { type ReactNode, useState } from 'react';
import { z } from 'zod';
import { call } from '../../../../platform/web/client.ts';
import { formatNumber } from '../../../../platform/web/format.ts';
import { useText } from '../../../../platform/web/i18n.tsx';
import { usePageTitle } from '../../../../platform/web/page.tsx';
import { problemText } from '../../../../platform/web/problem.ts';
import { usePageSearch } from '../../../../platform/web/search.ts';
import { Button, ButtonLink } from '../../../../ui/action/Button.tsx';
import { Banner } from '../../../../ui/feedback/Banner.tsx';
import { EmptyState } from '../../../../ui/feedback/EmptyState.tsx';
import { Skeleton } from '../../../../ui/feedback/Spinner.tsx';
import { useUiLanguage } from '../../../../ui/language.ts';
import { Page, PageHeader, Section } from '../../../../ui/layout/PageHeader.tsx';
import { useMay } from '../../../accounts/web/me.ts';
import { type FieldPhone, listPhones } from '../../phones.contract.ts';
import { hasWrongClock, isSilent } from '../../phones.rules.ts';
import { BindDialog } from './BindDialog.tsx';
import { FileSection } from './FileSection.tsx';
import { ItemsSection } from './ItemsSection.tsx';
import { PhoneTable } from './PhoneTable.tsx';
import { phonesText } from './phones.text.ts';

const PhonesSearch = z.object({ xem: z.enum(['silent', 'clock']).optional() });

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
        {phones.data && <ShownPhones phones={phones.data.phones} />}
      </Section>
      {may('activities.write') && <FileSection />}
      {binding && <BindDialog people={phones.data?.people ?? []} onClose={() => setBinding(false)} />}
    </Page>
  );
}

/** All of them, or those that a line of the desk is about, with what is left out said above. */
function ShownPhones({ phones }: { phones: readonly FieldPhone[] }): ReactNode {
  const text = useText(phonesText);
  const language = useUiLanguage();
  const [{ xem: only }] = usePageSearch(PhonesSearch);
  if (!only) {
    return (
      <PhoneTable
        phones={phones}
        empty={<EmptyState title={text.noPhones}>{text.noPhonesWords}</EmptyState>}
      />
    );
  }
  const now = Date.now();
  const shown = phones.filter(only === 'silent' ? (phone) => isSilent(phone, now) : isOffTime);
  const number = (value: number): string => formatNumber(value, language);
  const all = (
    <ButtonLink small href="/so/dien-thoai">
      {text.showAll}
    </ButtonLink>
  );
  return (
    <>
      <Banner action={all}>{text[`${only}Only`](number(shown.length), number(phones.length))}</Banner>
      <PhoneTable
        phones={shown}
        empty={<EmptyState title={text[`${only}None`]}>{text.noneOnlyWords}</EmptyState>}
      />
    </>
  );
}

/** A phone that is no longer in use needs nobody to put its clock right. */
const isOffTime = (phone: FieldPhone): boolean => phone.state === 'bound' && hasWrongClock(phone);
