import type { LocalText } from '../../../../platform/text.ts';
import { defineMessages } from '../../../../platform/web/i18n.tsx';
import type { ActivityState } from '../../../activities/activity-state.contract.ts';
import type { Note } from './news.rules.ts';

/** What the commune did, in a line. */
export const noteWords: Readonly<Record<Note['what'], LocalText>> = {
  edit: { vi: 'Xã đã sửa', en: 'Changed by the commune' },
  return: { vi: 'Xã trả lại, cần bạn sửa', en: 'Sent back by the commune, for you to mend' },
  void: { vi: 'Xã đã hủy: không tính vào số liệu nữa', en: 'Voided by the commune: it counts no longer' },
  restore: { vi: 'Xã đã khôi phục: lại được tính', en: 'Restored by the commune: it counts again' },
  undo: { vi: 'Xã đã lấy lại bản trước', en: 'The commune went back to the version before' },
  repaired: { vi: 'Xã đã sửa giúp và nhận vào sổ', en: 'Mended by the commune and taken into the book' },
  chosen: { vi: 'Xã đã chọn giữa hai giá trị', en: 'The commune chose between the two values' },
  dropped: { vi: 'Xã không nhận', en: 'Not taken by the commune' },
};

/** How an entry that arrived stands at the commune. */
export const stateWords: Readonly<Record<ActivityState, LocalText>> = {
  draft: { vi: 'bản nháp ở xã', en: 'a draft at the commune' },
  submitted: { vi: 'chờ duyệt', en: 'waits to be verified' },
  verified: { vi: 'xã đã duyệt', en: 'verified' },
  returned: { vi: 'xã trả lại', en: 'sent back' },
  voided: { vi: 'xã đã hủy', en: 'voided' },
};

export const newsText = defineMessages({
  vi: {
    messages: 'Tin của xã',
    from: (who: string, when: string) => `${who}, ${when}`,
    haveRead: 'Đã đọc',
    answer: 'Trả lời một dòng',
    answerHelp: 'Ngắn gọn; đừng ghi tên người khác.',
    send: 'Gửi trả lời',
    answered: (text: string) => `Bạn đã trả lời: ${text}`,
    older: (n: number) => `Tin đã đọc (${n})`,
    news: 'Xã đã sửa bản ghi của bạn',
    reason: (words: string) => `Lý do: ${words}`,
    program: 'Hệ thống',
    openEntry: 'Mở bản ghi',
    seenAll: (n: number) => `Đã xem cả ${n} tin`,
    olderNews: (n: number) => `Tin đã xem (${n})`,
    fresh: (n: number) => `${n} tin mới về bản ghi của bạn`,
    change: (field: string, before: string, after: string) => `${field}: ${before} → ${after}`,
    empty: 'để trống',
    seen: 'Đã xem',
    keptForm: 'Mẫu này xã không dùng nữa',
    keptFormWords: 'Bản ghi dở vẫn còn; gửi được, xã sẽ xếp vào sổ khác.',
    shareTitle: 'Xã thấy tổ đang đi',
    shareWords:
      'Khi bạn bắt đầu tuần tra, xã thấy tổ đang đi, từ mấy giờ và mấy người; không thấy tổ ở chỗ nào. Kết thúc là xã không thấy nữa. Đổi được ở mục Máy này.',
    shareOk: 'Tôi biết rồi',
    shareOn: 'Cho xã thấy tổ đang đi tuần',
    shareHelp:
      'Chỉ thấy tổ, mấy người, từ mấy giờ; không thấy ở đâu. Tắt đi thì xã chỉ thấy bản ghi sau khi xong.',
  },
  en: {
    messages: 'From the commune',
    from: (who, when) => `${who}, ${when}`,
    haveRead: 'I have read it',
    answer: 'Answer in one line',
    answerHelp: 'Short; no names of others, please.',
    send: 'Send the answer',
    answered: (text) => `Your answer: ${text}`,
    older: (n) => `Read messages (${n})`,
    news: 'The commune changed your entries',
    reason: (words) => `Reason: ${words}`,
    program: 'The program',
    openEntry: 'Open the entry',
    seenAll: (n) => `All ${n} seen`,
    olderNews: (n) => `Seen (${n})`,
    fresh: (n) => `${n} ${n === 1 ? 'piece' : 'pieces'} of news about your entries`,
    change: (field, before, after) => `${field}: ${before} → ${after}`,
    empty: 'empty',
    seen: 'Seen',
    keptForm: 'The commune no longer uses this form',
    keptFormWords: 'What you began is still here and can be sent; the commune puts it into another book.',
    shareTitle: 'The commune sees that you are out',
    shareWords:
      'When you start a patrol the commune sees that the team is out, since when and how many you are; it does not see where. Once you finish it sees it no more. You can change this under This phone.',
    shareOk: 'I see',
    shareOn: 'Let the commune see that we are on patrol',
    shareHelp:
      'It sees the team, how many and since when; never where. Switched off, it sees the entry when you are done.',
  },
});
