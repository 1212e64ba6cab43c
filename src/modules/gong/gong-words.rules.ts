import type { LocalText } from '../../platform/text.ts';
import type { GongEnding, GongKind, GongReply } from './gong.contract.ts';

/** Kinds of alarm, as they are called out. */
export const gongKinds: Readonly<Record<GongKind, LocalText>> = {
  fire: { vi: 'Cháy', en: 'Fire' },
  theft: { vi: 'Trộm, cướp', en: 'Theft' },
  missing: { vi: 'Người mất tích', en: 'Missing person' },
  flood: { vi: 'Lũ, ngập', en: 'Flood' },
  other: { vi: 'Việc gấp khác', en: 'Something else' },
};

export const gongReplies: Readonly<Record<GongReply, LocalText>> = {
  coming: { vi: 'Tôi đến ngay', en: 'I am coming' },
  cannot: { vi: 'Không đến được', en: 'I can’t come' },
  known: { vi: 'Đã biết', en: 'I know of it' },
};

export const gongEndings: Readonly<Record<GongEnding, LocalText>> = {
  over: { vi: 'Xong việc', en: 'It is over' },
  falseAlarm: { vi: 'Báo động giả', en: 'False alarm' },
  mistake: { vi: 'Báo nhầm', en: 'Sounded by mistake' },
  drillDone: { vi: 'Hết diễn tập', en: 'The drill is done' },
};

interface Called {
  readonly kind: GongKind;
  readonly isDrill: boolean;
  readonly place: string;
  readonly areaName: string;
}

/** What is sent by SMS or Zalo to those without the app; `time` as people read it. A drill says so first and last. */
export function gongMessage(
  called: Called & { readonly hamlets: readonly { readonly name: string }[]; readonly soundedBy: string },
  time: string,
  language: 'vi' | 'en',
): string {
  const { kind, isDrill, place, areaName, hamlets, soundedBy } = called;
  const where = hamlets.length > 1 ? hamlets.map(({ name }) => name).join(', ') : areaName;
  const at = place ? `${where} (${place})` : where;
  const what = gongKinds[kind][language];
  if (language === 'vi') {
    const words = `TIẾNG MÕ: ${what.toLocaleUpperCase('vi')} tại ${at}, lúc ${time}. ${soundedBy} đánh mõ. Ai đến được thì đến ngay, trả lời tin này: ĐẾN hoặc KHÔNG.`;
    return isDrill ? `DIỄN TẬP. ${words} ĐÂY LÀ DIỄN TẬP.` : words;
  }
  const words = `GONG: ${what.toUpperCase()} at ${at}, ${time}. Sounded by ${soundedBy}. Come if you can, and answer COMING or NO.`;
  return isDrill ? `DRILL. ${words} THIS IS A DRILL.` : words;
}
