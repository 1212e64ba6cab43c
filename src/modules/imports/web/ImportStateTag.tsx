import type { ReactNode } from 'react';
import { useText } from '../../../platform/web/i18n.tsx';
import { StatusTag } from '../../../ui/feedback/StatusTag.tsx';
import type { ImportState } from '../import.contract.ts';
import { importsText } from './imports.text.ts';

/** The state of an import by word, shape and colour. */
export function ImportStateTag({ state }: { state: ImportState }): ReactNode {
  const text = useText(importsText);
  switch (state) {
    case 'uploaded':
    case 'checking':
      return <StatusTag state="running">{text.stateReading}</StatusTag>;
    case 'checked':
      return <StatusTag state="waiting">{text.stateChecked}</StatusTag>;
    case 'committing':
      return <StatusTag state="running">{text.stateCommitting}</StatusTag>;
    case 'committed':
      return <StatusTag state="verified">{text.stateCommitted}</StatusTag>;
    case 'undone':
      return <StatusTag state="voided">{text.stateUndone}</StatusTag>;
    case 'failed':
      return <StatusTag state="failed">{text.stateFailed}</StatusTag>;
  }
}
