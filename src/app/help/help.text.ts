import { defineMessages } from '../../platform/web/i18n.tsx';

/** A part of the page is one text: its title, and a line for each thing to know. */
const part = (...lines: string[]): string => lines.join('\n');

export const helpText = defineMessages({
  vi: {
    title: 'Hướng dẫn',
    lead: 'Những điều cần nhất. Bản đầy đủ có hình nằm trong thư mục docs/huong-dan của chương trình.',
    record: part(
      'Ghi sổ',
      'Sổ → chọn sổ → Ghi. Ngày và địa bàn thường đã điền sẵn.',
      'Giờ gõ thế nào cũng được: 21h30, 21:30, 2130. Ngày cũng vậy: 7/3, 07-03-2026.',
      'Ghi thành bảng: Enter hoặc Tab sang ô kế, Ctrl+D chép ô trên, Ctrl+Enter lưu và mở dòng mới, dán được cả khối ô từ Excel.',
      'Chưa đủ thông tin thì lưu nháp. Bản nháp nằm ở trang Hôm nay và chưa tính vào số liệu.',
      'Ghi việc, không ghi tên người.',
    ),
    review: part(
      'Duyệt và trả lại',
      'Dòng đã gửi được tính vào số liệu ngay; duyệt là xác nhận.',
      'Trả lại phải có lý do; người ghi thấy lý do ở trang Hôm nay của mình.',
      'Không xóa: dòng ghi nhầm thì hủy kèm lý do, và khôi phục được. Mọi lần sửa nằm trong Lịch sử của dòng.',
    ),
    books: part(
      'Nhập sổ Excel',
      'Sổ → Nhận sổ Excel, kéo tệp thả vào. Cột được nhận theo tên cột, sổ đang dùng không cần sửa cho giống mẫu.',
      'Chương trình đọc thử trước: dòng sẽ vào sổ, ô cần sửa, dòng trùng. Chưa ghi gì cho đến khi bạn bấm Nhập.',
      'Nhập lại cùng tệp không làm dòng nào vào sổ hai lần. Nhập nhầm thì hoàn tác, khi chưa ai sửa hay duyệt dòng nào.',
    ),
    figures: part(
      'Số liệu',
      'Bấm vào một con số để xem các dòng làm nên nó.',
      'Năm 2026 của báo cáo tính từ 15/12/2025 đến 14/12/2026; tháng tính từ ngày 15 đến ngày 14.',
      'Như hiện nay: số của xã cũ nằm dưới xã mới. Như khi đó: nằm dưới huyện, tỉnh cũ.',
      'Buổi, lượt người, người, vụ là các đơn vị khác nhau và không cộng với nhau.',
    ),
    reports: part(
      'Báo cáo',
      'Báo cáo → chọn kỳ → Lập báo cáo. Bảng và câu có số đã sẵn; thêm nội dung của bạn rồi tải về Word, phụ lục Excel.',
      'Mỗi lần lưu là một bản; bản cũ xem và lấy lại được.',
    ),
    account: part(
      'Tài khoản',
      'Quên mật khẩu: nhờ người quản trị gửi liên kết đặt lại.',
      'Máy dùng chung: nhớ đăng xuất. Thấy thiết bị lạ ở trang Tài khoản: đăng xuất thiết bị đó và đổi mật khẩu.',
      'Người xem được nhiều nơi nên thêm bước thứ hai khi đăng nhập.',
    ),
  },
  en: {
    title: 'Help',
    lead: 'What is needed most. The whole guide, with pictures, lies in the folder docs/huong-dan of the program (in Vietnamese).',
    record: part(
      'Writing into the books',
      'Books → choose one → Record. Day and place are usually filled in already.',
      'Times as you like: 21h30, 21:30, 2130. Days too: 7/3, 07-03-2026, day first.',
      'As a table: Enter or Tab goes on, Ctrl+D copies the cell above, Ctrl+Enter saves and opens a new row; a block of cells from Excel can be pasted.',
      'Where something is missing yet, save a draft. Drafts stand on the page Today and do not count.',
      'Write what happened, no names of people.',
    ),
    review: part(
      'Verifying and returning',
      'What was sent counts at once; verifying confirms it.',
      'Returning needs a reason, which its writer sees on the page Today.',
      'Nothing is deleted: what was written by mistake is voided with a reason and can be restored. Every change stands in the history of the record.',
    ),
    books: part(
      'Taking in a workbook',
      'Books → Take in a workbook, drop the file. Columns are found by their names; the book need not look like the template.',
      'It is read first: rows that will go in, cells to mend, duplicates. Nothing is stored until you say so.',
      'The same file again adds no row twice. An import can be undone as long as nobody worked on its rows.',
    ),
    figures: part(
      'Figures',
      'A click on a number opens the records behind it.',
      'The reporting year 2026 runs from 15/12/2025 to 14/12/2026, months from the 15th to the 14th.',
      'As it is today: figures of a former commune stand under the new one. As it was: under the district and province of then.',
      'Sessions, attendances, persons and cases are different units and are never added together.',
    ),
    reports: part(
      'Reports',
      'Reports → choose the period → Begin. Tables and sentences with figures are there; add your own text, then download Word and the Excel annex.',
      'Every save is a version; earlier ones can be read and taken back.',
    ),
    account: part(
      'Your account',
      'Forgotten password: ask the administrator for a reset link.',
      'On a shared computer sign out. A device that you do not know on the page Account: end it and change the password.',
      'Who sees several places should add a second step to signing in.',
    ),
  },
});
