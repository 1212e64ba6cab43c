import { useEffect, useMemo, useRef, useState } from 'react';
import type { ReportDetail } from '../report.contract.ts';
import { draftOf, dropDraft, isSameDraft, keepDraft, type ReportDraft, readDraft } from './report-draft.ts';

export interface DraftState {
  readonly draft: ReportDraft;
  /** The version that the draft was written on. */
  readonly baseVersion: number;
  readonly isChanged: boolean;
  /** Another number whenever the draft was replaced as a whole. */
  readonly epoch: number;
  /** The draft came from this device, from an earlier time. */
  readonly wasFound: boolean;
  readonly change: (draft: ReportDraft) => void;
  /** Goes back to what is saved. */
  readonly discard: () => void;
  /** What was sent is saved as this version; what was typed since then stays a change, written on that version. */
  readonly settle: (sent: ReportDraft, version: number) => void;
}

interface Held {
  readonly baseVersion: number;
  readonly draft: ReportDraft;
  readonly wasFound: boolean;
}

/**
 * What is being written. It follows the saved report as long as nothing was changed; what was changed is kept on this
 * device until it is saved or discarded, and is never replaced by what somebody else saved.
 */
export function useReportDraft(report: ReportDetail): DraftState {
  const saved = useMemo(() => draftOf(report.content, report.lens), [report]);
  const [held, setHeld] = useState<Held | undefined>(() => {
    const stored = report.can.write ? readDraft(report.id) : undefined;
    return stored && !isSameDraft(stored.draft, saved) ? { ...stored, wasFound: true } : undefined;
  });
  const [epoch, setEpoch] = useState(0);
  const isChanged = held !== undefined && !isSameDraft(held.draft, saved);
  useEffect(() => {
    if (!held) return;
    if (isChanged) keepDraft(report.id, { baseVersion: held.baseVersion, draft: held.draft });
    else dropDraft(report.id);
  }, [held, isChanged, report.id]);
  const wasChanged = useRef(isChanged);
  // biome-ignore lint/correctness/useExhaustiveDependencies: only another saved version matters here
  useEffect(() => {
    if (!wasChanged.current) setHeld(undefined);
  }, [report.version]);
  useEffect(() => {
    wasChanged.current = isChanged;
  }, [isChanged]);
  return {
    draft: held?.draft ?? saved,
    baseVersion: isChanged ? held.baseVersion : report.version,
    isChanged,
    epoch,
    wasFound: isChanged && held.wasFound,
    change: (draft) =>
      setHeld({
        draft,
        baseVersion: isChanged ? held.baseVersion : report.version,
        wasFound: held?.wasFound ?? false,
      }),
    discard: () => {
      dropDraft(report.id);
      setHeld(undefined);
      setEpoch((now) => now + 1);
    },
    settle: (sent, version) =>
      setHeld((now) =>
        now && now.draft !== sent ? { ...now, baseVersion: version, wasFound: false } : undefined,
      ),
  };
}
