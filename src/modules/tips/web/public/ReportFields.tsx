import type { ReactNode } from 'react';
import { useText } from '../../../../platform/web/i18n.tsx';
import { Checkbox, RadioGroup } from '../../../../ui/form/Checkbox.tsx';
import { Combobox } from '../../../../ui/form/Combobox.tsx';
import { Select } from '../../../../ui/form/Select.tsx';
import { TextArea, TextInput } from '../../../../ui/form/TextInput.tsx';
import { looseKey } from '../../../../ui/form/values.ts';
import { useUiLanguage } from '../../../../ui/language.ts';
import type { PublicTipOffice } from '../../tip-office.contract.ts';
import type { Draft } from './draft.ts';
import { fileText } from './file.text.ts';
import { type Offices, officeLabel } from './offices.ts';
import css from './public.module.css';

interface Part {
  readonly draft: Draft;
  readonly onChange: (part: Partial<Draft>) => void;
  readonly error: string | undefined;
}

/** What harm was done, from the list; there is no entry for opinions, and the page says so. */
export function HarmField({ draft, onChange, error, harms }: Part & { harms: Offices['harms'] }): ReactNode {
  const text = useText(fileText);
  const language = useUiLanguage();
  const call = harms.find(({ code }) => code === draft.harm)?.call ?? [];
  return (
    <>
      <div className={css.kinds}>
        <RadioGroup
          id="bt-harm"
          label={text.kindHelp}
          error={error}
          value={draft.harm}
          onChange={(harm) => onChange({ harm })}
          choices={harms.map(({ code, name, hint }) => ({
            value: code,
            label: name[language],
            help: hint[language],
          }))}
        />
      </div>
      <p className={css.call1st} role="status">
        {call.length > 0 && text.callFirst(call.join(', '))}
      </p>
      <p className={css.note}>{text.notForUs}</p>
    </>
  );
}

/** Beyond this many offices a list is searched, not read. */
const readable = 15;

export function OfficeField({
  draft,
  onChange,
  error,
  offices,
}: Part & { offices: readonly PublicTipOffice[] }): ReactNode {
  const text = useText(fileText);
  const shared = { id: 'bt-office', label: text.office, help: text.officeHelp, error };
  if (offices.length > readable)
    return (
      <Combobox<PublicTipOffice>
        {...shared}
        value={draft.office}
        onChange={(office) => onChange({ office })}
        search={(query) => matching(offices, query)}
        itemKey={({ id }) => id}
        itemText={officeLabel}
        itemNote={({ kind }) => text[`officeKind${kind}`]}
        placeholder={text.officeChoose}
      />
    );
  return (
    <Select
      {...shared}
      value={draft.office?.id ?? ''}
      onChange={(id) => onChange({ office: offices.find((one) => one.id === id) ?? null })}
      choices={offices.map((one) => ({
        value: one.id,
        label: `${officeLabel(one)} (${text[`officeKind${one.kind}`]})`,
      }))}
      placeholder={text.officeChoose}
    />
  );
}

/** The search stays on the device: what somebody looks for is nobody's business. */
function matching(offices: readonly PublicTipOffice[], query: string): readonly PublicTipOffice[] {
  const words = looseKey(query).split(' ').filter(Boolean);
  return offices
    .filter((one) => {
      const key = looseKey(`${one.name} ${one.areaName} ${one.provinceName}`);
      return words.every((word) => key.includes(word));
    })
    .slice(0, 30);
}

export function WordsField({ draft, onChange, error }: Part): ReactNode {
  const text = useText(fileText);
  return (
    <>
      <TextArea
        id="bt-words"
        label={text.words}
        help={text.wordsHelp}
        error={error}
        rows={9}
        value={draft.words}
        onChange={(words) => onChange({ words })}
        autoComplete="off"
        spellCheck={false}
        maxLength={50_000}
      />
      <TextInput
        label={text.where}
        help={text.whereHelp}
        optional
        value={draft.where}
        onChange={(where) => onChange({ where })}
        autoComplete="off"
        maxLength={500}
      />
      <TextInput
        label={text.when}
        help={text.whenHelp}
        optional
        value={draft.when}
        onChange={(when) => onChange({ when })}
        autoComplete="off"
        maxLength={300}
      />
    </>
  );
}

export function AnswerFields({ draft, onChange, error }: Part): ReactNode {
  const text = useText(fileText);
  return (
    <>
      <Checkbox
        label={text.answer}
        help={text.answerHelp}
        checked={draft.wantsAnswer}
        onChange={(wantsAnswer) => onChange({ wantsAnswer })}
      />
      <RadioGroup
        label={text.contactChoice}
        value={draft.leavesContact ? 'yes' : 'no'}
        onChange={(value) => onChange({ leavesContact: value === 'yes' })}
        choices={[
          { value: 'no', label: text.noContact, help: text.noContactHelp },
          { value: 'yes', label: text.withContact, help: text.withContactHelp },
        ]}
      />
      {draft.leavesContact && (
        <TextInput
          id="bt-contact"
          label={text.contact}
          help={text.contactHelp}
          error={error}
          value={draft.contact}
          onChange={(contact) => onChange({ contact })}
          autoComplete="off"
          maxLength={300}
        />
      )}
    </>
  );
}
