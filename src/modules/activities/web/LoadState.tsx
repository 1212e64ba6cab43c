import type { ReactNode } from 'react';
import { defineMessages, useLanguage, useText } from '../../../platform/web/i18n.tsx';
import { problemText } from '../../../platform/web/problem.ts';
import { Button } from '../../../ui/action/Button.tsx';
import { Banner } from '../../../ui/feedback/Banner.tsx';
import { Skeleton } from '../../../ui/feedback/Spinner.tsx';

const messages = defineMessages({ vi: { again: 'Thử lại' }, en: { again: 'Try again' } });

/** What stands in place of something that is not there yet, or did not come: with the reason and a second try. */
export function LoadState(props: {
  error: unknown;
  onAgain: () => void;
  lines?: number | undefined;
}): ReactNode {
  const text = useText(messages);
  const [language] = useLanguage();
  if (!props.error) return <Skeleton lines={props.lines ?? 6} />;
  return (
    <Banner
      tone="error"
      announce
      action={
        <Button small onClick={props.onAgain}>
          {text.again}
        </Button>
      }
    >
      {problemText(props.error, language)}
    </Banner>
  );
}
