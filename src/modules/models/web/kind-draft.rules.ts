import type { ModelKindDefinition, ModelSubject } from '../model-kind.contract.ts';

/** A kind as it is typed: lists as lines of text. */
export interface KindDraft {
  readonly nameVi: string;
  readonly nameEn: string;
  readonly aim: string;
  readonly aliases: string;
  readonly legal: string;
  readonly core: string;
  readonly checklist: string;
  readonly sources: string;
  readonly subjects: readonly ModelSubject[];
  readonly papers: Readonly<Record<number, string>>;
  readonly ruleForms: readonly string[];
  readonly ruleCount: number | null;
  readonly ruleDays: number | null;
  readonly looksBelow: boolean;
  readonly checkMonths: number | null;
  readonly reviewMonths: number | null;
}

/** Whose records can keep a site alive, as the page offers them. */
export const counted = [
  'patrol',
  'meeting',
  'mediation',
  'outreach',
  'training',
  'inspection',
  'visit',
  'tip',
  'check',
] as const;

const steps = [1, 2, 3, 4, 5, 6, 7, 8];

const lines = (text: string): string[] =>
  text
    .split('\n')
    .map((line) => line.trim())
    .filter(Boolean);
const both = (text: string): { vi: string; en: string } => ({ vi: text, en: text });
const joined = (texts: readonly { vi: string }[]): string => texts.map((text) => text.vi).join('\n');

/** A definition as it is typed. Further needs of the rule, which the page does not show, stay as they are. */
export function draftOf(definition: ModelKindDefinition): KindDraft {
  const [need] = definition.rule.needs;
  return {
    nameVi: definition.name.vi,
    nameEn: definition.name.en === definition.name.vi ? '' : definition.name.en,
    aim: definition.aim.vi,
    aliases: definition.aliases.join('\n'),
    legal: joined(definition.legalBasis),
    core: joined(definition.coreForces),
    checklist: joined(definition.checklist.map((item) => item.text)),
    sources: joined(definition.sources.map((source) => source.text)),
    subjects: definition.subjects,
    papers: Object.fromEntries(definition.steps.map((step) => [step.step, joined(step.papers)])),
    ruleForms: need?.forms ?? [],
    ruleCount: need?.count ?? 1,
    ruleDays: need?.withinDays ?? null,
    looksBelow: definition.rule.looksBelow,
    checkMonths: definition.rule.checkEveryMonths,
    reviewMonths: definition.rule.reviewEveryMonths,
  };
}

export const emptyDraft: KindDraft = {
  ...{ nameVi: '', nameEn: '', aim: '', aliases: '', legal: '', core: '', checklist: '', sources: '' },
  ...{
    subjects: ['hamlet'],
    papers: {},
    ruleForms: ['patrol', 'meeting', 'outreach', 'mediation', 'training', 'check'],
  },
  ...{ ruleCount: 1, ruleDays: 60, looksBelow: true, checkMonths: 6, reviewMonths: 6 },
};

/** What is typed as a definition; texts and lines that `before` has already keep their English and their codes. */
export function definitionOf(draft: KindDraft, before: ModelKindDefinition | undefined): ModelKindDefinition {
  const known = (of: readonly { vi: string; en: string }[]) => new Map(of.map((text) => [text.vi, text]));
  const texts = (typed: string, old: readonly { vi: string; en: string }[] = []) => {
    const kept = known(old);
    return lines(typed).map((line) => kept.get(line) ?? both(line));
  };
  const name = draft.nameVi.trim();
  const [first, ...further] = before?.rule.needs ?? [];
  const hasRule = draft.ruleDays !== null && draft.ruleForms.length > 0;
  const codes = new Map(before?.checklist.map((item) => [item.text.vi, item.code]));
  const free = freeCodes(new Set(codes.values()));
  return {
    name: { vi: name, en: draft.nameEn.trim() || name },
    aliases: lines(draft.aliases),
    aim: before?.aim.vi === draft.aim.trim() ? before.aim : both(draft.aim.trim()),
    subjects: [...draft.subjects],
    legalBasis: texts(draft.legal, before?.legalBasis),
    coreForces: texts(draft.core, before?.coreForces),
    steps: steps.map((step) => {
      const old = before?.steps.find((each) => each.step === step);
      return { step, papers: texts(draft.papers[step] ?? '', old?.papers), days: old?.days ?? null };
    }),
    checklist: texts(
      draft.checklist,
      before?.checklist.map((item) => item.text),
    ).map((text) => ({ code: codes.get(text.vi) ?? free(), text })),
    forms: before?.forms ?? draft.ruleForms.filter((code) => code !== 'check'),
    rule: {
      needs: hasRule
        ? [
            {
              ...first,
              forms: [...draft.ruleForms],
              count: draft.ruleCount ?? 1,
              withinDays: draft.ruleDays ?? 60,
            },
            ...further,
          ]
        : [],
      looksBelow: draft.looksBelow,
      checkEveryMonths: draft.checkMonths,
      reviewEveryMonths: draft.reviewMonths,
    },
    sources: lines(draft.sources).map((line) => {
      const old = before?.sources.find((source) => source.text.vi === line);
      return old ?? { text: both(line), verified: false };
    }),
  };
}

/** Gives codes for new lines of a checklist, none of them taken. */
function freeCodes(taken: Set<string>): () => string {
  let n = 0;
  return () => {
    do n += 1;
    while (taken.has(`item${n}`));
    taken.add(`item${n}`);
    return `item${n}`;
  };
}
