import { type ReactNode, useState } from 'react';
import { call } from '../../../../platform/web/client.ts';
import { formatInstant } from '../../../../platform/web/format.ts';
import { useText } from '../../../../platform/web/i18n.tsx';
import { problemText } from '../../../../platform/web/problem.ts';
import { Button, ButtonRow } from '../../../../ui/action/Button.tsx';
import { CopyField } from '../../../../ui/action/CopyField.tsx';
import { Banner } from '../../../../ui/feedback/Banner.tsx';
import { FormStack } from '../../../../ui/form/Field.tsx';
import { Select } from '../../../../ui/form/Select.tsx';
import { useUiLanguage } from '../../../../ui/language.ts';
import { Dialog } from '../../../../ui/overlay/Dialog.tsx';
import { QrCode } from '../../../accounts/web/account/QrCode.tsx';
import { type FieldPerson, makePhoneCode } from '../../phones.contract.ts';
import { phonesText } from './phones.text.ts';

type Made = Awaited<ReturnType<typeof call<typeof makePhoneCode>>>;

/** A code for somebody who records, to read out or to scan. */
export function BindDialog(props: { people: readonly FieldPerson[]; onClose: () => void }): ReactNode {
  const text = useText(phonesText);
  const language = useUiLanguage();
  const [userId, setUserId] = useState('');
  const [made, setMade] = useState<Made>();
  const [refused, setRefused] = useState<unknown>();
  const [busy, setBusy] = useState(false);

  async function make(): Promise<void> {
    setBusy(true);
    setRefused(undefined);
    try {
      setMade(await call(makePhoneCode, { body: { userId } }));
    } catch (error) {
      setRefused(error);
    } finally {
      setBusy(false);
    }
  }
  return (
    <Dialog open title={text.addTitle} onClose={props.onClose}>
      <FormStack>
        {refused !== undefined && <Banner tone="error">{problemText(refused, language)}</Banner>}
        {made ? (
          <>
            <p>{text.codeWords(formatInstant(made.expiresAt, language))}</p>
            <QrCode text={made.url} label={text.qr} />
            <CopyField label={text.code} value={made.code} />
            <CopyField label={text.address} value={made.url} />
            <ButtonRow>
              <Button kind="primary" onClick={props.onClose}>
                {text.close}
              </Button>
            </ButtonRow>
          </>
        ) : (
          <>
            <Select
              label={text.person}
              help={text.personHelp}
              value={userId}
              onChange={setUserId}
              placeholder={text.person}
              choices={props.people.map(({ id, name, areaName }) => ({
                value: id,
                label: `${name}, ${areaName}`,
              }))}
            />
            <ButtonRow>
              <Button kind="primary" busy={busy} disabled={userId === ''} onClick={() => void make()}>
                {text.makeCode}
              </Button>
            </ButtonRow>
          </>
        )}
      </FormStack>
    </Dialog>
  );
}
