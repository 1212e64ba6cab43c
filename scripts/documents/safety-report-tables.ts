import { mm, type ParagraphStyle, paragraph, type Row, table } from './ooxml.ts';

const PADDING = mm(1);

/** Annex I: every indicator in this period, the period before, the same period last year, and the change. */
export function figuresTable(): string {
  const columns: [string, string, number, ParagraphStyle['align']][] = [
    ['STT', '{#figures}{order}', 11.5, 'center'],
    ['Chỉ tiêu', '{label}', 52, 'left'],
    ['Đơn vị', '{unit}', 22, 'center'],
    ['Kỳ này', '{value}', 16.5, 'right'],
    ['{period.previousLabel}', '{previous}', 19, 'right'],
    ['{period.lastYearLabel}', '{lastYear}', 19, 'right'],
    ['So với cùng kỳ', '{change}{/figures}', 25, 'right'],
  ];
  const widths = columns.map(([, , width]) => mm(width));
  const row = (texts: string[], header: boolean): Row => ({
    header,
    cells: texts.map((text, index) => ({
      content: cellText(text, header ? 'center' : columns[index]?.[3], header, 12),
      width: widths[index] ?? 0,
    })),
  });
  const rows = [
    row(
      columns.map(([name]) => name),
      true,
    ),
    row(
      columns.map(([, tag]) => tag),
      false,
    ),
  ];
  return table(rows, { borders: true, widths, padding: PADDING });
}

const GROUPS: { name: string; columns: [string, string][] }[] = [
  {
    name: 'Tuần tra',
    columns: [
      ['Buổi', 'patrol.sessions'],
      ['Lượt người', 'patrol.attendance'],
      ['Vụ việc', 'patrol.incidents'],
    ],
  },
  {
    name: 'Hòa giải',
    columns: [
      ['Tiếp nhận', 'mediation.received'],
      ['Thành', 'mediation.agreed'],
      ['Không thành', 'mediation.notAgreed'],
    ],
  },
  {
    name: 'Tuyên truyền',
    columns: [
      ['Buổi', 'outreach.sessions'],
      ['Lượt người', 'outreach.attendance'],
      ['Tờ rơi', 'outreach.leaflets'],
    ],
  },
  {
    name: 'Tin báo',
    columns: [
      ['Tiếp nhận', 'tip.received'],
      ['Có giá trị', 'tip.valuable'],
    ],
  },
];
const FIXED: [string, string, number][] = [
  ['STT', 'order', 11],
  ['Thôn, tổ dân phố', 'name', 44],
  ['Số hộ', 'households', 16],
  ['Nhân khẩu', 'people', 18],
];
const FIGURE_WIDTH = mm(14.8);

/** Annex II: one row for each hamlet, and the total. Columns can be added and taken out in Word. */
export function areaTable(): string {
  const figures = GROUPS.flatMap(({ columns }) => columns);
  const widths = [...FIXED.map(([, , width]) => mm(width)), ...figures.map(() => FIGURE_WIDTH)];
  const fixedNames = FIXED.map(([, name]) => name);
  const names = [...fixedNames, ...figures.map(([, indicator]) => indicator)];
  const last = names.length - 1;
  const hamlet = names.map((name, index) => {
    if (index === 0) return `{#hamlets}{${name}}`;
    return index === last ? `{${name}}{/hamlets}` : `{${name}}`;
  });
  const total = names.map((name) => (name === 'order' ? '' : `{total.${name}}`));
  const rows = [...headerRows(), figureCells(hamlet, widths, false), figureCells(total, widths, true)];
  return table(rows, { borders: true, widths, padding: mm(0.5) });
}

function headerRows(): Row[] {
  const head = (text: string) => cellText(text, 'center', true, 11);
  const fixed = (mergeDown: 'first' | 'rest') =>
    FIXED.map(([text, , width]) => ({
      content: head(mergeDown === 'first' ? text : ''),
      width: mm(width),
      mergeDown,
    }));
  const groups = GROUPS.map(({ name, columns }) => ({
    content: head(name),
    width: FIGURE_WIDTH * columns.length,
    columns: columns.length,
  }));
  const single = GROUPS.flatMap(({ columns }) =>
    columns.map(([text]) => ({ content: head(text), width: FIGURE_WIDTH })),
  );
  return [
    { header: true, cells: [...fixed('first'), ...groups] },
    { header: true, cells: [...fixed('rest'), ...single] },
  ];
}

function figureCells(texts: string[], widths: number[], bold: boolean): Row {
  const align = (index: number) => (index === 0 ? 'center' : index === 1 ? 'left' : 'right');
  const cells = texts.map((text, index) => ({
    content: cellText(text, align(index), bold, 11),
    width: widths[index] ?? 0,
  }));
  return { cells };
}

function cellText(text: string, align: ParagraphStyle['align'], bold: boolean, size: number): string {
  return paragraph(text, { ...(align ? { align } : {}), bold, size, before: 40, after: 40 });
}
