import type { ReactNode } from 'react';
import { download } from '../../../platform/web/client.ts';
import { useText } from '../../../platform/web/i18n.tsx';
import { problemText } from '../../../platform/web/problem.ts';
import { useUiLanguage } from '../../../ui/language.ts';
import { Section } from '../../../ui/layout/PageHeader.tsx';
import { Menu } from '../../../ui/overlay/Menu.tsx';
import { useToast } from '../../../ui/overlay/Toast.tsx';
import { useForms } from '../../activities/web/forms.ts';
import { downloadTemplate } from '../imports.contract.ts';
import { HAMLETS, REPORTED } from '../sheet-kinds.rules.ts';
import { importsText } from './imports.text.ts';

/** Empty workbooks, one for each kind of sheet or one with all. */
export function Templates(): ReactNode {
  const text = useText(importsText);
  const language = useUiLanguage();
  const toast = useToast();
  const forms = useForms();
  const kinds = [
    { code: 'all', label: text.allSheets },
    { code: HAMLETS, label: text.hamletsSheet },
    ...(forms.data ?? []).map((form) => ({ code: form.code, label: form.name[language] })),
    { code: REPORTED, label: text.reportedSheet },
  ];
  const get = (code: string): void => {
    download(downloadTemplate, { params: { file: `${code}.xlsx` } }).catch((error: unknown) =>
      toast({ tone: 'error', text: problemText(error, language) }),
    );
  };
  return (
    <Section
      title={text.templatesTitle}
      lead={text.templatesLead}
      action={
        <Menu
          label={text.templates}
          icon="download"
          align="end"
          items={kinds.map(({ code, label }) => ({ label, onSelect: () => get(code) }))}
        />
      }
    >
      {null}
    </Section>
  );
}
