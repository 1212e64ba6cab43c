import { type ReactNode, useState } from 'react';
import type { Endpoint } from '../../../platform/contract.ts';
import { download } from '../../../platform/web/client.ts';
import { useLanguage, useText } from '../../../platform/web/i18n.tsx';
import { problemText } from '../../../platform/web/problem.ts';
import { Button } from '../../../ui/action/Button.tsx';
import { useToast } from '../../../ui/overlay/Toast.tsx';
import { downloadReport, downloadReportAnnex, type ReportDetail } from '../report.contract.ts';
import { reportText } from './report.text.ts';

const FILES: readonly ['docx' | 'xlsx', Endpoint][] = [
  ['docx', downloadReport],
  ['xlsx', downloadReportAnnex],
];

/** The files of the report as it is saved; the Word file is the main action once nothing waits to be saved. */
export function Downloads({ report, isChanged }: { report: ReportDetail; isChanged: boolean }): ReactNode {
  const text = useText(reportText);
  const [language] = useLanguage();
  const toast = useToast();
  const [busy, setBusy] = useState<'docx' | 'xlsx'>();
  async function fetchFile(kind: 'docx' | 'xlsx', contract: Endpoint): Promise<void> {
    setBusy(kind);
    try {
      await download(contract, { params: { id: report.id } });
      if (isChanged) toast({ tone: 'info', text: text.withoutChanges });
    } catch (error) {
      toast({ tone: 'error', text: problemText(error, language) });
    } finally {
      setBusy(undefined);
    }
  }
  return FILES.map(([kind, contract]) => (
    <Button
      key={kind}
      kind={kind === 'docx' && !isChanged ? 'primary' : 'secondary'}
      icon="download"
      busy={busy === kind}
      onClick={() => void fetchFile(kind, contract)}
    >
      {busy === kind ? text.making : text[kind]}
    </Button>
  ));
}
