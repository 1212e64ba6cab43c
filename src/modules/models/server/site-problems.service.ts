import { Problem } from '../../../platform/problems.ts';
import type { StepFault } from '../site-plan.rules.ts';

const words: Record<StepFault, { vi: string; en: string }> = {
  surveyFirst: {
    vi: 'khảo sát trước (bước 1), rồi mới quyết định',
    en: 'a survey (step 1) before the decision',
  },
  decisionFirst: {
    vi: 'có nghị quyết hoặc kế hoạch trước (bước 2), rồi mới thành lập, ra mắt',
    en: 'a resolution or plan (step 2) before founding and launch',
  },
  notLaunched: { vi: 'ra mắt trước (bước 4)', en: 'the launch (step 4) first' },
  beforeEarlierStep: {
    vi: 'ngày theo đúng thứ tự các bước',
    en: 'a day in the order of the steps',
  },
  inFuture: { vi: 'ngày không sau hôm nay', en: 'a day not after today' },
};

/** Why a step can't be as it is said, beside its day. */
export function stepProblem(fault: StepFault): Problem {
  return new Problem('invalidInput', {
    fields: [{ path: 'doneOn', code: fault, expected: words[fault] }],
  });
}
