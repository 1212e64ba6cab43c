import { normaliseLines } from '../../platform/text.ts';
import type {
  ActivityAction,
  ActivityCapability,
  ActivityState,
  ActivityStatus,
} from './activity-state.contract.ts';

interface Step {
  from: readonly ActivityState[];
  capability: ActivityCapability;
  /** What people must say why they do it; it stands in the history of the record. */
  needsReason: boolean;
  to: (status: ActivityStatus) => ActivityState;
}

const STEPS: Readonly<Record<ActivityAction, readonly Step[]>> = {
  edit: [
    { from: ['draft', 'returned'], capability: 'record', needsReason: false, to: (status) => status.state },
    { from: ['submitted'], capability: 'record', needsReason: false, to: () => 'submitted' },
    // A verified record that is changed has to be checked again; whoever checks may correct it.
    { from: ['verified'], capability: 'review', needsReason: true, to: () => 'submitted' },
  ],
  submit: [{ from: ['draft', 'returned'], capability: 'record', needsReason: false, to: () => 'submitted' }],
  return: [
    { from: ['submitted', 'verified'], capability: 'review', needsReason: true, to: () => 'returned' },
  ],
  verify: [{ from: ['submitted'], capability: 'review', needsReason: false, to: () => 'verified' }],
  void: [
    { from: ['draft', 'returned'], capability: 'record', needsReason: true, to: () => 'voided' },
    { from: ['submitted', 'verified'], capability: 'void', needsReason: true, to: () => 'voided' },
  ],
  restore: [
    {
      from: ['voided'],
      capability: 'void',
      needsReason: false,
      to: (status) => status.stateBeforeVoid ?? 'draft',
    },
  ],
};

export type Transition =
  | { ok: true; status: ActivityStatus }
  | { ok: false; code: 'wrongState' | 'notAllowed' | 'reasonRequired' };

/** How a record begins. */
export const NEW_DRAFT: ActivityStatus = { state: 'draft', stateBeforeVoid: null };

/**
 * The status after an action by someone with these capabilities, or why it can't be: the state does not allow the
 * action, the person may not do it, or the reason is missing. Area and ownership are for the caller to check.
 */
export function transition(
  status: ActivityStatus,
  action: ActivityAction,
  by: { capabilities: ReadonlySet<ActivityCapability>; reason?: string | undefined },
): Transition {
  const step = STEPS[action].find((candidate) => candidate.from.includes(status.state));
  if (step === undefined) return { ok: false, code: 'wrongState' };
  if (!by.capabilities.has(step.capability)) return { ok: false, code: 'notAllowed' };
  if (step.needsReason && normaliseLines(by.reason ?? '') === '')
    return { ok: false, code: 'reasonRequired' };
  return {
    ok: true,
    status: { state: step.to(status), stateBeforeVoid: action === 'void' ? status.state : null },
  };
}

/** What someone with these capabilities can do with a record, and which of it needs a reason. */
export function possibleActions(
  status: ActivityStatus,
  capabilities: ReadonlySet<ActivityCapability>,
): { action: ActivityAction; needsReason: boolean }[] {
  const actions: ActivityAction[] = ['edit', 'submit', 'verify', 'return', 'void', 'restore'];
  return actions.flatMap((action) => {
    const step = STEPS[action].find((candidate) => candidate.from.includes(status.state));
    return step !== undefined && capabilities.has(step.capability)
      ? [{ action, needsReason: step.needsReason }]
      : [];
  });
}

/** Whether a record in that state counts in figures: submitted and verified ones, or verified ones only. */
export function isCounted(state: ActivityState, verifiedOnly = false): boolean {
  return state === 'verified' || (state === 'submitted' && !verifiedOnly);
}
