import type { TipClockCode, TipStepName, TipWork } from '../../tip-work.contract.ts';

/** The step that ends a time limit. */
const ending: Readonly<Record<TipClockCode, readonly TipStepName[]>> = {
  transfer: ['handleLocally', 'transfer'],
  receiptNotice: ['sendNotice'],
  settlement: ['conclude'],
  resultNotice: ['notifyResult'],
};

/**
 * The one step that a report asks for now: into the register, classified, then whatever ends the time limit that runs
 * out first, then the result, telling it, closing. Undefined where nothing is left to do here.
 */
export function nextStep(work: Pick<TipWork, 'can' | 'clocks'>): TipStepName | undefined {
  const possible = new Set(work.can);
  const urgent = work.clocks
    .filter(({ endedAt }) => endedAt === null)
    .toSorted((a, b) => a.dueAt.localeCompare(b.dueAt))
    .flatMap(({ code }) => ending[code]);
  const order: readonly TipStepName[] = [
    'register',
    'classify',
    ...urgent,
    'conclude',
    'notifyResult',
    'close',
  ];
  const first = order.find((step) => possible.has(step));
  // Classified already: it can be done again, but nothing asks for it.
  if (first === 'classify' && possible.has('conclude'))
    return order.find((step) => step !== 'classify' && possible.has(step));
  return first;
}

/** The other steps, in the order of the work; what takes something away comes last. */
export function otherSteps(work: Pick<TipWork, 'can' | 'clocks'>): readonly TipStepName[] {
  const next = nextStep(work);
  const order: readonly TipStepName[] = [
    'register',
    'classify',
    'assign',
    'handleLocally',
    'transfer',
    'sendNotice',
    'forward',
    'extend',
    'conclude',
    'notifyResult',
    'note',
    'redact',
    'close',
    'reopen',
    'redLine',
  ];
  return order.filter((step) => step !== next && work.can.includes(step));
}
