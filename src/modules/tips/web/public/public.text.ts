import { defineMessages } from '../../../../platform/web/i18n.tsx';

/** What stands around both pages: danger, leaving, language, what protects and what does not. */
export const publicText = defineMessages({
  vi: {
    name: 'Báo tin',
    leave: 'Thoát nhanh',
    leaveHelp: 'Che trang này ngay và mở một trang khác. Phím tắt: nhấn Esc hai lần.',
    otherLanguage: 'English',
    danger: 'Đang có nguy hiểm? Gọi ngay, đừng viết ở đây:',
    police: 'Công an',
    fire: 'Chữa cháy',
    ambulance: 'Cấp cứu',
    children: 'Trẻ em',
    callNumber: (number: string, whom: string) => `Gọi ${number}, ${whom}`,
    newTip: 'Gửi tin mới',
    follow: 'Xem trả lời',
    views: 'Báo tin',
    insecure: 'Trang này đang mở qua đường không được bảo vệ',
    insecureHelp:
      'Trình duyệt chỉ khóa được tin khi địa chỉ bắt đầu bằng https. Hãy mở lại bằng địa chỉ https, hoặc gọi 113.',
    protects: 'Trang này bảo vệ bạn thế nào',
    protect1: 'Không hỏi tên, không cần tài khoản, không lưu địa chỉ mạng của bạn ở bất cứ đâu.',
    protect2:
      'Lời kể và tệp được khóa ngay trên máy bạn. Máy chủ chỉ giữ bản đã khóa; người quản trị máy chủ cũng không mở được.',
    protect3: 'Chỉ cán bộ trực của cơ quan bạn chọn có chìa mở. Mỗi lần mở đều có ghi sổ, cấp trên xem được.',
    protect4: 'Ảnh, tệp được xóa vị trí chụp, tên máy, tên người soạn trước khi khóa.',
    cannot: 'Điều trang này không che được',
    cannot1:
      'Người đang nhìn màn hình, hay người cầm máy của bạn sau này. Nên dùng máy của mình, lúc ở một mình.',
    cannot2:
      'Nhà mạng hoặc mạng của cơ quan bạn biết máy này đã vào trang này, nhưng không biết bạn viết gì. Muốn che cả việc đó, hãy dùng trình duyệt Tor.',
    cannot3: 'Chi tiết chỉ mình bạn biết. Nếu chỉ có một người thấy việc ấy, người ta có thể đoán ra bạn.',
    cannot4: 'Trình duyệt vẫn ghi trang này vào lịch sử. Nên mở cửa sổ ẩn danh.',
    cannot5:
      'Mã của trang do máy chủ gửi đến, nên bạn phải tin nơi vận hành máy chủ. Mã kiểm tra ở cuối trang giúp người am hiểu so lại.',
    footer: 'Tiếng Mõ là phần mềm mã nguồn mở.',
    checksums: 'Mã kiểm tra của trang này',
    problem: 'Có lỗi trong trang. Những gì bạn viết chưa được gửi.',
    offline:
      'Không kết nối được với máy chủ. Những gì bạn viết vẫn còn trên màn hình này. Kiểm tra mạng rồi thử lại.',
    tryAgain: 'Thử lại',
    loading: 'Đang tải danh sách cơ quan',
  },
  en: {
    name: 'Report safely',
    leave: 'Leave now',
    leaveHelp: 'Covers this page at once and opens another one. Shortcut: press Esc twice.',
    otherLanguage: 'Tiếng Việt',
    danger: 'Danger right now? Call first, do not write here:',
    police: 'Police',
    fire: 'Fire',
    ambulance: 'Ambulance',
    children: 'Children',
    callNumber: (number, whom) => `Call ${number}, ${whom}`,
    newTip: 'New report',
    follow: 'Read the answer',
    views: 'Report safely',
    insecure: 'This page was opened over an unprotected connection',
    insecureHelp:
      'A browser can lock a report only where the address begins with https. Open the https address, or call 113.',
    protects: 'How this page protects you',
    protect1: 'It asks for no name and no account, and your network address is kept nowhere.',
    protect2:
      'Your words and files are locked on your own device. The server keeps only what is locked; not even its administrator can open it.',
    protect3:
      'Only the officers on duty at the office you choose have the key. Each reading is logged, and their superior sees the log.',
    protect4: 'Place, device and author are taken out of pictures and files before they are locked.',
    cannot: 'What this page cannot hide',
    cannot1:
      'Somebody who looks at your screen, or holds your device later. Use your own device, when you are alone.',
    cannot2:
      'Your network provider or your employer’s network can see that this page was visited, but not what you write. Tor Browser hides that too.',
    cannot3: 'Details that only you know. If one person alone saw it, others may guess who that is.',
    cannot4: 'The browser puts this page into its history. Use a private window.',
    cannot5:
      'The code of this page comes from the server, so you have to trust whoever runs it. The checksums at the foot of the page let experts compare it.',
    footer: 'Tiếng Mõ is open-source software.',
    checksums: 'Checksums of this page',
    problem: 'Something went wrong in the page. What you wrote has not been sent.',
    offline:
      'The server can not be reached. What you wrote is still on this screen. Check the network and try again.',
    tryAgain: 'Try again',
    loading: 'Loading the list of offices',
  },
});
