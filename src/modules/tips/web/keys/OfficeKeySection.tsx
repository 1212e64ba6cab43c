import type { ReactNode } from 'react';
import { call } from '../../../../platform/web/client.ts';
import { useText } from '../../../../platform/web/i18n.tsx';
import { Button, ButtonRow } from '../../../../ui/action/Button.tsx';
import { Banner } from '../../../../ui/feedback/Banner.tsx';
import { DescriptionList } from '../../../../ui/layout/DescriptionList.tsx';
import { Section } from '../../../../ui/layout/PageHeader.tsx';
import { makeTipOfficeKey, type TipOfficeDetail } from '../../tip-office-members.contract.ts';
import { Fingerprint } from './Fingerprint.tsx';
import css from './keys.module.css';
import { officeText } from './office.text.ts';
import type { OfficePart } from './office-part.ts';
import type { OpenedOffice } from './office-secrets.ts';

/** The office's key: the first, the next, and the words by which others know it. */
export function OfficeKeySection({ office, opened, mine, act }: OfficePart): ReactNode {
  const text = useText(officeText);
  const newest = office.keys.at(-1);
  if (office.closedAt !== null) return null;
  const canMakeFirst = newest === undefined && office.mine !== null && office.mine !== 'left';
  if (newest === undefined)
    return (
      <Section title={text.firstKey} lead={canMakeFirst ? text.firstKeyHelp : undefined}>
        {canMakeFirst && mine !== undefined && (
          <ButtonRow>
            <Button
              kind="primary"
              icon="lock"
              onClick={() => void act(() => makeKey(office, undefined), text.keyMade)}
            >
              {text.makeFirst}
            </Button>
          </ButtonRow>
        )}
      </Section>
    );
  return (
    <Section title={text.keyTitle} lead={text.epochs(newest.epoch)}>
      {office.isRenewalDue && <Banner tone="warn">{text.renewHelp}</Banner>}
      <div>
        <DescriptionList
          items={[{ term: text.print, value: <Fingerprint recipient={newest.recipient} /> }]}
        />
        <p className={css.quiet}>{text.printHelp}</p>
      </div>
      {office.mine === 'active' && opened?.newest !== undefined && (
        <ButtonRow>
          <Button
            kind={office.isRenewalDue ? 'primary' : 'secondary'}
            onClick={() => void act(() => makeKey(office, opened), text.keyMade)}
          >
            {text.makeNext}
          </Button>
        </ButtonRow>
      )}
    </Section>
  );
}

/** Makes the office's first or next key and seals its secret for every active member (and the custodians, anew). */
async function makeKey(office: TipOfficeDetail, opened: OpenedOffice | undefined): Promise<void> {
  const [{ makeOfficeKey, sealOfficeSecret }, { makeRecovery }, { getMyTipKey }, { getMe }] =
    await Promise.all([
      import('../../crypto/office.ts'),
      import('../../crypto/recovery.ts'),
      import('../../tip-member-key.contract.ts'),
      import('../../../accounts/me.contract.ts'),
    ]);
  const [me, own] = await Promise.all([call(getMe), call(getMyTipKey)]);
  const made = await makeOfficeKey(office.id, opened?.newest);
  // The first key is made by somebody who is only named: he becomes active by it.
  const members = office.members.filter(({ state, userId }) => state === 'active' || userId === me.id);
  const wraps = [];
  for (const { userId, recipient } of members) {
    const to = userId === me.id ? (own.key?.recipient ?? recipient) : recipient;
    if (to !== null) wraps.push({ userId, sealed: (await sealOfficeSecret(made, to)).sealed });
  }
  const custodians = (office.recovery?.custodians ?? []).flatMap(({ userId, recipient }) =>
    recipient === null ? [] : [{ userId, recipient }],
  );
  const threshold = office.recovery?.threshold ?? 0;
  const recovery =
    opened && threshold >= 2 && custodians.length >= threshold
      ? await makeRecovery(custodians, threshold, [...opened.all, made])
      : null;
  await call(makeTipOfficeKey, { params: { id: office.id }, body: { key: made.key, wraps, recovery } });
}
