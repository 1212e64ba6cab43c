import { useQuery } from '@tanstack/react-query';
import { type ReactNode, useState } from 'react';
import { call } from '../../../../platform/web/client.ts';
import { useText } from '../../../../platform/web/i18n.tsx';
import { Button, ButtonRow } from '../../../../ui/action/Button.tsx';
import { Select } from '../../../../ui/form/Select.tsx';
import { Section } from '../../../../ui/layout/PageHeader.tsx';
import { Dialog } from '../../../../ui/overlay/Dialog.tsx';
import { getTipOfficeKeys } from '../../tip-office.contract.ts';
import { chooseTipHeir, handOverTipOffice, type TipOfficeDetail } from '../../tip-office-members.contract.ts';
import { officeText } from './office.text.ts';
import type { OfficePart } from './office-part.ts';
import type { OpenedOffice } from './office-secrets.ts';
import { officesQuery } from './tip-queries.ts';

/** Where the work of this office goes on when places merge. */
export function HeirSection({ office, opened, act }: OfficePart): ReactNode {
  const text = useText(officeText);
  const [isOpen, setOpen] = useState(false);
  const offices = useQuery(officesQuery).data ?? [];
  const heir = offices.find(({ id }) => id === office.heirId);
  const canHandOver =
    office.heirId !== null &&
    office.closedAt === null &&
    office.mine === 'active' &&
    opened?.newest !== undefined;
  if (!office.can.name && office.heirId === null) return null;
  const others = offices.filter(
    ({ id, closedAt, takesReports }) => id !== office.id && closedAt === null && takesReports,
  );
  return (
    <Section title={text.heir} lead={text.heirLead}>
      {heir && <p>{text.heirIs(heir.name)}</p>}
      {office.can.name && office.closedAt === null && (
        <Select
          label={text.heirChoose}
          optional="unsaid"
          placeholder={text.heirNone}
          value={office.heirId ?? ''}
          onChange={(id) =>
            void act(
              () =>
                call(chooseTipHeir, { params: { id: office.id }, body: { heirId: id === '' ? null : id } }),
              text.heirSet,
            )
          }
          choices={others.map(({ id, name }) => ({ value: id, label: name }))}
        />
      )}
      {canHandOver && (
        <ButtonRow>
          <Button kind="danger" onClick={() => setOpen(true)}>
            {text.handOver}
          </Button>
        </ButtonRow>
      )}
      <Dialog
        open={isOpen}
        onClose={() => setOpen(false)}
        title={text.handOverTitle}
        actions={
          <>
            <Button
              kind="danger"
              onClick={() => {
                setOpen(false);
                if (opened) void act(() => handOver(office, opened), text.handedOver);
              }}
            >
              {text.handOver}
            </Button>
            <Button onClick={() => setOpen(false)}>{text.cancel}</Button>
          </>
        }
      >
        {text.handOverWarn}
      </Dialog>
    </Section>
  );
}

/** Seals every key that this office opens for the heir's newest one, and vouches for it. */
async function handOver(office: TipOfficeDetail, opened: OpenedOffice): Promise<void> {
  const { makeHandover, sealOfficeSecret } = await import('../../crypto/office.ts');
  const heirId = office.heirId ?? '';
  const { keys } = await call(getTipOfficeKeys, { body: { officeId: heirId } });
  const heir = keys.at(-1);
  if (!heir || !opened.newest) throw new Error('no key to hand over');
  const sealed = [];
  for (const key of opened.all) sealed.push(await sealOfficeSecret(key, heir.recipient));
  const handover = makeHandover(opened.newest, heir, null);
  await call(handOverTipOffice, { params: { id: office.id }, body: { keys: sealed, handover } });
}
