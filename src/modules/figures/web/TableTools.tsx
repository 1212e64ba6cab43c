import { type ReactNode, useState } from 'react';
import { download } from '../../../platform/web/client.ts';
import { useLanguage, useText } from '../../../platform/web/i18n.tsx';
import { problemText } from '../../../platform/web/problem.ts';
import { Button } from '../../../ui/action/Button.tsx';
import { Menu } from '../../../ui/overlay/Menu.tsx';
import { useToast } from '../../../ui/overlay/Toast.tsx';
import { exportFigures } from '../figures.contract.ts';
import { figuresText } from './figures.text.ts';
import type { FigureQuestion } from './useFigures.ts';

/** What can be done with the table as it stands: its link, a file, paper. */
export function TableTools({ question }: { question: FigureQuestion }): ReactNode {
  const text = useText(figuresText);
  const [language] = useLanguage();
  const toast = useToast();
  const [busy, setBusy] = useState(false);

  async function copy(): Promise<void> {
    try {
      await navigator.clipboard.writeText(window.location.href);
      toast({ text: text.linkCopied });
    } catch {
      // No clipboard without https or permission.
      toast({ tone: 'warn', text: text.linkNotCopied });
    }
  }
  async function save(format: 'xlsx' | 'csv'): Promise<void> {
    setBusy(true);
    try {
      await download(exportFigures, { query: { format, language }, body: question });
    } catch (error) {
      toast({ tone: 'error', text: problemText(error, language) });
    } finally {
      setBusy(false);
    }
  }
  return (
    <>
      <Button small kind="quiet" icon="link" onClick={() => void copy()}>
        {text.copyLink}
      </Button>
      <Menu
        small
        kind="quiet"
        icon="download"
        align="end"
        label={busy ? text.exporting : text.export}
        items={[
          { label: text.exportXlsx, onSelect: () => void save('xlsx') },
          { label: text.exportCsv, onSelect: () => void save('csv') },
        ]}
      />
      <Button small kind="quiet" icon="print" onClick={() => window.print()}>
        {text.print}
      </Button>
    </>
  );
}
