import type { LocalText } from '../../platform/text.ts';

/** Why a file is not taken in, for the person who chose it. */
const words: Readonly<Record<string, LocalText>> = {
  emptyFile: { vi: 'Tệp này trống, không có gì bên trong.', en: 'This file is empty.' },
  tooLarge: {
    vi: 'Tệp quá lớn. Mỗi lần nhập được nhiều nhất 200 MB; hãy chia sổ thành nhiều tệp.',
    en: 'The file is too large. At most 200 MB at a time; split the book into several files.',
  },
  encrypted: {
    vi: 'Tệp được đặt mật khẩu. Hãy mở bằng Excel, bỏ mật khẩu (Tệp → Thông tin → Bảo vệ sổ làm việc) rồi nhập lại.',
    en: 'The file has a password. Open it in Excel, take the password away and import it again.',
  },
  oldExcel: {
    vi: 'Tệp Excel đời cũ (.xls). Hãy mở bằng Excel, chọn Lưu thành → Sổ làm việc Excel (.xlsx) rồi nhập tệp mới.',
    en: 'This is an old Excel file (.xls). Open it in Excel and save it as an Excel workbook (.xlsx).',
  },
  csvRenamed: {
    vi: 'Tệp này là văn bản (CSV) được đổi tên thành .xlsx. Hãy mở bằng Excel và Lưu thành .xlsx, đừng đổi tên tệp.',
    en: 'This is a text file (CSV) that was renamed. Open it in Excel and save it as .xlsx instead of renaming it.',
  },
  notAWorkbook: {
    vi: 'Đây không phải sổ Excel (.xlsx). Nếu sổ nằm trong tệp Word hay PDF, hãy tải mẫu trống ở dưới, chép các dòng sang rồi nhập tệp đó.',
    en: 'This is not an Excel workbook (.xlsx). If the book is in Word or PDF, download an empty template below, copy the rows into it and import that.',
  },
  notUtf8: {
    vi: 'Tệp CSV phải ghi theo mã UTF-8. Trong Excel: Lưu thành → CSV UTF-8.',
    en: 'A CSV file has to be written as UTF-8. In Excel: save as CSV UTF-8.',
  },
  zipBomb: {
    vi: 'Tệp phình ra quá lớn khi mở, giống tệp phá hoại; không nhập.',
    en: 'The file grows beyond all measure when it is opened, as an attack would; it is not read.',
  },
  forbiddenXml: {
    vi: 'Trong tệp có đoạn mà không chương trình bảng tính nào ghi; không nhập.',
    en: 'The file holds parts that no spreadsheet program writes; it is not read.',
  },
  damaged: {
    vi: 'Tệp bị hỏng, không đọc được đến hết. Hãy mở bằng Excel, lưu lại rồi nhập tệp vừa lưu.',
    en: 'The file is damaged. Open it in Excel, save it again and import the new file.',
  },
  noSheet: {
    vi: 'Không nhận ra trang nào: dòng tiêu đề phải có tên cột như trong mẫu. Hãy tải mẫu trống để so.',
    en: 'No sheet was recognised: the header row has to name columns as the templates do. Download one to compare.',
  },
  interrupted: {
    vi: 'Việc đọc tệp bị dừng giữa chừng. Hãy nhập lại tệp.',
    en: 'Reading the file was interrupted. Import the file again.',
  },
  internal: {
    vi: 'Có lỗi trong chương trình khi đọc tệp. Chưa ghi gì vào sổ.',
    en: 'Something went wrong inside while reading the file. Nothing was taken in.',
  },
};

/** What to say of a file that is not read; `damaged` where there are no better words. */
export function refusalWords(code: string): LocalText {
  return words[code] ?? (words.damaged as LocalText);
}
