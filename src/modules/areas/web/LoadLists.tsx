import { useQueryClient } from '@tanstack/react-query';
import { type ReactNode, useState } from 'react';
import { call } from '../../../platform/web/client.ts';
import { useText } from '../../../platform/web/i18n.tsx';
import { useSubmit } from '../../../platform/web/useSubmit.ts';
import { Button, ButtonRow } from '../../../ui/action/Button.tsx';
import { ErrorSummary } from '../../../ui/form/ErrorSummary.tsx';
import { FileDrop } from '../../../ui/form/FileDrop.tsx';
import { TextInput } from '../../../ui/form/TextInput.tsx';
import { Section } from '../../../ui/layout/PageHeader.tsx';
import { useToast } from '../../../ui/overlay/Toast.tsx';
import { applyLoad, type ListFile, type OperationPreview, previewLoad } from '../area-operations.contract.ts';
import css from './Areas.module.css';
import { operationsText } from './operations.text.ts';
import { PreviewPanel } from './PreviewPanel.tsx';
import { areasChanged } from './useAreas.ts';

/** Official lists of units: chosen, looked at beforehand, taken over as one operation. */
export function LoadLists(): ReactNode {
  const text = useText(operationsText);
  const client = useQueryClient();
  const toast = useToast();
  const [files, setFiles] = useState<readonly ListFile[]>([]);
  const [instrument, setInstrument] = useState('');
  const [preview, setPreview] = useState<OperationPreview>();
  const body = { files: [...files], instrument };
  const fields = { files: { id: 'lists-files' } };
  const looking = useSubmit({ fields, send: () => call(previewLoad, { body }), done: setPreview });
  const applying = useSubmit({
    fields,
    send: () => call(applyLoad, { body }),
    done: async (made) => {
      toast({ text: text.done(made.title) });
      forget();
      await areasChanged(client);
    },
  });
  function forget(): void {
    setPreview(undefined);
    setFiles([]);
    looking.clear();
    applying.clear();
  }
  async function take(chosen: readonly File[]): Promise<void> {
    setPreview(undefined);
    setFiles(
      await Promise.all(chosen.map(async (file) => ({ name: file.name, content: await file.text() }))),
    );
  }
  const changes = Object.values(preview?.counts ?? {}).reduce((total, n) => total + n, 0);
  return (
    <Section title={text.load} lead={text.loadLead}>
      <ErrorSummary errors={[...looking.summary, ...applying.summary]} />
      {files.length === 0 ? (
        <FileDrop
          id="lists-files"
          label={text.files}
          help={text.filesHelp}
          accept=".csv"
          multiple
          onFiles={(chosen) => void take(chosen)}
        />
      ) : (
        <div className={css.form}>
          <ul className={css.files}>
            {files.map((file) => (
              <li key={file.name}>{file.name}</li>
            ))}
          </ul>
          <div className={css.find}>
            <TextInput
              label={text.instrument}
              help={text.instrumentHelp}
              optional
              value={instrument}
              onChange={setInstrument}
            />
          </div>
          {preview && <PreviewPanel preview={preview} />}
          <ButtonRow>
            {preview ? (
              changes > 0 && (
                <Button kind="primary" busy={applying.busy} onClick={() => void applying.submit()}>
                  {text.apply}
                </Button>
              )
            ) : (
              <Button busy={looking.busy} onClick={() => void looking.submit()}>
                {text.preview}
              </Button>
            )}
            <Button onClick={forget}>{text.otherFiles}</Button>
          </ButtonRow>
        </div>
      )}
    </Section>
  );
}
