import { useQuery, useQueryClient } from '@tanstack/react-query';
import { type ReactNode, useState } from 'react';
import { v7 as uuidv7 } from 'uuid';
import { call } from '../../../platform/web/client.ts';
import { useLanguage, useText } from '../../../platform/web/i18n.tsx';
import { problemText } from '../../../platform/web/problem.ts';
import { Banner } from '../../../ui/feedback/Banner.tsx';
import { Progress } from '../../../ui/feedback/Progress.tsx';
import { Skeleton } from '../../../ui/feedback/Spinner.tsx';
import { FileDrop } from '../../../ui/form/FileDrop.tsx';
import { Section } from '../../../ui/layout/PageHeader.tsx';
import { useToast } from '../../../ui/overlay/Toast.tsx';
import { useMay } from '../../accounts/web/me.ts';
import {
  addFile,
  listFiles,
  removeFile,
  restoreFile,
  type StoredFile,
  type SubjectKind,
} from '../document.contract.ts';
import { documentsText } from './documents.text.ts';
import { FileList } from './FileList.tsx';

/**
 * The files of a record: what is there, to download, take out (with undo) and add. With `purpose` those of one purpose
 * alone, e.g. of one step. Nothing at all for who may not see files.
 */
export function FilesSection(props: {
  subjectKind: SubjectKind;
  subjectId: string;
  purpose?: string | undefined;
  title?: string | undefined;
}): ReactNode {
  const may = useMay();
  return may('documents.read') ? <Files {...props} /> : null;
}

function Files(props: Parameters<typeof FilesSection>[0]): ReactNode {
  const text = useText(documentsText);
  const [language] = useLanguage();
  const toast = useToast();
  const client = useQueryClient();
  const { subjectKind, subjectId, purpose } = props;
  const queryKey = ['files', subjectKind, subjectId, purpose ?? ''];
  const { data, error } = useQuery({
    queryKey,
    queryFn: ({ signal }) => call(listFiles, { query: { subjectKind, subjectId, purpose }, signal }),
  });
  const [sending, setSending] = useState<{ name: string; share: number }>();
  const [refused, setRefused] = useState<unknown>();
  const again = () => client.invalidateQueries({ queryKey: ['files'] });

  async function attempt(work: () => Promise<void>): Promise<void> {
    setRefused(undefined);
    try {
      await work();
    } catch (problem) {
      setRefused(problem);
    } finally {
      setSending(undefined);
      await again();
    }
  }
  const send = (files: File[]) =>
    attempt(async () => {
      for (const file of files) {
        const query = { subjectKind, subjectId, purpose: purpose ?? 'file', id: uuidv7() };
        setSending({ name: file.name, share: 0 });
        const stored = await call(addFile, {
          query,
          file,
          onProgress: (share) => setSending({ name: file.name, share }),
        });
        toast({ text: text.added(stored.fileName) });
      }
    });
  const remove = (file: StoredFile) =>
    attempt(async () => {
      await call(removeFile, { params: { id: file.id } });
      toast({
        text: text.removed(file.fileName),
        undo: () => void attempt(async () => void (await call(restoreFile, { params: { id: file.id } }))),
      });
    });

  return (
    <Section title={props.title ?? text.files} lead={data?.can.write ? text.filesLead : undefined}>
      {error && <Banner tone="error">{problemText(error, language)}</Banner>}
      {!data && !error && <Skeleton lines={2} />}
      {data?.items.length === 0 && <p>{text.noFiles}</p>}
      {data && data.items.length > 0 && (
        <FileList files={data.items} onRemove={data.can.write ? (file) => void remove(file) : undefined} />
      )}
      {refused !== undefined && (
        <Banner tone="error" title={text.notAdded} announce>
          {problemText(refused, language)}
        </Banner>
      )}
      {data?.can.write &&
        (sending ? (
          <Progress
            label={text.sending(sending.name)}
            value={sending.share < 1 ? sending.share : undefined}
          />
        ) : (
          <FileDrop
            label={text.add}
            help={text.addHelp}
            optional="unsaid"
            multiple
            accept=".pdf,.docx,.xlsx,.jpg,.jpeg,.png,.webp"
            onFiles={(files) => void send(files)}
          />
        ))}
    </Section>
  );
}
