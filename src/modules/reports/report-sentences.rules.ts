import { comparisonText, figureText, shortDate } from './document-format.rules.ts';
import type { CountedSection } from './report-content.contract.ts';
import type { ReportFigure } from './report-document.contract.ts';

/** How the figures of a report read aloud. */
class Spoken {
  readonly #figures: ReadonlyMap<string, ReportFigure>;

  constructor(figures: readonly ReportFigure[]) {
    this.#figures = new Map(figures.map((figure) => [figure.indicator, figure]));
  }

  has(indicator: string): boolean {
    return (this.#figures.get(indicator)?.value ?? 0) !== 0;
  }

  /** `705 buổi tuần tra` */
  plain(indicator: string, what: string): string {
    const figure = this.#figures.get(indicator);
    return `${figureText(figure?.value ?? 0, figure?.kind ?? 'count')}${what === '' ? '' : ` ${what}`}`;
  }

  /** `705 buổi tuần tra (tăng 10,2 % so với cùng kỳ)`; nothing in brackets where last year is not known. */
  compared(indicator: string, what: string): string {
    const figure = this.#figures.get(indicator);
    const change = figure && comparisonText(figure.value, figure.lastYear, figure.kind);
    return `${this.plain(indicator, what)}${change === undefined ? '' : ` (${change})`}`;
  }

  /** The parts that are not zero, each with its words, parted by commas. */
  list(parts: readonly (readonly [string, (count: string) => string])[]): string {
    return parts
      .filter(([indicator]) => this.has(indicator))
      .map(([indicator, words]) => words(this.plain(indicator, '')))
      .join(', ');
  }
}

const SENTENCES: Readonly<Record<CountedSection, (spoken: Spoken) => string[]>> = {
  outreach: (spoken) => {
    const parts = [
      ...(spoken.has('outreach.sessions')
        ? [
            `tổ chức ${spoken.compared('outreach.sessions', 'buổi tuyên truyền')} với ${spoken.compared('outreach.attendance', 'lượt người tham dự')}`,
          ]
        : []),
      ...(spoken.has('outreach.leaflets') ? [`phát ${spoken.compared('outreach.leaflets', 'tờ rơi')}`] : []),
      ...(spoken.has('outreach.posts') ? [`đăng ${spoken.compared('outreach.posts', 'tin, bài')}`] : []),
    ];
    return [
      parts.length > 0 ? `Trong kỳ đã ${parts.join('; ')}.` : 'Trong kỳ chưa ghi nhận buổi tuyên truyền nào.',
      ...visits(spoken),
    ];
  },
  coreForce: (spoken) => [
    ...teams(spoken),
    spoken.has('training.sessions')
      ? `Tổ chức ${spoken.compared('training.sessions', 'buổi tập huấn')} với ${spoken.compared('training.attendance', 'lượt người tham dự')}.`
      : 'Trong kỳ chưa ghi nhận buổi tập huấn nào.',
  ],
  models: (spoken) => [
    spoken.has('model.sites')
      ? `Đến cuối kỳ có ${spoken.plain('model.kinds', 'loại mô hình')} tại ${spoken.compared('model.sites', 'điểm')}, với ${spoken.plain('model.teams', 'tổ')} và ${spoken.plain('model.members', 'thành viên')}.`
      : 'Đến cuối kỳ chưa ghi nhận mô hình nào.',
    ...modelChanges(spoken),
    ...meetings(spoken),
    ...pledges(spoken),
  ],
  patrol: (spoken) => [patrols(spoken), ...incidents(spoken), ...inspections(spoken), tips(spoken)],
  mediation: (spoken) => {
    if (!spoken.has('mediation.received')) return ['Trong kỳ chưa ghi nhận vụ việc hòa giải nào.'];
    const outcomes = spoken.list([
      ['mediation.agreed', (count) => `hòa giải thành ${count} vụ`],
      ['mediation.notAgreed', (count) => `không thành ${count} vụ`],
      ['mediation.inProgress', (count) => `đang hòa giải ${count} vụ`],
      ['mediation.referred', (count) => `chuyển cơ quan có thẩm quyền ${count} vụ`],
    ]);
    const rate = spoken.has('mediation.successRate')
      ? ` Tỷ lệ hòa giải thành đạt ${spoken.compared('mediation.successRate', '')}.`
      : '';
    return [
      `Tiếp nhận ${spoken.compared('mediation.received', 'vụ việc')}${outcomes === '' ? '' : `: ${outcomes}`}.${rate}`,
    ];
  },
};

// Households and organisations are different units and stand beside each other.
function visits(spoken: Spoken): string[] {
  if (!spoken.has('visit.sessions')) return [];
  const visited = spoken.list([
    ['visit.households', (count) => `${count} lượt hộ`],
    ['visit.organisations', (count) => `${count} lượt cơ quan, tổ chức`],
  ]);
  return [
    `Đã ${spoken.compared('visit.sessions', 'lần')} thăm hỏi, vận động${visited === '' ? '' : `, đến ${visited}`}.`,
  ];
}

function meetings(spoken: Spoken): string[] {
  if (!spoken.has('meeting.sessions')) return [];
  const women = spoken.has('meeting.femaleShare')
    ? `, trong đó nữ chiếm ${spoken.plain('meeting.femaleShare', '')}`
    : '';
  return [
    `Tổ chức ${spoken.compared('meeting.sessions', 'cuộc họp, sinh hoạt')} với ${spoken.compared('meeting.attendance', 'lượt người dự')}${women}.`,
  ];
}

// Those met on patrol were told with the patrols; here are the others, so that none is told twice.
function incidents(spoken: Spoken): string[] {
  if (!spoken.has('incident.beyondPatrol')) return [];
  return [
    `Ngoài tuần tra, ghi nhận ${spoken.compared('incident.beyondPatrol', 'vụ việc')} từ các nguồn khác.`,
  ];
}

function inspections(spoken: Spoken): string[] {
  if (!spoken.has('inspection.sessions')) return [];
  const faults = spoken.has('inspection.withFaults')
    ? `; ${spoken.plain('inspection.withFaults', 'lần có tồn tại')}${spoken.has('inspection.mended') ? `, đã sửa xong ${spoken.plain('inspection.mended', 'lần')}` : ''}`
    : '';
  return [
    `Kiểm tra, nhắc nhở ${spoken.compared('inspection.sessions', 'lần')} với ${spoken.plain('inspection.places', 'lượt nơi')}${faults}.`,
  ];
}

function teams(spoken: Spoken): string[] {
  if (!spoken.has('team.teams')) return [];
  const trained = spoken.has('team.trainedPersons')
    ? `; ${spoken.plain('team.trainedPersons', 'người')} được tập huấn trong 12 tháng${spoken.has('team.trainedShare') ? ` (${spoken.plain('team.trainedShare', '')})` : ''}`
    : '';
  return [
    `Đến cuối kỳ có ${spoken.compared('team.teams', 'tổ')} đang hoạt động với ${spoken.plain('team.members', 'lượt thành viên')}, gồm ${spoken.plain('team.persons', 'người')}${trained}.`,
  ];
}

// Founded, replicated, merged and removed in the window, and what has no records to live by.
function modelChanges(spoken: Spoken): string[] {
  const replicated = spoken.has('model.replicated')
    ? ` (trong đó nhân rộng ${spoken.plain('model.replicated', 'điểm')})`
    : '';
  const changes = spoken.list([
    ['model.founded', (count) => `ra mắt ${count} điểm${replicated}`],
    ['model.merged', (count) => `sáp nhập ${count} điểm`],
    ['model.retired', (count) => `thanh loại ${count} điểm`],
  ]);
  return [
    ...(changes === '' ? [] : [`Trong kỳ đã ${changes}.`]),
    ...(spoken.has('model.dormant')
      ? [
          `Có ${spoken.plain('model.dormant', 'điểm')} không còn đủ hoạt động theo quy định của loại mô hình${spoken.has('model.dormantShare') ? `, chiếm ${spoken.plain('model.dormantShare', '')}` : ''}.`,
        ]
      : []),
  ];
}

function pledges(spoken: Spoken): string[] {
  if (!spoken.has('household.pledged')) return [];
  const coverage = spoken.has('pledge.coverage')
    ? `, đạt ${spoken.compared('pledge.coverage', '')} số hộ thường xuyên sinh sống`
    : '';
  return [`Có ${spoken.plain('household.pledged', 'hộ')} đang thực hiện bản cam kết${coverage}.`];
}

/** One kind of model at the end of the window. */
export interface ReportedKind {
  readonly name: string;
  readonly sites: number;
  readonly teams: number;
  readonly members: number;
}

/** So many kinds are named; a longer list belongs into the explorer of figures. */
const NAMED_KINDS = 15;

/**
 * `Trong đó: Tổ tự quản: 12 điểm, 21 tổ, 140 thành viên; …`, the most common first, as the guidance counts models: kind,
 * sites, teams. Undefined where there is one kind or none, of which the sentence before says everything.
 */
export function kindsSentence(kinds: readonly ReportedKind[]): string | undefined {
  const present = kinds.filter(({ sites }) => sites > 0);
  if (present.length < 2) return undefined;
  const sorted = present.toSorted((a, b) => b.sites - a.sites || a.name.localeCompare(b.name, 'vi'));
  const named = sorted.slice(0, NAMED_KINDS).map(({ name, sites, teams: count, members }) => {
    const more = [
      ...(count > 0 ? [`${figureText(count, 'count')} tổ`] : []),
      ...(members > 0 ? [`${figureText(members, 'count')} thành viên`] : []),
    ];
    return `${name}: ${[`${figureText(sites, 'count')} điểm`, ...more].join(', ')}`;
  });
  const rest = sorted.length - named.length;
  return `Trong đó: ${named.join('; ')}${rest > 0 ? `; và ${rest} loại khác` : ''}.`;
}

function patrols(spoken: Spoken): string {
  if (!spoken.has('patrol.sessions')) return 'Trong kỳ chưa ghi nhận buổi tuần tra nào.';
  const night = spoken.has('patrol.nightSessions')
    ? `, trong đó có ${spoken.plain('patrol.nightSessions', 'buổi ban đêm')},`
    : '';
  const incidents = spoken.has('patrol.incidents')
    ? `ghi nhận ${spoken.compared('patrol.incidents', 'vụ việc')}`
    : 'không phát hiện vụ việc';
  return `Các lực lượng đã tổ chức ${spoken.compared('patrol.sessions', 'buổi tuần tra')}${night} với ${spoken.compared('patrol.attendance', 'lượt người tham gia')}; ${incidents}.`;
}

function tips(spoken: Spoken): string {
  if (!spoken.has('tip.received')) return 'Trong kỳ chưa ghi nhận tin báo nào.';
  const valuable = spoken.has('tip.valuable')
    ? `, trong đó có ${spoken.compared('tip.valuable', 'tin có giá trị')}, chiếm ${spoken.plain('tip.valuableRate', '')}`
    : '';
  return `Tiếp nhận ${spoken.compared('tip.received', 'tin báo')}${valuable}.`;
}

/**
 * The sentences of a section, made from its figures, in Vietnamese as the document is: what was counted, and in
 * brackets the change to the same period last year where that is known. Nothing that is zero is listed.
 */
export function sectionSentences(section: CountedSection, figures: readonly ReportFigure[]): string[] {
  return SENTENCES[section](new Spoken(figures));
}

/** A figure that somebody reported, with what it is and where it comes from. */
export interface ReportedLine {
  readonly label: string;
  readonly unit: string;
  readonly value: number;
  readonly denominator: number | null;
  readonly from: string | null;
  readonly to: string | null;
  readonly asOf: string | null;
  readonly source: string;
}

/** `Số liệu báo cáo: Số buổi phát động phong trào: 916 buổi (từ … đến …). Nguồn: ….`, never mixed with counts. */
export function reportedText(line: ReportedLine): string {
  const value =
    line.denominator === null
      ? figureText(line.value, 'count')
      : `${figureText(line.value, 'count')}/${figureText(line.denominator, 'count')}`;
  const when =
    line.from !== null && line.to !== null
      ? `từ ${shortDate(line.from)} đến ${shortDate(line.to)}`
      : `đến ${shortDate(line.asOf ?? '')}`;
  return `Số liệu báo cáo: ${line.label}: ${value} ${line.unit} (${when}). Nguồn: ${line.source.replace(/[.\s]+$/u, '')}.`;
}
