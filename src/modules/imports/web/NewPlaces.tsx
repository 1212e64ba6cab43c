import type { ReactNode } from 'react';
import { formatNumber } from '../../../platform/web/format.ts';
import { useText } from '../../../platform/web/i18n.tsx';
import { DateInput } from '../../../ui/form/DateInput.tsx';
import { useUiLanguage } from '../../../ui/language.ts';
import { DescriptionList } from '../../../ui/layout/DescriptionList.tsx';
import { Section } from '../../../ui/layout/PageHeader.tsx';
import type { Import, ImportPlace } from '../import.contract.ts';
import { useAct } from './ImportActions.tsx';
import css from './Imports.module.css';
import { importText } from './import.text.ts';
import { useMend } from './useImport.ts';

/** Hamlets and organisations that the commit adds (or has added), and the day on which people were counted. */
export function NewPlaces({ found }: { found: Import }): ReactNode {
  const text = useText(importText);
  const language = useUiLanguage();
  const mend = useMend(found.id);
  const { act } = useAct();
  const { hamletsToAdd, organizationsToAdd, profileDay } = found;
  const isDone = found.state === 'committed';
  const lists: readonly (readonly [string, readonly ImportPlace[]])[] = [
    [text.hamlets(formatNumber(hamletsToAdd.length, language)), hamletsToAdd],
    [text.organizations(formatNumber(organizationsToAdd.length, language)), organizationsToAdd],
  ];
  const items = lists
    .filter(([, places]) => places.length > 0)
    .map(([term, places]) => ({
      term,
      value: <p className={css.names}>{places.map((place) => place.name).join(', ')}</p>,
    }));
  if (items.length === 0 && profileDay === null) return null;
  return (
    <Section title={isDone ? text.added : text.places} lead={isDone ? undefined : text.placesLead}>
      {items.length > 0 && <DescriptionList items={items} />}
      {profileDay !== null && found.can.mend && (
        <div className={css.field}>
          <DateInput
            label={text.profileDay}
            help={text.profileDayHelp}
            value={profileDay}
            onChange={(day) => {
              if (day !== '' && day !== profileDay)
                void act(async () => void (await mend({ profileDay: day })));
            }}
          />
        </div>
      )}
    </Section>
  );
}
