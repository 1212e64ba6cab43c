import type { Day } from '../../platform/dates.ts';
import type { FieldProblem } from '../../platform/problems.ts';
import type { LocalText } from '../../platform/text.ts';
import type { CommitteeInput } from './committees.contract.ts';

/** What is known: people and sites that the caller may see. */
interface Known {
  readonly today: Day;
  readonly persons: ReadonlySet<string>;
  readonly sites: ReadonlySet<string>;
}

/** What is wrong with a committee as it was put in; empty where it can be saved. Paths begin with `committee.`. */
export function committeeProblems(input: CommitteeInput, known: Known): FieldProblem[] {
  const found: FieldProblem[] = [];
  const add = (path: string, code: string, what: string, expected: LocalText): void => {
    found.push({ path: `committee.${path}`, code, found: what, expected });
  };
  if (input.foundedOn > known.today) add('foundedOn', 'inTheFuture', input.foundedOn, texts.notAhead);
  if (input.endedOn !== null && input.endedOn < input.foundedOn)
    add('endedOn', 'endsBeforeStart', input.endedOn, texts.afterFounding);
  input.seats.forEach((seat, at) => {
    if (seat.to !== null && seat.to < seat.from)
      add(`seats.${at}.to`, 'endsBeforeStart', seat.to, texts.afterStart);
    if (!known.persons.has(seat.personId) && !seat.newPerson)
      add(`seats.${at}.personId`, 'notFound', seat.personId, texts.inArea);
    const twice = input.seats.findIndex(
      (other) => other.personId === seat.personId && other.to === null && seat.to === null,
    );
    if (twice >= 0 && twice < at) add(`seats.${at}.personId`, 'duplicate', seat.personId, texts.once);
  });
  input.siteIds.forEach((siteId, at) => {
    if (!known.sites.has(siteId)) add(`siteIds.${at}`, 'notFound', siteId, texts.inArea);
    if (input.siteIds.indexOf(siteId) < at) add(`siteIds.${at}`, 'duplicate', siteId, texts.once);
  });
  const sitting = new Set(input.seats.map((seat) => seat.personId));
  input.tasks.forEach((task, at) => {
    if (task.personId !== null && !sitting.has(task.personId))
      add(`tasks.${at}.personId`, 'notAMember', task.personId, texts.memberOnly);
  });
  return found;
}

const texts = {
  notAhead: { vi: 'không sau hôm nay', en: 'not after today' },
  afterFounding: { vi: 'không trước ngày thành lập', en: 'not before the founding' },
  afterStart: { vi: 'không trước ngày bắt đầu', en: 'not before the first day' },
  inArea: { vi: 'có trong địa bàn của bạn', en: 'known within your area' },
  once: { vi: 'mỗi người, mỗi mô hình một lần', en: 'each person and each model once' },
  memberOnly: { vi: 'thành viên của ban', en: 'a member of the committee' },
} as const;
