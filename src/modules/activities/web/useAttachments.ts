import { useQueryClient } from '@tanstack/react-query';
import { useEffect, useState } from 'react';
import { v7 as uuidv7 } from 'uuid';
import { ApiProblem, call } from '../../../platform/web/client.ts';
import { formatNumber } from '../../../platform/web/format.ts';
import { useLanguage, useText } from '../../../platform/web/i18n.tsx';
import { problemText } from '../../../platform/web/problem.ts';
import { useToast } from '../../../ui/overlay/Toast.tsx';
import { attachmentLimits } from '../../documents/attachment.contract.ts';
import { saveActivity, undoActivityChange } from '../activities.contract.ts';
import type { Activity } from '../activity.contract.ts';
import type { NamedAttachment } from '../attachments.rules.ts';
import type { EntryValues } from '../field.contract.ts';
import type { FormShape } from '../form-shape.contract.ts';
import { recordAttachmentsText } from './attachments.text.ts';
import { recordsChanged } from './forms.ts';
import { prepareFile } from './prepare-file.ts';

type AttachmentField = NamedAttachment['field'];

/** A file that the record names and whose bytes are still here. */
interface Unsent {
  readonly id: string;
  readonly field: string;
  readonly name: string;
  readonly bytes: Uint8Array<ArrayBuffer>;
  readonly sha256: string;
  /** Some of it may be at the server. */
  readonly begun: boolean;
}

export const MEGABYTE = 1024 * 1024;

/** The identifiers that a field of the record names. */
export function namedIn(record: Activity, code: string): string[] {
  const value = record.values[code];
  return Array.isArray(value) ? value : [];
}

/** Adds pictures and recordings to a record and takes them out: the record names them first, then they are sent. */
export function useAttachments(form: FormShape, record: Activity) {
  const text = useText(recordAttachmentsText);
  const [language] = useLanguage();
  const client = useQueryClient();
  const toast = useToast();
  const [progress, setProgress] = useState<{ words: string; share?: number }>();
  const [faults, setFaults] = useState<readonly string[]>([]);
  const [unsent, setUnsent] = useState<readonly Unsent[]>([]);
  const isOpen = progress !== undefined || unsent.length > 0;
  useEffect(() => {
    if (!isOpen) return undefined;
    const ask = (event: BeforeUnloadEvent) => event.preventDefault();
    addEventListener('beforeunload', ask);
    return () => removeEventListener('beforeunload', ask);
  }, [isOpen]);

  const again = async (): Promise<void> => {
    await Promise.all([recordsChanged(client), client.invalidateQueries({ queryKey: ['attachments'] })]);
  };

  async function save(values: EntryValues): Promise<Activity> {
    // What was draft or returned stays so: adding a picture hands nothing in.
    const state = record.state === 'submitted' ? 'submitted' : 'draft';
    const body = {
      form: form.code,
      formVersion: form.version,
      values,
      state,
      baseRevision: record.revision,
    } as const;
    return (await call(saveActivity, { params: { id: record.id }, body })).activity;
  }

  function wordsOf(error: unknown): string {
    const isOld = error instanceof ApiProblem && error.code === 'conflict';
    return isOld ? text.changedMeanwhile : problemText(error, language);
  }

  async function prepare(field: AttachmentField, files: readonly File[]) {
    const ready: Unsent[] = [];
    const wrong: string[] = [];
    for (const { name, file } of files.map((each) => ({ name: each.name, file: each }))) {
      setProgress({ words: text.preparing(name) });
      const made = await prepareFile(field.type, file);
      if ('bytes' in made) ready.push({ id: uuidv7(), field: field.code, name, begun: false, ...made });
      else if (made.fault === 'unreadable') wrong.push(text.unreadable(name));
      else wrong.push(text.tooLarge(name, formatNumber(attachmentLimits.voiceBytes / MEGABYTE, language)));
    }
    return { ready, wrong };
  }

  async function send(waiting: readonly Unsent[]): Promise<string[]> {
    const { sendInPieces } = await import('../../documents/web/send-in-pieces.ts');
    const wrong: string[] = [];
    const left: Unsent[] = [];
    for (const one of waiting) {
      const { id, field, name, bytes, sha256, begun } = one;
      const words = text.sending(name);
      setProgress({ words, share: 0 });
      const tried = await sendInPieces({
        metadata: { id, record: record.id, field, sha256 },
        bytes,
        goOn: begun,
        onPiece: (_, sent) => setProgress({ words, share: sent / bytes.length }),
      });
      if (tried.outcome === 'refused') wrong.push(text.refused(name, tried.reason[language]));
      else if (tried.outcome !== 'arrived') left.push({ ...one, begun: tried.outcome === 'later' });
    }
    setUnsent(left);
    const arrived = waiting.length - left.length - wrong.length;
    if (arrived > 0) toast({ text: text.added(formatNumber(arrived, language)) });
    return wrong;
  }

  async function attempt(work: () => Promise<string[]>): Promise<void> {
    setFaults([]);
    try {
      setFaults(await work());
    } catch (error) {
      setFaults([wordsOf(error)]);
    } finally {
      setProgress(undefined);
      await again();
    }
  }

  function add(field: AttachmentField, files: readonly File[]): Promise<void> {
    const before = namedIn(record, field.code);
    const room = (field.type === 'photo' ? field.max : 1) - before.length;
    return attempt(async () => {
      if (files.length > room) return [text.tooMany(formatNumber(room, language))];
      const { ready, wrong } = await prepare(field, files);
      if (ready.length === 0) return wrong;
      await save({ ...record.values, [field.code]: [...before, ...ready.map(({ id }) => id)] });
      return [...wrong, ...(await send([...unsent, ...ready]))];
    });
  }

  function takeOut(id: string, field: string): Promise<void> {
    return attempt(async () => {
      const left = namedIn(record, field).filter((one) => one !== id);
      const { [field]: _, ...others } = record.values;
      const saved = await save(left.length > 0 ? { ...others, [field]: left } : others);
      setUnsent((waiting) => waiting.filter((one) => one.id !== id));
      const params = { id: record.id };
      const body = { baseRevision: saved.revision };
      const undo = () =>
        attempt(async () => {
          await call(undoActivityChange, { params, body });
          return [];
        });
      toast({ text: text.takenOut, undo });
      return [];
    });
  }

  return { progress, faults, unsent: unsent.length, add, takeOut, goOn: () => attempt(() => send(unsent)) };
}
