import type { ReactNode } from 'react';
import { useText } from '../../../../platform/web/i18n.tsx';
import { usePageTitle } from '../../../../platform/web/page.tsx';
import { DescriptionList } from '../../../../ui/layout/DescriptionList.tsx';
import { Page, PageHeader, Section } from '../../../../ui/layout/PageHeader.tsx';
import { useMe } from '../me.ts';
import { roleHelpText, roleText } from '../role.text.ts';
import { accountText } from './account.text.ts';
import { PasskeysSection } from './PasskeysSection.tsx';
import { PasswordSection } from './PasswordSection.tsx';
import { ProfileSection } from './ProfileSection.tsx';
import { SessionsSection } from './SessionsSection.tsx';
import { TotpSection } from './TotpSection.tsx';

/** The own account: name, language, what opens it, and where it is open. */
export function AccountPage(): ReactNode {
  const text = useText(accountText);
  const roles = useText(roleText);
  const help = useText(roleHelpText);
  const me = useMe();
  usePageTitle(text.title);
  return (
    <Page narrow>
      <PageHeader title={text.title} lead={text.lead(me.username)} />
      <Section title={text.roles}>
        <DescriptionList
          items={me.assignments.map((given) => ({
            term: `${roles[given.role]}, ${given.areaName}`,
            value: help[given.role],
          }))}
        />
      </Section>
      <ProfileSection />
      <PasswordSection />
      <TotpSection />
      <PasskeysSection />
      <SessionsSection />
    </Page>
  );
}
