/** What of a site a change can change and taking it back restores; where it stands and whether it is verified is not of them. */
const OWN = [
  ...(['kind_id', 'looks_below', 'name', 'stage', 'since', 'proposed_on', 'launched_on'] as const),
  ...(['ended_on', 'end_reason', 'merged_into', 'core_force', 'responsible'] as const),
  ...(['declared_teams', 'declared_members', 'counts', 'steps', 'survey', 'note', 'worked_on'] as const),
];
/** What an end changes: a site that has ended gets only these back, whatever was written on it since. */
const OF_END = ['stage', 'ended_on', 'end_reason', 'merged_into'] as const;
/** What acts on many sites change; they are taken back as a whole, where they were made. */
const OF_ACTS = ['kind_id', 'looks_below', 'replicated_on'] as const;
const ELSEWHERE: readonly string[] = ['kind', 'replicate', 'areas', 'reopen', 'entry'];

type Field =
  | (typeof OWN)[number]
  | (typeof OF_ACTS)[number]
  | 'voided'
  | 'area_id'
  | 'organization_id'
  | 'province_id';
type Snapshot = Readonly<Record<Field, unknown>>;

export interface Revision<S extends Snapshot> {
  readonly revision: number;
  readonly action: string;
  /** The revision that this one took back. */
  readonly undid: number | null;
  readonly after: S;
}

export type Undoing<S extends Snapshot> =
  | { readonly may: true; readonly takesBack: Revision<S>; readonly change: Partial<S> }
  /** The action that is not taken back here; `nothing`: all was taken back. */
  | { readonly may: false; readonly action: string };

/**
 * What taking back the last change of a site means: the newest revision that still stands loses what it changed, and
 * what others wrote beside it stays. Of a site that has ended the end is taken back first; of one that was withdrawn the
 * withdrawal. Changes that other acts made (a merger of kinds, a replication, the areas of a cluster, a book) are not
 * taken back here, unless they have been taken back themselves. `revisions`: the oldest first.
 */
export function undoOf<S extends Snapshot>(revisions: readonly Revision<S>[]): Undoing<S> {
  const now = revisions.at(-1)?.after;
  const before = new Map(revisions.slice(1).map((each, at) => [each.revision, revisions[at]?.after]));
  const changed = (each: Revision<S>, fields: readonly Field[]): Partial<S> => {
    const old = before.get(each.revision) ?? each.after;
    const differing = fields.filter((field) => !same(old[field], each.after[field]));
    return Object.fromEntries(differing.map((field) => [field, old[field]])) as Partial<S>;
  };
  if (now?.voided === true) {
    const voiding = revisions.findLast((each) => 'voided' in changed(each, ['voided']));
    if (voiding === undefined || voiding.undid === null) return { may: false, action: 'entry' };
    return { may: true, takesBack: voiding, change: changed(voiding, ['voided']) };
  }
  const standing = standingOf(revisions);
  const end = standing.findLast((each) => each.action === 'merge' || each.action === 'retire');
  if (end !== undefined && now?.ended_on !== null) {
    const isLast = end === standing.at(-1);
    return { may: true, takesBack: end, change: changed(end, isLast ? OWN : OF_END) };
  }
  const own = withoutSettled(standing, before);
  const last = own.at(-1);
  if (last === undefined) return { may: false, action: 'nothing' };
  if (ELSEWHERE.includes(last.action)) return { may: false, action: last.action };
  if (last.revision === 1) return { may: true, takesBack: last, change: { voided: true } as Partial<S> };
  // Written where the site stood before: who may not see what was then can not go back to it.
  if (!before.has(last.revision)) return { may: false, action: 'nothing' };
  return { may: true, takesBack: last, change: changed(last, OWN) };
}

/** The revisions that were not taken back, the oldest first; what took one back is none of them. */
function standingOf<S extends Snapshot>(revisions: readonly Revision<S>[]): Revision<S>[] {
  const standing: Revision<S>[] = [];
  const gone = new Map<number, Revision<S>>();
  for (const each of revisions) {
    const at = standing.findIndex((other) => other.revision === each.undid);
    const [taken] = at < 0 ? [] : standing.splice(at, 1);
    const again = each.undid === null ? each : gone.get(each.undid);
    if (taken) gone.set(each.revision, taken);
    else if (again) standing.push(again);
  }
  return standing.sort((a, b) => a.revision - b.revision);
}

/** Without what others did last that changes nothing any more: a merger of kinds and its way back, an entry verified. */
function withoutSettled<S extends Snapshot>(
  standing: readonly Revision<S>[],
  before: ReadonlyMap<number, S | undefined>,
): readonly Revision<S>[] {
  const last = standing.at(-1);
  if (last?.action === 'entry') {
    const old = before.get(last.revision);
    const all = [...OWN, 'voided', 'area_id', 'organization_id', 'province_id'] as const;
    const isQuiet = old !== undefined && all.every((field) => same(old[field], last.after[field]));
    return isQuiet ? withoutSettled(standing.slice(0, -1), before) : standing;
  }
  if (last === undefined || !isAct(last)) return standing;
  for (let from = standing.length - 1; from >= 0; from -= 1) {
    const each = standing[from];
    const old = each && before.get(each.revision);
    if (!old || (!isAct(each) && !sameActs(old, each.after))) return standing;
    if (isAct(each) && sameActs(old, last.after)) {
      const since = standing.slice(from).filter((other) => !isAct(other));
      return withoutSettled([...standing.slice(0, from), ...since], before);
    }
  }
  return standing;
}

const isAct = ({ action }: { readonly action: string }): boolean =>
  action === 'kind' || action === 'replicate';
const sameActs = (a: Snapshot, b: Snapshot): boolean => OF_ACTS.every((field) => same(a[field], b[field]));

function same(a: unknown, b: unknown): boolean {
  return JSON.stringify(a ?? null) === JSON.stringify(b ?? null);
}
