import { defineMessages } from '../../../../platform/web/i18n.tsx';

export const tasksText = defineMessages({
  vi: {
    check: 'Kiểm tra mô hình',
    review: 'Sơ kết mô hình',
    gone: 'Việc này đã xong, hoặc không còn trong kế hoạch.',
    question: (n: number, all: number) => `Câu ${n} / ${all}`,
    next: 'Tiếp',
    leaveEmpty: 'Để trống',
    save: 'Ghi kết quả',
    sites: 'Mô hình ở thôn',
    noSites: 'Thôn chưa có mô hình nào đang hoạt động, hoặc máy chưa tải danh sách.',
    state: (state: string) =>
      ({ dormant: 'Im ắng', launched: 'Mới ra mắt', active: 'Đang hoạt động', replicated: 'Đã nhân rộng' })[
        state
      ] ?? state,
    need: (count: number, forms: string, days: number) =>
      `Cần ít nhất ${count} lần trong ${days} ngày: ${forms}.`,
    found: (n: number, last: string) =>
      n === 0
        ? `Chưa có lần nào${last === '' ? '' : `; lần cuối ${last}`}.`
        : `Đã có ${n} lần; lần cuối ${last}.`,
    quietSince: (day: string) => `Im ắng từ ${day}.`,
    quietFrom: (day: string) => `Sẽ im ắng từ ${day} nếu không có thêm hoạt động.`,
    ownCheck: 'kiểm tra mô hình',
    due: (day: string) => `Hạn ${day}`,
    late: (day: string) => `Quá hạn từ ${day}`,
    done: 'Đã ghi',
    nothingDone: 'Máy chưa có bản ghi nào của bạn.',
    sent: 'đã gửi',
    verified: 'đã duyệt',
    returned: 'bị trả lại',
    draft: 'nháp',
    voided: 'đã hủy',
    open: 'Mở để sửa',
  },
  en: {
    check: 'Check of a model',
    review: 'Review of a model',
    gone: 'This was done, or is no longer planned.',
    question: (n, all) => `Question ${n} of ${all}`,
    next: 'Next',
    leaveEmpty: 'Leave empty',
    save: 'Write it down',
    sites: 'Models of the hamlet',
    noSites: 'No model is at work in the hamlet, or the phone has not fetched the list.',
    state: (state) =>
      ({ dormant: 'Dormant', launched: 'Just launched', active: 'At work', replicated: 'Replicated' })[
        state
      ] ?? state,
    need: (count, forms, days) => `At least ${count} within ${days} days is needed: ${forms}.`,
    found: (n, last) =>
      n === 0
        ? `None yet${last === '' ? '' : `; the last one on ${last}`}.`
        : `${n} so far; the last one on ${last}.`,
    quietSince: (day) => `Dormant since ${day}.`,
    quietFrom: (day) => `Dormant from ${day} on if nothing more is done.`,
    ownCheck: 'checks of the model',
    due: (day) => `Due ${day}`,
    late: (day) => `Due since ${day}`,
    done: 'Written down',
    nothingDone: 'There is no entry of yours on this phone.',
    sent: 'sent',
    verified: 'verified',
    returned: 'sent back',
    draft: 'draft',
    voided: 'voided',
    open: 'Open to mend it',
  },
});
