import { halfYearReview } from './papers/half-year-review.ts';
import { memberList } from './papers/member-list.ts';
import { modelRegulation } from './papers/model-regulation.ts';
import { householdPledge, pledgeSheet } from './papers/pledges.ts';
import { surveyReport } from './papers/survey-report.ts';
import { teamDecision } from './papers/team-decision.ts';
import { safetyReport } from './safety-report.ts';

/** Every template that comes with the program, by the name of its file in data/documents (without ending). */
export const shippedDocuments: Readonly<Record<string, () => Buffer>> = {
  'safety-report': safetyReport,
  teamDecision,
  modelRegulation,
  householdPledge,
  pledgeSheet,
  memberList,
  surveyReport,
  halfYearReview,
};
