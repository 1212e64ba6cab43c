import { defineMessages } from '../../../../../platform/web/i18n.tsx';

export const spotText = defineMessages({
  vi: {
    pointFree: 'Không bắt buộc. Chỉ lấy một lần, khi bạn bấm.',
    takePoint: 'Lấy vị trí lúc này',
    pointAsking: 'Đang tìm vị trí…',
    pointDenied:
      'Máy không cho ứng dụng biết vị trí. Để trống cũng được; muốn cho thì bật trong cài đặt máy.',
    pointNotFound: 'Chưa tìm được vị trí. Ra chỗ thoáng rồi thử lại, hoặc để trống.',
    dropPoint: 'Bỏ vị trí',
  },
  en: {
    pointFree: 'Not required. Taken once, when you tap.',
    takePoint: 'Take where I am now',
    pointAsking: 'Looking for the place…',
    pointDenied:
      'The phone does not tell the app where it is. You can leave this empty, or allow it in the phone’s settings.',
    pointNotFound: 'The place was not found. Try under the open sky, or leave it empty.',
    dropPoint: 'Drop the place',
  },
});
