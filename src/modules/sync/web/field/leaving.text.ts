import { defineMessages } from '../../../../platform/web/i18n.tsx';

const viLost = (entries: number, attachments: number): string =>
  [
    ...(entries > 0 ? [`${entries} bản ghi`] : []),
    ...(attachments > 0 ? [`${attachments} ảnh, ghi âm`] : []),
  ].join(' và ');
const enLost = (entries: number, attachments: number): string =>
  [
    ...(entries > 0 ? [`${entries} ${entries === 1 ? 'entry' : 'entries'}`] : []),
    ...(attachments > 0
      ? [`${attachments} ${attachments === 1 ? 'picture or recording' : 'pictures or recordings'}`]
      : []),
  ].join(' and ');

/** What is lost and what stays when a part leaves the phone, said before it does; and said after, where it was ordered. */
export const leavingText = defineMessages({
  vi: {
    lost: (entries: number, attachments: number) =>
      entries + attachments === 0
        ? 'Mọi bản ghi đã đến xã: bỏ đi không mất bản ghi nào.'
        : `Sẽ mất: ${viLost(entries, attachments)} chưa đến xã. Không ai lấy lại được, kể cả xã.`,
    begun: 'Phần đang ghi dở cũng mất.',
    stays: 'Còn nguyên: những gì đã đến xã, và phần của người khác trên máy này.',
    exportFirst: 'Xuất ra tệp trước đã',
    sendFirst: 'Gửi những gì gửi được trước đã',
    sending: 'Đang gửi…',
    sent: 'Đã gửi những gì gửi được.',
    notSent: 'Chưa gửi được: máy chưa có mạng.',
    again: 'Chạm lần nữa để bỏ hẳn',
    wipedTitle: 'Xã đã cho xóa một phần trên máy này',
    wipedWords: (when: string) =>
      `Lúc ${when}, theo lệnh của xã (thường là khi máy thất lạc hoặc đổi người dùng), phần của một người trên máy này đã bị xóa hẳn.`,
    wipedLost: (entries: number, attachments: number) =>
      entries + attachments === 0
        ? 'Trước khi xóa, mọi bản ghi đã gửi đến xã: không mất bản ghi nào.'
        : `Đã mất: ${viLost(entries, attachments)} chưa kịp gửi.`,
    wipedNext: 'Phần của người khác trên máy vẫn còn. Muốn dùng lại thì xin xã mã mới.',
    understood: 'Tôi biết rồi',
  },
  en: {
    lost: (entries, attachments) =>
      entries + attachments === 0
        ? 'Everything has reached the commune: no entry is lost.'
        : `Lost will be: ${enLost(entries, attachments)} that the commune does not have. Nobody can bring that back, not even the commune.`,
    begun: 'What you have begun and not finished is lost too.',
    stays: 'What stays: all that has reached the commune, and what others have on this phone.',
    exportFirst: 'Write a file first',
    sendFirst: 'Send what can be sent first',
    sending: 'Sending…',
    sent: 'What could be sent was sent.',
    notSent: 'Nothing was sent: there is no network.',
    again: 'Tap again to take it off for good',
    wipedTitle: 'The commune had a part of this phone wiped',
    wipedWords: (when) =>
      `On ${when}, by order of the commune (mostly as a phone was lost or changed hands), what one person had on this phone was wiped for good.`,
    wipedLost: (entries, attachments) =>
      entries + attachments === 0
        ? 'Everything had been sent before: no entry was lost.'
        : `Lost were: ${enLost(entries, attachments)} that had not been sent.`,
    wipedNext:
      'What others have on this phone is still here. To use it again, ask the commune for a new code.',
    understood: 'I see',
  },
});
