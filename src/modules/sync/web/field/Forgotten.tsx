import { type ReactNode, useCallback } from 'react';
import { useText } from '../../../../platform/web/i18n.tsx';
import { fieldText } from './field.text.ts';
import { Leaving } from './Leaving.tsx';
import { leavingText } from './leaving.text.ts';
import { db, PersonStore } from './store/memory.ts';
import { sendEnvelopes } from './worker/send-envelopes.ts';

/** What a forgotten PIN means, and how the part that it locks leaves the phone. */
export function Forgotten({
  personId,
  onGone,
}: {
  personId: string;
  onGone: () => Promise<void>;
}): ReactNode {
  const [text, leaving] = [useText(fieldText), useText(leavingText)];
  const count = useCallback(() => PersonStore.leftBehind(db, personId), [personId]);
  /** What is sealed for the commune needs no PIN to go. */
  async function sendFirst(): Promise<string> {
    const wiped = await sendEnvelopes().catch(() => undefined);
    if (wiped?.length) await onGone();
    return wiped ? leaving.sent : leaving.notSent;
  }
  return (
    <Leaving
      count={count}
      leaveWords={text.forgetMe}
      onLeave={() => PersonStore.forget(db, personId).then(onGone)}
      rescue={{ words: leaving.sendFirst, run: sendFirst }}
    />
  );
}
