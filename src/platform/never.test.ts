import { describe, expect, it } from 'vitest';
import { findNever } from './never.ts';

describe('what the system never keeps', () => {
  it.each([
    ['religion', 'note', ['Tôn giáo của chủ hộ', 'Note']],
    ['religion', 'note', ['Ton giao', 'Note']],
    ['religion', 'tonGiao', ['Ghi chú thêm', 'Extra note']],
    ['religion', 'religiousFacilityTonGiao', ['Ghi chú thêm', 'Extra note']],
    ['religion', 'tongiao2', ['Ghi chú thêm', 'Extra note']],
    ['religion', 'x', ['Ghi chú', 'Religion of the person']],
    ['ethnicity', 'dan_toc', ['Cột 5', 'Column 5']],
    ['ethnicity', 'x', ['DÂN TỘC', 'Group']],
    ['politicalOpinion', 'x', ['Quan điểm chính trị', 'Opinion']],
    ['identityCard', 'x', ['Số CCCD', 'Number']],
    ['identityCard', 'soCccd', ['Số', 'Number']],
    ['identityCard', 'idNumber', ['Số', 'Number']],
    ['suspect', 'x', ['Đối tượng nghi vấn', 'Name']],
    ['suspect', 'x', ['Họ tên', 'Suspect’s name']],
    ['personName', 'x', ['Họ và tên người báo', 'Who']],
    ['personName', 'victimName', ['Khác', 'Other']],
    ['stateSecret', 'x', ['Độ mật', 'Mark']],
    ['stateSecret', 'x', ['MẬT', 'Mark']],
  ])('refuses a field for %s', (rule, code, labels) => {
    expect(findNever('field', code, labels)?.rule).toBe(rule);
  });

  it.each([
    ['attendance', ['Số người có mặt', 'People present']],
    ['audience', ['Đối tượng', 'Audience']],
    ['theft', ['Thiệt hại do mất trộm', 'Loss by theft']],
    ['facilities', ['Số cơ sở tôn giáo', 'Religious facilities']],
    ['front', ['Ủy ban Mặt trận Tổ quốc', 'Fatherland Front']],
    ['trace', ['Dấu vết', 'Trace']],
    ['surface', ['Loại mặt đường', 'Classification of the road']],
  ])('does not stumble over the innocent field %s', (code, labels) => {
    expect(findNever('field', code, labels)).toBeUndefined();
  });

  it('lets outreach speak about identity cards, but no field ask for their number', () => {
    expect(findNever('choice', 'idCards', ['Cấp căn cước', 'Issuing of identity cards'])).toBeUndefined();
    expect(findNever('field', 'idCards', ['Số căn cước', 'Number'])?.reason.vi).toContain('giấy tờ tùy thân');
  });
});
