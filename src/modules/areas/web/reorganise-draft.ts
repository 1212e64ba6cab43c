import type { Heir, Reorganisation, ReorganisationInput } from '../area-operations.contract.ts';
import type { AreaHit } from '../areas.contract.ts';

/** What a person has filled in about a reorganisation. */
export interface Draft {
  readonly kind: Reorganisation['kind'];
  readonly areas: readonly AreaHit[];
  readonly intoNew: boolean;
  readonly newName: string;
  readonly target: AreaHit | null;
  /** Names of the places that a split opens. */
  readonly heirs: readonly string[];
  /** Child → place in `heirs`. */
  readonly children: Readonly<Record<string, string>>;
  readonly on: string;
  readonly instrument: string;
}

export const emptyDraft: Draft = {
  kind: 'merge',
  areas: [],
  intoNew: true,
  newName: '',
  target: null,
  heirs: ['', ''],
  children: {},
  on: '',
  instrument: '',
};

export type DraftGap = 'chooseArea' | 'chooseTarget' | 'chooseDay' | 'chooseTwo';

/** What is still missing, by the part of the form. */
export function gapsOf(draft: Draft): Partial<Record<'areas' | 'target' | 'on', DraftGap>> {
  const { kind } = draft;
  const named = draft.newName.trim() !== '';
  const needsTarget =
    (kind === 'merge' && (draft.intoNew ? !named : draft.target === null)) ||
    (kind === 'transfer' && draft.target === null) ||
    (kind === 'rename' && !named);
  const fewHeirs = kind === 'split' && namesOf(draft).length < 2;
  return {
    ...(draft.areas.length === 0 ? { areas: 'chooseArea' as const } : {}),
    ...(needsTarget ? { target: 'chooseTarget' as const } : fewHeirs ? { target: 'chooseTwo' as const } : {}),
    ...(draft.on === '' ? { on: 'chooseDay' as const } : {}),
  };
}

function namesOf(draft: Draft): string[] {
  return draft.heirs.map((name) => name.trim()).filter(Boolean);
}

/** The request that the draft stands for; only when nothing is missing. `title` is what lists will call it. */
export function inputOf(draft: Draft, title: string): ReorganisationInput {
  return { on: draft.on, instrument: draft.instrument, title, step: stepOf(draft) };
}

function stepOf(draft: Draft): Reorganisation {
  const { kind, target } = draft;
  const areaIds = draft.areas.map((area) => area.id);
  const areaId = areaIds[0] ?? '';
  const fullName = draft.newName;
  const into: Heir = !draft.intoNew && target ? { areaId: target.id } : { fullName };
  switch (kind) {
    case 'merge':
      return { kind, areaIds, into };
    case 'transfer':
      return { kind, areaIds, toId: target?.id ?? '' };
    case 'rename':
      return { kind, areaId, fullName };
    case 'close':
      return { kind, areaId };
    case 'split':
      return {
        kind,
        areaId,
        into: namesOf(draft).map((name) => ({ fullName: name })),
        children: childrenOf(draft),
      };
  }
}

/** Empty names are left out of the request, so places after them move up. */
function childrenOf(draft: Draft): { areaId: string; to: number }[] {
  const kept = draft.heirs.flatMap((name, at) => (name.trim() === '' ? [] : [at]));
  return Object.entries(draft.children).flatMap(([areaId, at]) => {
    const to = kept.indexOf(Number(at));
    return at === '' || to < 0 ? [] : [{ areaId, to }];
  });
}
