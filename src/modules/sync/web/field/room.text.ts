import { defineMessages } from '../../../../platform/web/i18n.tsx';

/** What is said when the phone runs out of room. */
export const roomText = defineMessages({
  vi: {
    low: 'Máy sắp hết chỗ. Xóa bớt ảnh, phim trong máy, hoặc dọn các bản ghi đã đến xã.',
    clear: (n: number) => `Dọn ${n} bản ghi đã đến xã`,
    full: 'Máy hết chỗ: bản ghi này CHƯA lưu được. Những gì đã gõ vẫn còn trên màn hình; đừng đóng ứng dụng. Dọn chỗ rồi bấm lưu lại, hoặc xuất ra tệp.',
    export: 'Xuất bản ghi này ra tệp',
    tidied: 'Bản ghi đã đến xã tự rời máy sau 14 ngày.',
    data: (size: string) =>
      `Tháng này đã gửi và nhận ${size} (chưa tính lúc cập nhật ứng dụng và lúc máy tự gửi khi đóng).`,
  },
  en: {
    low: 'The phone is nearly full. Delete pictures or films, or clear away the entries that have arrived.',
    clear: (n) => `Clear away ${n} ${n === 1 ? 'entry that has' : 'entries that have'} arrived`,
    full: 'The phone is full: this entry was NOT kept. What you typed is still on the screen; do not close the app. Make room and save again, or write it to a file.',
    export: 'Write this entry to a file',
    tidied: 'Entries that have arrived leave the phone by themselves after 14 days.',
    data: (size) =>
      `${size} sent and received this month (without updates of the app, and what is sent while it is closed).`,
  },
});
