import { useEffect, useRef, useState } from 'react';
import { problemText } from '../../../../platform/web/problem.ts';
import { useUiLanguage } from '../../../../ui/language.ts';
import type { OfficeMessage } from '../../tip-messages.contract.ts';
import type { ReadReason } from '../../tip-words.contract.ts';
import type { TipWork } from '../../tip-work.contract.ts';
import type { OpenedOffice } from '../keys/office-secrets.ts';
import type { OpenedMessage } from './open-tip.ts';

/** The content of a report in this page's memory: closed, on its way, or open. */
export interface OpenedTip {
  readonly messages: readonly OpenedMessage[] | undefined;
  /** Parts opened so far, while opening. */
  readonly done: number | undefined;
  readonly problem: string | undefined;
  readonly reason: ReadReason | undefined;
  readonly open: (reason: ReadReason) => Promise<void>;
  readonly close: () => void;
}

/** Opens a report for a reason; what comes later is opened for the same reason. Locking the key closes it. */
export function useOpenedTip(
  work: TipWork,
  messages: readonly OfficeMessage[] | undefined,
  opened: OpenedOffice | undefined,
): OpenedTip {
  const language = useUiLanguage();
  const [found, setFound] = useState<readonly OpenedMessage[] | undefined>();
  const [done, setDone] = useState<number | undefined>();
  const [problem, setProblem] = useState<string | undefined>();
  const [reason, setReason] = useState<ReadReason | undefined>();
  const isBusy = useRef(false);

  async function open(why: ReadReason): Promise<void> {
    if (isBusy.current || messages === undefined || opened === undefined) return;
    isBusy.current = true;
    setProblem(undefined);
    setReason(why);
    setDone(0);
    try {
      const { openMessages } = await import('./open-tip.ts');
      setFound(await openMessages(work.id, messages, opened, why, setDone, found));
    } catch (error) {
      setProblem(problemText(error, language));
    } finally {
      isBusy.current = false;
      setDone(undefined);
    }
  }
  function close(): void {
    setFound(undefined);
    setReason(undefined);
  }
  const isLocked = opened === undefined;
  useEffect(() => {
    if (!isLocked) return;
    setFound(undefined);
    setReason(undefined);
  }, [isLocked]);
  const hasMore = found !== undefined && messages !== undefined && messages.length > found.length;
  // biome-ignore lint/correctness/useExhaustiveDependencies: only what came anew is opened
  useEffect(() => {
    if (hasMore && reason !== undefined) void open(reason);
  }, [hasMore, reason]);
  return { messages: found, done, problem, reason, open, close };
}
