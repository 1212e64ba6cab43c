import { useQuery, useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import { ApiProblem, call } from '../../../platform/web/client.ts';
import { useLanguage, useText } from '../../../platform/web/i18n.tsx';
import { problemText } from '../../../platform/web/problem.ts';
import { useToast } from '../../../ui/overlay/Toast.tsx';
import {
  changeActivityState,
  getActivity,
  getActivityHistory,
  undoActivityChange,
} from '../activities.contract.ts';
import type { Activity, ActivitySaved, ActivityTransition } from '../activity.contract.ts';
import { recordsChanged } from './forms.ts';
import { recordText } from './record.text.ts';

/** One record within the person's areas. */
export function useRecord(id: string) {
  return useQuery({
    queryKey: ['activities', 'one', id],
    queryFn: ({ signal }) => call(getActivity, { params: { id }, signal }),
    retry: false,
  });
}

/** Every change of a record, newest first. */
export function useHistory(id: string) {
  return useQuery({
    queryKey: ['activities', 'history', id],
    queryFn: async ({ signal }) => (await call(getActivityHistory, { params: { id }, signal })).revisions,
  });
}

/** Steps of a record, each answered with a message that can take it back. */
export function useRecordActions(record: Activity) {
  const text = useText(recordText);
  const [language] = useLanguage();
  const toast = useToast();
  const client = useQueryClient();
  const [busy, setBusy] = useState(false);
  const done: Record<ActivityTransition, string> = {
    submit: text.doneSubmit,
    verify: text.doneVerify,
    return: text.doneReturn,
    void: text.doneVoid,
    restore: text.doneRestore,
  };

  async function perform(work: () => Promise<ActivitySaved>, words: string, canUndo: boolean): Promise<void> {
    if (busy) return;
    setBusy(true);
    try {
      const { activity } = await work();
      const back = () => perform(() => undo(activity), text.doneUndo, false);
      toast({ text: words, ...(canUndo && activity.can.undo ? { undo: back } : {}) });
    } catch (error) {
      const isOld = error instanceof ApiProblem && error.code === 'conflict';
      toast({ tone: 'error', text: isOld ? text.changedMeanwhile : problemText(error, language) });
    } finally {
      setBusy(false);
      await recordsChanged(client);
    }
  }

  function undo({ id, revision }: Activity): Promise<ActivitySaved> {
    return call(undoActivityChange, { params: { id }, body: { baseRevision: revision } });
  }

  function change(action: ActivityTransition, reason?: string): Promise<void> {
    const params = { id: record.id };
    const body = { action, baseRevision: record.revision, ...(reason ? { reason } : {}) };
    return perform(() => call(changeActivityState, { params, body }), done[action], true);
  }

  return { busy, change, undoLast: () => perform(() => undo(record), text.doneUndo, false) };
}
