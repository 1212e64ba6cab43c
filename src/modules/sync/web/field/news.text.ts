import { defineMessages } from '../../../../platform/web/i18n.tsx';

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
    voided: (reason: string) => `Xã đã hủy: ${reason}`,
    edited: (who: string) => `${who} đã sửa:`,
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
    voided: (reason) => `Voided by the commune: ${reason}`,
    edited: (who) => `${who} changed:`,
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
