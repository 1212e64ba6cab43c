import type { ActivityRule } from '../models/model-kind.contract.ts';
import type { Site, SiteState, SiteSurvey } from '../models/model-site.contract.ts';
import { shortDate } from '../reports/document-format.rules.ts';

/** The state of a site as papers write it. */
export const siteStateWords: Readonly<Record<SiteState, string>> = {
  proposed: 'Đề xuất',
  surveyed: 'Đã khảo sát',
  approved: 'Đã phê duyệt',
  launched: 'Đã ra mắt',
  active: 'Đang hoạt động',
  dormant: 'Im ắng, quá hạn hoạt động',
  replicated: 'Đang hoạt động, đã được nhân rộng',
  merged: 'Đã sáp nhập',
  retired: 'Đã kết thúc',
};

/** The rule of activity of a kind, one sentence for each need; `formName` gives the name of a book by its code. */
export function activityRuleLines(rule: ActivityRule, formName: (code: string) => string): string[] {
  const needs = rule.needs.map(({ forms, count, withinDays }) => {
    const books = forms.map((code) => formName(code).toLocaleLowerCase('vi')).join(' hoặc ');
    return `Ít nhất ${padded(count)} lần ${books} trong ${withinDays} ngày`;
  });
  const rounds = [
    ...(rule.checkEveryMonths === null
      ? []
      : [`Được kiểm tra ${padded(rule.checkEveryMonths)} tháng một lần`]),
    ...(rule.reviewEveryMonths === null ? [] : [`Sơ kết ${padded(rule.reviewEveryMonths)} tháng một lần`]),
  ];
  return [...needs, ...rounds];
}

/** Why a site counts as alive or not, in sentences. */
export function siteStateLines(site: Pick<Site, 'life'>, today: string): string[] {
  const { lastRecordOn, dormantFrom, checkDueOn } = site.life;
  const lines = [
    lastRecordOn === null
      ? 'Chưa có hoạt động nào được ghi sổ.'
      : `Hoạt động gần nhất được ghi sổ ngày ${shortDate(lastRecordOn)}.`,
  ];
  if (dormantFrom !== null && dormantFrom <= today)
    lines.push(`Từ ngày ${shortDate(dormantFrom)} không còn đủ hoạt động theo quy định của mô hình.`);
  if (checkDueOn !== null && checkDueOn < today)
    lines.push(`Quá hạn kiểm tra từ ngày ${shortDate(checkDueOn)}.`);
  return lines;
}

const SECTIONS: readonly (readonly [keyof SiteSurvey['sections'], string])[] = [
  ['nature', 'Tự nhiên, địa giới, giao thông'],
  ['people', 'Dân cư, lao động, tôn giáo'],
  ['economy', 'Kinh tế, văn hóa, xã hội'],
  ['forces', 'Hệ thống chính trị, lực lượng nòng cốt'],
  ['movement', 'Phong trào và các mô hình đang có'],
  ['security', 'Tình hình an ninh, trật tự 3 năm qua'],
  ['rules', 'Hương ước, quy ước, phong tục'],
];

/** The parts of a survey that were written, under their headings. */
export function surveySections(
  survey: Pick<SiteSurvey, 'sections'>,
): { title: string; paragraphs: string[] }[] {
  return SECTIONS.flatMap(([key, title]) => {
    const lines = survey.sections[key]
      .split('\n')
      .map((line) => line.trim())
      .filter((line) => line !== '');
    return lines.length === 0 ? [] : [{ title, paragraphs: lines }];
  });
}

function padded(count: number): string {
  return String(count).padStart(2, '0');
}
