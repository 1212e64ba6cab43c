import { useQuery, useQueryClient } from '@tanstack/react-query';
import type { ReactNode } from 'react';
import { call } from '../../../../platform/web/client.ts';
import { formatInstant } from '../../../../platform/web/format.ts';
import { useText } from '../../../../platform/web/i18n.tsx';
import { problemText } from '../../../../platform/web/problem.ts';
import { Button } from '../../../../ui/action/Button.tsx';
import { StatusTag } from '../../../../ui/feedback/StatusTag.tsx';
import { useUiLanguage } from '../../../../ui/language.ts';
import { Section } from '../../../../ui/layout/PageHeader.tsx';
import { TaskList } from '../../../../ui/layout/TaskList.tsx';
import { useToast } from '../../../../ui/overlay/Toast.tsx';
import { answerTipRecovery } from '../../tip-member-key.contract.ts';
import { Fingerprint } from './Fingerprint.tsx';
import { useMySecret } from './held-secret.ts';
import { keysText } from './keys.text.ts';
import { custodyQuery } from './tip-queries.ts';

/** What one keeps for the recovery of offices, and who asks for it now. */
export function CustodySection(): ReactNode {
  const text = useText(keysText);
  const language = useUiLanguage();
  const client = useQueryClient();
  const toast = useToast();
  const mine = useMySecret();
  const { data } = useQuery(custodyQuery);
  if (!data) return null;

  async function give(request: (typeof data & object)['requests'][number]): Promise<void> {
    if (mine === undefined) return void toast({ tone: 'error', text: text.openFirst });
    try {
      const { passShare } = await import('../../crypto/recovery.ts');
      const sealed = await passShare(request.share, mine, request.recipient);
      await call(answerTipRecovery, { params: { id: request.id }, body: { sealed } });
      toast({ text: text.given });
      await client.invalidateQueries({ queryKey: custodyQuery.queryKey });
    } catch (error) {
      toast({ tone: 'error', text: problemText(error, language) });
    }
  }
  return (
    <Section title={text.custody} lead={data.shares.length > 0 ? text.custodyLead : undefined}>
      {data.shares.length === 0 && <p>{text.noCustody}</p>}
      <TaskList
        items={[
          ...data.requests.map((request) => ({
            key: request.id,
            title: text.asks(request.askedBy, request.officeName),
            note: (
              <>
                {text.asksWhy(request.reason, formatInstant(request.askedAt, language))}
                <br />
                {text.compare} <Fingerprint recipient={request.recipient} />
              </>
            ),
            tag: request.isAnswered ? (
              <StatusTag state="verified">{text.givenTag}</StatusTag>
            ) : (
              <StatusTag state="waiting" />
            ),
            action: !request.isAnswered && (
              <Button small onClick={() => void give(request)}>
                {text.give}
              </Button>
            ),
          })),
          ...data.shares.map((share) => ({
            key: share.officeId,
            title: share.officeName,
            note: text.custodyLine(share.threshold, share.custodians),
          })),
        ]}
      />
    </Section>
  );
}
