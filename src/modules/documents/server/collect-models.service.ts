import { Problem } from '../../../platform/problems.ts';
import type { Context } from '../../../platform/server/context.ts';
import { referenceData } from '../../../reference/reference-data.ts';
import { answerFigures } from '../../figures/server/figures.service.ts';
import type { ModelKind } from '../../models/model-kind.contract.ts';
import type { ReviewResult, Site } from '../../models/model-site.contract.ts';
import { getKind } from '../../models/server/kinds.service.ts';
import { getSite } from '../../models/server/site-page.service.ts';
import { officialWindows } from '../../reports/server/assembly.service.ts';
import { teamsOfSite } from '../../teams/server/teams.service.ts';
import type { TeamSummary } from '../../teams/team.contract.ts';
import { activityRuleLines, siteStateLines, siteStateWords, surveySections } from '../model-words.rules.ts';
import type { PaperData } from '../paper.contract.ts';
import { type AskedPaper, inSentence, type PaperSource, paperArea } from './collect.ts';

const LEVELS = ['', 'Thấp', 'Trung bình', 'Cao'] as const;
const SUBJECTS = {
  hamlet: 'thôn, tổ dân phố',
  householdGroup: 'nhóm hộ gia đình',
  school: 'nhà trường',
  agency: 'cơ quan',
  enterprise: 'doanh nghiệp',
  hospital: 'bệnh viện',
  lodgingHouse: 'cơ sở lưu trú, nhà trọ',
  parish: 'họ giáo, xứ đạo',
  areaCluster: 'cụm địa bàn giáp ranh',
} as const satisfies Record<ModelKind['subjects'][number], string>;

/** Regulation of operation, from what the kind asks for and the teams of the site. */
export const modelRegulationSource: PaperSource<'modelRegulation'> = {
  access: 'models.read',
  subjectKind: 'modelSite',
  collect: async (context, asked) => {
    const { site, kind, area } = await siteOf(context, asked);
    const { definition } = kind;
    const name = titleOf(site);
    return {
      areaId: site.place.areaId,
      subject: `Về việc ban hành Quy chế tổ chức và hoạt động của mô hình “${name}”`,
      fileName: `Quy chế ${name} - ${area.name}`,
      data: {
        area,
        modelName: name,
        kindName: definition.name.vi,
        aim: definition.aim.vi,
        subjects: definition.subjects.map((subject) => SUBJECTS[subject]).join('; '),
        coreForce: site.coreForce || definition.coreForces.map(({ vi }) => vi).join(', '),
        legalBases: definition.legalBasis.map(({ vi }) => vi),
        teams: (await teamsAtWork(context, site.id)).map((team) => ({
          name: team.name,
          memberCount: team.members,
        })),
        activityRules: activityRuleLines(definition.rule, formName),
        checklist: definition.checklist.map(({ text }) => text.vi),
      },
    };
  },
};

/** Report on the survey that was written down for the site. Throws Problem `notPossibleNow` where there is none. */
export const surveyReportSource: PaperSource<'surveyReport'> = {
  access: 'models.read',
  subjectKind: 'modelSite',
  collect: async (context, asked) => {
    const { site, area } = await siteOf(context, asked);
    const { survey } = site;
    if (!survey) throw new Problem('notPossibleNow', { detail: noSurvey });
    const name = titleOf(site);
    return {
      areaId: site.place.areaId,
      subject: `Kết quả khảo sát địa bàn xây dựng mô hình “${name}”`,
      fileName: `Báo cáo khảo sát ${name} - ${area.name}`,
      data: {
        area,
        modelName: name,
        surveyedFrom: survey.from,
        surveyedTo: survey.to,
        surveyedBy: survey.surveyedBy,
        sections: surveySections(survey),
        risks: survey.risks.map(({ risk, cause, level, measure }) => ({
          risk,
          cause,
          level: LEVELS[level] ?? '',
          measure,
        })),
        necessity: paragraphs(survey.necessity),
        proposal: paragraphs([survey.proposal, survey.needs].filter((part) => part !== '').join('\n')),
      },
    };
  },
};

const noSurvey = {
  vi: 'Điểm mô hình này chưa có phiếu khảo sát. Hãy ghi phiếu khảo sát trên trang của điểm rồi tạo báo cáo.',
  en: 'No survey is written down for this site yet. Write it on the page of the site, then make the report.',
};

/** Half-year review: the figures of the place in the half year, the checks, and what the review said. */
export const halfYearReviewSource: PaperSource<'halfYearReview'> = {
  access: 'models.read',
  subjectKind: 'modelSite',
  collect: async (context, asked) => {
    const { site, kind, area } = await siteOf(context, asked);
    const { window, previous } = officialWindows(halfOf(asked, context.today));
    const review = reviewWithin(site, window);
    const name = titleOf(site);
    const teams = await teamsAtWork(context, site.id);
    return {
      areaId: site.place.areaId,
      subject: `Sơ kết mô hình “${name}” ${inSentence(window.name.vi)}`,
      fileName: `Báo cáo sơ kết ${name} ${inSentence(window.name.vi)} - ${area.name}`,
      data: {
        area,
        modelName: name,
        kindName: kind.name.vi,
        periodLabel: inSentence(window.name.vi),
        from: window.from,
        to: window.to,
        state: siteStateWords[site.state],
        stateReasons: siteStateLines(site, context.today),
        teamCount: site.teams ?? teams.length,
        memberCount: site.members ?? teams.reduce((sum, team) => sum + team.members, 0),
        figures: await figuresOf(context, { site, kind, window, previous }),
        checks: checksWithin(site, window),
        strengths: paragraphs([review?.results, review?.strengths].filter(Boolean).join('\n')),
        weaknesses: paragraphs(review?.weaknesses ?? ''),
        causes: paragraphs(review?.lessons ?? ''),
        plan: paragraphs(review?.nextTasks ?? ''),
        proposals: review ? [PROPOSALS[review.proposal]] : [],
      },
    };
  },
};

const PROPOSALS = {
  keep: 'Tiếp tục duy trì hoạt động của mô hình.',
  replicate: 'Đề nghị nhân rộng mô hình ra các địa bàn khác.',
  merge: 'Đề nghị sáp nhập với mô hình có cùng mục đích, đối tượng trên địa bàn.',
  retire: 'Đề nghị kết thúc mô hình.',
} as const satisfies Record<ReviewResult['proposal'], string>;

interface Span {
  readonly from: string;
  readonly to: string;
}

// The counted indicators of the books that the kind keeps, in the place of the site, beside the half year before.
async function figuresOf(
  context: Context,
  of: { site: Site; kind: ModelKind; window: Span; previous: Span },
): Promise<PaperData['halfYearReview']['figures']> {
  const { definition } = of.kind;
  const forms = new Set([...definition.forms, ...definition.rule.needs.flatMap((need) => need.forms)]);
  const indicators = referenceData().indicators.filter(
    ({ code, reportedOnly }) => reportedOnly !== true && forms.has(code.split('.')[0] ?? ''),
  );
  if (indicators.length === 0) return [];
  const ask = (span: Span) =>
    answerFigures(context, {
      areaIds: [of.site.place.areaId],
      indicators: indicators.map(({ code }) => code),
      from: span.from,
      to: span.to,
      lens: 'today',
      periodKind: 'month',
      scheme: 'ADMIN_0915',
      verifiedOnly: false,
      compare: [],
    });
  const [now, before] = [await ask(of.window), await ask(of.previous)];
  return indicators.map(({ code, name, unit, display }) => {
    const kind = display === 'percent' ? ('ratio' as const) : ('count' as const);
    const value = now.figures.find(({ indicator }) => indicator === code)?.value ?? null;
    const previous = before.figures.find(({ indicator }) => indicator === code)?.value ?? null;
    return { label: name.vi, unit: unit.vi, kind, value, previous };
  });
}

function checksWithin(site: Site, window: Span): PaperData['halfYearReview']['checks'] {
  return site.tasks.flatMap(({ kind, doneOn, result }) => {
    if (kind !== 'check' || doneOn === null || doneOn < window.from || doneOn > window.to) return [];
    const said = result?.kind === 'check' ? [result.findings, result.demands] : [];
    return {
      on: doneOn,
      title: 'Kiểm tra định kỳ mô hình',
      result: said.filter(Boolean).join(' ') || 'Đã kiểm tra',
    };
  });
}

function reviewWithin(site: Site, window: Span): ReviewResult | undefined {
  return site.tasks
    .flatMap(({ result, doneOn }) =>
      result?.kind === 'review' && doneOn !== null ? [{ result, doneOn }] : [],
    )
    .filter(
      ({ result, doneOn }) => result.to >= window.from && result.from <= window.to && doneOn >= window.from,
    )
    .toSorted((a, b) => (a.doneOn < b.doneOn ? 1 : -1))[0]?.result;
}

// The half year asked for, else the one that ended last (windows end on 14 June and 14 December).
function halfOf(asked: AskedPaper, today: string): { kind: 'halfYear'; year: number; half: 1 | 2 } {
  const year = asked.year ?? Number(today.slice(0, 4));
  if (asked.half !== undefined) return { kind: 'halfYear', year, half: asked.half === 2 ? 2 : 1 };
  const day = today.slice(5);
  if (asked.year !== undefined || (day > '06-14' && day <= '12-14'))
    return { kind: 'halfYear', year, half: 1 };
  return day > '12-14' ? { kind: 'halfYear', year, half: 2 } : { kind: 'halfYear', year: year - 1, half: 2 };
}

async function siteOf(
  context: Context,
  asked: AskedPaper,
): Promise<{ site: Site; kind: ModelKind; area: PaperData['teamDecision']['area'] }> {
  const site = await getSite(context, asked.subjectId);
  return {
    site,
    kind: await getKind(context, site.kind.id),
    area: await paperArea(context, site.place.areaId),
  };
}

async function teamsAtWork(context: Context, siteId: string): Promise<TeamSummary[]> {
  const teams = await teamsOfSite(context, siteId);
  return teams.filter(
    ({ voided, disbandedOn }) => !voided && (disbandedOn === null || disbandedOn > context.today),
  );
}

function titleOf(site: Site): string {
  return site.name || site.kind.name;
}

function formName(code: string): string {
  return referenceData().forms.find((form) => form.code === code)?.name.vi ?? code;
}

function paragraphs(text: string): string[] {
  return text
    .split('\n')
    .map((line) => line.trim())
    .filter((line) => line !== '');
}
