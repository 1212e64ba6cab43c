import { mm, paragraph, table } from '../ooxml.ts';
import {
  type Column,
  eachLine,
  grid,
  headerRow,
  listRow,
  nationHeading,
  paperFile,
  signers,
} from './paper-parts.ts';

const centred = { align: 'center', size: 14, bold: true } as const;
const running = { align: 'both', firstLine: 567, size: 13, before: 60 } as const;
const body = (text: string, keepNext = false): string => paragraph(text, { ...running, keepNext });
const italic = { align: 'center', size: 13, italic: true } as const;

/** The pledge of one household, filled in or to be filled in by hand. */
export function householdPledge(): Buffer {
  return paperFile('Mẫu bản cam kết của hộ gia đình', [
    nationHeading(),
    paragraph('BẢN CAM KẾT', { ...centred, before: 120, keepNext: true }),
    paragraph('{campaign.name}', { ...centred, keepNext: true, after: 120 }),
    identity(),
    body(
      'Sau khi được phổ biến, gia đình tôi tự nguyện cam kết thực hiện từ ngày {campaign.from} đến ngày {campaign.to} các nội dung sau:',
      true,
    ),
    eachLine('commitments', running),
    body(
      'Gia đình tôi hiểu rõ nội dung trên. Việc cam kết là tự nguyện; gia đình có thể rút cam kết bất cứ lúc nào bằng cách báo Trưởng thôn (Tổ trưởng tổ dân phố).',
    ),
    paragraph('{area.title}, ngày ..... tháng ..... năm 20....', {
      align: 'right',
      size: 13,
      italic: true,
      before: 160,
      keepNext: true,
    }),
    signers([
      ['ĐẠI DIỆN HỘ GIA ĐÌNH', '(Ký hoặc điểm chỉ, ghi rõ họ tên)', ''],
      ['TRƯỞNG THÔN (TỔ TRƯỞNG TDP)', '(Ký, ghi rõ họ tên)', ''],
      ['CÔNG AN PHỤ TRÁCH', '(Ký, ghi rõ họ tên)', ''],
    ]),
    paragraph('Bản cam kết lần {campaign.version}', { size: 10, italic: true, align: 'right', before: 120 }),
  ]);
}

// Who pledges on the left, the code to sign by phone on the right.
function identity(): string {
  const line = { size: 13, before: 60 } as const;
  const left = [
    paragraph('Kính gửi: Ủy ban nhân dân {area.commune}', line),
    paragraph('Đại diện hộ gia đình: {household.contactName}', line),
    paragraph('Số nhà: {household.number}', line),
    paragraph('Địa chỉ: {area.fullTitle}', line),
    paragraph('Số nhân khẩu: {household.residents}', line),
  ].join('');
  const right =
    paragraph('{qr}', { align: 'center' }) +
    paragraph('{qrHint}', { align: 'center', size: 10, italic: true });
  const widths = [mm(127), mm(38)];
  const cells = [
    { content: left, width: widths[0] ?? 0 },
    { content: right, width: widths[1] ?? 0 },
  ];
  return table([{ cells }], { borders: false, widths, padding: 0 });
}

const HOUSEHOLDS: Column[] = [
  { name: 'STT', tag: '{order}', width: 11, align: 'center' },
  { name: 'Số nhà', tag: '{number}', width: 22 },
  { name: 'Đại diện hộ', tag: '{contactName}', width: 41 },
  { name: 'Nhân khẩu', tag: '{residents}', width: 15, align: 'center' },
  { name: 'Ký tên hoặc điểm chỉ', tag: '{note}', width: 31, align: 'center' },
  { name: 'Ngày ký', tag: '{signedOn}', width: 24, align: 'center' },
  { name: 'Mã để ký', tag: '{qr}', width: 21, align: 'center' },
];

/** The sheet on which the households of a hamlet sign, each row with its own code. */
export function pledgeSheet(): Buffer {
  return paperFile('Mẫu bản cam kết chung của các hộ gia đình', [
    nationHeading(),
    paragraph('BẢN CAM KẾT CỦA CÁC HỘ GIA ĐÌNH', { ...centred, before: 120, keepNext: true }),
    paragraph('{campaign.name}', { ...centred, keepNext: true }),
    paragraph('{area.fullTitle}', { ...italic, after: 120 }),
    body(
      'Sau khi được phổ biến, các hộ gia đình có tên dưới đây tự nguyện cam kết thực hiện từ ngày {campaign.from} đến ngày {campaign.to} các nội dung sau:',
      true,
    ),
    eachLine('commitments', running),
    paragraph(
      'Hộ nào không ký trên giấy thì quét mã ở dòng của hộ mình bằng điện thoại để đọc lại nội dung và ký. Cam kết có thể rút bất cứ lúc nào.',
      { size: 12, italic: true, align: 'both', before: 120, after: 160 },
    ),
    grid([headerRow(HOUSEHOLDS), listRow('households', HOUSEHOLDS)], HOUSEHOLDS),
    paragraph('Tổng số: {householdCount} hộ.', { size: 13, italic: true, before: 120, keepNext: true }),
    signers([
      ['TRƯỞNG BAN CÔNG TÁC MẶT TRẬN', '(Ký, ghi rõ họ tên)', ''],
      ['TRƯỞNG THÔN (TỔ TRƯỞNG TDP)', '(Ký, ghi rõ họ tên)', ''],
      ['CÔNG AN PHỤ TRÁCH', '(Ký, ghi rõ họ tên)', ''],
    ]),
    paragraph('Bản cam kết lần {campaign.version}', { size: 10, italic: true, align: 'right', before: 120 }),
  ]);
}
