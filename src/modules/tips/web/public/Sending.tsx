import type { ReactNode } from 'react';
import { useText } from '../../../../platform/web/i18n.tsx';
import { Progress } from '../../../../ui/feedback/Progress.tsx';
import { fileText } from './file.text.ts';
import type { Stage } from './file-report.ts';
import css from './public.module.css';

/** How far it is; the page is to stay open. */
export function Sending({ stage }: { stage: Stage }): ReactNode {
  const text = useText(fileText);
  return (
    <div className={css.step} role="status">
      <Progress label={text[stage.name]} value={stage.share} note={text.stay} />
    </div>
  );
}
