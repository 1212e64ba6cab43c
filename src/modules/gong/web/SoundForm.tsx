import { useQuery, useQueryClient } from '@tanstack/react-query';
import { type ReactNode, useEffect, useState } from 'react';
import { v7 as uuidv7 } from 'uuid';
import { call } from '../../../platform/web/client.ts';
import { formatNumber } from '../../../platform/web/format.ts';
import { useText } from '../../../platform/web/i18n.tsx';
import { problemText } from '../../../platform/web/problem.ts';
import { Button, ButtonRow } from '../../../ui/action/Button.tsx';
import { Banner } from '../../../ui/feedback/Banner.tsx';
import { Checkbox, RadioGroup } from '../../../ui/form/Checkbox.tsx';
import { FormStack } from '../../../ui/form/Field.tsx';
import { TextInput } from '../../../ui/form/TextInput.tsx';
import { useUiLanguage } from '../../../ui/language.ts';
import { Section } from '../../../ui/layout/PageHeader.tsx';
import { GongKind, getGongReach, soundGong } from '../gong.contract.ts';
import { gongKinds } from '../gong-words.rules.ts';
import css from './gong-desk.module.css';
import { gongDeskText } from './gong-desk.text.ts';

const ARMED = 6000;

/** Sounds the gong in one hamlet or several, by two presses. */
export function SoundForm(): ReactNode {
  const text = useText(gongDeskText);
  const language = useUiLanguage();
  const client = useQueryClient();
  const reach = useQuery({
    queryKey: ['gong', 'reach'],
    queryFn: ({ signal }) => call(getGongReach, { signal }),
  });
  const [kind, setKind] = useState<string>('fire');
  const [chosen, setChosen] = useState<ReadonlySet<string>>(new Set());
  const [place, setPlace] = useState('');
  const [isDrill, setIsDrill] = useState(false);
  const [isArmed, setIsArmed] = useState(false);
  const [isJoined, setIsJoined] = useState(false);
  const [refused, setRefused] = useState<unknown>();
  useEffect(() => {
    if (!isArmed) return undefined;
    const timer = window.setTimeout(() => setIsArmed(false), ARMED);
    return () => window.clearTimeout(timer);
  }, [isArmed]);
  const hamlets = reach.data?.hamlets ?? [];
  const number = (value: number): string => formatNumber(value, language);

  async function sound(anyway: boolean): Promise<void> {
    setIsArmed(false);
    setRefused(undefined);
    try {
      const body = { kind: GongKind.parse(kind), hamletIds: [...chosen], place, isDrill, anyway };
      const alarm = await call(soundGong, { params: { id: uuidv7() }, body });
      setIsJoined(alarm.state === 'joined');
      if (alarm.state === 'running') {
        setPlace('');
        setIsDrill(false);
      }
    } catch (error) {
      setRefused(error);
    }
    await client.invalidateQueries({ queryKey: ['gong'] });
  }
  function toggle(id: string): void {
    const next = new Set(chosen);
    if (!next.delete(id)) next.add(id);
    setChosen(next);
  }
  return (
    <Section title={text.soundTitle}>
      <FormStack>
        <RadioGroup
          label={text.kind}
          value={kind}
          onChange={setKind}
          choices={GongKind.options.map((value) => ({ value, label: gongKinds[value][language] }))}
        />
        <fieldset className={css.hamlets}>
          <legend>{text.hamlets}</legend>
          {hamlets.length > 1 && (
            <Checkbox
              label={text.all}
              checked={chosen.size === hamlets.length}
              mixed={chosen.size > 0 && chosen.size < hamlets.length}
              onChange={(all) => setChosen(new Set(all ? hamlets.map(({ id }) => id) : []))}
            />
          )}
          {hamlets.map(({ id, name, reach: { people, phones, pushPhones } }) => (
            <Checkbox
              key={id}
              label={name}
              help={
                phones === 0
                  ? text.noPhones
                  : text.reachOf(number(people), number(phones), number(pushPhones))
              }
              checked={chosen.has(id)}
              onChange={() => toggle(id)}
            />
          ))}
        </fieldset>
        <TextInput
          label={text.place}
          help={text.placeHelp}
          optional
          maxLength={160}
          autoComplete="off"
          value={place}
          onChange={setPlace}
        />
        <Checkbox label={text.drill} checked={isDrill} onChange={setIsDrill} />
        {refused !== undefined && (
          <Banner tone="error" announce>
            {problemText(refused, language)}
          </Banner>
        )}
        {isJoined && (
          <Banner tone="info" announce>
            {text.joined}
          </Banner>
        )}
        <ButtonRow>
          <Button
            kind="primary"
            disabled={chosen.size === 0}
            onClick={() => (isArmed ? void sound(false) : setIsArmed(true))}
          >
            {isArmed ? text.really(number(chosen.size)) : isDrill ? text.soundDrill : text.sound}
          </Button>
          {isJoined && <Button onClick={() => void sound(true)}>{text.anyway}</Button>}
        </ButtonRow>
      </FormStack>
    </Section>
  );
}
