import { useQuery } from '@tanstack/react-query';
import { type ReactNode, useState } from 'react';
import type { z } from 'zod';
import { call } from '../../../../platform/web/client.ts';
import { useText } from '../../../../platform/web/i18n.tsx';
import { problemText } from '../../../../platform/web/problem.ts';
import { Button, ButtonRow } from '../../../../ui/action/Button.tsx';
import { Banner } from '../../../../ui/feedback/Banner.tsx';
import { RadioGroup } from '../../../../ui/form/Checkbox.tsx';
import { useUiLanguage } from '../../../../ui/language.ts';
import { Dialog } from '../../../../ui/overlay/Dialog.tsx';
import { useToast } from '../../../../ui/overlay/Toast.tsx';
import { answerTipOffer } from '../../tip-offers.contract.ts';
import type { RefuseReason } from '../../tip-words.contract.ts';
import { wordsQuery } from '../keys/tip-queries.ts';
import type { TipPart } from './TipContent.tsx';
import { tipText } from './tip.text.ts';

type Reason = z.infer<typeof RefuseReason>;

/** A report on its way between two offices: the one is asked, the other waits. */
export function OfferBanner({ work, reload }: TipPart): ReactNode {
  const text = useText(tipText);
  const language = useUiLanguage();
  const toast = useToast();
  const words = useQuery(wordsQuery).data;
  const [isRefusing, setRefusing] = useState(false);
  const [reason, setReason] = useState<Reason>('notOurPlace');
  const { offer } = work;
  if (offer === null) return null;

  async function answer(
    body: { answer: 'accept' } | { answer: 'withdraw' } | { answer: 'refuse'; reason: Reason },
    done: string,
  ): Promise<void> {
    try {
      await call(answerTipOffer, { params: { id: work.id }, body });
      toast({ text: done });
    } catch (error) {
      toast({ tone: 'error', text: problemText(error, language) });
    }
    await reload();
  }
  const why =
    words?.reasons.forward?.find(({ code }) => code === offer.reason)?.name[language] ?? offer.reason;
  if (!work.isOfferedToUs)
    return (
      <Banner
        tone="info"
        title={text.offeredAway(offer.to.name)}
        action={
          <Button small onClick={() => void answer({ answer: 'withdraw' }, text.withdrawn)}>
            {text.withdraw}
          </Button>
        }
      >
        {text.offerReason(why)}
      </Banner>
    );
  return (
    <Banner
      tone="warn"
      title={text.offeredToUs(offer.from.name)}
      action={
        <ButtonRow>
          <Button kind="primary" onClick={() => void answer({ answer: 'accept' }, text.accepted)}>
            {text.accept}
          </Button>
          <Button onClick={() => setRefusing(true)}>{text.refuse}</Button>
        </ButtonRow>
      }
    >
      {text.offerReason(why)}
      <Dialog
        open={isRefusing}
        onClose={() => setRefusing(false)}
        title={text.refuseTitle}
        actions={
          <Button
            kind="primary"
            onClick={() => {
              setRefusing(false);
              void answer({ answer: 'refuse', reason }, text.refused);
            }}
          >
            {text.refuse}
          </Button>
        }
      >
        <RadioGroup
          label={text.refuseReason}
          value={reason}
          onChange={(code) => setReason(code as Reason)}
          choices={(words?.reasons.refuse ?? []).map(({ code, name }) => ({
            value: code,
            label: name[language],
          }))}
        />
      </Dialog>
    </Banner>
  );
}
