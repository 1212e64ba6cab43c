import { formatDate, formatNumber } from '../../../platform/web/format.ts';
import { ButtonLink } from '../../../ui/action/Button.tsx';
import { StatusTag } from '../../../ui/feedback/StatusTag.tsx';
import type { Language } from '../../../ui/language.ts';
import type { Task } from '../../../ui/layout/TaskList.tsx';
import { VisuallyHidden } from '../../../ui/layout/VisuallyHidden.tsx';
import { gongKinds } from '../../gong/gong-words.rules.ts';
import type { DeskTask } from '../desk.contract.ts';
import { deskText } from './desk.text.ts';
import { fieldLine } from './field-line.ts';

interface Line {
  readonly title: string;
  readonly note: string | undefined;
  readonly action: string;
  readonly href: string;
  readonly late?: boolean;
}

type Of<K extends DeskTask['kind']> = Extract<DeskTask, { kind: K }>;
type EntryTask = Of<'returned'> | Of<'verify'> | Of<'drafts'>;

/** A task of the desk as it stands in the list; `first` gets the page's main button. */
export function taskLine(task: DeskTask, language: Language, first: boolean): Task {
  const line = lineOf(task, language);
  return {
    key: line.href + line.title,
    title: line.title,
    note: line.note,
    tag: line.late ? <StatusTag state="overdue">{deskText[language].late}</StatusTag> : undefined,
    action: (
      <ButtonLink kind={first ? 'primary' : 'secondary'} href={line.href}>
        {line.action}
        <VisuallyHidden>: {line.title}</VisuallyHidden>
      </ButtonLink>
    ),
  };
}

function lineOf(task: DeskTask, language: Language): Line {
  const text = deskText[language];
  switch (task.kind) {
    case 'returned':
    case 'verify':
    case 'drafts':
      return entryLine(task, language);
    case 'import':
      return importLine(task, language);
    case 'report':
      return reportLine(task, language);
    case 'gong':
      return {
        title: text[task.isDrill ? 'gongDrill' : 'gong'](gongKinds[task.alarm][language], task.areaName),
        note: text.gongNote,
        action: text.gongDo,
        href: `/so/mo/${task.id}`,
        late: false,
      };
    case 'tips':
      return tipLine(task, language);
    case 'field':
      return fieldLine(task, language);
    case 'models':
      return modelLine(task, language);
    case 'pledges':
    case 'registrations':
    case 'targets':
    case 'committee':
      return movementLine(task, language);
    case 'secondStep':
      return {
        title: text.secondStep,
        note: text.secondStepNote,
        action: text.secondStepDo,
        href: '/tai-khoan',
      };
    case 'addHamlets':
      return {
        title: text.addHamlets,
        note: text.addHamletsNote,
        action: text.addHamletsDo,
        href: `/dia-ban/${task.areaId}`,
      };
    case 'importBooks':
      return {
        title: text.importBooks,
        note: text.importBooksNote,
        action: text.importBooksDo,
        href: '/so/nhap',
      };
    case 'invite':
      return { title: text.invite, note: text.inviteNote, action: text.inviteDo, href: '/quan-tri/moi' };
  }
}

const tipWords = {
  late: ['tipsLate', 'tipsLateNote'],
  offered: ['tipsOffered', 'tipsOfferedNote'],
  soon: ['tipsSoon', 'tipsSoonNote'],
  waiting: ['tipsWaiting', 'tipsWaitingNote'],
} as const;

function tipLine({ what, count }: Of<'tips'>, language: Language): Line {
  const text = deskText[language];
  const [title, note] = tipWords[what];
  return {
    title: text[title](formatNumber(count, language)),
    note: text[note],
    action: text.tipsDo,
    href: `/tin-bao?xem=${what === 'soon' ? 'open' : what}`,
    late: what === 'late',
  };
}

const modelWords = {
  overdue: ['modelsOverdue', 'modelsOverdueNote', '/mo-hinh/viec'],
  mine: ['modelsMine', 'modelsMineNote', '/mo-hinh/viec?toi=true'],
  soon: ['modelsSoon', 'modelsSoonNote', '/mo-hinh/viec'],
  dormant: ['modelsDormant', 'modelsDormantNote', '/mo-hinh?trangThai=dormant'],
} as const;

function modelLine({ what, count }: Of<'models'>, language: Language): Line {
  const text = deskText[language];
  const [title, note, href] = modelWords[what];
  return {
    title: text[title](formatNumber(count, language)),
    note: text[note],
    action: text.modelsDo,
    href,
    late: what === 'overdue',
  };
}

type MovementTask = Of<'pledges'> | Of<'registrations'> | Of<'targets'> | Of<'committee'>;

function movementLine(task: MovementTask, language: Language): Line {
  const text = deskText[language];
  const number = (value: number): string => formatNumber(value, language);
  const until = (day: string, daysLeft: number): string =>
    daysLeft < 0
      ? text.wasUntil(formatDate(day, language), number(-daysLeft))
      : text.isUntil(formatDate(day, language), number(daysLeft));
  switch (task.kind) {
    case 'pledges':
      return {
        title: text.pledges(number(task.households), number(task.hamlets)),
        note: `${task.title}. ${until(task.endsOn, task.daysLeft)}`,
        action: text.pledgesDo,
        href: `/cam-ket/${task.id}`,
        late: task.daysLeft < 0,
      };
    case 'registrations':
      return {
        title: text.registrations(number(task.hamlets), task.name[language], String(task.year)),
        note: until(task.deadline, task.daysLeft),
        action: text.registrationsDo,
        href: `/dang-ky?noi=${task.areaId}&loai=${task.code}&nam=${task.year}`,
        late: task.daysLeft < 0,
      };
    case 'targets':
      return {
        title:
          task.which === 'received'
            ? text.targetsReceived(number(task.count), String(task.year))
            : text.targetsGiven(number(task.count), number(task.units), String(task.year)),
        note: task.which === 'received' ? text.targetsReceivedNote : text.targetsGivenNote,
        action: task.which === 'received' ? text.targetsReceivedDo : text.targetsGivenDo,
        href: `/chi-tieu?noi=${task.areaId}&nam=${task.year}`,
      };
    case 'committee':
      return {
        title: text.committee(number(task.count), task.name),
        note: task.overdue > 0 ? text.committeeOverdue(number(task.overdue)) : text.committeeSoon,
        action: text.committeeDo,
        href: `/ban-chi-dao/${task.id}`,
        late: task.overdue > 0,
      };
  }
}

const states = { returned: 'state=returned', verify: 'state=submitted', drafts: 'state=draft&mine=true' };

function entryLine(task: EntryTask, language: Language): Line {
  const text = deskText[language];
  const count = `${formatNumber(task.count, language)}${task.more ? '+' : ''}`;
  return {
    title: text[task.kind](task.formName[language], count),
    note: task.kind === 'verify' ? undefined : text[`${task.kind}Note`],
    action: text[`${task.kind}Do`],
    href: `/so/${task.form}?${states[task.kind]}`,
  };
}

function importLine(task: Of<'import'>, language: Language): Line {
  const text = deskText[language];
  const number = (value: number): string => formatNumber(value, language);
  const note =
    task.state === 'checked'
      ? text.importChecked(number(task.accepted), number(task.problemRows))
      : task.state === 'failed'
        ? text.importFailed
        : text.importRunning;
  return { title: text.import(task.fileName), note, action: text.importDo, href: `/so/nhap/${task.id}` };
}

function reportLine(task: Of<'report'>, language: Language): Line {
  const text = deskText[language];
  const day = formatDate(task.lastDay, language);
  const count = formatNumber(Math.abs(task.daysLeft), language);
  const note =
    task.daysLeft > 0
      ? text.daysLeft(count, day)
      : task.daysLeft === 0
        ? text.lastDay(day)
        : text.daysOver(count, day);
  return {
    title: text.report(inSentence(task.name[language])),
    note,
    action: task.reportId ? text.reportGoOn : text.reportBegin,
    href: task.reportId ? `/bao-cao/${task.reportId}` : `/bao-cao?diaBan=${task.areaId}&nam=${task.year}`,
    late: task.daysLeft < 0,
  };
}

/** "Năm 2026" within a sentence: "năm 2026". */
function inSentence(name: string): string {
  return name.charAt(0).toLocaleLowerCase('vi') + name.slice(1);
}
