import type { LocalText } from '../../platform/text.ts';
import { COUNTED_SECTIONS, type CountedSection } from './report-content.contract.ts';
import { REPORT_SECTIONS, type ReportSection } from './report-document.contract.ts';

interface SectionHeading {
  readonly number: string;
  readonly title: LocalText;
  /** The groups of indicators that are reported under it, in this order. */
  readonly groups: readonly string[];
}

function heading(number: string, vi: string, en: string, groups: readonly string[] = []): SectionHeading {
  return { number, title: { vi, en }, groups };
}

/** The headings of the half-year and annual report, in their order; they stand in the Word template too. */
const HEADINGS: Readonly<Record<ReportSection, SectionHeading>> = {
  opening: heading('', 'Mở đầu', 'Opening'),
  situation: heading('I', 'Đặc điểm, tình hình', 'Area and situation', ['area']),
  direction: heading('II', 'Công tác lãnh đạo, chỉ đạo', 'Leadership and direction', ['target']),
  outreach: heading('III.1', 'Công tác tuyên truyền', 'Outreach', ['outreach', 'visit']),
  coreForce: heading('III.2', 'Xây dựng lực lượng nòng cốt', 'Building the core force', ['team', 'training']),
  models: heading('III.3', 'Xây dựng, nhân rộng mô hình', 'Models and their replication', [
    'model',
    'meeting',
    'pledge',
  ]),
  patrol: heading('III.4', 'Tuần tra, nắm tình hình, tiếp nhận tin báo', 'Patrols and tips', [
    'patrol',
    'incident',
    'inspection',
    'gong',
    'tip',
  ]),
  mediation: heading('III.5', 'Công tác hòa giải ở cơ sở', 'Mediation', ['mediation']),
  reintegration: heading(
    'III.6',
    'Quản lý, giáo dục, tái hòa nhập cộng đồng',
    'Supervision, education and reintegration',
    ['management'],
  ),
  hotspotConversion: heading('III.7', 'Chuyển hóa địa bàn', 'Conversion of hotspots', ['hotspot']),
  recognition: heading(
    'III.8',
    'Đăng ký, công nhận “An toàn về an ninh, trật tự”, phân loại phong trào',
    'Registration, recognition and classification',
    ['registration'],
  ),
  newRural: heading(
    'III.9',
    'Tiêu chí an ninh trong xây dựng nông thôn mới',
    'Security criterion of the new rural programme',
    ['recognition'],
  ),
  coordination: heading(
    'III.10',
    'Công tác phối hợp, kinh phí, khen thưởng',
    'Coordination, funding and commendation',
  ),
  strengths: heading('IV.1', 'Ưu điểm', 'Strengths'),
  weaknesses: heading('IV.2', 'Tồn tại, hạn chế', 'Shortcomings'),
  causes: heading('IV.3', 'Nguyên nhân khách quan, chủ quan', 'Causes'),
  lessons: heading('IV.4', 'Bài học kinh nghiệm', 'Lessons'),
  plan: heading('V', 'Phương hướng, nhiệm vụ, giải pháp', 'Directions, tasks and measures'),
  proposals: heading('VI', 'Kiến nghị, đề xuất', 'Proposals'),
};

export interface SectionPlan extends SectionHeading {
  readonly code: ReportSection;
  readonly counted: CountedSection | null;
}

/** Every section in the order of the report. */
export function sectionPlan(): SectionPlan[] {
  return REPORT_SECTIONS.map((code) => ({ code, counted: asCounted(code), ...HEADINGS[code] }));
}

/** The section that reports a group of indicators; what an office adds itself stands under the last of part III. */
export function sectionOfGroup(group: string): ReportSection {
  return REPORT_SECTIONS.find((code) => HEADINGS[code].groups.includes(group)) ?? 'coordination';
}

function asCounted(code: ReportSection): CountedSection | null {
  return COUNTED_SECTIONS.find((counted) => counted === code) ?? null;
}
