import { useQuery } from '@tanstack/react-query';
import type { ReactNode } from 'react';
import { call } from '../../../platform/web/client.ts';
import { formatDate, formatNumber } from '../../../platform/web/format.ts';
import { useText } from '../../../platform/web/i18n.tsx';
import { useUiLanguage } from '../../../ui/language.ts';
import { Section } from '../../../ui/layout/PageHeader.tsx';
import { DataTable } from '../../../ui/table/DataTable.tsx';
import { listSignInCounts, type SignInCount } from '../audit.contract.ts';
import { auditText } from './audit.text.ts';

/** How many sign-ins went well or not, by day; a wave of failures shows here, nobody's name does. */
export function SignInCounts({ from, to }: { from: string | undefined; to: string | undefined }): ReactNode {
  const text = useText(auditText);
  const language = useUiLanguage();
  const counts = useQuery({
    queryKey: ['audit', 'signIns', from, to],
    queryFn: ({ signal }) => call(listSignInCounts, { query: { from, to }, signal }),
  });
  if (!counts.data) return null;
  const number = (value: number): string => formatNumber(value, language);
  const column = (key: Exclude<keyof SignInCount, 'day'>) => ({
    key,
    label: text[key],
    numeric: true,
    cell: (row: SignInCount) => number(row[key]),
  });
  return (
    <Section title={text.signIns} lead={text.signInsLead}>
      <DataTable<SignInCount>
        caption={text.signIns}
        hideCaption
        stack
        rows={counts.data.items}
        rowKey={(row) => row.day}
        empty={<p>{text.noSignIns}</p>}
        columns={[
          { key: 'day', label: text.day, nowrap: true, cell: (row) => formatDate(row.day, language) },
          column('signedIn'),
          column('wrongCredentials'),
          column('wrongCode'),
          column('blocked'),
        ]}
      />
    </Section>
  );
}
