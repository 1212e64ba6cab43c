import { type ReactNode, useState } from 'react';
import { download } from '../../../platform/web/client.ts';
import { formatBytes, formatInstant } from '../../../platform/web/format.ts';
import { useLanguage, useText } from '../../../platform/web/i18n.tsx';
import { problemText } from '../../../platform/web/problem.ts';
import { ButtonRow, IconButton } from '../../../ui/action/Button.tsx';
import { Banner } from '../../../ui/feedback/Banner.tsx';
import { TaskList } from '../../../ui/layout/TaskList.tsx';
import { downloadFile, type StoredFile } from '../document.contract.ts';
import { documentsText } from './documents.text.ts';

/** Files, each with who brought it and how to get it; with `onRemove` they can be taken out. */
export function FileList(props: {
  files: readonly StoredFile[];
  onRemove?: ((file: StoredFile) => void) | undefined;
}): ReactNode {
  const text = useText(documentsText);
  const [language] = useLanguage();
  const [refused, setRefused] = useState<unknown>();
  const { onRemove } = props;

  async function fetchFile(file: StoredFile): Promise<void> {
    setRefused(undefined);
    try {
      await download(downloadFile, { params: { id: file.id } });
    } catch (error) {
      setRefused(error);
    }
  }
  const note = (file: StoredFile): string =>
    [
      formatBytes(file.size, language),
      text.by(formatInstant(file.createdAt, language), file.createdBy),
      ...(file.generated ? [text.generated] : []),
    ].join(' · ');

  return (
    <>
      {refused !== undefined && (
        <Banner tone="error" announce>
          {problemText(refused, language)}
        </Banner>
      )}
      <TaskList
        items={props.files.map((file) => ({
          key: file.id,
          title: file.fileName,
          note: note(file),
          action: (
            <ButtonRow>
              <IconButton
                icon="download"
                label={text.downloadOf(file.fileName)}
                onClick={() => void fetchFile(file)}
              />
              {onRemove && (
                <IconButton
                  icon="trash"
                  label={text.removeOf(file.fileName)}
                  onClick={() => onRemove(file)}
                />
              )}
            </ButtonRow>
          ),
        }))}
      />
    </>
  );
}
