import { defineMessages } from '../../../../platform/web/i18n.tsx';

/** What opens and closes a person's part of the phone. */
export const lockText = defineMessages({
  vi: {
    byPasskey: 'Mở bằng vân tay, khuôn mặt hoặc khóa màn hình',
    passkeyFailed: 'Chưa mở được bằng khóa của máy. Thử lại, hoặc gõ mã PIN.',
    passkey: 'Mở bằng vân tay hoặc khuôn mặt',
    passkeyWords:
      'Thêm một cách mở nhanh; mã PIN vẫn dùng được. Ai mở được khóa màn hình của máy này thì cũng mở được phần của bạn.',
    passkeyShared:
      'Máy này nhiều người dùng: ai biết khóa màn hình cũng mở được phần của người khác, nên mỗi người chỉ mở bằng mã PIN.',
    passkeyAdd: 'Dùng khóa của máy',
    passkeyAdded: 'Xong. Lần sau mở được bằng khóa của máy.',
    passkeyNot: 'Máy này chưa làm được, hoặc bạn đã bấm thôi. Mã PIN vẫn như cũ.',
    passkeyRemove: 'Thôi dùng khóa của máy',
    passkeyRemoved: 'Đã bỏ. Từ giờ chỉ mở bằng mã PIN.',
    oldPin: 'Mã PIN đang dùng',
    oldPinByPasskey: 'Quên mã cũ: xác nhận bằng khóa của máy',
    lockWords: 'Máy tự khóa sau 10 phút không ai dùng. Phần đang ghi dở vẫn còn.',
    oldPart: 'Bạn đã có một phần trên máy này',
    oldPartWords:
      'Gõ mã PIN cũ để giữ các bản ghi ở đó. Nếu quên thì chỉ còn cách bỏ phần cũ: bản ghi chưa gửi sẽ mất.',
    oldPartKeep: 'Giữ bản ghi cũ',
    oldPartDrop: 'Bỏ phần cũ, bắt đầu lại',
  },
  en: {
    byPasskey: 'Open by fingerprint, face or screen lock',
    passkeyFailed: 'The phone’s lock did not open it. Try again, or type the PIN.',
    passkey: 'Open by fingerprint or face',
    passkeyWords:
      'A second, quicker way to open; the PIN goes on working. Whoever can unlock this phone’s screen can then open your part as well.',
    passkeyShared:
      'Several people use this phone: whoever knows its screen lock could open everybody’s part, so each opens by PIN only.',
    passkeyAdd: 'Use the phone’s lock',
    passkeyAdded: 'Done. From now on the phone’s lock opens it.',
    passkeyNot: 'This phone can’t do it, or you said no. The PIN is as it was.',
    passkeyRemove: 'Stop using the phone’s lock',
    passkeyRemoved: 'Removed. From now on only the PIN opens it.',
    oldPin: 'The PIN of now',
    oldPinByPasskey: 'Forgot it: prove yourself by the phone’s lock',
    lockWords: 'The phone locks itself after 10 minutes without a touch. What you were writing stays.',
    oldPart: 'You have a part on this phone already',
    oldPartWords:
      'Type your old PIN to keep the entries in it. If you forgot it, the old part can only be dropped: entries that were not sent are lost.',
    oldPartKeep: 'Keep the old entries',
    oldPartDrop: 'Drop the old part, begin anew',
  },
});
