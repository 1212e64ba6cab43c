import { paragraph, run } from '../ooxml.ts';
import { body, heading, signature } from '../parts.ts';
import { documentTitle, eachLine, paperFile } from './paper-parts.ts';

/**
 * Regulation on organisation and operation of a model; what a team may not do stands in Article 6. It is issued by a
 * decision (Decree 30/2020, Annex III, form 1.3): number, day, legal bases and recipients stand there.
 */
export function modelRegulation(): Buffer {
  return paperFile('Mẫu quy chế hoạt động của mô hình', [
    heading({ dated: false }),
    documentTitle('QUY CHẾ', 'Tổ chức và hoạt động của mô hình “{modelName}”'),
    paragraph('(Kèm theo Quyết định {documentNumber} {issuedOn} của {issuer})', {
      align: 'center',
      size: 13,
      italic: true,
      after: 120,
    }),
    ...general(),
    ...organisation(),
    ...tasks(),
    ...regime(),
    ...closing(),
    signature({ recipients: false }),
  ]);
}

function general(): string[] {
  return [
    chapter('Chương I', 'QUY ĐỊNH CHUNG'),
    article('Điều 1. Phạm vi điều chỉnh, đối tượng áp dụng'),
    body(
      '1. Quy chế này quy định tổ chức, nhiệm vụ, chế độ làm việc và quan hệ phối hợp của mô hình “{modelName}” tại {area.full} (sau đây gọi là mô hình).',
    ),
    body(
      '2. Quy chế áp dụng với {subjects}, các tổ thực hiện mô hình và cơ quan, tổ chức, cá nhân có liên quan.',
    ),
    article('Điều 2. Mục đích'),
    body('{aim}'),
    article('Điều 3. Nguyên tắc hoạt động'),
    body(
      '1. Tự nguyện, tự phòng, tự quản, tự bảo vệ; tuân thủ Hiến pháp và pháp luật; tôn trọng danh dự, nhân phẩm, bí mật đời tư của công dân.',
    ),
    body(
      '2. Đặt dưới sự lãnh đạo của cấp ủy, sự quản lý, điều hành của Ủy ban nhân dân, sự hướng dẫn nghiệp vụ của Công an; phối hợp với Mặt trận Tổ quốc và các đoàn thể.',
    ),
  ];
}

function organisation(): string[] {
  return [
    chapter('Chương II', 'TỔ CHỨC'),
    article('Điều 4. Tổ chức của mô hình'),
    body(
      '1. Mô hình có {teamCount} tổ với {memberCount} thành viên; lực lượng nòng cốt là {coreForce}:',
      true,
    ),
    eachLine('teams'),
    body(
      '2. Mỗi tổ có tổ trưởng, tổ phó và các tổ viên do nhân dân bầu hoặc được cử, Chủ tịch Ủy ban nhân dân cấp xã quyết định thành lập. Nhiệm kỳ của tổ theo nhiệm kỳ của Trưởng thôn, Tổ trưởng tổ dân phố.',
    ),
    body(
      '3. Thành viên là công dân Việt Nam từ đủ 18 tuổi trở lên, có sức khỏe, có uy tín, lý lịch rõ ràng, gương mẫu chấp hành pháp luật và tự nguyện tham gia.',
    ),
  ];
}

function tasks(): string[] {
  return [
    chapter('Chương III', 'NHIỆM VỤ, QUYỀN HẠN'),
    article('Điều 5. Nhiệm vụ'),
    body(
      '1. Nắm tình hình, phát hiện và báo kịp thời vụ việc về an ninh, trật tự; bắt người phạm tội quả tang theo quy định của pháp luật và giao ngay cho cơ quan có thẩm quyền.',
    ),
    body(
      '2. Tuyên truyền, vận động nhân dân chấp hành pháp luật, ký và thực hiện cam kết; hòa giải mâu thuẫn nhỏ; cảm hóa, giáo dục, giúp đỡ người lầm lỗi tại địa bàn.',
    ),
    body('3. Giữ vững các nội dung của mô hình:', true),
    eachLine('checklist'),
    article('Điều 6. Những việc không được làm'),
    body(
      'Thành viên của tổ không được bắt, giữ, khám người, khám nơi ở, khám phương tiện, đồ vật trái pháp luật; không được xử phạt, thu tiền, thu giữ tài sản; không được trang bị, sử dụng vũ khí, công cụ hỗ trợ khi chưa được cấp có thẩm quyền giao; không tiết lộ người cung cấp tin và bí mật đời tư của công dân.',
    ),
  ];
}

function regime(): string[] {
  return [
    chapter('Chương IV', 'CHẾ ĐỘ LÀM VIỆC'),
    article('Điều 7. Hoạt động thường xuyên'),
    eachLine('activityRules'),
    article('Điều 8. Sổ sách, báo cáo'),
    body(
      'Mỗi hoạt động được ghi vào sổ trong ngày. Tổ trưởng báo cáo Công an cấp xã hằng tháng và báo cáo ngay khi có vụ việc. Mô hình được kiểm tra ít nhất mỗi năm một lần, sơ kết 6 tháng và tổng kết năm.',
    ),
    chapter('Chương V', 'QUAN HỆ PHỐI HỢP'),
    article('Điều 9. Phối hợp'),
    body(
      'Tổ phối hợp với Ban công tác Mặt trận, các chi hội, chi đoàn, tổ hòa giải, lực lượng tham gia bảo vệ an ninh, trật tự ở cơ sở và các tổ giáp ranh để trao đổi tình hình, giải quyết vụ việc.',
    ),
  ];
}

function closing(): string[] {
  return [
    chapter('Chương VI', 'KINH PHÍ, TRANG BỊ'),
    article('Điều 10. Kinh phí, trang bị'),
    body(
      'Kinh phí, trang bị của mô hình do ngân sách bảo đảm theo phân cấp và huy động hợp pháp từ tổ chức, cá nhân trên cơ sở tự nguyện; được quản lý, sử dụng đúng mục đích, công khai trước nhân dân.',
    ),
    chapter('Chương VII', 'KHEN THƯỞNG, XỬ LÝ VI PHẠM'),
    article('Điều 11. Khen thưởng, xử lý vi phạm'),
    body(
      'Tập thể, cá nhân có thành tích được khen thưởng theo Luật Thi đua, khen thưởng. Thành viên vi phạm Quy chế thì tùy mức độ bị phê bình, cho thôi tham gia tổ hoặc bị xử lý theo pháp luật.',
    ),
    chapter('Chương VIII', 'TỔ CHỨC THỰC HIỆN'),
    article('Điều 12. Hiệu lực và trách nhiệm thi hành'),
    body(
      'Quy chế có hiệu lực cùng Quyết định ban hành. Công an {area.commune} chủ trì hướng dẫn, theo dõi, kiểm tra. Trong quá trình thực hiện nếu có vướng mắc, các tổ phản ánh về Công an {area.commune} để tổng hợp, trình Ủy ban nhân dân xem xét, sửa đổi, bổ sung./.',
      true,
    ),
  ];
}

function chapter(name: string, title: string): string {
  const centred = { align: 'center', size: 14, bold: true, keepNext: true } as const;
  return paragraph(name, { ...centred, before: 200 }) + paragraph(title, centred);
}

function article(title: string): string {
  return paragraph([run(title, { bold: true })], { style: 'NoiDung', keepNext: true });
}
