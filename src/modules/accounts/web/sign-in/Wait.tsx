import { type ReactNode, useEffect, useState } from 'react';
import type { ApiProblem } from '../../../../platform/web/client.ts';
import { useText } from '../../../../platform/web/i18n.tsx';
import { Banner } from '../../../../ui/feedback/Banner.tsx';
import { signInText } from './sign-in.text.ts';

/** Seconds until the next try is allowed, counted down from what the server said. */
export function useWait(problem: ApiProblem | undefined): number {
  const [left, setLeft] = useState(0);
  useEffect(() => {
    const given = problem?.body.retryAfterSeconds;
    if (typeof given !== 'number') return setLeft(0);
    const until = Date.now() + given * 1000;
    const tick = (): void => setLeft(Math.max(0, Math.ceil((until - Date.now()) / 1000)));
    tick();
    const timer = window.setInterval(tick, 1000);
    return () => window.clearInterval(timer);
  }, [problem]);
  return left;
}

/** How long to wait. It counts for the eye every second; for the ear it is said once. */
export function WaitNote({ seconds }: { seconds: number }): ReactNode {
  const text = useText(signInText);
  const time = text.minutes(Math.floor(seconds / 60), seconds % 60);
  return (
    <Banner tone="warn">
      <span role="timer">{text.wait(time)}</span>
    </Banner>
  );
}
