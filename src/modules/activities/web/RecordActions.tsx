import { type ReactNode, useState } from 'react';
import { useText } from '../../../platform/web/i18n.tsx';
import { Button } from '../../../ui/action/Button.tsx';
import { Menu, type MenuItem } from '../../../ui/overlay/Menu.tsx';
import type { Activity } from '../activity.contract.ts';
import { ReasonDialog } from './ReasonDialog.tsx';
import { recordText } from './record.text.ts';
import { useRecordActions } from './useRecord.ts';

/** What the server says that can be done, the likeliest first; what is rare stands in a menu. */
export function RecordActions({ record, onEdit }: { record: Activity; onEdit: () => void }): ReactNode {
  const text = useText(recordText);
  const { busy, change, undoLast } = useRecordActions(record);
  const [asking, setAsking] = useState<'return' | 'void'>();
  const { can } = record;
  const main = can.verify ? 'verify' : can.submit ? 'submit' : can.restore ? 'restore' : undefined;
  const rare: MenuItem[] = [
    ...(can.undo ? [{ label: text.undoLast, icon: 'undo' as const, onSelect: () => void undoLast() }] : []),
    ...(can.void
      ? [{ label: text.void, icon: 'trash' as const, danger: true, onSelect: () => setAsking('void') }]
      : []),
  ];
  return (
    <>
      {main && (
        <Button
          kind="primary"
          icon={main === 'verify' ? 'check' : undefined}
          busy={busy}
          onClick={() => void change(main)}
        >
          {text[main]}
        </Button>
      )}
      {can.edit && (
        <Button icon="edit" kind={main ? undefined : 'primary'} onClick={onEdit}>
          {text.edit}
        </Button>
      )}
      {can.return && (
        <Button busy={busy} onClick={() => setAsking('return')}>
          {text.return}
        </Button>
      )}
      {rare.length > 0 && <Menu label={text.moreActions} align="end" items={rare} />}
      <ReasonDialog
        action={asking}
        busy={busy}
        onClose={() => setAsking(undefined)}
        onReason={(reason) => {
          const action = asking;
          setAsking(undefined);
          if (action) void change(action, reason);
        }}
      />
    </>
  );
}
