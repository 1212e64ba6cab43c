import type { ReactNode } from 'react';
import { formatInstant } from '../../../../platform/web/format.ts';
import { useText } from '../../../../platform/web/i18n.tsx';
import { CopyField } from '../../../../ui/action/CopyField.tsx';
import { Banner } from '../../../../ui/feedback/Banner.tsx';
import { useUiLanguage } from '../../../../ui/language.ts';
import type { OneTimeLink } from '../../accounts.contract.ts';
import { usersText } from './users.text.ts';

/** A link to hand on, shown this one time. */
export function LinkBox({ link }: { link: OneTimeLink }): ReactNode {
  const text = useText(usersText);
  const language = useUiLanguage();
  return (
    <>
      <Banner tone="warn" announce>
        {text.invitedWords}
      </Banner>
      <CopyField
        label={text.link}
        value={link.url}
        help={text.expires(formatInstant(link.expiresAt, language))}
      />
    </>
  );
}
