import type { ReactNode } from 'react';
import { useText } from '../../../../platform/web/i18n.tsx';
import type { Submit } from '../../../../platform/web/useSubmit.ts';
import { Banner } from '../../../../ui/feedback/Banner.tsx';
import { Checkbox } from '../../../../ui/form/Checkbox.tsx';
import { TextInput } from '../../../../ui/form/TextInput.tsx';
import { useUiLanguage } from '../../../../ui/language.ts';
import type { AreaHit } from '../../../areas/areas.contract.ts';
import { AreaSearch } from '../../../areas/web/AreaSearch.tsx';
import { areaLine, areaNote } from '../../../areas/web/area-hit.ts';
import { workingRole } from '../../accounts.rules.ts';
import { proposeAgency } from '../../agency-names.rules.ts';
import { NewPasswordInput } from '../PasswordInput.tsx';
import type { SetupDraft } from './draft.ts';
import { setupText } from './setup.text.ts';

interface StepProps {
  draft: SetupDraft;
  change: (patch: Partial<SetupDraft>) => void;
  form: Submit;
}

export function PlaceStep({ draft, change, form }: StepProps): ReactNode {
  const text = useText(setupText);
  const language = useUiLanguage();
  // Another place proposes other names; coming back to the same one keeps what was typed.
  function choose(area: AreaHit | null): void {
    form.clear();
    const isOther = area !== null && area.id !== draft.area?.id;
    change({ area, ...(isOther ? proposeAgency(area) : {}) });
  }
  return (
    <>
      <AreaSearch
        id="setup-area"
        label={text.areaLabel}
        help={text.areaHelp}
        error={form.errorOf('areaId')}
        kinds={['commune', 'province', 'country']}
        value={draft.area}
        onChange={choose}
      />
      {draft.area && (
        <Banner title={`${text.chosen}: ${areaLine(draft.area)}`}>{areaNote(draft.area, language)}</Banner>
      )}
    </>
  );
}

export function AgencyStep({ draft, change, form }: StepProps): ReactNode {
  const text = useText(setupText);
  return (
    <>
      <TextInput
        id="setup-parent"
        label={text.parentAgency}
        help={text.parentHelp}
        error={form.errorOf('parentAgencyName')}
        value={draft.parentAgencyName}
        onChange={(parentAgencyName) => change({ parentAgencyName })}
      />
      <TextInput
        id="setup-agency"
        label={text.agencyName}
        help={text.agencyHelp}
        error={form.errorOf('agencyName')}
        value={draft.agencyName}
        onChange={(agencyName) => change({ agencyName })}
      />
      <TextInput
        id="setup-place"
        label={text.placeName}
        help={text.placeHelp}
        error={form.errorOf('placeName')}
        value={draft.placeName}
        onChange={(placeName) => change({ placeName })}
      />
    </>
  );
}

export function AdministratorStep({ draft, change, form }: StepProps): ReactNode {
  const text = useText(setupText);
  return (
    <>
      <TextInput
        id="setup-name"
        label={text.displayName}
        help={text.displayHelp}
        error={form.errorOf('administrator.displayName')}
        autoComplete="name"
        value={draft.displayName}
        onChange={(displayName) => change({ displayName })}
      />
      <TextInput
        id="setup-username"
        label={text.username}
        help={text.usernameHelp}
        error={form.errorOf('administrator.username')}
        autoComplete="username"
        autoCapitalize="none"
        spellCheck={false}
        value={draft.username}
        onChange={(username) => change({ username })}
      />
      <NewPasswordInput
        id="setup-password"
        label={text.password}
        error={form.errorOf('administrator.password')}
        names={[draft.username, draft.displayName, draft.agencyName, draft.placeName]}
        value={draft.password}
        onChange={(password) => change({ password })}
      />
      {draft.area && workingRole(draft.area.kind) && (
        <Checkbox
          label={draft.area.kind === 'commune' ? text.worksAtCommune : text.worksAtProvince}
          help={text.worksHelp}
          checked={draft.worksToo}
          onChange={(worksToo) => change({ worksToo })}
        />
      )}
    </>
  );
}
