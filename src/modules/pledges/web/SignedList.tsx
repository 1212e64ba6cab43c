import { type ReactNode, useMemo, useState } from 'react';
import { call } from '../../../platform/web/client.ts';
import { formatDate, formatNumber } from '../../../platform/web/format.ts';
import { useLanguage, useText } from '../../../platform/web/i18n.tsx';
import { problemText } from '../../../platform/web/problem.ts';
import { StatusTag } from '../../../ui/feedback/StatusTag.tsx';
import { Dialog } from '../../../ui/overlay/Dialog.tsx';
import { Menu } from '../../../ui/overlay/Menu.tsx';
import { useToast } from '../../../ui/overlay/Toast.tsx';
import type { Column } from '../../../ui/table/ColumnMenu.tsx';
import { DataTable } from '../../../ui/table/DataTable.tsx';
import {
  type PledgeMethod,
  revokeHouseholdCodes,
  type Signer,
  undoPledges,
  withdrawPledge,
} from '../pledge.contract.ts';
import { pictureAt } from './PhotoSigning.tsx';
import css from './pledges.module.css';
import { signingText } from './signing.text.ts';
import { signerName } from './useSigning.ts';

/** Those who have signed, with what can happen to a pledge: withdrawn, or taken back as a mistake. */
export function SignedList(props: {
  campaignId: string;
  signers: readonly Signer[];
  today: string;
  canWrite: boolean;
  onChanged: () => Promise<void>;
  takeBack: (ids: readonly string[], what: 'pledge' | 'withdrawal') => Promise<void>;
}): ReactNode {
  const text = useText(signingText);
  const [language] = useLanguage();
  const toast = useToast();
  const [photo, setPhoto] = useState<string>();
  const { campaignId, canWrite, onChanged, takeBack, today } = props;
  const columns = useMemo<readonly Column<Signer>[]>(() => {
    async function run(
      work: () => Promise<unknown>,
      done: string,
      undo?: () => Promise<void>,
    ): Promise<void> {
      try {
        await work();
        await onChanged();
        toast(undo ? { text: done, undo } : { text: done });
      } catch (error) {
        toast({ tone: 'error', text: problemText(error, language) });
      }
    }
    function itemsOf(signer: Signer) {
      const { pledge } = signer;
      const house = signerName(signer, language);
      const isInForce = pledge !== null && pledge.withdrawnOn === null;
      return [
        ...(pledge && isInForce
          ? [
              {
                label: text.withdraw,
                onSelect: () =>
                  void run(
                    () => call(withdrawPledge, { params: { id: pledge.id }, body: { on: today } }),
                    text.withdrawn(house),
                    () => takeBack([pledge.id], 'withdrawal'),
                  ),
              },
              {
                label: text.mistake,
                danger: true,
                onSelect: () =>
                  void run(() => call(undoPledges, { body: { ids: [pledge.id] } }), text.removed),
              },
            ]
          : []),
        ...(pledge?.fileId
          ? [{ label: text.openPhoto, onSelect: () => setPhoto(pledge.fileId ?? undefined) }]
          : []),
        ...(signer.kind === 'household'
          ? [
              {
                label: text.endCodes,
                onSelect: () =>
                  void run(
                    () =>
                      call(revokeHouseholdCodes, {
                        params: { id: campaignId },
                        body: { householdId: signer.id },
                      }),
                    text.codesEnded,
                  ),
              },
            ]
          : []),
      ];
    }
    const methods: Record<PledgeMethod, string> = {
      list: text.listShort,
      qr: text.qr,
      phone: text.phoneShort,
      photo: text.photoShort,
    };
    const marks = { signature: text.signature, thumb: text.thumb, tap: text.tap };
    return [
      { key: 'house', label: text.house, cell: (row) => signerName(row, language) },
      { key: 'contact', label: text.contact, cell: (row) => row.contactName || '–' },
      {
        key: 'signedOn',
        label: text.signedOn,
        nowrap: true,
        cell: (row) =>
          row.pledge?.withdrawnOn ? (
            <StatusTag state="voided">
              {text.withdrawnOn(formatDate(row.pledge.withdrawnOn, language))}
            </StatusTag>
          ) : (
            row.pledge && formatDate(row.pledge.signedOn, language)
          ),
      },
      { key: 'method', label: text.method, cell: (row) => row.pledge && methods[row.pledge.method] },
      { key: 'mark', label: text.markShort, cell: (row) => row.pledge && marks[row.pledge.mark] },
      { key: 'version', label: text.version, numeric: true, cell: (row) => row.pledge?.textVersion },
      ...(canWrite
        ? [
            {
              key: 'change',
              label: text.change,
              cell: (row: Signer) => <Menu label={text.change} small align="end" items={itemsOf(row)} />,
            },
          ]
        : []),
    ];
  }, [text, language, campaignId, canWrite, onChanged, takeBack, toast, today]);
  const rows = props.signers.filter((one) => one.pledge !== null);
  if (rows.length === 0) return null;
  const inForce = rows.filter((one) => one.pledge?.withdrawnOn === null).length;
  return (
    <>
      <DataTable<Signer>
        caption={text.signed(formatNumber(inForce, language))}
        columns={columns}
        rows={rows}
        rowKey={(row) => row.id}
        rowName={(row) => signerName(row, language)}
        rowState={(row) => (row.pledge?.withdrawnOn ? 'voided' : 'plain')}
      />
      <Dialog open={photo !== undefined} onClose={() => setPhoto(undefined)} title={text.openPhoto} wide>
        {photo && <img className={css.photo} src={pictureAt(photo)} alt={text.openPhoto} />}
      </Dialog>
    </>
  );
}
