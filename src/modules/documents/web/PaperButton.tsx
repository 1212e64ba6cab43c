import { lazy, type ReactNode, Suspense, useState } from 'react';
import { useText } from '../../../platform/web/i18n.tsx';
import { Button } from '../../../ui/action/Button.tsx';
import { useMay } from '../../accounts/web/me.ts';
import type { PaperKind } from '../paper.contract.ts';
import { documentsText } from './documents.text.ts';

// The form of a heading is loaded when somebody wants a paper.
const PaperDialog = lazy(async () => ({ default: (await import('./PaperDialog.tsx')).PaperDialog }));

/** What a paper is made of: `subjectId` is the team, site, household or campaign; see papers.contract.ts. */
export interface PaperOf {
  readonly kind: PaperKind;
  readonly subjectId: string;
  readonly areaId?: string | undefined;
  readonly campaignId?: string | undefined;
  readonly year?: number | undefined;
  readonly half?: 1 | 2 | undefined;
}

/** Makes a paper in Word: a button that says which one, and a dialog to look over its heading. Only for who may. */
export function PaperButton(
  props: PaperOf & { label?: string | undefined; small?: boolean | undefined },
): ReactNode {
  const text = useText(documentsText);
  const may = useMay();
  const [open, setOpen] = useState(false);
  const { label, small, ...paper } = props;
  if (!may('documents.write')) return null;
  return (
    <>
      <Button icon="print" small={small} onClick={() => setOpen(true)}>
        {label ?? text[props.kind]}
      </Button>
      {open && (
        <Suspense>
          <PaperDialog paper={paper} onClose={() => setOpen(false)} />
        </Suspense>
      )}
    </>
  );
}
