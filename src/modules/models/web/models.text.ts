import { useLanguage } from '../../../platform/web/i18n.tsx';

const vi = {
  section: 'Mô hình',
  state: {
    proposed: 'Đề xuất',
    surveyed: 'Đã khảo sát',
    approved: 'Đã quyết định',
    launched: 'Mới ra mắt',
    active: 'Đang hoạt động',
    dormant: 'Im ắng',
    replicated: 'Đã nhân rộng',
    merged: 'Đã sáp nhập',
    retired: 'Đã thanh loại',
  },
  subject: {
    hamlet: 'Thôn, tổ dân phố',
    householdGroup: 'Nhóm hộ',
    school: 'Trường học',
    agency: 'Cơ quan',
    enterprise: 'Doanh nghiệp',
    hospital: 'Bệnh viện',
    lodgingHouse: 'Nhà trọ',
    parish: 'Xứ, họ đạo',
    areaCluster: 'Cụm địa bàn',
  },
  step: {
    1: 'Khảo sát địa bàn',
    2: 'Nghị quyết, kế hoạch',
    3: 'Thành lập tổ, ban hành quy chế',
    4: 'Ký cam kết, ra mắt',
    5: 'Tập huấn, trang bị',
    6: 'Hoạt động',
    7: 'Sơ kết, tổng kết',
    8: 'Nhân rộng, sáp nhập, thanh loại',
  },
  task: { step: 'Bước', check: 'Kiểm tra', review: 'Sơ kết' },
  form: {
    patrol: 'tuần tra',
    mediation: 'hòa giải',
    meeting: 'họp, sinh hoạt',
    outreach: 'tuyên truyền',
    training: 'tập huấn',
    tip: 'tin báo',
    incident: 'vụ việc',
    inspection: 'kiểm tra, nhắc nhở',
    visit: 'thăm hỏi, vận động',
    modelSite: 'mô hình',
    check: 'kiểm tra mô hình',
  },
  verdict: { good: 'Đạt', partly: 'Đạt một phần', poor: 'Chưa đạt', notApplicable: 'Không áp dụng' },
  rating: { good: 'Tốt', fair: 'Khá', weak: 'Yếu' },
  proposal: { keep: 'Duy trì', replicate: 'Nhân rộng', merge: 'Sáp nhập', retire: 'Thanh loại' },
  level: { 1: 'Thấp', 2: 'Trung bình', 3: 'Cao' },
  unverified: 'chưa đối chiếu văn bản gốc',
  overdue: (days: number) => `quá hạn ${days} ngày`,
  previous: 'Trang trước',
  next: 'Trang sau',
  pages: 'Các trang',
  save: 'Lưu',
  cancel: 'Bỏ qua',
  undone: 'Đã hoàn tác.',
};

export type ModelWords = typeof vi;

const en: ModelWords = {
  section: 'Models',
  state: {
    proposed: 'Proposed',
    surveyed: 'Surveyed',
    approved: 'Decided',
    launched: 'Just launched',
    active: 'Active',
    dormant: 'Dormant',
    replicated: 'Replicated',
    merged: 'Merged',
    retired: 'Retired',
  },
  subject: {
    hamlet: 'Hamlets',
    householdGroup: 'Groups of households',
    school: 'Schools',
    agency: 'Agencies',
    enterprise: 'Enterprises',
    hospital: 'Hospitals',
    lodgingHouse: 'Lodging houses',
    parish: 'Parishes',
    areaCluster: 'Clusters of areas',
  },
  step: {
    1: 'Survey of the area',
    2: 'Resolution and plan',
    3: 'Founding the team, regulation',
    4: 'Pledges and launch',
    5: 'Training and equipment',
    6: 'At work',
    7: 'Reviews',
    8: 'Replicate, merge or retire',
  },
  task: { step: 'Step', check: 'Check', review: 'Review' },
  form: {
    patrol: 'patrols',
    mediation: 'mediation',
    meeting: 'meetings',
    outreach: 'outreach',
    training: 'training',
    tip: 'tips',
    incident: 'incidents',
    inspection: 'checks and reminders',
    visit: 'visits',
    modelSite: 'models',
    check: 'checks of the model',
  },
  verdict: { good: 'Met', partly: 'Partly met', poor: 'Not met', notApplicable: 'Does not apply' },
  rating: { good: 'Good', fair: 'Fair', weak: 'Weak' },
  proposal: { keep: 'Keep', replicate: 'Replicate', merge: 'Merge', retire: 'Retire' },
  level: { 1: 'Low', 2: 'Middle', 3: 'High' },
  unverified: 'not held against the full text yet',
  overdue: (days: number) => `${days} days overdue`,
  previous: 'Previous page',
  next: 'Next page',
  pages: 'Pages',
  save: 'Save',
  cancel: 'Cancel',
  undone: 'Taken back.',
};

/** Words that all pages of the section share. */
export function useModelWords(): ModelWords {
  const [language] = useLanguage();
  return language === 'vi' ? vi : en;
}

/** The name of a form that counts as activity; its code where it is a form of a later version. */
export function formWord(words: ModelWords, code: string): string {
  return (words.form as Record<string, string>)[code] ?? code;
}
