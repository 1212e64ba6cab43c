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
    takePicture: 'Chụp ảnh',
    takeAnother: 'Chụp thêm ảnh',
    shrinking: 'Đang lưu ảnh…',
    picture: (n: number) => `Ảnh ${n}`,
    dropPicture: (n: number) => `Bỏ ảnh ${n}`,
    picturesOf: (n: number, max: number) => `${n}/${max} ảnh. Ảnh được thu nhỏ, không kèm vị trí.`,
    unreadable: 'Máy không đọc được ảnh này (có thể là ảnh HEIC). Chụp lại, hoặc đặt máy ảnh lưu dạng JPEG.',
    noRoom: 'Máy sắp hết chỗ, ảnh chưa được giữ. Xóa bớt ảnh, phim trong máy rồi chụp lại.',
    noRoomVoice: 'Máy sắp hết chỗ, đoạn ghi âm chưa được giữ. Xóa bớt ảnh, phim trong máy rồi ghi lại.',
    waiting: 'Đợi một chút: đang lưu ảnh, ghi âm hoặc tìm vị trí…',
    atCommune: (name: string) => `${name} đã ở xã.`,
    recording: 'Đoạn ghi âm',
    record: (max: number) => `Ghi âm (nhiều nhất ${max} giây)`,
    stop: (seconds: number) => `Dừng ghi (${seconds} giây)`,
    dropVoice: 'Bỏ đoạn ghi âm',
    voiceDenied: 'Máy không cho ứng dụng dùng micrô. Cho phép trong cài đặt máy, hoặc viết thay cho nói.',
    noRecorder: 'Trình duyệt này không ghi âm được; hãy viết.',
  },
  en: {
    pointFree: 'Not required. Taken once, when you tap.',
    takePoint: 'Take where I am now',
    pointAsking: 'Looking for the place…',
    pointDenied:
      'The phone does not tell the app where it is. You can leave this empty, or allow it in the phone’s settings.',
    pointNotFound: 'The place was not found. Try under the open sky, or leave it empty.',
    dropPoint: 'Drop the place',
    takePicture: 'Take a picture',
    takeAnother: 'Take another picture',
    shrinking: 'Keeping the picture…',
    picture: (n) => `Picture ${n}`,
    dropPicture: (n) => `Drop picture ${n}`,
    picturesOf: (n, max) => `${n} of ${max} pictures. They are made small and carry no place.`,
    unreadable:
      'The phone can’t read this picture (it may be HEIC). Take it again, or let the camera save JPEG.',
    noRoom:
      'The phone is nearly full and the picture was not kept. Delete pictures or films, then try again.',
    noRoomVoice:
      'The phone is nearly full and the recording was not kept. Delete pictures or films, then record again.',
    waiting: 'One moment: a picture, a recording or the place is being taken…',
    atCommune: (name) => `${name} is at the commune.`,
    recording: 'Recording',
    record: (max) => `Record (up to ${max} seconds)`,
    stop: (seconds) => `Stop (${seconds} seconds)`,
    dropVoice: 'Drop the recording',
    voiceDenied: 'The phone does not let the app listen. Allow it in the settings, or write instead.',
    noRecorder: 'This browser can’t record; please write.',
  },
});
