import { useQueryClient } from '@tanstack/react-query';
import { type ReactNode, useState } from 'react';
import { call } from '../../../../platform/web/client.ts';
import { useText } from '../../../../platform/web/i18n.tsx';
import { problemText } from '../../../../platform/web/problem.ts';
import { Banner } from '../../../../ui/feedback/Banner.tsx';
import { Progress } from '../../../../ui/feedback/Progress.tsx';
import { FileDrop } from '../../../../ui/form/FileDrop.tsx';
import { useUiLanguage } from '../../../../ui/language.ts';
import { Section } from '../../../../ui/layout/PageHeader.tsx';
import { BATCH_LIMIT, type SyncAnswer } from '../../sync.contract.ts';
import { SyncFile, takeSyncFile } from '../../sync-file.contract.ts';
import { phonesText } from './phones.text.ts';

/** A phone that can't connect at all sends its entries by hand. */
export function FileSection(): ReactNode {
  const text = useText(phonesText);
  const language = useUiLanguage();
  const client = useQueryClient();
  const [share, setShare] = useState<number>();
  const [said, setSaid] = useState<{ tone: 'success' | 'error'; words: string }>();

  async function take(file: File): Promise<void> {
    setSaid(undefined);
    const parsed = SyncFile.safeParse(await readJson(file));
    if (!parsed.success) return setSaid({ tone: 'error', words: text.fileWrong });
    const { phoneId, commands, attachments } = parsed.data;
    const counts = { stored: 0, known: 0, waiting: 0, left: 0 };
    const reasons = new Set<string>();
    try {
      for (let at = 0; at < commands.length; at += BATCH_LIMIT) {
        setShare(at / commands.length);
        const body = { phoneId, commands: commands.slice(at, at + BATCH_LIMIT) };
        const { answers } = await call(takeSyncFile, { body });
        for (const answer of answers) {
          counts[fateOf(answer)] += 1;
          if (fateOf(answer) === 'left') reasons.add(wordsOf(answer, language));
        }
      }
      const left = await sendAll(attachments, setShare);
      const words = [
        text.fileTaken(counts.stored, counts.known, counts.waiting),
        ...(counts.left > 0 ? [text.fileLeft(counts.left), ...reasons] : []),
        ...left.map((one) => one[language]),
      ];
      setSaid({ tone: left.length > 0 ? 'error' : 'success', words: words.join(' ') });
      await client.invalidateQueries();
    } catch (error) {
      setSaid({ tone: 'error', words: problemText(error, language) });
    } finally {
      setShare(undefined);
    }
  }
  return (
    <Section title={text.file} lead={text.fileWords}>
      {said && (
        <Banner tone={said.tone} announce>
          {said.words}
        </Banner>
      )}
      {share === undefined ? (
        <FileDrop label={text.fileLabel} accept=".json" onFiles={([file]) => file && void take(file)} />
      ) : (
        <Progress label={text.file} value={share} />
      )}
    </Section>
  );
}

/** What became of a command; what is `left` is in the file and on the phone, and nowhere else. */
function fateOf({ outcome, kept }: SyncAnswer): 'stored' | 'known' | 'waiting' | 'left' {
  if (outcome === 'accepted') return 'stored';
  if (outcome === 'known') return 'known';
  return kept === false ? 'left' : 'waiting';
}

function wordsOf({ problem }: SyncAnswer, language: 'vi' | 'en'): string {
  const words =
    language === 'vi' ? (problem?.detailVi ?? problem?.titleVi) : (problem?.detail ?? problem?.title);
  return words ?? '';
}

async function readJson(file: File): Promise<unknown> {
  try {
    return JSON.parse(await file.text());
  } catch {
    return undefined;
  }
}

/** Pictures and recordings of entries that were taken; gives the reasons of those that were not. */
async function sendAll(
  attachments: SyncFile['attachments'],
  onShare: (share: number) => void,
): Promise<{ vi: string; en: string }[]> {
  if (attachments.length === 0) return [];
  const { sendInPieces } = await import('../../../documents/web/send-in-pieces.ts');
  const reasons = new Map<string, { vi: string; en: string }>();
  for (const [at, { content, ...metadata }] of attachments.entries()) {
    onShare(at / attachments.length);
    const bytes = Uint8Array.from(atob(content), (letter) => letter.charCodeAt(0));
    const tried = await sendInPieces({ metadata, bytes, goOn: false });
    if (tried.outcome === 'refused') reasons.set(tried.reason.vi, tried.reason);
    else if (tried.outcome !== 'arrived') reasons.set('', notAll);
  }
  return [...reasons.values()];
}

const notAll = {
  vi: 'Có ảnh chưa gửi xong: nhận lại tệp này một lần nữa.',
  en: 'Some pictures did not get through: take the file in once more.',
};
