import { type ReactNode, useState } from 'react';
import { call } from '../../../platform/web/client.ts';
import { useLanguage, useText } from '../../../platform/web/i18n.tsx';
import { Button, IconButton } from '../../../ui/action/Button.tsx';
import { Combobox } from '../../../ui/form/Combobox.tsx';
import { DateInput } from '../../../ui/form/DateInput.tsx';
import { NumberInput } from '../../../ui/form/NumberInput.tsx';
import { Select } from '../../../ui/form/Select.tsx';
import { TextArea, TextInput } from '../../../ui/form/TextInput.tsx';
import { type AreaChoice, useAreaSearch } from '../../figures/web/useFigureAreas.ts';
import { listModelSites } from '../../models/models.contract.ts';
import { TeamKind } from '../team.contract.ts';
import { teamKindWords } from '../words.rules.ts';
import css from './teams.module.css';
import { teamsText } from './teams.text.ts';

/** What is typed about a team itself. */
export interface TeamDraft {
  readonly area: AreaChoice | null;
  readonly kind: TeamKind;
  readonly name: string;
  readonly foundedOn: string;
  readonly decision: string;
  readonly households: number | null;
  readonly note: string;
  readonly sites: readonly { readonly id: string; readonly name: string }[];
}

/** The fields of a team, in two columns where there is room. */
export function TeamFields(props: {
  draft: TeamDraft;
  onChange: (draft: TeamDraft) => void;
  errorOf: (path: string) => string | undefined;
}): ReactNode {
  const text = useText(teamsText);
  const [language] = useLanguage();
  const search = useAreaSearch();
  const { draft, errorOf } = props;
  const set = (change: Partial<TeamDraft>): void => props.onChange({ ...draft, ...change });
  return (
    <div className={css.form}>
      <div className={css.pair}>
        <Select
          id="team-kind"
          label={text.kind}
          value={draft.kind}
          onChange={(kind) => set({ kind: TeamKind.parse(kind) })}
          choices={TeamKind.options.map((kind) => ({ value: kind, label: teamKindWords[kind][language] }))}
        />
        <TextInput
          id="team-name"
          label={text.team}
          value={draft.name}
          onChange={(name) => set({ name })}
          error={errorOf('team.name')}
        />
        <Combobox<AreaChoice>
          id="team-area"
          label={text.place}
          help={text.placeHelp}
          value={draft.area}
          onChange={(area) => set({ area })}
          search={search}
          itemKey={(choice) => choice.id}
          itemText={(choice) => choice.name}
          itemNote={(choice) => choice.note}
          error={errorOf('team.areaId')}
        />
        <DateInput
          id="team-founded"
          label={text.foundedOn}
          value={draft.foundedOn}
          onChange={(foundedOn) => set({ foundedOn })}
          error={errorOf('team.foundedOn')}
        />
        <TextInput
          id="team-decision"
          label={text.decision}
          help={text.decisionHelp}
          optional
          value={draft.decision}
          onChange={(decision) => set({ decision })}
          error={errorOf('team.decision')}
        />
        {draft.kind === 'selfManagedGroup' && (
          <NumberInput
            id="team-households"
            label={text.households}
            unit={text.householdsUnit}
            optional
            value={draft.households}
            onChange={(households) => set({ households })}
            error={errorOf('team.households')}
          />
        )}
      </div>
      <SitesField
        sites={draft.sites}
        onChange={(sites) => set({ sites })}
        error={errorOf('team.siteIds.0')}
      />
      <TextArea
        id="team-note"
        label={text.note}
        optional
        rows={2}
        value={draft.note}
        onChange={(note) => set({ note })}
      />
    </div>
  );
}

/** Sites of models: those chosen, each with a way to take it off, and a search for one more. */
export function SitesField(props: {
  sites: readonly { id: string; name: string }[];
  onChange: (sites: readonly { id: string; name: string }[]) => void;
  error?: string | undefined;
  label?: string | undefined;
}): ReactNode {
  const text = useText(teamsText);
  const [open, setOpen] = useState(props.sites.length === 0);
  const { sites, onChange } = props;
  return (
    <div className={css.stack}>
      {sites.length > 0 && (
        <ul className={css.people} aria-label={props.label ?? text.sites}>
          {sites.map((site) => (
            <li key={site.id} className={css.inline}>
              <span>{site.name}</span>
              <IconButton
                icon="close"
                label={text.removeSite(site.name)}
                onClick={() => onChange(sites.filter((each) => each.id !== site.id))}
              />
            </li>
          ))}
        </ul>
      )}
      {open ? (
        <Combobox<{ id: string; name: string }>
          id="team-sites"
          label={props.label ?? text.sites}
          help={text.sitesHelp}
          optional
          value={null}
          error={props.error}
          onChange={(site) => {
            if (site && sites.every((each) => each.id !== site.id)) onChange([...sites, site]);
          }}
          search={findSites}
          itemKey={(site) => site.id}
          itemText={(site) => site.name}
        />
      ) : (
        <div>
          <Button small icon="plus" onClick={() => setOpen(true)}>
            {text.addSite}
          </Button>
        </div>
      )}
    </div>
  );
}

async function findSites(q: string, signal: AbortSignal): Promise<{ id: string; name: string }[]> {
  const query = { limit: 20, ...(q.trim() === '' ? {} : { q: q.trim() }) };
  const { items } = await call(listModelSites, { query, signal });
  return items.map((site) => ({
    id: site.id,
    name: [site.name || site.kind.name, site.path].filter(Boolean).join(', '),
  }));
}
