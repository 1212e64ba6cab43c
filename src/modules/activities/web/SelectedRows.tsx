import { useQueryClient } from '@tanstack/react-query';
import { type ReactNode, useState } from 'react';
import { call } from '../../../platform/web/client.ts';
import { formatNumber } from '../../../platform/web/format.ts';
import { useLanguage, useText } from '../../../platform/web/i18n.tsx';
import { problemText } from '../../../platform/web/problem.ts';
import { Button } from '../../../ui/action/Button.tsx';
import { Banner } from '../../../ui/feedback/Banner.tsx';
import { useToast } from '../../../ui/overlay/Toast.tsx';
import { changeActivityStates, undoActivityChange } from '../activities.contract.ts';
import type { Activity, ActivityOutcome } from '../activity.contract.ts';
import { rowWords } from './entry-problems.ts';
import { recordsChanged } from './forms.ts';
import css from './ListPage.module.css';
import { ReasonDialog } from './ReasonDialog.tsx';
import { recordText } from './record.text.ts';
import { recordName } from './show-value.ts';

type BatchAction = 'verify' | 'return' | 'void';

interface Refused {
  readonly name: string;
  readonly why: string;
}

/** What can be done with the selected rows at once; each is answered on its own and the answers are summed up. */
export function SelectedRows(props: { rows: readonly Activity[]; onUnselect: () => void }): ReactNode {
  const text = useText(recordText);
  const [language] = useLanguage();
  const [asking, setAsking] = useState<'return' | 'void'>();
  const { run, busy, refused, clear } = useBatch(props.rows, props.onUnselect);
  const able = (action: BatchAction): number => props.rows.filter((row) => row.can[action]).length;
  const button = (action: BatchAction, label: string, onClick: () => void): ReactNode => {
    const count = able(action);
    if (count === 0) return null;
    return (
      <Button small busy={busy} icon={action === 'verify' ? 'check' : undefined} onClick={onClick}>
        {text.actionCount(label, formatNumber(count, language))}
      </Button>
    );
  };
  return (
    <>
      {refused.length > 0 && (
        <Banner
          tone="warn"
          announce
          title={text.batchRefused(formatNumber(refused.length, language))}
          action={
            <Button small onClick={clear}>
              {text.close}
            </Button>
          }
        >
          <ul className={css.refused}>
            {refused.map((row) => (
              <li key={row.name + row.why}>
                {row.name}: {row.why}
              </li>
            ))}
          </ul>
        </Banner>
      )}
      {props.rows.length > 0 && (
        <section className={css.selected} aria-label={text.selectedActions} data-print="hide">
          <span className={css.count} role="status">
            {text.selected(formatNumber(props.rows.length, language))}
          </span>
          {button('verify', text.verify, () => void run('verify'))}
          {button('return', text.return, () => setAsking('return'))}
          {button('void', text.void, () => setAsking('void'))}
          <Button small kind="quiet" onClick={props.onUnselect}>
            {text.unselect}
          </Button>
        </section>
      )}
      <ReasonDialog
        action={asking}
        busy={busy}
        onClose={() => setAsking(undefined)}
        onReason={(reason) => {
          const action = asking;
          setAsking(undefined);
          if (action) void run(action, reason);
        }}
      />
    </>
  );
}

function useBatch(rows: readonly Activity[], onDone: () => void) {
  const text = useText(recordText);
  const [language] = useLanguage();
  const toast = useToast();
  const client = useQueryClient();
  const [busy, setBusy] = useState(false);
  const [refused, setRefused] = useState<readonly Refused[]>([]);
  const done = { verify: text.batchVerify, return: text.batchReturn, void: text.batchVoid };

  async function run(action: BatchAction, reason?: string): Promise<void> {
    const able = rows.filter((row) => row.can[action]);
    setBusy(true);
    try {
      const body = { ids: able.map((row) => row.id), action, ...(reason ? { reason } : {}) };
      const { results } = await call(changeActivityStates, { body });
      const changed = results.flatMap((one) => (one.outcome === 'accepted' && one.activity) || []);
      setRefused(refusals(able, results));
      onDone();
      if (changed.length > 0) {
        const count = formatNumber(changed.length, language);
        toast({ text: done[action](count), undo: () => undoAll(changed) });
      }
      await recordsChanged(client);
    } catch (error) {
      toast({ tone: 'error', text: problemText(error, language) });
    } finally {
      setBusy(false);
    }
  }

  function refusals(asked: readonly Activity[], results: readonly ActivityOutcome[]): Refused[] {
    return results.flatMap((one) => {
      if (one.outcome === 'accepted' || one.outcome === 'known') return [];
      const row = asked.find((each) => each.id === one.id);
      return row ? { name: recordName(row, language), why: rowWords(one.problem, language) } : [];
    });
  }

  /** One after another: the server takes each change back by itself. */
  async function undoAll(changed: readonly Activity[]): Promise<void> {
    let undone = 0;
    for (const { id, revision } of changed) {
      try {
        await call(undoActivityChange, { params: { id }, body: { baseRevision: revision } });
        undone += 1;
      } catch (error) {
        toast({ tone: 'error', text: problemText(error, language) });
        break;
      }
    }
    if (undone > 0) toast({ text: text.batchUndone(formatNumber(undone, language)) });
    await recordsChanged(client);
  }

  return { run, busy, refused, clear: () => setRefused([]) };
}
