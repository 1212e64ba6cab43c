import type { Indicator } from '../figures/indicator.contract.ts';
import type { ReportDocumentData, ReportFigure } from './report-document.contract.ts';
import { sectionPlan } from './report-sections.rules.ts';

/** A made-up report in which every tag has something to show: an edited template is tried out on it. */
export function sampleReport(indicators: readonly Indicator[]): ReportDocumentData {
  const counted = indicators.filter((indicator) => indicator.reportedOnly !== true);
  const figures = counted.map((indicator): ReportFigure => {
    const kind = indicator.display === 'percent' ? 'ratio' : 'count';
    const [value, previous, lastYear] = kind === 'ratio' ? [0.75, 0.7, 0.5] : [12, 10, 8];
    return {
      indicator: indicator.code,
      label: indicator.name.vi,
      unit: indicator.unit.vi,
      kind,
      value,
      previous,
      lastYear,
    };
  });
  const row = {
    name: 'Thôn Mẫu',
    households: 100,
    people: 400,
    values: Object.fromEntries(figures.map(({ indicator, value }) => [indicator, value])),
    outside: false,
  };
  return {
    heading: { parentAgency: 'Ủy ban nhân dân tỉnh Mẫu', agency: 'Ủy ban nhân dân\nxã Mẫu' },
    codeNumber: 5,
    codeNotation: 'BC-UBND',
    place: 'Mẫu',
    issuedDate: '2024-06-17',
    subject: 'Kết quả thực hiện phong trào Toàn dân bảo vệ an ninh Tổ quốc 6 tháng đầu năm 2024',
    period: {
      label: '6 tháng đầu năm 2024',
      from: '2023-12-15',
      to: '2024-06-14',
      previousLabel: '6 tháng cuối năm 2023',
      lastYearLabel: '6 tháng đầu năm 2023',
    },
    area: { name: 'Xã Mẫu', hamletCount: 1, households: 100, people: 400 },
    texts: Object.fromEntries(sectionPlan().map(({ code, title }) => [code, `${title.vi}.`])),
    figures,
    annex: {
      columns: figures.map(({ indicator, label, unit, kind }) => ({ indicator, label, unit, kind })),
      rows: [row],
      total: { ...row, name: 'Tổng cộng' },
    },
    signature: { authority: ['TM. Ủy ban nhân dân'], position: 'Chủ tịch', name: 'Nguyễn Văn Mẫu' },
    recipients: ['Lưu: VT'],
  };
}
