import { type ReactNode, useState } from 'react';
import { useText } from '../../../../platform/web/i18n.tsx';
import { problemText } from '../../../../platform/web/problem.ts';
import { Button, ButtonRow } from '../../../../ui/action/Button.tsx';
import { Banner } from '../../../../ui/feedback/Banner.tsx';
import { TextInput } from '../../../../ui/form/TextInput.tsx';
import { useUiLanguage } from '../../../../ui/language.ts';
import type { SyncItem } from '../../sync.contract.ts';
import { itemsText } from './items.text.ts';
import { type SettleBody, useSettle } from './useSettle.ts';

/** Open it for repair, try it once more as it came, or refuse it with a reason. */
export function ItemWays(props: {
  item: SyncItem;
  isOpen: boolean;
  onOpen: (open: boolean) => void;
}): ReactNode {
  const { item, isOpen, onOpen } = props;
  const { payload } = item;
  const text = useText(itemsText);
  const language = useUiLanguage();
  const settle = useSettle(item);
  const [reason, setReason] = useState<string>();
  const [busy, setBusy] = useState(false);
  const [refused, setRefused] = useState<unknown>();

  async function run(body: SettleBody, done: string): Promise<void> {
    setBusy(true);
    setRefused(undefined);
    try {
      await settle(body, done);
    } catch (error) {
      setRefused(error);
    } finally {
      setBusy(false);
    }
  }
  const isRefused = item.outcome === 'refused';
  return (
    <>
      {refused !== undefined && (
        <Banner tone="error" announce>
          {problemText(refused, language)}
        </Banner>
      )}
      {reason !== undefined && (
        <TextInput
          label={text.dropReason}
          value={reason}
          onChange={setReason}
          maxLength={500}
          autoComplete="off"
        />
      )}
      {!isOpen && (
        <ButtonRow>
          {isRefused && item.kind === 'activity.save' && (
            <Button onClick={() => onOpen(true)}>{text.repair}</Button>
          )}
          {isRefused && payload && (
            <Button
              kind={item.kind === 'activity.save' ? 'quiet' : 'secondary'}
              busy={busy}
              onClick={() => void run({ action: 'repair', payload }, text.repaired)}
            >
              {text.retry}
            </Button>
          )}
          {reason === undefined ? (
            <Button kind="quiet" onClick={() => setReason('')}>
              {text.drop}
            </Button>
          ) : (
            <>
              <Button
                kind="danger"
                busy={busy}
                disabled={reason.trim().length < 3}
                onClick={() => void run({ action: 'drop', reason }, text.dropped)}
              >
                {text.drop}
              </Button>
              <Button kind="quiet" onClick={() => setReason(undefined)}>
                {text.cancel}
              </Button>
            </>
          )}
        </ButtonRow>
      )}
    </>
  );
}
