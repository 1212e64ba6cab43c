import { useQuery } from '@tanstack/react-query';
import type { ReactNode } from 'react';
import { type Role, Role as RoleSchema, roleAreaKinds } from '../../../../platform/permissions.ts';
import { call } from '../../../../platform/web/client.ts';
import { useText } from '../../../../platform/web/i18n.tsx';
import { RadioGroup } from '../../../../ui/form/Checkbox.tsx';
import { type AreaHit, AreaKind, listAreaChildren } from '../../../areas/areas.contract.ts';
import { AreaSearch } from '../../../areas/web/AreaSearch.tsx';
import type { Me } from '../../me.contract.ts';
import { useMe } from '../me.ts';
import { roleHelpText, roleText } from '../role.text.ts';
import { usersText } from './users.text.ts';

export interface RoleDraft {
  role: Role;
  area: AreaHit | null;
}

/** The role and where it holds; the own place is there already where the role fits it. */
export function RoleFields(props: {
  value: RoleDraft;
  onChange: (value: RoleDraft) => void;
  ids: { role: string; area: string };
  errors: { role: string | undefined; area: string | undefined };
}): ReactNode {
  const text = useText(usersText);
  const names = useText(roleText);
  const help = useText(roleHelpText);
  const me = useMe();
  const { value, ids, errors } = props;
  const own = ownPlaces(me);
  const hamlets = useHamlets(own);
  const kinds = AreaKind.options.filter((kind) => roleAreaKinds[value.role].includes(kind));
  const first = [...own, ...hamlets].filter((area) => kinds.includes(area.kind));
  function chooseRole(role: Role): void {
    const fits = value.area !== null && roleAreaKinds[role].includes(value.area.kind);
    props.onChange({ role, area: fits ? value.area : placeFor(role, me) });
  }
  return (
    <>
      <RadioGroup
        id={ids.role}
        label={text.role}
        error={errors.role}
        value={value.role}
        onChange={(role) => chooseRole(RoleSchema.parse(role))}
        choices={offeredRoles(own).map((role) => ({ value: role, label: names[role], help: help[role] }))}
      />
      <AreaSearch
        id={ids.area}
        label={text.area}
        help={text.areaHelp}
        error={errors.area}
        kinds={kinds}
        first={first}
        value={value.area}
        onChange={(area) => props.onChange({ ...value, area })}
      />
    </>
  );
}

/** The likeliest beginning: an officer at the own place, or what fits it. */
export function firstRole(me: Me): RoleDraft {
  const role: Role = placeFor('officer', me) ? 'officer' : placeFor('staff', me) ? 'staff' : 'administrator';
  return { role, area: placeFor(role, me) };
}

function placeFor(role: Role, me: Me): AreaHit | null {
  return ownPlaces(me).find((area) => roleAreaKinds[role].includes(area.kind)) ?? null;
}

/** Roles that can hold somewhere within a place of one's own: below a commune there is no staff. */
function offeredRoles(own: readonly AreaHit[]): readonly Role[] {
  const isAbove = own.some((area) => area.kind !== 'commune');
  return RoleSchema.options.filter((role) => isAbove || role !== 'staff');
}

function ownPlaces(me: Me): AreaHit[] {
  return me.assignments
    .filter((given) => given.role === 'administrator')
    .map((given) => ({
      id: given.areaId,
      kind: AreaKind.parse(given.areaKind),
      code: null,
      system: null,
      unitType: '',
      fullName: given.areaName,
      path: '',
      openedOn: null,
      closedOn: null,
      names: [],
    }));
}

/** The hamlets of the own commune, to be offered before anything is typed. */
function useHamlets(own: readonly AreaHit[]): AreaHit[] {
  const commune = own.find((area) => area.kind === 'commune');
  const children = useQuery({
    queryKey: ['areas', 'children', commune?.id],
    queryFn: ({ signal }) => call(listAreaChildren, { params: { id: commune?.id ?? '' }, signal }),
    enabled: commune !== undefined,
  });
  return (children.data?.children ?? [])
    .filter((area) => !area.closed)
    .map((area) => ({ ...area, names: [] }));
}
