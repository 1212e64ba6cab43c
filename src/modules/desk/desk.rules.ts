import type { ReportSlot } from '../reports/report.contract.ts';
import type { DeskTask } from './desk.contract.ts';

/** A report comes onto the desk so many days before its window ends, and stays so many after it. */
export const reportNotice = { before: 30, after: 60 } as const;

/** Whether an official report needs somebody now: its window ends soon, or is over and nobody has begun. */
export function isReportOnDesk(slot: Pick<ReportSlot, 'state' | 'daysLeft'>): boolean {
  const isNear = slot.daysLeft <= reportNotice.before && slot.daysLeft >= -reportNotice.after;
  return isNear && (slot.state !== 'draft' || slot.daysLeft >= 0);
}

/** People wait behind these: what is over comes before all else. */
const tipUrgency = { late: -1, offered: 5, soon: 6, waiting: 7 } as const;

/** What is late stands before ordinary work; what only sleeps stands behind it. */
const modelUrgency = { overdue: 8, mine: 15, soon: 45, dormant: 46 } as const;

/** Somebody waits for an answer; a silent phone asks for a call; a patrol that is out asks for nothing. */
const fieldUrgency = { waiting: 9, silent: 16, patrols: 41 } as const;

const firstSteps = ['addHamlets', 'importBooks', 'invite'] as const;

/** Smaller is more urgent: what is late, what others wait for, what one left unfinished, what is coming, the rest. */
function urgency(task: DeskTask, hasRecords: boolean): number {
  switch (task.kind) {
    case 'report':
      return task.daysLeft < 0 ? 0 : 50 + task.daysLeft;
    case 'gong':
      return task.isDrill ? -9 : -10;
    case 'tips':
      return tipUrgency[task.what];
    case 'models':
      return modelUrgency[task.what];
    case 'registrations':
      return task.daysLeft < 0 ? 9 : 51 + task.daysLeft;
    case 'pledges':
      return task.daysLeft < 0 ? 9 : 51 + task.daysLeft;
    case 'committee':
      return task.overdue > 0 ? 8 : 45;
    case 'targets':
      return 44;
    case 'field':
      return fieldUrgency[task.what];
    case 'returned':
      return 10;
    case 'verify':
      return 20;
    case 'import':
      return task.state === 'failed' || task.state === 'checked' ? 30 : 31;
    case 'drafts':
      return 40;
    case 'secondStep':
      return 100;
    // Where nothing is there yet, the first steps are the work, after what was begun.
    default:
      return (hasRecords ? 110 : 32) + firstSteps.indexOf(task.kind);
  }
}

/** The tasks, most urgent first; of equal urgency the more numerous first. */
export function orderTasks(tasks: readonly DeskTask[], hasRecords: boolean): DeskTask[] {
  const size = (task: DeskTask): number => ('count' in task ? task.count : 0);
  return [...tasks].sort((a, b) => urgency(a, hasRecords) - urgency(b, hasRecords) || size(b) - size(a));
}
