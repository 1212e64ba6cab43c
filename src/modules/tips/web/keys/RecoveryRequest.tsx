import { useQuery } from '@tanstack/react-query';
import { type ReactNode, useState } from 'react';
import { z } from 'zod';
import { call } from '../../../../platform/web/client.ts';
import { useText } from '../../../../platform/web/i18n.tsx';
import { usePageSearch } from '../../../../platform/web/search.ts';
import { Button, ButtonRow } from '../../../../ui/action/Button.tsx';
import { FormStack } from '../../../../ui/form/Field.tsx';
import { TextInput } from '../../../../ui/form/TextInput.tsx';
import { Section } from '../../../../ui/layout/PageHeader.tsx';
import {
  askTipRecovery,
  finishTipRecovery,
  getTipRecovery,
  withdrawTipRecovery,
} from '../../tip-recovery.contract.ts';
import { officeText } from './office.text.ts';
import { type OfficePart, SaidError } from './office-part.ts';
import { myKeyQuery } from './tip-queries.ts';

const View = z.object({ xin: z.uuid().optional() });

/** For whoever can open nothing any more: asking the custodians, and opening the keys with their shares. */
export function RecoveryRequest({ office, mine, act }: OfficePart): ReactNode {
  const text = useText(officeText);
  const [view, change] = usePageSearch(View);
  const [reason, setReason] = useState('');
  const [isTried, setTried] = useState(false);
  const key = useQuery(myKeyQuery).data;
  const params = { id: office.id, requestId: view.xin ?? '' };
  const { data: request } = useQuery({
    queryKey: ['tips', 'recovery', office.id, view.xin],
    queryFn: ({ signal }) => call(getTipRecovery, { params, signal }),
    enabled: view.xin !== undefined,
    refetchInterval: 15_000,
  });
  const isShort = reason.trim().length < 5;

  async function ask(): Promise<void> {
    setTried(true);
    if (isShort || !key) return;
    const { randomId } = await import('../../crypto/bytes.ts');
    const id = randomId();
    const isDone = await act(
      () =>
        call(askTipRecovery, {
          params: { id: office.id },
          body: { id, recipient: key.recipient, reason: reason.trim() },
        }),
      text.asked,
    );
    if (isDone) change({ xin: id });
  }
  async function finish(): Promise<void> {
    if (!request || mine === undefined || !key) return;
    const asker = { secret: mine, recipient: key.recipient };
    await act(async () => {
      const { recoverOffice } = await import('./recover-office.ts');
      const body = await recoverOffice(office, request, asker);
      if (body === undefined) throw new SaidError(text.notEnough);
      await call(finishTipRecovery, { params, body });
      change({ xin: undefined });
    }, text.recovered);
  }
  if (request)
    return (
      <Section title={text.recover} level={3}>
        <p role="status">{text.answers(request.answers.length, request.threshold)}</p>
        <ButtonRow>
          <Button
            kind="primary"
            disabled={request.answers.length < request.threshold}
            onClick={() => void finish()}
          >
            {text.finish}
          </Button>
          <Button
            kind="quiet"
            onClick={() =>
              void act(async () => {
                await call(withdrawTipRecovery, { params });
                change({ xin: undefined });
              }, text.withdrawAsk)
            }
          >
            {text.withdrawAsk}
          </Button>
        </ButtonRow>
      </Section>
    );
  return (
    <Section title={text.recover} lead={text.recoverHelp} level={3}>
      <form
        noValidate
        onSubmit={(event) => {
          event.preventDefault();
          void ask();
        }}
      >
        <FormStack>
          <TextInput
            label={text.reason}
            help={text.reasonHelp}
            error={isTried && isShort ? text.needReason : undefined}
            value={reason}
            onChange={setReason}
            maxLength={300}
          />
          <div>
            <Button type="submit">{text.ask}</Button>
          </div>
        </FormStack>
      </form>
    </Section>
  );
}
