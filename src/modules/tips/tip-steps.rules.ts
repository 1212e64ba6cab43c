import type { ClockedTip } from './tip-clocks.rules.ts';
import type { TipClass, TipOutcome, TipState } from './tip-words.contract.ts';
import type { TipClock, TipEvent, TipStep, TipStepName } from './tip-work.contract.ts';

/** What of a report decides which steps can be taken. */
export interface WorkNow extends Pick<ClockedTip, 'ends' | 'extended'> {
  readonly state: TipState;
  readonly class: TipClass | null;
  readonly assignee: string | null;
  readonly isNumbered: boolean;
}

export interface Worker {
  readonly id: string;
  /** Has tips.lead besides. */
  readonly isLead: boolean;
}

const crime: readonly (TipClass | null)[] = ['crimeDenunciation', 'crimeReport', 'prosecutionProposal'];
/** Nothing is found out about these: they can be closed as they are. */
const withoutOutcome: readonly (TipClass | null)[] = ['notCompetent', 'duplicate', 'complaintDenunciation'];

type Guard = (work: WorkNow, worker: Worker, clocks: readonly TipClock[]) => boolean;
const isIn =
  (...states: TipState[]): Guard =>
  ({ state }) =>
    states.includes(state);
const isOpen = isIn('received', 'registered', 'classified');
const isGone = ({ ends }: WorkNow): boolean => ends.transferred !== undefined || ends.forwarded !== undefined;

const guards: Readonly<Record<TipStepName, Guard>> = {
  register: ({ state, isNumbered }) => state === 'received' && !isNumbered,
  classify: isIn('registered', 'classified'),
  assign: isIn('registered', 'classified'),
  sendNotice: (work, ...rest) =>
    isIn('registered', 'classified', 'concluded')(work, ...rest) && work.ends.noticeSent === undefined,
  handleLocally: (work) =>
    work.state === 'classified' &&
    crime.includes(work.class) &&
    work.ends.handledLocally === undefined &&
    !isGone(work),
  transfer: (work, ...rest) => isIn('registered', 'classified')(work, ...rest) && !isGone(work),
  extend: (work, worker, clocks) => worker.isLead && clocks.some(canExtend) && work.state === 'classified',
  note: (work) => work.state !== 'redLine',
  redact: (work) => work.state !== 'redLine',
  conclude: isIn('classified'),
  notifyResult: ({ state, ends }) => state === 'concluded' && ends.resultNotified === undefined,
  close: (work) =>
    work.state === 'concluded' || (work.state === 'classified' && withoutOutcome.includes(work.class)),
  reopen: isIn('concluded', 'closed'),
  redLine: (work, worker, clocks) => worker.isLead && isOpen(work, worker, clocks),
  forward: isIn('registered', 'classified'),
};

/** A clock that runs and that the law lets somebody extend once more. */
export function canExtend(clock: TipClock): boolean {
  return clock.endedAt === null && clock.extended < clock.extensions;
}

/** The steps that this person can take now. */
export function possibleSteps(work: WorkNow, worker: Worker, clocks: readonly TipClock[]): TipStepName[] {
  return (Object.keys(guards) as TipStepName[]).filter((step) => guards[step](work, worker, clocks));
}

/** What a step changes; `ends` that are null are taken back. */
export interface WorkChange {
  readonly state?: TipState;
  readonly class?: TipClass;
  readonly harm?: string;
  readonly duplicateOf?: string | null;
  readonly assignee?: string | null;
  readonly outcome?: TipOutcome | null;
  readonly isValuable?: boolean | null;
  readonly ends?: Readonly<Partial<Record<keyof ClockedTip['ends'], string | null>>>;
  readonly extended?: ClockedTip['extended'];
}

export interface StepTaken {
  readonly what: TipEvent['what'];
  /** Codes for the history. */
  readonly details: Readonly<Record<string, unknown>>;
  readonly change: WorkChange;
}

/** What a step does to a report at an instant. Whoever calls has asked `possibleSteps`. */
export function stepTaken(work: WorkNow, step: TipStep, at: string): StepTaken {
  switch (step.step) {
    case 'register':
      return { what: 'registered', details: {}, change: { state: 'registered' } };
    case 'classify': {
      const { class: found, harm, duplicateOf } = step;
      const change = { state: 'classified', class: found, duplicateOf: duplicateOf ?? null } as const;
      return {
        what: 'classified',
        details: { class: found, ...(harm ? { harm } : {}) },
        change: harm ? { ...change, harm } : change,
      };
    }
    case 'assign':
      return { what: 'assigned', details: { to: step.to }, change: { assignee: step.to } };
    case 'sendNotice':
      return { what: 'noticeSent', details: {}, change: { ends: { noticeSent: at } } };
    case 'handleLocally':
      return { what: 'handledLocally', details: {}, change: { ends: { handledLocally: at } } };
    case 'transfer':
      return { what: 'transferred', details: { to: step.to }, change: { ends: { transferred: at } } };
    case 'extend': {
      const { clock, reason } = step;
      const extended = { ...work.extended, [clock]: (work.extended[clock] ?? 0) + 1 };
      return { what: 'extended', details: { clock, reason }, change: { extended } };
    }
    case 'note':
      return { what: 'noted', details: {}, change: {} };
    case 'redact':
      return { what: 'redacted', details: {}, change: {} };
    case 'conclude': {
      const { outcome, isValuable } = step;
      const change = { state: 'concluded', outcome, isValuable, ends: { concluded: at } } as const;
      return { what: 'concluded', details: { outcome, isValuable }, change };
    }
    case 'notifyResult':
      return { what: 'resultNotified', details: {}, change: { ends: { resultNotified: at } } };
    case 'close':
      return { what: 'closed', details: {}, change: { state: 'closed', ends: { closed: at } } };
    case 'reopen':
      return {
        what: 'reopened',
        details: { reason: step.reason },
        change: {
          state: 'classified',
          outcome: null,
          isValuable: null,
          ends: { concluded: null, resultNotified: null, closed: null },
        },
      };
    case 'redLine':
      return {
        what: 'redLine',
        details: {},
        change: { state: 'redLine', assignee: null, outcome: null, isValuable: null, ends: { closed: at } },
      };
  }
}
