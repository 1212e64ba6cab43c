import type { PaperKind } from '../paper.contract.ts';
import type { PaperSource } from './collect.ts';
import { halfYearReviewSource, modelRegulationSource, surveyReportSource } from './collect-models.service.ts';
import { householdPledgeSource, pledgeSheetSource } from './collect-pledges.service.ts';
import { memberListSource, teamDecisionSource } from './collect-teams.service.ts';

/** Where each kind of paper gets its data: an explicit list. */
export const paperSources: { readonly [K in PaperKind]: PaperSource<K> } = {
  teamDecision: teamDecisionSource,
  modelRegulation: modelRegulationSource,
  surveyReport: surveyReportSource,
  halfYearReview: halfYearReviewSource,
  memberList: memberListSource,
  householdPledge: householdPledgeSource,
  pledgeSheet: pledgeSheetSource,
};
