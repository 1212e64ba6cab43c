import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { referenceData } from '../../reference/reference-data.ts';
import { defaultLens, REPORT_SCHEME, reportSlots, reportWindows, startHeading } from './report.rules.ts';
import { COUNTED_SECTIONS, ReportHeading } from './report-content.contract.ts';
import { REPORT_INDICATORS, ReportDocumentData, type ReportFigure } from './report-document.contract.ts';
import { sampleReport } from './report-sample.rules.ts';
import { sectionOfGroup } from './report-sections.rules.ts';
import { kindsSentence, sectionSentences } from './report-sentences.rules.ts';

const { groups, indicators, getPeriodScheme } = referenceData();
const scheme = getPeriodScheme(REPORT_SCHEME);

describe('the periods of official reports', () => {
  test('half years and the year run from the 15th to the 14th', () => {
    const windows = (half: 1 | 2 | null) =>
      reportWindows(scheme, { kind: half === null ? 'year' : 'halfYear', year: 2024, half });
    expect(windows(1).window).toMatchObject({ from: '2023-12-15', to: '2024-06-14' });
    expect(windows(1).previous).toMatchObject({ from: '2023-06-15', to: '2023-12-14' });
    expect(windows(1).lastYear).toMatchObject({ from: '2022-12-15', to: '2023-06-14' });
    expect(windows(2).window).toMatchObject({ from: '2024-06-15', to: '2024-12-14' });
    expect(windows(null).window).toMatchObject({ from: '2023-12-15', to: '2024-12-14' });
  });

  test('no report is owed for days before the unit was there, after it was gone, or to come', () => {
    const slots = (openedOn: string | null, closedOn: string | null, today: string) =>
      reportSlots(scheme, { area: { openedOn, closedOn }, year: 2025, today, known: [] }).map(
        ({ year, half, state }) => `${year}/${half ?? 'year'} ${state}`,
      );
    expect(slots('2025-07-01', null, '2025-12-14')).toEqual(['2025/year notEnded', '2025/2 notEnded']);
    expect(slots('2025-07-01', null, '2025-12-15')).toEqual(['2025/year due', '2025/2 due']);
    expect(slots(null, '2025-06-15', '2025-07-01')).toEqual([
      '2025/year notEnded',
      '2025/1 due',
      '2024/year due',
      '2024/2 due',
      '2024/1 due',
    ]);
    expect(slots(null, null, '2024-12-14')).toEqual(['2024/year notEnded', '2024/2 notEnded', '2024/1 due']);
  });

  test('a unit that is gone reports as it was, its successor as it is today', () => {
    const window = { from: '2023-12-15', to: '2024-06-14' };
    expect(defaultLens({ openedOn: null, closedOn: '2025-07-01' }, window, '2026-01-01')).toBe('then');
    expect(defaultLens({ openedOn: null, closedOn: '2025-07-01' }, window, '2025-01-01')).toBe('today');
    expect(defaultLens({ openedOn: '2025-07-01', closedOn: null }, window, '2026-01-01')).toBe('today');
  });
});

describe('what a report begins with', () => {
  test('the heading of a people’s committee is one that a document can have', () => {
    const name = { vi: 'Năm 2024', en: 'Year 2024' };
    for (const area of ['Xã Lương Phong', 'Phường 1', 'Đặc khu Phú Quốc', 'Thị trấn Thắng']) {
      expect(ReportHeading.safeParse(startHeading(area, name, undefined)).success).toBe(true);
    }
    expect(startHeading('Phường 1', name, undefined)).toMatchObject({
      agency: 'Ủy ban nhân dân\nphường 1',
      place: 'Phường 1',
      subject: 'Kết quả thực hiện phong trào Toàn dân bảo vệ an ninh Tổ quốc năm 2024',
    });
  });

  test('every group of indicators has its heading, and templates are tried out with every indicator', () => {
    expect(groups.map(({ code }) => sectionOfGroup(code))).not.toContain('coordination');
    const sample = ReportDocumentData.parse(sampleReport(indicators));
    const shown = sample.figures.map(({ indicator }) => indicator);
    expect(shown).toEqual(expect.arrayContaining([...REPORT_INDICATORS]));
  });
});

// Named in sentences, beside those that templates can always name.
const MORE_INDICATORS = [
  'model.dormant',
  'model.dormantShare',
  'model.founded',
  'model.replicated',
  'model.merged',
  'model.retired',
  'team.teams',
  'team.members',
  'team.persons',
  'team.trainedPersons',
  'team.trainedShare',
  'household.pledged',
  'pledge.coverage',
  'visit.sessions',
  'visit.households',
  'visit.organisations',
  'meeting.sessions',
  'meeting.attendance',
  'meeting.femaleShare',
  'incident.beyondPatrol',
  'inspection.sessions',
  'inspection.places',
  'inspection.withFaults',
  'inspection.mended',
];

describe('sentences', () => {
  test('models are told as the guidance counts them: kinds, sites, teams, members, and what became of them', () => {
    const figure = (indicator: string, value: number, kind: 'count' | 'ratio' = 'count'): ReportFigure => ({
      indicator,
      label: indicator,
      unit: '',
      kind,
      value,
      previous: null,
      lastYear: null,
    });
    const figures = [
      figure('model.kinds', 2),
      figure('model.sites', 14),
      figure('model.teams', 21),
      figure('model.members', 147),
      figure('model.founded', 13),
      figure('model.replicated', 12),
      figure('model.retired', 1),
      figure('model.dormant', 3),
      figure('model.dormantShare', 3 / 14, 'ratio'),
      figure('household.pledged', 118),
      figure('pledge.coverage', 118 / 120, 'ratio'),
    ];
    expect(sectionSentences('models', figures).map((text) => text.replaceAll('\u00a0', ' '))).toEqual([
      'Đến cuối kỳ có 2 loại mô hình tại 14 điểm, với 21 tổ và 147 thành viên.',
      'Trong kỳ đã ra mắt 13 điểm (trong đó nhân rộng 12 điểm), thanh loại 1 điểm.',
      'Có 3 điểm không còn đủ hoạt động theo quy định của loại mô hình, chiếm 21,4 %.',
      'Có 118 hộ đang thực hiện bản cam kết, đạt 98,3 % số hộ thường xuyên sinh sống.',
    ]);
    expect(
      kindsSentence([
        { name: 'Cổng trường an toàn giao thông', sites: 1, teams: 0, members: 0 },
        { name: 'Tổ tự quản', sites: 13, teams: 21, members: 147 },
        { name: 'Camera an ninh', sites: 0, teams: 0, members: 0 },
      ]),
    ).toBe('Trong đó: Tổ tự quản: 13 điểm, 21 tổ, 147 thành viên; Cổng trường an toàn giao thông: 1 điểm.');
    expect(kindsSentence([{ name: 'Tổ tự quản', sites: 13, teams: 21, members: 147 }])).toBeUndefined();
  });

  test('what the hamlet’s other books tell stands where it belongs, each incident once', () => {
    const figure = (indicator: string, value: number): ReportFigure => ({
      ...{ indicator, label: indicator, unit: '', kind: 'count', value, previous: null, lastYear: null },
    });
    const figures = [
      figure('patrol.sessions', 40),
      figure('patrol.attendance', 160),
      figure('patrol.incidents', 3),
      figure('incident.recorded', 5),
      figure('incident.beyondPatrol', 2),
      figure('inspection.sessions', 4),
      figure('inspection.places', 30),
      figure('inspection.withFaults', 2),
      figure('inspection.mended', 1),
      figure('visit.sessions', 6),
      figure('visit.households', 31),
      figure('visit.organisations', 2),
    ];
    const told = (section: 'patrol' | 'outreach') =>
      sectionSentences(section, figures).map((text) => text.replaceAll('\u00a0', ' '));
    expect(told('patrol').slice(0, 3)).toEqual([
      'Các lực lượng đã tổ chức 40 buổi tuần tra với 160 lượt người tham gia; ghi nhận 3 vụ việc.',
      'Ngoài tuần tra, ghi nhận 2 vụ việc từ các nguồn khác.',
      'Kiểm tra, nhắc nhở 4 lần với 30 lượt nơi; 2 lần có tồn tại, đã sửa xong 1 lần.',
    ]);
    expect(told('outreach')[1]).toBe('Đã 6 lần thăm hỏi, vận động, đến 31 lượt hộ, 2 lượt cơ quan, tổ chức.');
  });

  const figure = fc.record({
    indicator: fc.constantFrom(...REPORT_INDICATORS, ...MORE_INDICATORS),
    label: fc.constant('x'),
    unit: fc.constant('vụ'),
    kind: fc.constantFrom('count' as const, 'ratio' as const),
    value: fc.option(fc.nat(5_000_000)),
    previous: fc.option(fc.nat(5_000_000)),
    lastYear: fc.option(fc.nat(5_000_000)),
  });

  test('whatever the figures are, each section has sentences that end and say no empty word', () => {
    fc.assert(
      fc.property(fc.array(figure, { maxLength: 30 }), (figures: ReportFigure[]) => {
        for (const section of COUNTED_SECTIONS) {
          const sentences = sectionSentences(section, figures);
          expect(sentences.length).toBeGreaterThan(0);
          for (const sentence of sentences) {
            expect(sentence).toMatch(/^\p{Lu}.*[^.]\.$/u);
            expect(sentence).not.toMatch(/null|undefined|NaN|–| {2}|\(\)/u);
            expect(sentence).toBe(sentence.normalize('NFC'));
          }
        }
      }),
    );
  });
});
