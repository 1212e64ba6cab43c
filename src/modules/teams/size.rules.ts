import type { Day } from '../../platform/dates.ts';
import { foldText, type LocalText } from '../../platform/text.ts';
import type { SizeRule } from './size-rule.contract.ts';
import type { SizeVerdict, TeamKind } from './team.contract.ts';

/** What a rule looks at. `areaCodes` are the codes of the area and of all units in which it lay or lies. */
export interface SizedTeam {
  readonly kind: TeamKind;
  readonly areaCodes: readonly string[];
  /** Full name of the residential area, e.g. 'Tổ dân phố số 3'. */
  readonly areaName: string;
  readonly people: number | null;
  readonly households: number | null;
  /** Households of the group itself. */
  readonly ownHouseholds: number | null;
  readonly members: number;
  readonly deputies: number;
}

/** The rule that holds for the team on the day: the latest, and of one day the one for the smaller territory. */
export function ruleFor(rules: readonly SizeRule[], team: SizedTeam, on: Day): SizeRule | undefined {
  const applies = rules.filter(
    (rule) =>
      rule.kind === team.kind &&
      rule.validFrom <= on &&
      (rule.validTo === null || on < rule.validTo) &&
      rule.areas.some((code) => team.areaCodes.includes(code)) &&
      isOfType(team.areaName, rule.unitTypes),
  );
  const depth = (rule: SizeRule): number =>
    Math.min(...rule.areas.map((code) => team.areaCodes.indexOf(code)).filter((at) => at >= 0));
  return applies.toSorted((a, b) =>
    a.validFrom === b.validFrom ? depth(a) - depth(b) : a.validFrom > b.validFrom ? -1 : 1,
  )[0];
}

function isOfType(areaName: string, types: readonly string[]): boolean {
  const name = `${foldText(areaName)} `;
  return types.length === 0 || types.some((type) => name.startsWith(`${foldText(type)} `));
}

/** Least and most members for so many residents or households; null: the rule sets no such bound. */
export function sizeFor(rule: SizeRule, count: number): { least: number | null; most: number | null } {
  const step = rule.steps.findLast((each) => each.from <= count) ?? rule.steps[0];
  if (!step) return { least: null, most: null };
  const more = step.oneMorePer === undefined ? 0 : Math.ceil((count - step.from) / step.oneMorePer);
  const grown = (bound: number | null): number | null => (bound === null ? null : bound + more);
  return { least: grown(step.least), most: grown(step.most) };
}

/** Whether the team is as large as the rule wants, in words. Undefined where no rule is known for it. */
export function judgeSize(rules: readonly SizeRule[], team: SizedTeam, on: Day): SizeVerdict | undefined {
  const rule = ruleFor(rules, team, on);
  if (!rule) return undefined;
  const about = { rule: rule.name, source: rule.source, verified: rule.verified };
  const count = { people: team.people, households: team.households, ownHouseholds: team.ownHouseholds }[
    rule.by
  ];
  if (count === null) return { ...about, state: 'unknown', least: null, most: null, text: unknown[rule.by] };
  const bounds = sizeFor(rule, count);
  const group = rule.by === 'ownHouseholds' ? judgeGroup(rule, team, count) : undefined;
  return { ...about, ...bounds, ...(group ?? judgeNumber(team.members, bounds)) };
}

type Judged = Pick<SizeVerdict, 'state' | 'text'>;

function judgeNumber(
  members: number,
  { least, most }: { least: number | null; most: number | null },
): Judged {
  const vi = least === most ? `${least}` : most === null ? `ít nhất ${least}` : `${least} đến ${most}`;
  const en = least === most ? `${least}` : most === null ? `at least ${least}` : `${least} to ${most}`;
  const say = (state: SizeVerdict['state'], endVi: string, endEn: string): Judged => ({
    state,
    text: {
      vi: `Có ${members} thành viên, quy định ${vi}: ${endVi}.`,
      en: `${members} members, the rule says ${en}: ${endEn}.`,
    },
  });
  if (least !== null && members < least)
    return say('tooSmall', `còn thiếu ${least - members}`, `${least - members} missing`);
  if (most !== null && members > most)
    return say('tooLarge', `nhiều hơn ${members - most}`, `${members - most} too many`);
  return say('right', 'đúng quy định', 'as it should be');
}

function judgeGroup(rule: SizeRule, team: SizedTeam, households: number): Judged | undefined {
  const { ownHouseholds: bounds, deputiesAtMost } = rule;
  const say = (state: SizeVerdict['state'], vi: string, en: string): Judged => ({ state, text: { vi, en } });
  if (bounds && households < bounds.least)
    return say(
      'tooSmall',
      `Tổ gồm ${households} hộ, quy định ít nhất ${bounds.least} hộ.`,
      `The group has ${households} households, the rule says at least ${bounds.least}.`,
    );
  if (bounds && households > bounds.most)
    return say(
      'tooLarge',
      `Tổ gồm ${households} hộ, quy định nhiều nhất ${bounds.most} hộ.`,
      `The group has ${households} households, the rule says at most ${bounds.most}.`,
    );
  if (deputiesAtMost !== undefined && team.deputies > deputiesAtMost)
    return say(
      'tooLarge',
      `Có ${team.deputies} tổ phó, quy định nhiều nhất ${deputiesAtMost}.`,
      `${team.deputies} deputies, the rule says at most ${deputiesAtMost}.`,
    );
  return undefined;
}

const unknown: Readonly<Record<SizeRule['by'], LocalText>> = {
  people: {
    vi: 'Chưa có số nhân khẩu của địa bàn: ghi ở trang Địa bàn để biết tổ đủ người chưa.',
    en: 'The residents of the area are not known yet: enter them on the page of the area.',
  },
  households: {
    vi: 'Chưa có số hộ của địa bàn: ghi ở trang Địa bàn để biết tổ đủ người chưa.',
    en: 'The households of the area are not known yet: enter them on the page of the area.',
  },
  ownHouseholds: {
    vi: 'Chưa ghi tổ gồm bao nhiêu hộ.',
    en: 'How many households the group has is not entered yet.',
  },
};
