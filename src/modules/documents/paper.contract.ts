import { z } from 'zod';
import { ReportHeading } from '../reports/report-content.contract.ts';

/** The papers that a model's life asks for, each made from a Word template that the office can edit. */
export const PaperKind = z
  .enum([
    'teamDecision',
    'modelRegulation',
    'householdPledge',
    'pledgeSheet',
    'memberList',
    'surveyReport',
    'halfYearReview',
  ])
  .meta({ id: 'PaperKind' });
export type PaperKind = z.infer<typeof PaperKind>;

/** Agency, number, day, signature and recipients, by Decree 30/2020/NĐ-CP; the same shape as a report's heading. */
export const PaperHeading = z.strictObject(ReportHeading.shape).meta({ id: 'PaperHeading' });
export type PaperHeading = z.infer<typeof PaperHeading>;

const Line = z.string().trim().min(1).max(500);
/** May be empty: the paper then has a dotted line to write on. */
const Blank = z.string().trim().max(500);
const Paragraphs = z.array(z.string().trim().min(1).max(5_000)).max(200);
const Day = z.iso.date();
const Count = z.number().int().nonnegative();

/** Where the paper belongs, each name as it stands in a sentence today: 'Thôn Sơn Quả', 'Xã Hoàng Vân'. */
const PaperArea = z.strictObject({
  /** The area itself, e.g. a hamlet; a commune's paper repeats the commune's name here. */
  name: Line,
  /** '' for a paper of the province. */
  commune: Blank,
  province: Blank,
});

/** A member as lists print him. Nothing that `trust.md` does not allow: no numbers of cards, no full birthday. */
export const PaperMember = z.strictObject({
  name: Line,
  birthYear: z.number().int().nullable(),
  sex: z.enum(['male', 'female']).nullable(),
  /** In the team: 'Tổ trưởng', 'Tổ phó', 'Tổ viên'. */
  role: Line,
  /** Occupation or post outside of the team, where it is kept. */
  position: Blank,
  /** Place of living, e.g. the hamlet. */
  address: Blank,
  phone: Blank,
  /** 'Được bầu', 'Được cử', or ''. */
  chosen: Blank,
  since: Day.nullable(),
  note: Blank,
});
export type PaperMember = z.infer<typeof PaperMember>;

/** Decision founding a team, with its list as the annex. */
export const TeamDecisionData = z.strictObject({
  area: PaperArea,
  /** 'Tổ tự quản về an ninh, trật tự số 1'. */
  teamName: Line,
  /** 'tổ tự quản', 'tổ bảo vệ an ninh, trật tự', 'tổ hòa giải', 'tổ thực hiện mô hình'. */
  teamKind: Line,
  /** The model that the team carries out; '' where it stands alone. */
  modelName: Blank,
  /** 'Luật Tổ chức chính quyền địa phương ngày 16 tháng 6 năm 2025', without 'Căn cứ' and without the mark at the end. */
  legalBases: Paragraphs,
  /** What the team has to do, one sentence each; the template's usual ones where empty. */
  duties: Paragraphs,
  /** From when the decision holds; null: from the day of signing. */
  effectiveOn: Day.nullable(),
  members: z.array(PaperMember).max(2_000),
});
export type TeamDecisionData = z.infer<typeof TeamDecisionData>;

/** Regulation of operation of a model, issued with a decision. */
export const ModelRegulationData = z.strictObject({
  area: PaperArea,
  modelName: Line,
  kindName: Line,
  aim: Blank,
  /** For whom: 'hộ gia đình', 'trường học' … */
  subjects: Blank,
  coreForce: Blank,
  legalBases: Paragraphs,
  /** The teams of the site, by name. */
  teams: z.array(z.strictObject({ name: Line, memberCount: Count })).max(500),
  /** The rule of activity in words, one sentence each: 'Tuần tra ít nhất 01 lần trong 30 ngày'. */
  activityRules: Paragraphs,
  /** The checklist of the kind, one line each. */
  checklist: Paragraphs,
});
export type ModelRegulationData = z.infer<typeof ModelRegulationData>;

const PledgeCampaign = z.strictObject({
  /** 'Xây dựng khu dân cư "An toàn về an ninh, trật tự" năm 2027'. */
  name: Line,
  version: z.number().int().min(1),
  /** The text of the pledge: one paragraph for each commitment, without numbers in front. */
  commitments: Paragraphs,
  from: Day,
  to: Day,
});

/** One household: number, size, one contact; all may be empty on a sheet to be filled in by hand. */
export const PaperHousehold = z.strictObject({
  number: Blank,
  contactName: Blank,
  residents: Count.nullable(),
  /** Full address that the QR code opens, e.g. https://…/cam-ket?ma=…; null: no code is printed. */
  url: z.url().max(500).nullable(),
  signedOn: Day.nullable(),
  note: Blank,
});
export type PaperHousehold = z.infer<typeof PaperHousehold>;

/** The pledge of one household; null makes an empty form. */
export const HouseholdPledgeData = z.strictObject({
  area: PaperArea,
  campaign: PledgeCampaign,
  household: PaperHousehold.nullable(),
});
export type HouseholdPledgeData = z.infer<typeof HouseholdPledgeData>;

/** A sheet on which the households of one hamlet sign, each row with its own QR code. */
export const PledgeSheetData = z.strictObject({
  area: PaperArea,
  campaign: PledgeCampaign,
  households: z.array(PaperHousehold).max(2_000),
});
export type PledgeSheetData = z.infer<typeof PledgeSheetData>;

/** List of members: of one team, of a site's teams, or of all teams of a commune. */
export const MemberListData = z.strictObject({
  area: PaperArea,
  /** What the list is of, as the title goes on: 'Tổ tự quản về an ninh, trật tự thôn Sơn Quả'. */
  of: Line,
  asOf: Day,
  teams: z.array(z.strictObject({ name: Line, members: z.array(PaperMember).max(2_000) })).max(2_000),
  /** People, each counted once, though they sit in several teams. */
  personCount: Count,
});
export type MemberListData = z.infer<typeof MemberListData>;

/** Report on the survey of an area before a model is founded. */
export const SurveyReportData = z.strictObject({
  area: PaperArea,
  modelName: Blank,
  surveyedFrom: Day,
  surveyedTo: Day,
  /** Who surveyed: 'Công an xã phối hợp Ban công tác Mặt trận thôn'. */
  surveyedBy: Blank,
  /** The parts of the survey form in their order, with the heading's text without a number. */
  sections: z.array(z.strictObject({ title: Line, paragraphs: Paragraphs })).max(30),
  risks: z
    .array(
      z.strictObject({
        risk: Line,
        cause: Blank,
        /** 'Cao', 'Trung bình', 'Thấp'. */
        level: Blank,
        /** What is proposed against it. */
        measure: Blank,
      }),
    )
    .max(200),
  necessity: Paragraphs,
  proposal: Paragraphs,
});
export type SurveyReportData = z.infer<typeof SurveyReportData>;

/** Half-year review of a model. */
export const HalfYearReviewData = z.strictObject({
  area: PaperArea,
  modelName: Line,
  kindName: Line,
  /** '6 tháng đầu năm 2027'. */
  periodLabel: Line,
  from: Day,
  to: Day,
  /** 'Đang hoạt động', 'Tạm lắng' …, with the reasons in words. */
  state: Line,
  stateReasons: Paragraphs,
  teamCount: Count,
  memberCount: Count,
  figures: z
    .array(
      z.strictObject({
        label: Line,
        unit: z.string().max(50),
        kind: z.enum(['count', 'ratio']),
        value: z.number().nullable(),
        /** The half year before. */
        previous: z.number().nullable(),
      }),
    )
    .max(100),
  checks: z.array(z.strictObject({ on: Day, title: Line, result: Blank })).max(200),
  strengths: Paragraphs,
  weaknesses: Paragraphs,
  causes: Paragraphs,
  plan: Paragraphs,
  proposals: Paragraphs,
});
export type HalfYearReviewData = z.infer<typeof HalfYearReviewData>;

/** What each kind of paper is filled with. */
export const paperDataSchemas = {
  teamDecision: TeamDecisionData,
  modelRegulation: ModelRegulationData,
  householdPledge: HouseholdPledgeData,
  pledgeSheet: PledgeSheetData,
  memberList: MemberListData,
  surveyReport: SurveyReportData,
  halfYearReview: HalfYearReviewData,
} as const satisfies Record<PaperKind, z.ZodType>;
export type PaperData = { [K in PaperKind]: z.infer<(typeof paperDataSchemas)[K]> };

/** What a paper is made from: the area whose paper it is, its subject (trích yếu), its file's name without ending. */
export interface CollectedPaper<K extends PaperKind> {
  /** Its office's template and heading are used, and the copy that is kept belongs there. */
  readonly areaId: string;
  /** 'Về việc thành lập Tổ tự quản …'. */
  readonly subject: string;
  readonly fileName: string;
  readonly data: PaperData[K];
}
