import { useQueryClient } from '@tanstack/react-query';
import { useRouter } from '@tanstack/react-router';
import { type ReactNode, useState } from 'react';
import { call, download } from '../../../platform/web/client.ts';
import { formatNumber } from '../../../platform/web/format.ts';
import { useText } from '../../../platform/web/i18n.tsx';
import { problemText } from '../../../platform/web/problem.ts';
import { Button } from '../../../ui/action/Button.tsx';
import { useUiLanguage } from '../../../ui/language.ts';
import { Dialog } from '../../../ui/overlay/Dialog.tsx';
import { Menu } from '../../../ui/overlay/Menu.tsx';
import { useToast } from '../../../ui/overlay/Toast.tsx';
import type { Import } from '../import.contract.ts';
import { commitImport, downloadProblems, removeImport } from '../imports.contract.ts';
import { importText } from './import.text.ts';
import { importIs } from './useImport.ts';

/** Does something with an import, busy while it goes; what is refused is said in a toast. */
export function useAct(): { busy: boolean; act: (work: () => Promise<void>) => Promise<void> } {
  const language = useUiLanguage();
  const toast = useToast();
  const [busy, setBusy] = useState(false);
  async function act(work: () => Promise<void>): Promise<void> {
    setBusy(true);
    try {
      await work();
    } catch (error) {
      toast({ tone: 'error', text: problemText(error, language) });
    } finally {
      setBusy(false);
    }
  }
  return { busy, act };
}

/** The one main action of the dry run. It can be undone, so nobody is asked twice. */
export function CommitButton({ found }: { found: Import }): ReactNode {
  const text = useText(importText);
  const language = useUiLanguage();
  const client = useQueryClient();
  const { busy, act } = useAct();
  return (
    <Button
      kind="primary"
      icon="check"
      busy={busy}
      onClick={() =>
        void act(async () => importIs(client, await call(commitImport, { params: { id: found.id } })))
      }
    >
      {text.commit(formatNumber(found.accepted, language))}
    </Button>
  );
}

/** The rows to mend, or the whole book, as a workbook with the cells marked. */
export function DownloadMenu({ found }: { found: Import }): ReactNode {
  const text = useText(importText);
  const language = useUiLanguage();
  const { act } = useAct();
  const get = (rows: 'problems' | 'all'): void =>
    void act(() => download(downloadProblems, { params: { id: found.id }, query: { rows, language } }));
  return (
    <Menu
      label={text.download}
      icon="download"
      small
      items={[
        { label: text.download, onSelect: () => get('problems') },
        { label: text.downloadAll, onSelect: () => get('all') },
      ]}
    />
  );
}

/** Throws an import away. What was mended goes with it, so the person is asked. */
export function DiscardButton({ found }: { found: Import }): ReactNode {
  const text = useText(importText);
  const client = useQueryClient();
  const router = useRouter();
  const toast = useToast();
  const [asking, setAsking] = useState(false);
  const { busy, act } = useAct();
  const discard = (): Promise<void> =>
    act(async () => {
      await call(removeImport, { params: { id: found.id } });
      await client.invalidateQueries({ queryKey: ['imports', 'list'] });
      toast({ text: text.discarded });
      router.history.push('/so/nhap');
    });
  return (
    <div>
      <Button kind="quiet" icon="trash" small onClick={() => setAsking(true)}>
        {text.discard}
      </Button>
      <Dialog
        open={asking}
        onClose={() => setAsking(false)}
        title={text.discardTitle}
        actions={
          <>
            <Button kind="danger" busy={busy} onClick={() => void discard()}>
              {text.discard}
            </Button>
            <Button onClick={() => setAsking(false)}>{text.keep}</Button>
          </>
        }
      >
        {text.discardWords}
      </Dialog>
    </div>
  );
}
