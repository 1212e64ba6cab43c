import { useQuery } from '@tanstack/react-query';
import { type ReactNode, useRef, useState } from 'react';
import { v7 as uuidv7 } from 'uuid';
import { call } from '../../../platform/web/client.ts';
import { formatNumber } from '../../../platform/web/format.ts';
import { useLanguage, useText } from '../../../platform/web/i18n.tsx';
import { problemText } from '../../../platform/web/problem.ts';
import { Button, ButtonRow } from '../../../ui/action/Button.tsx';
import { EmptyState } from '../../../ui/feedback/EmptyState.tsx';
import { RadioGroup } from '../../../ui/form/Checkbox.tsx';
import { Select } from '../../../ui/form/Select.tsx';
import { useToast } from '../../../ui/overlay/Toast.tsx';
import { addFile } from '../../documents/document.contract.ts';
import { getCampaign } from '../campaign.contract.ts';
import type { PledgeMark, Signer } from '../pledge.contract.ts';
import css from './pledges.module.css';
import { type Pad, SignaturePad } from './SignaturePad.tsx';
import { signingText } from './signing.text.ts';
import { hasSigned, type SigningHow, signerName } from './useSigning.ts';

/** One household after the other at its door: the text, the signature, the next one. */
export function PhoneSigning(props: {
  campaignId: string;
  signers: readonly Signer[];
  today: string;
  onSign: (signers: readonly Signer[], how: SigningHow) => Promise<boolean>;
}): ReactNode {
  const text = useText(signingText);
  const [language] = useLanguage();
  const toast = useToast();
  const pad = useRef<Pad>(null);
  const [chosen, setChosen] = useState<string>();
  const [skipped, setSkipped] = useState<ReadonlySet<string>>(new Set());
  const [mark, setMark] = useState<PledgeMark>('signature');
  const [busy, setBusy] = useState(false);
  const [missing, setMissing] = useState(false);
  const campaign = useQuery({
    queryKey: ['pledges', 'campaign', props.campaignId],
    queryFn: ({ signal }) => call(getCampaign, { params: { id: props.campaignId }, signal }),
  });
  const left = props.signers.filter((one) => !hasSigned(one));
  const signer = left.find((one) => one.id === chosen) ?? left.find((one) => !skipped.has(one.id)) ?? left[0];
  if (!signer) return <EmptyState title={text.allSigned}>{text.allSignedWords}</EmptyState>;
  const texts = campaign.data?.texts ?? [];
  const now = texts.find((one) => one.version === campaign.data?.campaign.textVersion);

  async function agree(who: Signer): Promise<void> {
    const drawing = mark === 'signature' ? await pad.current?.picture() : undefined;
    setMissing(mark === 'signature' && drawing === undefined);
    if (mark === 'signature' && drawing === undefined) return;
    setBusy(true);
    try {
      const fileId = drawing ? await keep(who, drawing) : null;
      const how: SigningHow = { signedOn: props.today, method: 'phone', mark, fileId };
      if (await props.onSign([who], how)) {
        pad.current?.clear();
        setChosen(undefined);
      }
    } catch (error) {
      toast({ tone: 'error', text: problemText(error, language) });
    }
    setBusy(false);
  }

  /** The signature is kept with the place, as a picture of its own. */
  async function keep(who: Signer, drawing: Blob): Promise<string> {
    const id = uuidv7();
    const file = new File([drawing], `chu-ky-${who.position}.png`, { type: 'image/png' });
    const query = {
      subjectKind: 'area' as const,
      subjectId: who.areaId,
      purpose: `pledge-sign.${props.campaignId}`,
      id,
    };
    await call(addFile, { query, file });
    return id;
  }

  const number = (value: number): string => formatNumber(value, language);
  return (
    <div className={css.one}>
      <p className={css.note} role="status">
        {text.progress(number(left.length), number(props.signers.length))}
      </p>
      <Select
        label={text.which}
        value={signer.id}
        onChange={setChosen}
        choices={left.map((one) => ({
          value: one.id,
          label: [signerName(one, language), one.contactName].filter((part) => part !== '').join(' · '),
        }))}
      />
      <section className={css.sheet} aria-label={campaign.data?.campaign.title}>
        <p className={css.house}>{signerName(signer, language)}</p>
        <p className={css.note}>{text.readAloud}</p>
        <ol className={css.pledge}>
          {now?.commitments.map((line) => (
            <li key={line}>{line}</li>
          ))}
        </ol>
      </section>
      <RadioGroup
        label={text.mark}
        value={mark}
        onChange={(value) => setMark(value as PledgeMark)}
        inline
        choices={[
          { value: 'signature', label: text.signature },
          { value: 'thumb', label: text.thumb },
          { value: 'tap', label: text.tap },
        ]}
      />
      {mark === 'signature' && <SignaturePad key={signer.id} pad={pad} />}
      {missing && (
        <p className={css.wrong} role="alert">
          {text.needDrawing}
        </p>
      )}
      <ButtonRow>
        <Button kind="primary" icon="check" busy={busy} onClick={() => void agree(signer)}>
          {text.agree}
        </Button>
        <Button
          onClick={() => {
            setSkipped((all) => new Set([...all, signer.id]));
            setChosen(undefined);
          }}
        >
          {text.skip}
        </Button>
      </ButtonRow>
    </div>
  );
}
