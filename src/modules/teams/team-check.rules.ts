import type { Day } from '../../platform/dates.ts';
import type { FieldProblem } from '../../platform/problems.ts';
import type { LocalText } from '../../platform/text.ts';
import { overlap } from './spans.rules.ts';
import type { TeamInput } from './team.contract.ts';

/** What is wrong with a team as it was put in; empty where it can be saved. Paths begin with `team.`. */
export function teamProblems(team: TeamInput, today: Day): FieldProblem[] {
  return [
    ...dayProblems(team, today),
    ...team.members.flatMap((_, at) => memberProblems(team, at, today)),
    ...twice(team.members, 'members'),
    ...twice(team.equipment, 'equipment'),
  ];
}

function problem(path: string, code: string, found: string, expected: LocalText): FieldProblem {
  return { path: `team.${path}`, code, found, expected };
}

function dayProblems(team: TeamInput, today: Day): FieldProblem[] {
  const { foundedOn, disbandedOn } = team;
  const found: FieldProblem[] = [];
  if (foundedOn > today) found.push(problem('foundedOn', 'inTheFuture', foundedOn, texts.notAfterToday));
  if (disbandedOn !== null && disbandedOn < foundedOn)
    found.push(problem('disbandedOn', 'endsBeforeStart', disbandedOn, texts.afterFounding));
  return found;
}

function memberProblems(team: TeamInput, at: number, today: Day): FieldProblem[] {
  const member = team.members[at];
  if (!member) return [];
  const { joinedOn, leftOn } = member;
  const found: FieldProblem[] = [];
  if (joinedOn > today)
    found.push(problem(`members.${at}.joinedOn`, 'inTheFuture', joinedOn, texts.notAfterToday));
  if (joinedOn < team.foundedOn)
    found.push(problem(`members.${at}.joinedOn`, 'beforeFounding', joinedOn, texts.afterFounding));
  if (leftOn !== null && leftOn <= joinedOn)
    found.push(problem(`members.${at}.leftOn`, 'endsBeforeStart', leftOn, texts.afterJoining));
  const same = team.members.findIndex(
    (other, place) =>
      place < at &&
      other.personId === member.personId &&
      overlap({ from: other.joinedOn, to: other.leftOn }, { from: joinedOn, to: leftOn }) !== undefined,
  );
  if (same >= 0) found.push(problem(`members.${at}.personId`, 'duplicate', member.personId, texts.once));
  return found;
}

function twice(rows: readonly { readonly id: string }[], list: string): FieldProblem[] {
  return rows.flatMap((row, at) =>
    rows.findIndex((other) => other.id === row.id) < at
      ? [problem(`${list}.${at}.id`, 'duplicate', row.id, texts.once)]
      : [],
  );
}

const texts = {
  notAfterToday: { vi: 'không sau hôm nay', en: 'not after today' },
  afterFounding: { vi: 'không trước ngày thành lập tổ', en: 'not before the founding of the team' },
  afterJoining: { vi: 'sau ngày tham gia', en: 'after the day of joining' },
  once: { vi: 'mỗi người một lần trong cùng thời gian', en: 'each person once at a time' },
} as const;
