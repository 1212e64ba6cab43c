import { useQuery, useQueryClient } from '@tanstack/react-query';
import { type ReactNode, useState } from 'react';
import { z } from 'zod';
import { call } from '../../../platform/web/client.ts';
import { formatDate } from '../../../platform/web/format.ts';
import { defineMessages, useLanguage, useText } from '../../../platform/web/i18n.tsx';
import { usePageTitle } from '../../../platform/web/page.tsx';
import { problemText } from '../../../platform/web/problem.ts';
import { usePageSearch } from '../../../platform/web/search.ts';
import { PlainShell } from '../../../platform/web/shell/AppShell.tsx';
import { Button, ButtonRow } from '../../../ui/action/Button.tsx';
import { Banner } from '../../../ui/feedback/Banner.tsx';
import { Spinner } from '../../../ui/feedback/Spinner.tsx';
import { Checkbox } from '../../../ui/form/Checkbox.tsx';
import { Page, PageHeader } from '../../../ui/layout/PageHeader.tsx';
import {
  lookAtPledgeLink,
  type PledgeLink,
  signByPledgeLink,
  withdrawByPledgeLink,
} from '../pledge-link.contract.ts';
import css from './pledges.module.css';

const messages = defineMessages({
  vi: {
    title: 'Ký cam kết',
    house: (number: string, hamlet: string) => `Nhà ${number}, ${hamlet}`,
    position: (n: string, hamlet: string) => `Hộ số ${n}, ${hamlet}`,
    notYours: 'Không phải nhà bạn? Đừng ký; hãy đưa phiếu lại cho trưởng thôn.',
    weCommit: 'Gia đình chúng tôi cam kết:',
    read: 'Tôi đã đọc và thay mặt gia đình ký cam kết này',
    sign: 'Ký cam kết',
    first: 'Hãy đánh dấu vào ô “đã đọc” trước khi ký.',
    until: (end: string, valid: string) => `Ký đến hết ${end}. Cam kết có hiệu lực đến hết ${valid}.`,
    kept: 'Chương trình chỉ ghi: nhà này đã ký, ngày nào. Không ghi tên, số điện thoại hay vị trí của bạn.',
    signed: 'Gia đình đã ký cam kết',
    signedOn: (day: string) => `Ký ngày ${day}. Cảm ơn gia đình đã cùng giữ gìn an ninh, trật tự.`,
    withdraw: 'Rút lại cam kết',
    withdrawn: 'Đã rút lại cam kết. Khi nào muốn, gia đình có thể ký lại.',
    elsewhere: 'Bản này không ký bằng mã. Muốn rút, hãy báo trưởng thôn hoặc Công an xã.',
    notYet: 'Đợt ký cam kết chưa mở',
    over: 'Đã hết hạn ký',
    closed: 'Đợt ký cam kết đã đóng',
    askHead: 'Muốn biết thêm, hãy hỏi trưởng thôn hoặc Công an xã.',
    dead: 'Mã này không dùng được',
    deadWords: 'Mã đã bị thu hồi hoặc chưa quét trọn. Hãy quét lại, hoặc xin trưởng thôn phiếu mới.',
    again: 'Thử lại',
  },
  en: {
    title: 'Sign the pledge',
    house: (number, hamlet) => `House ${number}, ${hamlet}`,
    position: (n, hamlet) => `Household ${n}, ${hamlet}`,
    notYours: 'Not your house? Do not sign; give the sheet back to the head of the hamlet.',
    weCommit: 'Our family pledges:',
    read: 'I have read this and sign for my family',
    sign: 'Sign',
    first: 'Tick “I have read this” before signing.',
    until: (end, valid) => `Signing until ${end}. The pledge holds until ${valid}.`,
    kept: 'Kept is only: this house has signed, on which day. Not your name, number or place.',
    signed: 'Your family has signed',
    signedOn: (day) => `Signed on ${day}. Thank you for keeping the neighbourhood safe together.`,
    withdraw: 'Withdraw the pledge',
    withdrawn: 'The pledge is withdrawn. You may sign again whenever you like.',
    elsewhere:
      'This pledge was not signed by the code. To withdraw it, tell the head of the hamlet or the commune police.',
    notYet: 'Signing has not begun',
    over: 'Signing is over',
    closed: 'The campaign is closed',
    askHead: 'Ask the head of the hamlet or the commune police for more.',
    dead: 'This code can not be used',
    deadWords: 'It was revoked, or not scanned whole. Scan it again, or ask for a new sheet.',
    again: 'Try again',
  },
});

const View = z.object({ ma: z.string().max(60).default('') });

/** What a printed code opens on a citizen’s phone: the text, one tick, one button. Nobody is named. */
export function PledgeLinkPage(): ReactNode {
  const text = useText(messages);
  const [language] = useLanguage();
  const [{ ma: code }] = usePageSearch(View);
  usePageTitle(text.title);
  const link = useQuery({
    queryKey: ['pledgeLink', code],
    queryFn: ({ signal }) => call(lookAtPledgeLink, { body: { code }, signal }),
    retry: false,
    staleTime: Number.POSITIVE_INFINITY,
  });
  return (
    <PlainShell>
      {link.data ? (
        <Sheet code={code} link={link.data} />
      ) : link.error ? (
        <Page narrow>
          <PageHeader title={text.dead} lead={text.deadWords} />
          <Banner tone="error" action={<Button onClick={() => void link.refetch()}>{text.again}</Button>}>
            {problemText(link.error, language)}
          </Banner>
        </Page>
      ) : (
        <Spinner />
      )}
    </PlainShell>
  );
}

function Sheet({ code, link }: { code: string; link: PledgeLink }): ReactNode {
  const text = useText(messages);
  const [language] = useLanguage();
  const day = (on: string): string => formatDate(on, language);
  const house =
    link.houseNumber === ''
      ? text.position(String(link.position), link.hamlet)
      : text.house(link.houseNumber, link.hamlet);
  return (
    <Page narrow>
      <PageHeader title={link.title} lead={[house, link.commune].filter((part) => part !== '').join(', ')} />
      {link.state === 'signed' ? (
        <Signed code={code} link={link} />
      ) : link.state === 'ready' ? (
        <Ready code={code} link={link} />
      ) : (
        <Banner title={text[link.state]}>{text.askHead}</Banner>
      )}
      {link.state !== 'ready' && <Commitments link={link} />}
      <p className={css.note}>{text.until(day(link.endsOn), day(link.validTo))}</p>
    </Page>
  );
}

function Commitments({ link }: { link: PledgeLink }): ReactNode {
  const text = useText(messages);
  return (
    <section className={css.sheet}>
      <p>{text.weCommit}</p>
      <ol className={css.pledge}>
        {link.commitments.map((line) => (
          <li key={line}>{line}</li>
        ))}
      </ol>
    </section>
  );
}

/** Does something with the code; the new state of the sheet stands on the page at once. */
function useAct(code: string): {
  busy: boolean;
  problem: unknown;
  act: (work: () => Promise<PledgeLink>) => Promise<void>;
} {
  const client = useQueryClient();
  const [state, setState] = useState<{ busy: boolean; problem: unknown }>({
    busy: false,
    problem: undefined,
  });
  return {
    ...state,
    act: async (work) => {
      setState({ busy: true, problem: undefined });
      try {
        client.setQueryData(['pledgeLink', code], await work());
        setState({ busy: false, problem: undefined });
      } catch (problem) {
        setState({ busy: false, problem });
        await client.invalidateQueries({ queryKey: ['pledgeLink', code] });
      }
    },
  };
}

function Ready({ code, link }: { code: string; link: PledgeLink }): ReactNode {
  const text = useText(messages);
  const [language] = useLanguage();
  const [agreed, setAgreed] = useState(false);
  const [missing, setMissing] = useState(false);
  const { busy, problem, act } = useAct(code);
  function sign(): void {
    setMissing(!agreed);
    if (!agreed) return;
    const body = { code, textVersion: link.textVersion, agreed: true as const };
    void act(() => call(signByPledgeLink, { body }));
  }
  return (
    <>
      <p className={css.note}>{text.notYours}</p>
      <Commitments link={link} />
      <div className={css.form}>
        <Checkbox
          label={text.read}
          checked={agreed}
          onChange={setAgreed}
          error={missing ? text.first : undefined}
        />
        {problem !== undefined && (
          <Banner tone="error" announce>
            {problemText(problem, language)}
          </Banner>
        )}
        <ButtonRow>
          <Button kind="primary" icon="check" wide busy={busy} onClick={sign}>
            {text.sign}
          </Button>
        </ButtonRow>
        <p className={css.note}>{text.kept}</p>
      </div>
    </>
  );
}

function Signed({ code, link }: { code: string; link: PledgeLink }): ReactNode {
  const text = useText(messages);
  const [language] = useLanguage();
  const { busy, problem, act } = useAct(code);
  return (
    <>
      <Banner tone="success" title={text.signed} announce>
        {link.signedOn && text.signedOn(formatDate(link.signedOn, language))}
      </Banner>
      {problem !== undefined && (
        <Banner tone="error" announce>
          {problemText(problem, language)}
        </Banner>
      )}
      {link.canWithdraw ? (
        <div>
          <Button
            small
            busy={busy}
            onClick={() => void act(() => call(withdrawByPledgeLink, { body: { code } }))}
          >
            {text.withdraw}
          </Button>
        </div>
      ) : (
        <p className={css.note}>{text.elsewhere}</p>
      )}
    </>
  );
}
