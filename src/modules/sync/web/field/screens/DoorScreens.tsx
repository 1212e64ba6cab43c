import { type ReactNode, useEffect, useState } from 'react';
import { useText } from '../../../../../platform/web/i18n.tsx';
import { useUiLanguage } from '../../../../../ui/language.ts';
import type { FieldCampaign } from '../../../../pledges/field-pledges.contract.ts';
import { whenWords } from '../clock.ts';
import doorCss from '../doors.module.css';
import { type Door, doorsOf, isSigned, progressOf, searchDoors } from '../doors.rules.ts';
import { doorsText } from '../doors.text.ts';
import css from '../field.module.css';
import { useField } from '../field-context.ts';
import { goTo, Screen } from '../Screen.tsx';
import { AddDoorScreen } from './AddDoorScreen.tsx';
import { DoorScreen } from './DoorScreen.tsx';

/** Houses that are looked through at once; further ones are found by searching. */
const SHOWN = 60;

/** Campaigns of the hamlet: 'cam-ket/<campaign>@<hamlet>/<household>', or 'moi' for one that is in no list. */
export default function DoorScreens({
  campaign: key,
  door: id,
}: {
  campaign: string;
  door?: string;
}): ReactNode {
  const text = useText(doorsText);
  const { state } = useField();
  const { pledges } = state;
  const campaigns = pledges?.campaigns ?? [];
  const campaign =
    campaigns.find((one) => keyOf(one) === key) ?? (campaigns.length === 1 ? campaigns[0] : undefined);
  if (!campaign || !pledges)
    return (
      <Screen title={text.title}>
        {campaigns.length === 0 && <p>{text.noCampaign}</p>}
        <ul className={css.list}>
          {campaigns.map((one) => (
            <li key={keyOf(one)}>
              <button type="button" className={css.choice} onClick={() => goTo(`cam-ket/${keyOf(one)}`)}>
                {one.title}
                <small>{one.areaName}</small>
              </button>
            </li>
          ))}
        </ul>
      </Screen>
    );
  const doors = doorsOf(campaign, pledges, state.items);
  if (id === 'moi') return <AddDoorScreen campaign={campaign} />;
  if (id !== undefined) return <DoorScreen key={id} campaign={campaign} doors={doors} id={id} />;
  return <CampaignScreen campaign={campaign} doors={doors} />;
}

/** A campaign in a hamlet, as an address holds it. */
export function keyOf({ id, areaId }: FieldCampaign): string {
  return `${id}@${areaId}`;
}

/** How far it has come, what is missing, and the way to each door. */
function CampaignScreen({ campaign, doors }: { campaign: FieldCampaign; doors: readonly Door[] }): ReactNode {
  const text = useText(doorsText);
  const language = useUiLanguage();
  const { engine } = useField();
  const [query, setQuery] = useState('');
  const [all, setAll] = useState(false);
  const [later, setLater] = useState<readonly string[]>([]);
  useEffect(() => {
    void engine.store.read<string[]>(`later/${keyOf(campaign)}`).then((found) => setLater(found ?? []));
  }, [engine, campaign]);
  const { signed, all: count } = progressOf(doors);
  const found = searchDoors(
    doors.filter((door) => all || query !== '' || !isSigned(door)),
    query,
  ).toSorted((a, b) => Number(later.includes(a.household.id)) - Number(later.includes(b.household.id)));
  return (
    <Screen title={campaign.title}>
      <p className={doorCss.tally}>{text.progress(signed, count)}</p>
      <progress
        className={doorCss.progress}
        aria-label={text.progress(signed, count)}
        value={signed}
        max={count || 1}
      />
      <p className={css.help}>
        {campaign.areaName} · {text.until(whenWords(campaign.endsOn, language))}
      </p>
      <label className={css.label}>
        {text.search}
        <input
          className={css.input}
          autoComplete="off"
          value={query}
          onChange={(event) => setQuery(event.target.value)}
        />
      </label>
      <div className={css.pair}>
        <button type="button" className={css.choice} aria-pressed={!all} onClick={() => setAll(false)}>
          {text.onlyOpen}
        </button>
        <button type="button" className={css.choice} aria-pressed={all} onClick={() => setAll(true)}>
          {text.everybody}
        </button>
      </div>
      {!all && query === '' && <p role="status">{text.missing(count - signed)}</p>}
      {query !== '' && found.length === 0 && <p role="status">{text.nobody}</p>}
      <ul className={css.list}>
        {found.slice(0, SHOWN).map((door) => (
          <li key={door.household.id}>
            <button
              type="button"
              className={css.choice}
              onClick={() => goTo(`cam-ket/${keyOf(campaign)}/${door.household.id}`)}
            >
              <DoorName door={door} />
              <small>
                {later.includes(door.household.id) && !isSigned(door) ? text.later : text[door.state]}
                {door.isAdded ? ` · ${text.added}` : ''}
              </small>
            </button>
          </li>
        ))}
      </ul>
      <button type="button" className={css.second} onClick={() => goTo(`cam-ket/${keyOf(campaign)}/moi`)}>
        {text.addTitle}
      </button>
      <p className={css.help}>{text.privacy}</p>
    </Screen>
  );
}

function DoorName({ door: { household } }: { door: Door }): ReactNode {
  const text = useText(doorsText);
  const { houseNumber, position, contactName } = household;
  return [text.house(houseNumber, position), contactName].filter(Boolean).join(' · ');
}
