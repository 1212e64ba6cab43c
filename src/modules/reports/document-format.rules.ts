/**
 * How Decree 30/2020/NĐ-CP (Annex I) and administrative practice write dates, numbers and comparisons.
 * A number and its "%" are held together by a no-break space, so that no line ends between them.
 */
const NO_BREAK_SPACE = '\u00a0';
const NO_FIGURE = '–';

/** Vietnamese capitals of a text, in NFC. */
export function upperCase(text: string): string {
  return text.normalize('NFC').toLocaleUpperCase('vi');
}

/** `Số: 05/BC-UBND`; numbers below 10 get a zero; without a number there is room to write it in. */
export function numberLine(codeNumber: number | null, codeNotation: string): string {
  const written = codeNumber === null ? NO_BREAK_SPACE.repeat(8) : padded(codeNumber);
  return `Số: ${written}/${codeNotation}`;
}

/**
 * `ngày 05 tháng 3 năm 2024` of a day 'YYYY-MM-DD': days below 10 and the months January and February get a
 * zero, as the decree asks.
 */
export function longDate(date: string): string {
  const [year, month, day] = partsOf(date);
  const writtenMonth = month <= 2 ? padded(month) : String(month);
  return `ngày ${padded(day)} tháng ${writtenMonth} năm ${year}`;
}

/** `Hiệp Hòa, ngày 05 tháng 3 năm 2024`; without a day there is room to write it in. */
export function placeAndDate(place: string, date: string | null, year: number): string {
  const gap = NO_BREAK_SPACE.repeat(5);
  return `${place}, ${date === null ? `ngày${gap} tháng${gap} năm ${year}` : longDate(date)}`;
}

/** `15/12/2023` of a day 'YYYY-MM-DD'. */
export function shortDate(date: string): string {
  const [year, month, day] = partsOf(date);
  return `${padded(day)}/${padded(month)}/${year}`;
}

/** The agency's place as it stands before the date: `Hiệp Hòa` of `Xã Hiệp Hòa`, `Phường 1` as it is. */
export function placeName(unitName: string): string {
  const clean = unitName.normalize('NFC').trim();
  const name = clean.replace(/^(xã|phường|thị trấn|đặc khu|thành phố|tỉnh)\s+/iu, '');
  return /^\d/.test(name) ? clean : name;
}

/** A whole or broken number in Vietnamese writing: `1.250`, `12,5` (at most one decimal). */
export function numberText(value: number): string {
  const rounded = roundToTenths(value);
  const [whole = '', decimal] = Math.abs(rounded).toFixed(1).split('.');
  const grouped = whole.replace(/\B(?=(\d{3})+$)/g, '.');
  return `${rounded < 0 ? '-' : ''}${grouped}${decimal === '0' ? '' : `,${decimal}`}`;
}

export type FigureKind = 'count' | 'ratio';

/** A figure: `1.250`, or a ratio of 0.815 as `81,5 %`; nothing known is `–`. */
export function figureText(value: number | null, kind: FigureKind): string {
  if (value === null) return NO_FIGURE;
  return kind === 'ratio' ? percentText(value * 100) : numberText(value);
}

/** `12,5 %` of 12.5. */
export function percentText(percent: number): string {
  return `${numberText(percent)}${NO_BREAK_SPACE}%`;
}

/**
 * The change against an earlier figure: `+12,5 %`, `-3 %`, `0 %`; ratios change by points (`+2,1 điểm %`).
 * No per cent can be given of nothing: then, and where a figure is missing, it is `–`.
 */
export function changeText(value: number | null, earlier: number | null, kind: FigureKind): string {
  const change = changeOf(value, earlier, kind);
  if (change === undefined) return NO_FIGURE;
  const size = roundToTenths(change);
  if (size === 0) return change === 0 ? percentText(0) : `≈${NO_BREAK_SPACE}${percentText(0)}`;
  const unit = kind === 'ratio' ? `điểm${NO_BREAK_SPACE}%` : '%';
  return `${size > 0 ? '+' : '-'}${numberText(Math.abs(size))}${NO_BREAK_SPACE}${unit}`;
}

/**
 * The change in words: `tăng 12,5 % so với cùng kỳ`, `giảm …`, `bằng cùng kỳ`; of nothing earlier the
 * difference itself, `tăng 12 so với cùng kỳ`. Undefined where a figure is missing.
 */
export function comparisonText(
  value: number | null,
  earlier: number | null,
  kind: FigureKind,
): string | undefined {
  if (value === null || earlier === null) return undefined;
  if (value === earlier) return 'bằng cùng kỳ';
  const direction = value > earlier ? 'tăng' : 'giảm';
  return `${direction} ${changeSize(value, earlier, kind)} so với cùng kỳ`;
}

function changeSize(value: number, earlier: number, kind: FigureKind): string {
  const change = changeOf(value, earlier, kind);
  if (change === undefined) return numberText(Math.abs(value - earlier));
  const size = Math.abs(roundToTenths(change));
  const written = size === 0 ? `dưới 0,1${NO_BREAK_SPACE}` : `${numberText(size)}${NO_BREAK_SPACE}`;
  return `${written}${kind === 'ratio' ? 'điểm phần trăm' : '%'}`;
}

// In per cent of the earlier count, or in percentage points of a ratio.
function changeOf(value: number | null, earlier: number | null, kind: FigureKind): number | undefined {
  if (value === null || earlier === null) return undefined;
  if (kind === 'ratio') return (value - earlier) * 100;
  return earlier === 0 ? undefined : ((value - earlier) * 100) / earlier;
}

// Halves go away from zero. 1e-9 mends binary fractions such as 0.815 × 100 = 81.49999999999999.
function roundToTenths(value: number): number {
  const size = Math.floor(Math.abs(value) * 10 + 0.5 + 1e-9) / 10;
  return size === 0 ? 0 : Math.sign(value) * size;
}

/** The list under "Nơi nhận": each line ends with `;`, the last one with `.`. */
export function recipientLines(recipients: readonly string[]): string[] {
  const bare = recipients.map((line) =>
    line
      .trim()
      .replace(/^-\s*/, '')
      .replace(/[;.,\s]+$/, ''),
  );
  const kept = bare.filter((line) => line !== '');
  return kept.map((line, index) => `- ${line}${index === kept.length - 1 ? '.' : ';'}`);
}

/**
 * Text as a document may carry it: NFC, line ends as `\n`, without control characters, without the marks
 * that turn the direction of writing, without halves of surrogate pairs.
 */
export function cleanText(text: string): string {
  return text
    .toWellFormed()
    .normalize('NFC')
    .replace(/\r\n?/g, '\n')
    .replace(/[^\P{Cc}\n\t]|[\u202a-\u202e\u2066-\u2069\ufffe\uffff]/gu, '');
}

/** The paragraphs of a free text: one for each line that is not empty. */
export function paragraphsOf(text: string): string[] {
  const lines = cleanText(text).split('\n');
  return lines.map((line) => line.trim()).filter((line) => line !== '');
}

function padded(value: number): string {
  return String(value).padStart(2, '0');
}

function partsOf(date: string): [number, number, number] {
  const match = /^(\d{4})-(\d{2})-(\d{2})$/.exec(date);
  if (!match) throw new RangeError(`not a day as YYYY-MM-DD: ${date}`);
  return [Number(match[1]), Number(match[2]), Number(match[3])];
}
