import type { PaperData, PaperHeading, PaperKind, PaperMember } from './paper.contract.ts';

const area = { name: 'Thôn Mẫu', commune: 'Xã Mẫu', province: 'Tỉnh Mẫu' };
const member: PaperMember = {
  name: 'Nguyễn Văn Mẫu',
  birthYear: 1970,
  sex: 'male',
  role: 'Tổ trưởng',
  position: 'Trưởng thôn',
  address: 'Thôn Mẫu',
  phone: '0900 000 000',
  chosen: 'Được bầu',
  since: '2026-01-15',
  note: 'Ghi chú',
};
const campaign = {
  name: 'Xây dựng khu dân cư “An toàn về an ninh, trật tự” năm 2026',
  version: 1,
  commitments: ['Chấp hành pháp luật'],
  from: '2026-01-01',
  to: '2026-12-31',
};
const household = {
  number: '12',
  contactName: 'Nguyễn Văn Mẫu',
  residents: 4,
  url: 'https://example.vn/cam-ket?ma=MAU',
  signedOn: '2026-03-01',
  note: 'Ghi chú',
};
const sentences = ['Một câu mẫu.'];

/** A heading in which every tag has something to show. */
export const samplePaperHeading: PaperHeading = {
  parentAgency: 'Ủy ban nhân dân tỉnh Mẫu',
  agency: 'Ủy ban nhân dân\nxã Mẫu',
  codeNumber: 5,
  codeNotation: 'QĐ-UBND',
  place: 'Mẫu',
  issuedDate: '2026-06-17',
  subject: 'Về việc mẫu',
  authority: ['KT. Chủ tịch'],
  position: 'Phó Chủ tịch',
  name: 'Nguyễn Văn Mẫu',
  recipients: ['Như Điều 3', 'Lưu: VT'],
};

/** Made-up papers in which no list is empty: an edited template is tried out on them, and names its tags by them. */
export const samplePapers: PaperData = {
  teamDecision: {
    area,
    teamName: 'Tổ tự quản số 1',
    teamKind: 'tổ tự quản',
    modelName: 'Tổ tự quản về an ninh, trật tự',
    legalBases: ['Luật Thực hiện dân chủ ở cơ sở ngày 10 tháng 11 năm 2022'],
    duties: sentences,
    effectiveOn: '2026-06-17',
    members: [member],
  },
  modelRegulation: {
    area,
    modelName: 'Tổ tự quản về an ninh, trật tự',
    kindName: 'Tổ tự quản về an ninh, trật tự',
    aim: 'Giữ vững an ninh, trật tự',
    subjects: 'hộ gia đình',
    coreForce: 'Công an xã',
    legalBases: [],
    teams: [{ name: 'Tổ tự quản số 1', memberCount: 7 }],
    activityRules: sentences,
    checklist: sentences,
  },
  householdPledge: { area, campaign, household },
  pledgeSheet: { area, campaign, households: [household] },
  memberList: {
    area,
    of: 'Tổ tự quản về an ninh, trật tự thôn Mẫu',
    asOf: '2026-06-17',
    teams: [{ name: 'Tổ tự quản số 1', members: [member] }],
    personCount: 1,
  },
  surveyReport: {
    area,
    modelName: 'Tổ tự quản về an ninh, trật tự',
    surveyedFrom: '2026-05-01',
    surveyedTo: '2026-05-15',
    surveyedBy: 'Công an xã',
    sections: [{ title: 'Tình hình chung', paragraphs: sentences }],
    risks: [{ risk: 'Trộm cắp', cause: 'Chủ quan', level: 'Cao', measure: 'Tuần tra' }],
    necessity: sentences,
    proposal: sentences,
  },
  halfYearReview: {
    area,
    modelName: 'Tổ tự quản về an ninh, trật tự',
    kindName: 'Tổ tự quản về an ninh, trật tự',
    periodLabel: '6 tháng đầu năm 2026',
    from: '2025-12-15',
    to: '2026-06-14',
    state: 'Đang hoạt động',
    stateReasons: sentences,
    teamCount: 1,
    memberCount: 7,
    figures: [{ label: 'Buổi tuần tra', unit: 'buổi', kind: 'count', value: 12, previous: 10 }],
    checks: [{ on: '2026-03-01', title: 'Kiểm tra quý I', result: 'Đạt' }],
    strengths: sentences,
    weaknesses: sentences,
    causes: sentences,
    plan: sentences,
    proposals: sentences,
  },
};

export const paperKinds = Object.keys(samplePapers) as PaperKind[];
