import { type ReactNode, useState } from 'react';
import { useText } from '../../../../../platform/web/i18n.tsx';
import { useUiLanguage } from '../../../../../ui/language.ts';
import type { FieldCampaign } from '../../../../pledges/field-pledges.contract.ts';
import { whenWords } from '../clock.ts';
import doorCss from '../doors.module.css';
import { type Door, isSigned } from '../doors.rules.ts';
import { doorsText } from '../doors.text.ts';
import { sign, type Way, withdraw } from '../doors.ts';
import css from '../field.module.css';
import { useField } from '../field-context.ts';
import { Signature } from '../inputs/Signature.tsx';
import { isOnlyHere } from '../outbox.rules.ts';
import { goTo, Screen } from '../Screen.tsx';
import { useOnce } from './use-once.ts';

interface DoorProps {
  readonly campaign: FieldCampaign;
  readonly doors: readonly Door[];
  readonly id: string;
}

/** One household at its door: the text, the signature, the next house. */
export function DoorScreen({ campaign, doors, id }: DoorProps): ReactNode {
  const text = useText(doorsText);
  const list = `cam-ket/${campaign.id}@${campaign.areaId}`;
  const door = doors.find(({ household }) => household.id === id);
  const next = nextOpen(doors, id);
  const title = door ? text.house(door.household.houseNumber, door.household.position) : text.title;
  const facts = door && [
    door.household.contactName,
    door.household.people === null ? '' : text.people(door.household.people),
    door.household.regular ? '' : text.away,
  ];
  return (
    <Screen title={title} back={() => goTo(list)}>
      {!door && <p className={css.problem}>{text.gone}</p>}
      {facts && <p className={css.help}>{facts.filter(Boolean).join(' · ')}</p>}
      {door &&
        (isSigned(door) ? <Signed {...{ campaign, door }} /> : <Signing {...{ campaign, door, list }} />)}
      {door && isSigned(door) && next && (
        <button type="button" className={css.main} onClick={() => goTo(`${list}/${next.household.id}`)}>
          {text.next}
        </button>
      )}
      <button type="button" className={css.quiet} onClick={() => goTo(list)}>
        {text.back}
      </button>
    </Screen>
  );
}

/** The next house down the lane that has not signed; from the end it begins again. */
function nextOpen(doors: readonly Door[], id: string): Door | undefined {
  const at = doors.findIndex(({ household }) => household.id === id);
  return [...doors.slice(at + 1), ...doors.slice(0, Math.max(at, 0))].find((door) => !isSigned(door));
}

function Signing({ campaign, door, list }: { campaign: FieldCampaign; door: Door; list: string }): ReactNode {
  const text = useText(doorsText);
  const { engine } = useField();
  const [way, setWay] = useState<Way>('finger');
  const [signature, setSignature] = useState<string>();
  const [tried, setTried] = useState(false);
  const once = useOnce();
  const isMissing = way === 'finger' && signature === undefined;

  async function agree(): Promise<void> {
    setTried(true);
    if (isMissing) return;
    await sign(engine, campaign, door, { way, ...(way === 'finger' && signature ? { signature } : {}) });
  }
  async function leave(): Promise<void> {
    const name = `later/${campaign.id}@${campaign.areaId}`;
    const later = (await engine.store.read<string[]>(name)) ?? [];
    await engine.store.write(name, [...new Set([...later, door.household.id])]);
    goTo(list);
  }
  return (
    <>
      <p className={css.help}>{text.readAloud}</p>
      <ol className={doorCss.pledge}>
        {campaign.commitments.map((line) => (
          <li key={line}>{line}</li>
        ))}
      </ol>
      <fieldset className={css.fieldset}>
        <legend className={css.section}>{text.how}</legend>
        <ul className={css.list}>
          {(['finger', 'tap', 'paper', 'thumb'] as const).map((one) => (
            <li key={one}>
              <button
                type="button"
                className={css.choice}
                aria-pressed={way === one}
                onClick={() => setWay(one)}
              >
                {text[one]}
              </button>
            </li>
          ))}
        </ul>
      </fieldset>
      {way === 'finger' && <Signature onDrawn={setSignature} />}
      <p className={css.problem} role="alert">
        {tried && isMissing ? text.needDrawing : ''}
      </p>
      <button type="button" className={css.main} onClick={() => void once(agree)}>
        {text.sign}
      </button>
      <button type="button" className={css.second} onClick={() => void leave()}>
        {text.notNow}
      </button>
      <p className={css.help}>{text.notNowHelp}</p>
    </>
  );
}

function Signed({ campaign, door }: { campaign: FieldCampaign; door: Door }): ReactNode {
  const text = useText(doorsText);
  const language = useUiLanguage();
  const { engine } = useField();
  const [sure, setSure] = useState(false);
  const once = useOnce();
  const { item } = door;
  const isHere = item?.state === 'here';
  return (
    <>
      <p role="status" className={doorCss.tally}>
        {door.signedOn === undefined ? text.signed : text.signedOn(whenWords(door.signedOn, language))}
      </p>
      {isHere && <p className={css.help}>{text.waits}</p>}
      {item && isOnlyHere(item) ? (
        <button type="button" className={css.second} onClick={() => void engine.takeBack(item.id)}>
          {text.undo}
        </button>
      ) : (
        <button
          type="button"
          className={sure ? css.danger : css.second}
          onClick={() => (sure ? void once(() => withdraw(engine, campaign, door)) : setSure(true))}
        >
          {sure ? text.withdrawSure : text.withdraw}
        </button>
      )}
    </>
  );
}
