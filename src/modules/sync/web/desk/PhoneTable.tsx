import { useQueryClient } from '@tanstack/react-query';
import { type ReactNode, useState } from 'react';
import { call } from '../../../../platform/web/client.ts';
import { formatInstant, formatNumber } from '../../../../platform/web/format.ts';
import { useText } from '../../../../platform/web/i18n.tsx';
import { problemText } from '../../../../platform/web/problem.ts';
import { Button } from '../../../../ui/action/Button.tsx';
import { StatusTag } from '../../../../ui/feedback/StatusTag.tsx';
import { useUiLanguage } from '../../../../ui/language.ts';
import { useToast } from '../../../../ui/overlay/Toast.tsx';
import { DataTable } from '../../../../ui/table/DataTable.tsx';
import { useMay } from '../../../accounts/web/me.ts';
import { type FieldPhone, keepPhone, wipePhone } from '../../phones.contract.ts';
import { hasWrongClock, isSilent, silentDays } from '../../phones.rules.ts';
import { phonesText } from './phones.text.ts';
import { RenameDialog } from './RenameDialog.tsx';

/** The phones, those first that were silent longest. */
export function PhoneTable(props: { phones: readonly FieldPhone[]; empty: ReactNode }): ReactNode {
  const text = useText(phonesText);
  const language = useUiLanguage();
  const may = useMay();
  const [renaming, setRenaming] = useState<FieldPhone>();
  return (
    <>
      <DataTable
        caption={text.phones}
        hideCaption
        stack
        tall
        rows={props.phones}
        rowKey={(phone) => phone.id}
        empty={props.empty}
        rowState={(phone) => (phone.state === 'wiped' ? 'muted' : 'plain')}
        columns={[
          { key: 'name', label: text.name, cell: (phone) => phone.name },
          { key: 'who', label: text.who, cell: (phone) => phone.person.name },
          { key: 'place', label: text.place, cell: (phone) => phone.areaName },
          {
            key: 'seen',
            label: text.lastSeen,
            nowrap: true,
            cell: (phone) => formatInstant(phone.lastSeenAt, language),
          },
          {
            key: 'waiting',
            label: text.waiting,
            numeric: true,
            cell: (phone) => formatNumber(phone.waiting, language),
          },
          {
            key: 'open',
            label: text.open,
            numeric: true,
            cell: (phone) => formatNumber(phone.openItems, language),
          },
          { key: 'state', label: text.state, cell: (phone) => <State phone={phone} /> },
          ...(may('phones.manage')
            ? [
                {
                  key: 'rename',
                  label: text.rename,
                  cell: (phone: FieldPhone) => (
                    <Button
                      small
                      aria-label={`${text.rename}: ${phone.name}`}
                      onClick={() => setRenaming(phone)}
                    >
                      {text.rename}
                    </Button>
                  ),
                },
              ]
            : []),
          { key: 'wipe', label: text.wipe, cell: (phone) => <Wipe phone={phone} /> },
        ]}
      />
      {renaming && <RenameDialog phone={renaming} onClose={() => setRenaming(undefined)} />}
    </>
  );
}

function State({ phone }: { phone: FieldPhone }): ReactNode {
  const text = useText(phonesText);
  const now = Date.now();
  if (phone.state === 'wiped') return <StatusTag state="ended">{text.wiped}</StatusTag>;
  if (phone.state === 'wipeOrdered') return <StatusTag state="waiting">{text.wipeOrdered}</StatusTag>;
  if (isSilent(phone, now))
    return <StatusTag state="overdue">{text.silent(silentDays(phone, now))}</StatusTag>;
  if (hasWrongClock(phone)) return <StatusTag state="waiting">{text.clockWrong}</StatusTag>;
  return <StatusTag state="active">{text.bound}</StatusTag>;
}

/** Ordered at once, with the way back: until the phone is heard of nothing has happened. */
function Wipe({ phone }: { phone: FieldPhone }): ReactNode {
  const text = useText(phonesText);
  const language = useUiLanguage();
  const may = useMay();
  const client = useQueryClient();
  const toast = useToast();
  if (!may('phones.manage') || phone.state === 'wiped') return null;
  async function set(wipe: boolean): Promise<void> {
    try {
      await call(wipe ? wipePhone : keepPhone, { params: { id: phone.id } });
      await client.invalidateQueries({ queryKey: ['phones'] });
      if (wipe) toast({ text: text.wipeDone(phone.name), undo: () => void set(false) });
    } catch (error) {
      toast({ tone: 'error', text: problemText(error, language) });
    }
  }
  const isOrdered = phone.state === 'wipeOrdered';
  return (
    <Button
      small
      aria-label={`${isOrdered ? text.keep : text.wipe}: ${phone.name}`}
      onClick={() => void set(!isOrdered)}
    >
      {isOrdered ? text.keep : text.wipe}
    </Button>
  );
}
