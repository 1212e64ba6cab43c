import { defineMessages } from '../../../platform/web/i18n.tsx';

export const recordAttachmentsText = defineMessages({
  vi: {
    title: 'Thêm ảnh, ghi âm',
    photoHelp: (left: string, max: string) =>
      `Còn thêm được ${left} trong ${max} ảnh. Ảnh được thu nhỏ và bỏ nơi chụp, giờ chụp, tên máy ngay trên máy này, trước khi gửi.`,
    voiceHelp: (megabytes: string) => `Một tệp .webm, .ogg hoặc .m4a, lớn nhất ${megabytes} MB.`,
    choosePhotos: 'Chọn ảnh',
    chooseVoice: 'Chọn tệp ghi âm',
    preparing: (name: string) => `Đang thu nhỏ ${name}…`,
    sending: (name: string) => `Đang gửi ${name}`,
    added: (count: string) => `Đã thêm ${count} tệp.`,
    notAdded: 'Chưa thêm được hết',
    tooMany: (left: string) => `Chỉ còn chỗ cho ${left} tệp: chọn ít hơn, hoặc bỏ bớt ảnh cũ ra.`,
    unreadable: (name: string) =>
      `${name}: trình duyệt không đọc được ảnh này. Lưu lại thành .jpg rồi chọn lại (ảnh HEIC của iPhone: gửi từ điện thoại thì tự thành .jpg).`,
    tooLarge: (name: string, megabytes: string) => `${name}: lớn hơn ${megabytes} MB. Chọn tệp ngắn hơn.`,
    refused: (name: string, reason: string) => `${name}: ${reason}`,
    unfinished: (count: string) =>
      `${count} tệp chưa gửi xong vì mạng đứt. Đừng đóng trang này; khi có mạng, bấm “Gửi tiếp”, phần đã gửi không phải gửi lại.`,
    goOn: 'Gửi tiếp',
    takenOut: 'Đã bỏ ra khỏi bản ghi.',
    changedMeanwhile: 'Bản ghi vừa được người khác sửa. Trang đã đọc lại: hãy chọn tệp lần nữa.',
  },
  en: {
    title: 'Add pictures, recordings',
    photoHelp: (left, max) =>
      `${left} of ${max} pictures can still be added. They are made smaller, and place, time and device are taken out on this computer, before they are sent.`,
    voiceHelp: (megabytes) => `One .webm, .ogg or .m4a file of at most ${megabytes} MB.`,
    choosePhotos: 'Choose pictures',
    chooseVoice: 'Choose a recording',
    preparing: (name) => `Making ${name} smaller…`,
    sending: (name) => `Sending ${name}`,
    added: (count) => `${count} files added.`,
    notAdded: 'Not everything was added',
    tooMany: (left) => `There is room for ${left} more: choose fewer, or take some out first.`,
    unreadable: (name) =>
      `${name}: the browser can’t read this picture. Save it as .jpg and choose it again (HEIC from an iPhone becomes .jpg when sent from the phone).`,
    tooLarge: (name, megabytes) => `${name}: larger than ${megabytes} MB. Choose a shorter one.`,
    refused: (name, reason) => `${name}: ${reason}`,
    unfinished: (count) =>
      `${count} files did not get through, the network broke. Keep this page open; once there is a network press “Go on”: what was sent is not sent again.`,
    goOn: 'Go on',
    takenOut: 'Taken out of the record.',
    changedMeanwhile: 'Somebody changed the record just now. It was read again: choose the files once more.',
  },
});
