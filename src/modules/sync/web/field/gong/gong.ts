import type { Gong, GongEnding, GongKind, GongReply } from '../../../../gong/gong.contract.ts';
import { gongKinds } from '../../../../gong/gong-words.rules.ts';
import { actItem } from '../acts.ts';
import type { FieldEngine } from '../engine.ts';
import { randomId } from '../ids.ts';

/** What the person said to alarms, by their ids; `reached` once one was shown. */
export type GongReplies = Readonly<Record<string, 'reached' | GongReply>>;

/** Sounds an alarm: it is on the disk and on its way when this resolves. Gives its id. */
export async function soundGong(
  engine: FieldEngine,
  given: {
    hamlet: { id: string; name: string };
    kind: GongKind;
    place: string;
    isDrill: boolean;
    anyway: boolean;
  },
): Promise<string> {
  const { hamlet, kind, place, isDrill, anyway } = given;
  const id = randomId();
  const at = engine.rightNow().toISOString();
  const { id: me, name } = engine.store.person;
  const alarm: Gong = {
    id,
    areaId: hamlet.id,
    areaName: hamlet.name,
    hamlets: [hamlet],
    kind,
    place,
    isDrill,
    soundedBy: { id: me, name },
    soundedAt: at,
    receivedAt: at,
    state: 'running',
    joinedTo: null,
    ended: null,
    counts: { reached: 0, answered: 0, coming: 0, cannot: 0 },
    answers: [],
    can: { answer: false, end: true, callBack: true },
  };
  await keepAlarms(engine, [alarm, ...engine.state().alarms]);
  const words = isDrill
    ? {
        vi: `Diễn tập: ${gongKinds[kind].vi}, ${hamlet.name}`,
        en: `Drill: ${gongKinds[kind].en}, ${hamlet.name}`,
      }
    : {
        vi: `Đánh mõ: ${gongKinds[kind].vi}, ${hamlet.name}`,
        en: `Gong: ${gongKinds[kind].en}, ${hamlet.name}`,
      };
  const payload = { hamletIds: [hamlet.id], kind, place, isDrill, anyway };
  await engine.keep(actItem(engine, { kind: 'gong.sound', recordId: id, payload, words }));
  return id;
}

/** Says that it was shown, or what the person does; the last word counts. */
export async function answerGong(
  engine: FieldEngine,
  alarm: Gong,
  answer: 'reached' | GongReply,
): Promise<void> {
  const gongReplies = { ...engine.state().gongReplies, [alarm.id]: answer };
  await engine.store.write('gongReplies', gongReplies);
  engine.note({ gongReplies });
  const words = { vi: 'Trả lời mõ', en: 'Answer to a gong' };
  const payload = { answer };
  await engine.keep(
    actItem(engine, { kind: 'gong.answer', recordId: alarm.id, payload, words, isPassing: true }),
  );
}

/**
 * Ends an alarm. One that has not left the phone is taken back as if it had never been; one that was sent without an answer
 * is not sent again, so that nobody is called by an alarm that is over.
 */
export async function endGong(engine: FieldEngine, alarm: Gong, why: GongEnding): Promise<void> {
  const { items, alarms } = engine.state();
  const item = items.find(({ kind, recordId }) => kind === 'gong.sound' && recordId === alarm.id);
  if (item && (await engine.takeBack(item.id))) {
    return keepAlarms(
      engine,
      alarms.filter(({ id }) => id !== alarm.id),
    );
  }
  if (item?.state === 'here' || item?.state === 'onWay') await engine.remove(item.id);
  const { id, name } = engine.store.person;
  const ended = { at: engine.rightNow().toISOString(), by: { id, name }, why };
  const can = { answer: false, end: false, callBack: false };
  await keepAlarms(
    engine,
    alarms.map((one) => (one.id === alarm.id ? { ...one, state: 'ended', ended, can } : one)),
  );
  const words = { vi: 'Kết thúc mõ', en: 'End of a gong' };
  await engine.keep(
    actItem(engine, { kind: 'gong.end', recordId: alarm.id, payload: { why }, words, isPassing: true }),
  );
}

async function keepAlarms(engine: FieldEngine, alarms: readonly Gong[]): Promise<void> {
  await engine.store.write('alarms', alarms);
  engine.note({ alarms });
}
