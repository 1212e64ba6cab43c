import { call } from '../../../../platform/web/client.ts';
import { listTips, TipStep, type TipStepName, type TipWork } from '../../tip-work.contract.ts';
import type { StepDraft } from './StepFields.tsx';
import type { tipText } from './tip.text.ts';

type Words = (typeof tipText)['vi'];
type Fault = { [K in keyof Words]: Words[K] extends string ? K : never }[keyof Words];

/**
 * The step as it is sent, or the name of the text that says what is missing. `note` is sealed. Throws ApiProblem where
 * the number of another report can't be looked up.
 */
export async function stepOf(
  step: Exclude<TipStepName, 'forward'>,
  draft: StepDraft,
  work: TipWork,
  note: string | undefined,
): Promise<TipStep | Fault> {
  const base = { baseVersion: work.version, ...(note === undefined ? {} : { note }) };
  switch (step) {
    case 'classify': {
      if (draft.class === '') return 'needClass';
      const other = draft.class === 'duplicate' ? await tipByNumber(draft.duplicate, work) : undefined;
      if (draft.class === 'duplicate' && other === undefined) return 'noSuchNumber';
      const harm = draft.harm === work.harm ? {} : { harm: draft.harm };
      const same = other === undefined ? {} : { duplicateOf: other };
      return TipStep.parse({ step, class: draft.class, ...harm, ...same, ...base });
    }
    case 'assign':
      return TipStep.parse({ step, to: draft.to, ...base });
    case 'transfer':
      return TipStep.parse({ step, to: draft.agency, ...base });
    case 'extend':
      return TipStep.parse({ step, clock: draft.clock, reason: draft.reason || 'complex', ...base });
    case 'conclude': {
      if (draft.outcome === '') return 'needOutcome';
      return TipStep.parse({ step, outcome: draft.outcome, isValuable: draft.isValuable, ...base });
    }
    case 'reopen':
      return TipStep.parse({ step, reason: draft.reason || 'newInformation', ...base });
    case 'redact':
      return TipStep.parse({ step, baseVersion: work.version, redacted: note });
    default:
      return TipStep.parse({ step, ...base });
  }
}

async function tipByNumber(number: string, work: TipWork): Promise<string | undefined> {
  const wanted = number.trim();
  if (wanted === '') return undefined;
  const { items } = await call(listTips, {
    query: { show: 'all', officeId: work.office.id, number: wanted },
  });
  return items.find((item) => item.number === wanted && item.id !== work.id)?.id;
}
