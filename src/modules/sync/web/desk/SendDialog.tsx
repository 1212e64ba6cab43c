import { useQueryClient } from '@tanstack/react-query';
import { type FormEvent, type ReactNode, useId, useRef, useState } from 'react';
import { v7 as uuidv7 } from 'uuid';
import { call } from '../../../../platform/web/client.ts';
import { formatNumber } from '../../../../platform/web/format.ts';
import { useText } from '../../../../platform/web/i18n.tsx';
import { problemText } from '../../../../platform/web/problem.ts';
import { Button } from '../../../../ui/action/Button.tsx';
import { Banner } from '../../../../ui/feedback/Banner.tsx';
import { Checkbox } from '../../../../ui/form/Checkbox.tsx';
import { DateInput } from '../../../../ui/form/DateInput.tsx';
import { FormStack } from '../../../../ui/form/Field.tsx';
import { TextArea } from '../../../../ui/form/TextInput.tsx';
import { useUiLanguage } from '../../../../ui/language.ts';
import { Dialog } from '../../../../ui/overlay/Dialog.tsx';
import { useToast } from '../../../../ui/overlay/Toast.tsx';
import { usePlaces } from '../../../activities/web/places.ts';
import { MESSAGE_LENGTH, sendMessage } from '../../messages.contract.ts';
import { dayText } from './day.text.ts';

/** A short message to some hamlets, or to all of the commune. */
export function SendDialog({ onClose }: { onClose: () => void }): ReactNode {
  const text = useText(dayText);
  const language = useUiLanguage();
  const client = useQueryClient();
  const toast = useToast();
  const formId = useId();
  const legend = useId();
  // The same message however often it is sent.
  const id = useRef(uuidv7());
  const places = (usePlaces().data ?? []).filter(
    ({ kind, closedOn }) => kind !== 'organization' && closedOn === null,
  );
  const [words, setWords] = useState('');
  const [to, setTo] = useState<readonly string[]>([]);
  const [untilDay, setUntilDay] = useState('');
  const [busy, setBusy] = useState(false);
  const [tried, setTried] = useState(false);
  const [refused, setRefused] = useState<unknown>();
  const whole = places.find(({ kind }) => kind === 'commune');
  const isWhole = whole !== undefined && to.includes(whole.key);

  async function send(event: FormEvent): Promise<void> {
    event.preventDefault();
    setTried(true);
    if (words.trim() === '' || to.length === 0) return;
    setBusy(true);
    setRefused(undefined);
    try {
      const areaIds = isWhole ? [whole.key] : [...to];
      const body = { text: words.trim(), areaIds, ...(untilDay ? { untilDay } : {}) };
      const sent = await call(sendMessage, { params: { id: id.current }, body });
      toast({ text: text.sent(formatNumber(sent.recipients, language)) });
      await client.invalidateQueries({ queryKey: ['messages'] });
      onClose();
    } catch (error) {
      setRefused(error);
    } finally {
      setBusy(false);
    }
  }
  return (
    <Dialog
      open
      title={text.write}
      onClose={onClose}
      actions={
        <>
          <Button kind="primary" type="submit" form={formId} busy={busy}>
            {text.send}
          </Button>
          <Button kind="quiet" onClick={onClose}>
            {text.cancel}
          </Button>
        </>
      }
    >
      <form id={formId} noValidate onSubmit={(event) => void send(event)}>
        <FormStack>
          {refused !== undefined && (
            <Banner tone="error" announce>
              {problemText(refused, language)}
            </Banner>
          )}
          <TextArea
            label={text.text}
            help={text.textHelp}
            error={tried && words.trim() === '' ? text.needText : undefined}
            value={words}
            onChange={setWords}
            maxLength={MESSAGE_LENGTH}
            rows={4}
          />
          <fieldset aria-labelledby={legend}>
            <legend id={legend}>{text.to}</legend>
            {tried && to.length === 0 && <Banner tone="error">{text.needTo}</Banner>}
            {places
              .toSorted((a, b) => Number(b.kind === 'commune') - Number(a.kind === 'commune'))
              .map((place) => (
                <Checkbox
                  key={place.key}
                  label={place.kind === 'commune' ? text.whole(place.name) : place.name}
                  checked={isWhole || to.includes(place.key)}
                  disabled={isWhole && place.key !== whole.key}
                  onChange={(on) => setTo(on ? [...to, place.key] : to.filter((key) => key !== place.key))}
                />
              ))}
          </fieldset>
          <DateInput
            label={text.until}
            help={text.untilHelp}
            optional
            value={untilDay}
            onChange={setUntilDay}
          />
        </FormStack>
      </form>
    </Dialog>
  );
}
