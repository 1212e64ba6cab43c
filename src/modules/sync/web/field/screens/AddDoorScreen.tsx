import { type ReactNode, useState } from 'react';
import { useText } from '../../../../../platform/web/i18n.tsx';
import type { FieldCampaign } from '../../../../pledges/field-pledges.contract.ts';
import { doorsText } from '../doors.text.ts';
import { addHousehold } from '../doors.ts';
import css from '../field.module.css';
import { useField } from '../field-context.ts';
import { goTo, Screen } from '../Screen.tsx';
import { useOnce } from './use-once.ts';

/** A household that stands in no list: its number, one contact, how many they are. */
export function AddDoorScreen({ campaign }: { campaign: FieldCampaign }): ReactNode {
  const text = useText(doorsText);
  const { engine } = useField();
  const [houseNumber, setHouseNumber] = useState('');
  const [contactName, setContactName] = useState('');
  const [size, setSize] = useState('');
  const [regular, setRegular] = useState(true);
  const [problem, setProblem] = useState('');
  const once = useOnce();
  const list = `cam-ket/${campaign.id}@${campaign.areaId}`;

  async function add(): Promise<unknown> {
    const isNameless = houseNumber.trim() === '' && contactName.trim() === '';
    const isWrongSize = size !== '' && (!/^\d{1,3}$/u.test(size) || Number(size) > 200);
    setProblem(isNameless ? text.needName : isWrongSize ? text.sizeWrong : '');
    if (isNameless || isWrongSize) return;
    const given = { houseNumber: houseNumber.trim(), contactName: contactName.trim(), regular };
    const people = size === '' ? null : Number(size);
    goTo(`${list}/${await addHousehold(engine, campaign.areaId, { ...given, people })}`);
    return 'left';
  }
  const typed = (label: string, value: string, set: (value: string) => void, more: object): ReactNode => (
    <label className={css.label}>
      {label}
      <input
        className={css.input}
        autoComplete="off"
        value={value}
        onChange={(event) => set(event.target.value)}
        {...more}
      />
    </label>
  );
  return (
    <Screen title={text.addTitle} back={() => goTo(list)}>
      <form
        className={css.form}
        onSubmit={(event) => {
          event.preventDefault();
          void once(add);
        }}
      >
        {typed(text.houseNumber, houseNumber, setHouseNumber, { maxLength: 60 })}
        {typed(text.contact, contactName, setContactName, { maxLength: 120 })}
        <p className={css.help}>{text.contactHelp}</p>
        {typed(text.size, size, (value) => setSize(value.trim()), { inputMode: 'numeric' })}
        <label className={css.tick}>
          <input type="checkbox" checked={regular} onChange={() => setRegular(!regular)} />
          {text.regular}
        </label>
        <p className={css.problem} role="alert">
          {problem}
        </p>
        <button type="submit" className={css.main}>
          {text.add}
        </button>
      </form>
    </Screen>
  );
}
