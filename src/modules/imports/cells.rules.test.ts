import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { type CellResult, isBlank, type RawCell, typedCell } from './cell-result.rules.ts';
import {
  checkOrder,
  parseChoice,
  parseChoices,
  parseDay,
  parsePlace,
  parseText,
  parseTime,
  parseYesNo,
} from './cells.rules.ts';
import { parseDecimal, parseWholeNumber } from './number-cells.rules.ts';

/** The value, or the code of the problem; a problem must always say what would be right, in both languages. */
function answer<T>(result: CellResult<T>): T | string {
  if (result.ok) return result.value;
  expect(result.expected.vi.length).toBeGreaterThan(5);
  expect(result.expected.en.length).toBeGreaterThan(5);
  return result.code;
}

const numberCell = (value: number): RawCell => ({ text: String(value), value, isDate: false });
const excelCell = (value: string): RawCell => ({ text: value, value, isDate: true });
const errorCell: RawCell = { text: '#REF!', value: null, isDate: false, isError: true };
const free = { required: false };
const required = { required: true };

const day = (text: string) => answer(parseDay(typedCell(text), { ...required, today: '2025-06-30' }));
const time = (text: string) => answer(parseTime(typedCell(text), required));
const whole = (text: string) =>
  answer(parseWholeNumber(typedCell(text), { ...required, min: 0, max: 100_000 }));
const decimal = (text: string) => answer(parseDecimal(typedCell(text), { ...required, places: 2 }));

const anyDay = fc
  .date({ min: new Date('1900-01-01T00:00:00Z'), max: new Date('2099-12-31T00:00:00Z'), noInvalidDate: true })
  .map((date) => date.toISOString().slice(0, 10));

describe('days', () => {
  test('every way of writing one day gives that day', () => {
    const ways = [
      '7/3/2024',
      '07/03/2024',
      '07-03-2024',
      '07.03.2024',
      'ngày 7 tháng 3 năm 2024',
      '2024-03-07',
    ];
    const untidy = [
      ' 7 / 3 / 2024 ',
      'NGÀY 07  THÁNG 03 NĂM 2024',
      'ngày 7 tháng 3 năm 2024'.normalize('NFD'),
    ];
    for (const text of [...ways, ...untidy, 'Ngày 7/3/2024', '2024/3/7'])
      expect([text, day(text)]).toEqual([text, '2024-03-07']);
    expect(answer(parseDay(excelCell('2024-03-07T21:30'), required))).toBe('2024-03-07');
  });

  test('what the calendar does not have, and years that must be guessed, are refused', () => {
    const wrong = ['31/02/2024', '29/2/2023', '0/1/2024', '1/13/2024', '3/25/2024', '7/3/24', '7/3', '2024'];
    for (const text of [
      ...wrong,
      '7/3-2024',
      '45358',
      'hôm qua',
      '7/3/0024',
      'tháng 3 năm 2024',
      '7/3/2024 và 8/3/2024',
    ]) {
      expect([text, day(text)]).toEqual([text, 'invalidDate']);
    }
    expect(answer(parseDay(numberCell(45_358), required))).toBe('invalidDate');
    expect(answer(parseDay(excelCell('21:30'), required))).toBe('invalidDate');
    expect(answer(parseDay(errorCell, required))).toBe('invalidDate');
  });

  test('the future begins tomorrow, and only where today is given', () => {
    expect(day('30/6/2025')).toBe('2025-06-30');
    expect(day('1/7/2025')).toBe('inTheFuture');
    expect(answer(parseDay(typedCell('1/7/2099'), required))).toBe('2099-07-01');
    expect(answer(parseDay(typedCell('1/7/1999'), { ...required, earliest: '2000-01-01' }))).toBe(
      'invalidDate',
    );
  });

  test('any day written in any way comes back', () => {
    const pad = (part: number) => String(part).padStart(2, '0');
    const writers: ((y: number, m: number, d: number) => string)[] = [
      (y, m, d) => `${d}/${m}/${y}`,
      (y, m, d) => `${pad(d)}-${pad(m)}-${y}`,
      (y, m, d) => `${pad(d)}.${pad(m)}.${y}`,
      (y, m, d) => `Ngày ${d} tháng ${m} năm ${y}`.normalize('NFD'),
      (y, m, d) => `${y}-${pad(m)}-${pad(d)}`,
    ];
    fc.assert(
      fc.property(anyDay, fc.constantFrom(...writers), (wanted, write) => {
        const [y = 0, m = 0, d = 0] = wanted.split('-').map(Number);
        expect(answer(parseDay(typedCell(write(y, m, d)), required))).toBe(wanted);
      }),
    );
  });
});

describe('times', () => {
  test('every way of writing a time', () => {
    for (const text of [
      '21h30',
      '21:30',
      '21 giờ 30',
      '21g30',
      '21H30',
      '21 h 30',
      '21:30:15',
      '21 giờ 30 phút',
      '21h30p',
    ]) {
      expect([text, time(text)]).toEqual([text, '21:30']);
    }
    expect(['0h00', '21h', '0:30', '9 giờ', '7g5'].map(time)).toEqual([
      '00:00',
      '21:00',
      '00:30',
      '09:00',
      '07:05',
    ]);
    expect(answer(parseTime(excelCell('21:30'), required))).toBe('21:30');
    expect(answer(parseTime(excelCell('2024-03-07T06:05'), required))).toBe('06:05');
    expect(answer(parseTime(numberCell(0.895_833_333_3), required))).toBe('21:30');
  });

  test('what is no time of day is refused', () => {
    const wrong = [
      '25h10',
      '24h00',
      '21:60',
      '21',
      '21.30',
      '21:',
      ':30',
      '-1h',
      'tối',
      '21h30-22h30',
      '21h305',
    ];
    for (const text of wrong) expect([text, time(text)]).toEqual([text, 'invalidTime']);
    for (const value of [0, 1, 21, 1.5, -0.5])
      expect(answer(parseTime(numberCell(value), required))).toBe('invalidTime');
    expect(answer(parseTime(excelCell('25:10'), required))).toBe('invalidTime');
    expect(answer(parseTime(excelCell('2024-03-07'), required))).toBe('invalidTime');
  });

  test('any minute of the day, in words and as the fraction Excel keeps', () => {
    fc.assert(
      fc.property(
        fc.integer({ min: 1, max: 1439 }),
        fc.constantFrom(':', 'h', 'g', ' giờ ', ' h'),
        (minutes, mark) => {
          const [hour, minute] = [Math.floor(minutes / 60), String(minutes % 60).padStart(2, '0')];
          const wanted = `${String(hour).padStart(2, '0')}:${minute}`;
          expect(time(`${hour}${mark}${minute}`)).toBe(wanted);
          expect(answer(parseTime(numberCell(minutes / 1440), required))).toBe(wanted);
        },
      ),
    );
  });
});

describe('numbers', () => {
  test('whole numbers as people write them', () => {
    const written: [string, number][] = [
      ['12', 12],
      [' 12 ', 12],
      ['12 người', 12],
      ['12người', 12],
      ['12 LƯỢT NGƯỜI', 12],
      ['1.250', 1250],
      ['1 250', 1250],
      ['1\u00a0250 người', 1250],
      ['12.500', 12_500],
      ['007', 7],
      ['+5', 5],
      ['-0', 0],
      ['0', 0],
    ];
    for (const [text, value] of written) expect([text, whole(text)]).toEqual([text, value]);
  });

  test('what is no whole number is refused, also where it would be easy to guess', () => {
    const wrong = [
      'nhiều',
      '12,5',
      '1,250',
      '1.25',
      '1.2500',
      '1.250.00',
      '2 nghìn',
      '3 hoặc 4',
      '10-12',
      '1e3',
      '0x10',
      '12 12',
    ];
    for (const text of wrong) expect([text, whole(text)]).toEqual([text, 'notANumber']);
    expect(answer(parseWholeNumber(numberCell(1.25), required))).toBe('notANumber');
    expect(answer(parseWholeNumber(excelCell('2024-03-07'), required))).toBe('notANumber');
    expect(answer(parseWholeNumber({ text: 'TRUE', value: true, isDate: false }, required))).toBe(
      'notANumber',
    );
    expect(answer(parseWholeNumber(errorCell, required))).toBe('notANumber');
  });

  test('limits', () => {
    expect(['-4', '100001', '9'.repeat(25), '0', '100.000'].map(whole)).toEqual([
      'outOfRange',
      'outOfRange',
      'outOfRange',
      0,
      100_000,
    ]);
    expect(answer(parseWholeNumber(numberCell(-4), { ...required, min: 0 }))).toBe('outOfRange');
    expect(answer(parseWholeNumber(numberCell(1e300), required))).toBe('outOfRange');
  });

  test('any whole number, with dots or spaces between thousands or a unit behind it', () => {
    fc.assert(
      fc.property(
        fc.integer({ min: 0, max: 100_000 }),
        fc.constantFrom('', '.', ' '),
        fc.constantFrom('', ' người', ' hộ'),
        (value, mark, unit) => {
          const text = String(value).replace(/\B(?=(\d{3})+$)/g, mark) + unit;
          expect(whole(text)).toBe(value);
        },
      ),
    );
  });

  test('decimals are exact and are never rounded unseen', () => {
    const written: [string, string][] = [
      ['12,5', '12.5'],
      ['12.5', '12.5'],
      ['1.250', '1250'],
      ['1.250,75', '1250.75'],
      ['1 250,7', '1250.7'],
      ['12,50', '12.5'],
      ['-0,5', '-0.5'],
      ['0,1', '0.1'],
    ];
    for (const [text, value] of written) expect([text, decimal(text)]).toEqual([text, value]);
    for (const text of ['1,2,3', '12,', ',5', '12,555', 'x', '1,25.0', '']) {
      expect([text, decimal(text)]).toEqual([text, text === '' ? 'required' : 'notANumber']);
    }
    expect(answer(parseDecimal(numberCell(0.1), required))).toBe('0.1');
    expect(answer(parseDecimal(numberCell(1e30), required))).toBe('notANumber');
    expect(answer(parseDecimal(typedCell('100,1'), { ...required, max: '100' }))).toBe('outOfRange');
    expect(answer(parseDecimal(typedCell('-0,1'), { ...required, min: '0', max: '100' }))).toBe('outOfRange');
  });
});

describe('words', () => {
  test('yes and no', () => {
    const yesNo = (text: string) => answer(parseYesNo(typedCell(text), free));
    expect(['x', 'X', ' Có ', 'CÓ', 'Có'.normalize('NFD')].map(yesNo)).toEqual([
      true,
      true,
      true,
      true,
      true,
    ]);
    expect(['Không', 'KHÔNG'.normalize('NFD'), '', '  '].map(yesNo)).toEqual([false, false, false, false]);
    expect(['có thể', 'chưa rõ', 'xx'].map(yesNo)).toEqual([
      'unknownChoice',
      'unknownChoice',
      'unknownChoice',
    ]);
    expect(answer(parseYesNo(undefined, free))).toBe(false);
    expect(answer(parseYesNo(undefined, required))).toBe('required');
    expect(answer(parseYesNo(typedCell('ĐẠT'), { ...free, words: { yes: ['Đạt'], no: ['Chưa đạt'] } }))).toBe(
      true,
    );
  });

  const choices = [
    { code: 'agreed', labels: ['Hòa giải thành', 'Thành'] },
    { code: 'family', labels: ['Hôn nhân, gia đình'] },
    { code: 'other', labels: ['Khác', 'Khác'] },
  ];
  const choice = (text: string) => answer(parseChoice(typedCell(text), choices, required));

  test('a choice is known by any label or its code, however it is composed and spaced', () => {
    const ways = [
      'Hòa giải thành',
      'HÒA GIẢI THÀNH',
      ' hòa  giải thành',
      'Hoà giải thành',
      'thành',
      'AGREED',
    ];
    expect(ways.map(choice)).toEqual(ways.map(() => 'agreed'));
    expect(choice('Hôn nhân,gia đình'.normalize('NFD'))).toBe('family');
    expect(['Tạm ổn', 'hoa giai thanh', 'Hòa giải', '#N/A'].map(choice)).toEqual(
      Array(4).fill('unknownChoice'),
    );
    expect(choice(' ')).toBe('required');
    const wrong = parseChoice(typedCell('Tạm ổn'), choices, free);
    expect(wrong).toMatchObject({ expected: { vi: 'Một trong: Hòa giải thành; Hôn nhân, gia đình; Khác.' } });
  });

  test('several choices stand in lines or between semicolons', () => {
    const several = (text: string) => answer(parseChoices(typedCell(text), choices, free));
    expect(several('Khác; hôn nhân, gia đình;')).toEqual(['family', 'other']);
    expect(several('KHÁC\nThành\nkhác')).toEqual(['agreed', 'other']);
    expect(several('Khác, Thành')).toBe('unknownChoice');
    expect(several('')).toEqual([]);
  });

  test('text is kept as typed, composed and trimmed', () => {
    const text = (typed: string) => answer(parseText(typedCell(typed), { ...free, maxLength: 60 }));
    expect(text('=HYPERLINK("http://example.invalid","xem")')).toBe(
      '=HYPERLINK("http://example.invalid","xem")',
    );
    expect(text(' - việc  hai cách ')).toBe('- việc  hai cách');
    expect(text('Hòa giải'.normalize('NFD'))).toBe('Hòa giải'.normalize('NFC'));
    expect(text('dòng 1\r\ndòng 2')).toBe('dòng 1 dòng 2');
    expect(text('a'.repeat(61))).toBe('tooLong');
    expect(text(' ')).toBe(null);
    expect(answer(parseText(typedCell('dòng 1\r\ndòng 2 \n'), { ...free, multiline: true }))).toBe(
      'dòng 1\ndòng 2',
    );
    expect(answer(parseText(errorCell, free))).toBe('formulaError');
  });

  test('a place is what the list of areas finds; ends must follow starts', () => {
    const find = (name: string) => (name === 'Thôn Cấm' ? 'a1' : undefined);
    expect(answer(parsePlace(typedCell(' Thôn  Cấm '), find, required))).toBe('a1');
    expect(answer(parsePlace(typedCell('Thôn Không Có'), find, required))).toBe('unknownArea');
    expect(answer(checkOrder('2024-03-07', '2024-03-06'))).toBe('endsBeforeStart');
    expect(
      [checkOrder('2024-03-07', '2024-03-07'), checkOrder('2024-03-07', null)].every((result) => result.ok),
    ).toBe(true);
  });
});

test('whatever stands in a cell, every parser gives a value of its type or a problem', () => {
  const cell = fc.oneof(
    fc.string({ unit: 'grapheme' }).map(typedCell),
    fc.string().map(typedCell),
    fc.double().map(numberCell),
    fc.constantFrom(errorCell, excelCell('2024-03-07'), excelCell('21:30')),
  );
  fc.assert(
    fc.property(cell, (any) => {
      expect(answer(parseDay(any, free)) ?? '0000-00-00').toMatch(/^(\d{4}-\d\d-\d\d|invalidDate)$/);
      expect(answer(parseTime(any, free)) ?? '00:00').toMatch(/^(\d\d:\d\d|invalidTime)$/);
      expect(String(answer(parseWholeNumber(any, free)) ?? 0)).toMatch(/^(-?\d+|notANumber|outOfRange)$/);
      expect(answer(parseDecimal(any, free)) ?? '0').toMatch(/^(-?\d+(\.\d+)?|notANumber)$/);
      expect(String(answer(parseYesNo(any, free)))).toMatch(/^(true|false|unknownChoice)$/);
      const text = answer(parseText(any, free));
      expect(text === null || text === text.normalize('NFC').trim()).toBe(true);
      if (isBlank(any)) expect(answer(parseText(any, required))).toBe('required');
    }),
  );
});
