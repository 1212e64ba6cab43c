import { formatDay, isDate } from '../../platform/dates.ts';
import type { LocalText } from '../../platform/text.ts';

/** What would be right in a cell, in one sentence, for the list of problems. */
export const expected = {
  required: { vi: 'Ô này không được để trống.', en: 'This cell must not be empty.' },
  day: {
    vi: 'Ngày có thật, ghi ngày trước, năm đủ bốn chữ số, ví dụ 7/3/2024.',
    en: 'A day of the calendar, day first, with a year of four digits, e.g. 7/3/2024.',
  },
  time: {
    vi: 'Giờ từ 0h00 đến 23h59, ví dụ 21h30 hoặc 21:30.',
    en: 'A time from 0:00 to 23:59, e.g. 21:30 or 21h30.',
  },
  wholeNumber: { vi: 'Số nguyên, ví dụ 12 hoặc 1.250.', en: 'A whole number, e.g. 12 or 1.250.' },
  yesNo: { vi: 'Ghi x hoặc Có; để trống hoặc ghi Không.', en: 'x or “Có” for yes; empty or “Không” for no.' },
  noError: {
    vi: 'Ghi nội dung thay cho công thức đang báo lỗi.',
    en: 'The text itself instead of a formula that shows an error.',
  },
  place: {
    vi: 'Tên thôn, đơn vị trong danh sách địa bàn, hoặc “Toàn xã”.',
    en: 'A hamlet or organisation in the list of areas, or “Toàn xã” for the whole commune.',
  },
  decimal(places: number): LocalText {
    return places === 0
      ? expected.wholeNumber
      : {
          vi: `Số, dấu phẩy trước phần lẻ (nhiều nhất ${places} chữ số), ví dụ 12,5.`,
          en: `A number with a comma before at most ${places} decimals, e.g. 12,5.`,
        };
  },
  notAfter(day: string): LocalText {
    return { vi: `Ngày không sau ${formatDay(day)}.`, en: `A day not after ${formatDay(day)}.` };
  },
  notBefore(start: string): LocalText {
    const from = isDate(start) ? formatDay(start) : start;
    return { vi: `Không sớm hơn ${from}.`, en: `Not earlier than ${from}.` };
  },
  range(min: string | number | undefined, max: string | number | undefined): LocalText {
    const [low, high] = [min, max].map((limit) => limit?.toString().replace('.', ','));
    if (low === undefined && high === undefined) return { vi: 'Số nhỏ hơn.', en: 'A smaller number.' };
    if (high === undefined) return { vi: `Số từ ${low} trở lên.`, en: `${low} or more.` };
    if (low === undefined) return { vi: `Số không quá ${high}.`, en: `At most ${high}.` };
    return { vi: `Số từ ${low} đến ${high}.`, en: `A number from ${low} to ${high}.` };
  },
  shorter(maxLength: number): LocalText {
    return { vi: `Không quá ${maxLength} ký tự.`, en: `At most ${maxLength} characters.` };
  },
  oneOf(labels: readonly string[]): LocalText {
    const SHOWN = 12;
    const list = labels.slice(0, SHOWN).join('; ') + (labels.length > SHOWN ? '; …' : '');
    return { vi: `Một trong: ${list}.`, en: `One of: ${list}.` };
  },
} as const;
