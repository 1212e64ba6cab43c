import type { ReactNode } from 'react';
import { useText } from '../../../platform/web/i18n.tsx';
import { Button } from '../../../ui/action/Button.tsx';
import { Banner } from '../../../ui/feedback/Banner.tsx';
import css from './report.module.css';
import { reportText } from './report.text.ts';

/** Stays in view while there is something to save; asks what to do where somebody else saved first. */
export function SaveBar(props: {
  busy: boolean;
  hasConflict: boolean;
  onSave: () => void;
  onDiscard: () => void;
  onSaveAnyway: () => void;
  onTakeTheirs: () => void;
}): ReactNode {
  const text = useText(reportText);
  if (props.hasConflict) {
    return (
      <div className={css.save} data-print="hide">
        <Banner
          tone="warn"
          title={text.conflict}
          announce
          action={
            <div className={css.tools}>
              <Button small busy={props.busy} onClick={props.onSaveAnyway}>
                {text.saveAnyway}
              </Button>
              <Button small kind="quiet" onClick={props.onTakeTheirs}>
                {text.takeTheirs}
              </Button>
            </div>
          }
        >
          {text.conflictNote}
        </Banner>
      </div>
    );
  }
  return (
    <div className={css.save} data-print="hide">
      <p>{text.unsaved}</p>
      <div className={css.tools}>
        <Button kind="quiet" onClick={props.onDiscard}>
          {text.discard}
        </Button>
        <Button kind="primary" busy={props.busy} onClick={props.onSave}>
          {props.busy ? text.saving : text.save}
        </Button>
      </div>
    </div>
  );
}
