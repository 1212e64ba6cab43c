import { gongEndings, gongKinds } from '../../../../gong/gong-words.rules.ts';

/** What the phone shows for a push message. */
export interface Notice {
  readonly title: string;
  readonly options: Readonly<Record<string, unknown>>;
}

interface Message {
  readonly alarm: string;
  readonly what: 'sounded' | keyof typeof gongEndings;
  readonly kind: keyof typeof gongKinds;
  readonly area: string;
  readonly drill: boolean;
}

/** The notice of an alarm, in the phone's language. One that can't be read says so: browsers want to see one for each. */
export function noticeOf(given: unknown, language: string): Notice {
  const words = language.startsWith('en') ? 'en' : 'vi';
  const message = given as Partial<Message> | undefined;
  const { alarm, what = 'sounded', kind = 'other', area = '', drill = false } = message ?? {};
  const isId = typeof alarm === 'string' && /^[\w-]{36}$/u.test(alarm);
  const mark = drill ? { vi: 'DIỄN TẬP · ', en: 'DRILL · ' }[words] : '';
  const sounds = what === 'sounded';
  const title = sounds
    ? `${mark}${{ vi: 'MÕ BÁO ĐỘNG', en: 'GONG' }[words]}: ${gongKinds[kind]?.[words] ?? ''}`
    : `${mark}${gongEndings[what]?.[words] ?? ''}: ${gongKinds[kind]?.[words] ?? ''}`;
  return {
    title,
    options: {
      body: area,
      // The end takes the place of the alarm, and shakes the phone no more.
      tag: isId ? alarm : 'mo',
      renotify: sounds,
      requireInteraction: sounds,
      silent: !sounds,
      ...(sounds ? { vibrate: drill ? [200, 600, 200] : [300, 120, 300, 120, 300, 120, 600] } : {}),
      icon: '/field/icon-192.png',
      data: isId ? `/field/#/mo/${alarm}` : '/field/',
    },
  };
}
