import { formatNumber } from '../../../platform/web/format.ts';
import { defineMessages } from '../../../platform/web/i18n.tsx';
import type { Language } from '../../../ui/language.ts';
import type { DeskTask } from '../desk.contract.ts';

const fieldLineText = defineMessages({
  vi: {
    waiting: (n: string) => `${n} bản ghi từ điện thoại chờ trả lời`,
    waitingNote: 'Bị từ chối, hoặc hai người ghi khác nhau; người ghi đang đợi.',
    waitingDo: 'Trả lời',
    silent: (n: string, days: string) => `${n} máy chưa liên lạc ${days} ngày`,
    silentNote: 'Gọi cho người ghi: máy hỏng, mất, hay chưa có mạng?',
    silentDo: 'Xem máy nào',
    patrols: (n: string) => `${n} tổ đang tuần tra`,
    patrolsNote: 'Chỉ thấy tổ nào, từ mấy giờ, mấy người.',
    patrolsDo: 'Xem',
  },
  en: {
    waiting: (n) => `${n} entries from phones wait for an answer`,
    waitingNote: 'Refused, or written differently by two people; whoever wrote them is waiting.',
    waitingDo: 'Answer',
    silent: (n, days) => `${n} phones have been silent for up to ${days} days`,
    silentNote: 'Call whoever records: is it broken, lost, or without a network?',
    silentDo: 'Which ones',
    patrols: (n) => `${n} patrols are out`,
    patrolsNote: 'Only which team, since when and how many.',
    patrolsDo: 'Look',
  },
});

/** What phones need of the commune, as a line of the desk. */
export function fieldLine(task: Extract<DeskTask, { kind: 'field' }>, language: Language) {
  const text = fieldLineText[language];
  const { what } = task;
  const count = formatNumber(task.count, language);
  const where = { waiting: '/so/dien-thoai', silent: '/so/dien-thoai?xem=silent', patrols: '/so/thuc-dia' };
  return {
    title: what === 'silent' ? text.silent(count, formatNumber(task.days, language)) : text[what](count),
    note: text[`${what}Note`],
    action: text[`${what}Do`],
    href: where[what],
    late: what === 'silent',
  };
}
