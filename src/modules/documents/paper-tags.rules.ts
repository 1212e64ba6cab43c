import {
  changeText,
  cleanText,
  figureText,
  longDate,
  numberText,
  shortDate,
  upperCase,
} from '../reports/document-format.rules.ts';
import { documentHeadingTags } from '../reports/document-heading.rules.ts';
import { legalBasisLines } from './legal-bases.rules.ts';
import type { PaperData, PaperHeading, PaperHousehold, PaperKind, PaperMember } from './paper.contract.ts';
import { issuingAuthority } from './paper-heading.rules.ts';

/** A QR code in the place of a tag; the server draws it. */
export interface QrMark {
  readonly qr: string;
  /** Length of its sides in millimetres. */
  readonly size: number;
}
export type PaperTag = string | QrMark;
export interface PaperTags {
  readonly [name: string]: PaperTag | readonly PaperTags[];
}

/** Decisions, and what they issue. */
const DECIDED: ReadonlySet<PaperKind> = new Set(['teamDecision', 'modelRegulation']);

/** Room to write by hand where nothing is known. */
const DOTS = '…………………………………';
const SHORT_DOTS = '………';

/** All tags of a paper with what stands for them, every text clean and in NFC. `today` gives the year of an open date. */
export function paperTags<K extends PaperKind>(
  kind: K,
  paper: { heading: PaperHeading; data: PaperData[K]; today: string },
): PaperTags {
  const { heading, data, today } = paper;
  const make: (data: PaperData[K]) => PaperTags = MAKERS[kind];
  return cleanTags({
    ...documentHeadingTags(heading, Number(today.slice(0, 4))),
    issuingAuthority: upperCase(issuingAuthority(heading)),
    // Who issues a decision stands behind its number, in what goes with it too; of a report it is the office.
    ...(DECIDED.has(kind) ? { issuer: issuingAuthority(heading) } : {}),
    ...areaTags(data.area),
    ...make(data),
  });
}

/** Every name that may stand in a template, given the tags of a paper in which no list is empty. */
export function paperTagNames(tags: PaperTags): Set<string> {
  const names = new Set<string>();
  for (const [name, value] of Object.entries(tags)) {
    names.add(name);
    if (!Array.isArray(value)) continue;
    for (const row of value as readonly PaperTags[]) for (const inner of paperTagNames(row)) names.add(inner);
  }
  return names;
}

const MAKERS: { readonly [K in PaperKind]: (data: PaperData[K]) => PaperTags } = {
  teamDecision: (data) => ({
    teamName: data.teamName,
    teamKind: data.teamKind,
    modelName: data.modelName,
    ofModel: data.modelName === '' ? '' : ` thực hiện mô hình “${data.modelName}”`,
    legalBases: lines(legalBasisLines(data.legalBases, false)),
    duties: lines(numbered(data.duties.length > 0 ? data.duties : USUAL_DUTIES)),
    effectiveOn: data.effectiveOn === null ? 'ngày ký' : longDate(data.effectiveOn),
    memberCount: padded(data.members.length),
    members: data.members.map(memberRow),
  }),
  modelRegulation: (data) => ({
    modelName: data.modelName,
    kindName: data.kindName,
    aim: sentence(data.aim) || 'Phòng ngừa tội phạm, tệ nạn xã hội, giữ vững an ninh, trật tự từ cơ sở.',
    subjects: data.subjects || 'hộ gia đình, cơ quan, tổ chức trên địa bàn',
    coreForce: data.coreForce || 'lực lượng tham gia bảo vệ an ninh, trật tự ở cơ sở',
    legalBases: lines(legalBasisLines(data.legalBases, true)),
    teamCount: padded(data.teams.length),
    memberCount: numberText(data.teams.reduce((sum, team) => sum + team.memberCount, 0)),
    teams: data.teams.map((team, at) => ({
      order: String(at + 1),
      name: team.name,
      memberCount: numberText(team.memberCount),
      line: `- ${team.name}: ${numberText(team.memberCount)} thành viên${at === data.teams.length - 1 ? '.' : ';'}`,
    })),
    activityRules: lines(marked(data.activityRules.length > 0 ? data.activityRules : USUAL_ACTIVITY)),
    checklist: lines(marked(data.checklist.length > 0 ? data.checklist : USUAL_CHECKLIST)),
  }),
  householdPledge: (data) => ({
    ...campaignTags(data.campaign),
    ...householdTags(data.household ?? EMPTY_HOUSEHOLD),
  }),
  pledgeSheet: (data) => ({
    ...campaignTags(data.campaign),
    householdCount: numberText(data.households.length),
    households: data.households.map((household, at) => ({
      order: String(at + 1),
      number: household.number,
      contactName: household.contactName,
      residents: household.residents === null ? '' : numberText(household.residents),
      signedOn: household.signedOn === null ? '' : shortDate(household.signedOn),
      note: household.note,
      qr: household.url === null ? '' : { qr: household.url, size: 16 },
    })),
  }),
  memberList: (data) => ({
    listOf: upperCase(data.of),
    asOf: shortDate(data.asOf),
    teamCount: numberText(data.teams.length),
    memberCount: numberText(data.teams.reduce((sum, team) => sum + team.members.length, 0)),
    personCount: numberText(data.personCount),
    teams: data.teams.map((team) => ({
      name: team.name,
      memberCount: numberText(team.members.length),
      members: team.members.map(memberRow),
    })),
  }),
  surveyReport: (data) => ({
    modelName: data.modelName,
    surveyedFrom: shortDate(data.surveyedFrom),
    surveyedTo: shortDate(data.surveyedTo),
    surveyedBy: data.surveyedBy || 'Tổ khảo sát',
    sections: data.sections.map((section, at) => ({
      title: `${at + 1}. ${section.title}`,
      paragraphs: lines(section.paragraphs),
    })),
    risks: data.risks.map((risk, at) => ({ order: String(at + 1), ...risk })),
    riskCount: numberText(data.risks.length),
    necessity: lines(data.necessity),
    proposal: lines(data.proposal),
  }),
  halfYearReview: (data) => ({
    modelName: data.modelName,
    kindName: data.kindName,
    periodLabel: data.periodLabel,
    from: shortDate(data.from),
    to: shortDate(data.to),
    state: data.state,
    stateReasons: lines(data.stateReasons),
    teamCount: numberText(data.teamCount),
    memberCount: numberText(data.memberCount),
    figures: data.figures.map((figure, at) => ({
      order: String(at + 1),
      label: figure.label,
      unit: figure.unit,
      value: figureText(figure.value, figure.kind),
      previous: figureText(figure.previous, figure.kind),
      change: changeText(figure.value, figure.previous, figure.kind),
    })),
    checks: data.checks.map((check, at) => ({
      order: String(at + 1),
      on: shortDate(check.on),
      title: check.title,
      result: check.result,
    })),
    checkCount: numberText(data.checks.length),
    strengths: written(data.strengths),
    weaknesses: written(data.weaknesses),
    causes: written(data.causes),
    plan: written(data.plan),
    proposals: written(data.proposals),
  }),
};

// Inside of a sentence 'Thôn Cấm' is 'thôn Cấm'; a name without such a word keeps its capital.
const UNIT_WORD =
  /^(?:Thôn|Làng|Ấp|Bản|Buôn|Bon|Phum|Sóc|Xóm|Khóm|Tổ|Khu|Khối|Tiểu khu|Chòm|Xã|Phường|Thị trấn|Đặc khu|Tỉnh|Thành phố)\s/u;

function areaTags(area: PaperData['teamDecision']['area']): PaperTags {
  const [name, commune, province] = [area.name, area.commune, area.province].map((text) =>
    UNIT_WORD.test(text) ? text.slice(0, 1).toLocaleLowerCase('vi') + text.slice(1) : text,
  ) as [string, string, string];
  const whole = [...new Set([name, commune, province])].filter((part) => part !== '').join(', ');
  return {
    'area.title': area.name,
    'area.name': name,
    'area.commune': commune || name,
    'area.province': province,
    'area.full': whole,
    'area.fullTitle': whole.slice(0, 1).toLocaleUpperCase('vi') + whole.slice(1),
  };
}

function memberRow(member: PaperMember, at: number): PaperTags {
  return {
    order: String(at + 1),
    name: member.name,
    birthYear: member.birthYear === null ? '' : String(member.birthYear),
    sex: member.sex === null ? '' : member.sex === 'female' ? 'Nữ' : 'Nam',
    role: member.role,
    position: member.position,
    address: member.address,
    phone: member.phone,
    chosen: member.chosen,
    since: member.since === null ? '' : shortDate(member.since),
    note: member.note,
  };
}

function campaignTags(campaign: PaperData['householdPledge']['campaign']): PaperTags {
  return {
    'campaign.name': campaign.name,
    'campaign.version': String(campaign.version),
    'campaign.from': shortDate(campaign.from),
    'campaign.to': shortDate(campaign.to),
    commitments: lines(numbered(campaign.commitments)),
  };
}

const EMPTY_HOUSEHOLD: PaperHousehold = {
  number: '',
  contactName: '',
  residents: null,
  url: null,
  signedOn: null,
  note: '',
};

function householdTags(household: PaperHousehold): PaperTags {
  return {
    'household.number': household.number || DOTS,
    'household.contactName': household.contactName || DOTS,
    'household.residents': household.residents === null ? SHORT_DOTS : numberText(household.residents),
    qr: household.url === null ? '' : { qr: household.url, size: 27 },
    qrHint: household.url === null ? '' : 'Quét mã bằng điện thoại để đọc và ký',
  };
}

const USUAL_DUTIES = [
  'Nắm tình hình an ninh, trật tự trong tổ; kịp thời báo Công an, Ủy ban nhân dân cấp xã khi có vụ việc.',
  'Tuyên truyền, vận động nhân dân chấp hành pháp luật, tích cực tham gia phong trào Toàn dân bảo vệ an ninh Tổ quốc.',
  'Tham gia tuần tra, hòa giải mâu thuẫn, quản lý, giáo dục người lầm lỗi tại địa bàn theo sự phân công và hướng dẫn của Công an.',
];
const USUAL_ACTIVITY = [
  'Họp tổ mỗi tháng một lần; tuần tra theo lịch phân công; ghi sổ đầy đủ sau mỗi hoạt động.',
];
const USUAL_CHECKLIST = [
  'Không để xảy ra tội phạm, tệ nạn xã hội, vụ việc phức tạp về an ninh, trật tự trong phạm vi mô hình.',
];
const NOTHING_WRITTEN = 'Chưa có nội dung.';

function written(paragraphs: readonly string[]): readonly PaperTags[] {
  return lines(paragraphs.length > 0 ? paragraphs : [NOTHING_WRITTEN]);
}

function lines(texts: readonly string[]): readonly PaperTags[] {
  return texts.map((line) => ({ line }));
}

function numbered(texts: readonly string[]): string[] {
  return texts.map((text, at) => `${at + 1}. ${sentence(text)}`);
}

function marked(texts: readonly string[]): string[] {
  return texts.map((text) => `- ${sentence(text)}`);
}

/** With a mark at its end. */
function sentence(text: string): string {
  const bare = text.trim();
  return bare === '' || /[.;:!?…]$/u.test(bare) ? bare : `${bare}.`;
}

function padded(count: number): string {
  return count < 10 ? `0${count}` : numberText(count);
}

function cleanTags(tags: PaperTags): PaperTags {
  const clean = (value: PaperTags[string]): PaperTags[string] => {
    if (typeof value === 'string') return cleanText(value);
    return Array.isArray(value) ? value.map(cleanTags) : value;
  };
  return Object.fromEntries(Object.entries(tags).map(([name, value]) => [name, clean(value)]));
}
