import { addDays, minDay } from '../../../../platform/dates.ts';
import type { LocalText } from '../../../../platform/text.ts';
import type { EntryValues, Field } from '../../../activities/field.contract.ts';
import type { FieldTask, TaskAnswer } from '../../../models/field-tasks.contract.ts';
import type { CheckResult, ReviewResult } from '../../../models/model-site.contract.ts';
import { addMonths } from '../../../models/site-plan.rules.ts';

const t = (vi: string, en: string): LocalText => ({ vi, en });
const base = (code: string, label: LocalText) => ({ code, label, headers: [code] });
const long = (code: string, vi: string, en: string): Field => ({
  ...base(code, t(vi, en)),
  type: 'longText',
  maxLength: 4000,
});
const choice = (
  code: string,
  label: LocalText,
  choices: readonly (readonly [string, string, string])[],
): Field => ({
  ...base(code, label),
  type: 'choice',
  required: true,
  choices: choices.map(([one, vi, en]) => ({ code: one, label: t(vi, en) })),
});

const VERDICTS = [
  ['good', 'Đạt', 'Met'],
  ['partly', 'Đạt một phần', 'Partly met'],
  ['poor', 'Chưa đạt', 'Not met'],
  ['notApplicable', 'Không áp dụng', 'Does not apply'],
] as const;
const RATINGS = [
  ['good', 'Tốt', 'Good'],
  ['fair', 'Khá', 'Fair'],
  ['weak', 'Yếu', 'Weak'],
] as const;
const PROPOSALS = [
  ['keep', 'Duy trì', 'Keep'],
  ['replicate', 'Nhân rộng', 'Replicate'],
  ['merge', 'Sáp nhập', 'Merge'],
  ['retire', 'Thanh loại', 'Retire'],
] as const;
const verdictOf = (code: string): string => `verdict_${code}`;
const noteOf = (code: string): string => `note_${code}`;

/** The questions of a check (line by line of the kind's checklist) or of a review, in the order in which they are asked. */
export function taskFields(task: FieldTask): Field[] {
  const day: Field = {
    ...base(
      'doneOn',
      task.kind === 'check' ? t('Ngày kiểm tra', 'Day of the check') : t('Ngày sơ kết', 'Day of the review'),
    ),
    ...{ type: 'date', required: true, earliest: task.since },
  };
  const who: Field = {
    ...base('responsible', t('Ai kiểm tra, ai chịu trách nhiệm', 'Who is responsible')),
    ...{ type: 'text', maxLength: 200 },
  };
  return task.kind === 'check' ? [day, ...checkFields(task), who] : [day, ...reviewFields(), who];
}

function checkFields({ checklist }: FieldTask): Field[] {
  return [
    ...checklist.flatMap(({ code, text }): Field[] => [
      choice(verdictOf(code), text, VERDICTS),
      {
        ...base(noteOf(code), t(`Thiếu gì: ${text.vi}`, `What is missing: ${text.en}`)),
        ...{ type: 'text', maxLength: 500, showIf: { field: verdictOf(code), in: ['partly', 'poor'] } },
      },
    ]),
    long('findings', 'Nhận xét chung', 'Findings'),
    long('demands', 'Yêu cầu khắc phục', 'What has to be put right'),
    {
      ...base('until', t('Khắc phục trước ngày', 'To be put right by')),
      ...{ type: 'date', allowFuture: true, showIf: { field: 'demands', notEmpty: true } },
    },
  ];
}

function reviewFields(): Field[] {
  return [
    { ...base('from', t('Kỳ sơ kết từ ngày', 'Reviewed from')), type: 'date', required: true },
    { ...base('to', t('Đến ngày', 'Until')), type: 'date', required: true, notBefore: 'from' },
    long('results', 'Kết quả', 'Results'),
    long('strengths', 'Ưu điểm', 'Strengths'),
    long('weaknesses', 'Tồn tại, nguyên nhân', 'Weaknesses and causes'),
    long('lessons', 'Bài học', 'Lessons'),
    long('nextTasks', 'Nhiệm vụ thời gian tới', 'Next tasks'),
    choice('rating', t('Xếp loại', 'Rating'), RATINGS),
    choice('proposal', t('Đề xuất', 'Proposal'), PROPOSALS),
  ];
}

/** What is filled in before anybody answers. A verdict never is: a check is no formality. */
export function firstValues(task: FieldTask, today: string): EntryValues {
  if (task.kind === 'check') return { doneOn: today };
  return {
    doneOn: today,
    from: addDays(addMonths(task.dueOn, -6), 1),
    to: minDay(task.dueOn, today),
  };
}

/** What is sent. Values are those of {@link taskFields}, checked. */
export function answerOf(task: FieldTask, values: EntryValues): TaskAnswer {
  const text = (code: string): string => (typeof values[code] === 'string' ? values[code] : '');
  const doneOn = text('doneOn');
  if (task.kind === 'review')
    return {
      doneOn,
      result: {
        kind: 'review',
        ...{ from: text('from'), to: text('to'), responsible: text('responsible'), results: text('results') },
        ...{ strengths: text('strengths'), weaknesses: text('weaknesses'), lessons: text('lessons') },
        nextTasks: text('nextTasks'),
        rating: text('rating') as ReviewResult['rating'],
        proposal: text('proposal') as ReviewResult['proposal'],
      },
    };
  return {
    doneOn,
    result: {
      kind: 'check',
      responsible: text('responsible'),
      answers: task.checklist.map(({ code }) => ({
        code,
        verdict: text(verdictOf(code)) as CheckResult['answers'][number]['verdict'],
        note: text(noteOf(code)),
      })),
      ...{ findings: text('findings'), demands: text('demands'), until: text('until') || null },
    },
  };
}

/** The values behind an answer that came back, to be put right. */
export function valuesOf({ doneOn, result }: TaskAnswer): EntryValues {
  if (result.kind === 'review') {
    const { kind: _kind, ...rest } = result;
    return { doneOn, ...rest };
  }
  const { responsible, findings, demands, until, answers } = result;
  const given = answers.flatMap(({ code, verdict, note }) => [
    [verdictOf(code), verdict],
    [noteOf(code), note],
  ]);
  return {
    doneOn,
    responsible,
    findings,
    demands,
    ...(until ? { until } : {}),
    ...Object.fromEntries(given),
  };
}
