import { useQuery, useQueryClient } from '@tanstack/react-query';
import type { ReactNode } from 'react';
import { call } from '../../../platform/web/client.ts';
import { formatInstant, formatNumber } from '../../../platform/web/format.ts';
import { defineMessages, useLanguage, useText } from '../../../platform/web/i18n.tsx';
import { problemText } from '../../../platform/web/problem.ts';
import { Button } from '../../../ui/action/Button.tsx';
import { StatusTag } from '../../../ui/feedback/StatusTag.tsx';
import { Section } from '../../../ui/layout/PageHeader.tsx';
import { TaskList } from '../../../ui/layout/TaskList.tsx';
import { useToast } from '../../../ui/overlay/Toast.tsx';
import { useMay } from '../../accounts/web/me.ts';
import { PaperButton } from '../../documents/web/PaperButton.tsx';
import type { PledgeCampaign } from '../campaign.contract.ts';
import { listPledgeSheets, type PledgeSheet, revokePledgeSheet } from '../pledge.contract.ts';

const messages = defineMessages({
  vi: {
    title: 'Phiếu có mã QR',
    lead: 'Mỗi hộ một mã: quét bằng điện thoại, đọc nội dung rồi ký. Mã không hiện tên ai; mất phiếu thì thu hồi.',
    print: 'In phiếu có mã của thôn',
    none: 'Chưa in phiếu nào.',
    chooseHamlet: 'Chọn một thôn trong bảng trên để in phiếu có mã của thôn đó.',
    sheet: (area: string, households: string) => `${area}: ${households} hộ`,
    note: (at: string, signed: string) => `In lúc ${at} · ${signed} hộ đã ký bằng mã`,
    revoke: 'Thu hồi',
    revoked: 'Đã thu hồi',
    done: 'Đã thu hồi mọi mã trên phiếu. Những bản đã ký vẫn còn.',
  },
  en: {
    title: 'Sheets with QR codes',
    lead: 'One code for each household: scan it, read, sign. A code shows nobody’s name; a lost sheet is revoked.',
    print: 'Print the sheet of this hamlet',
    none: 'No sheet was printed yet.',
    chooseHamlet: 'Choose a hamlet in the table above to print its sheet.',
    sheet: (area, households) => `${area}: ${households} households`,
    note: (at, signed) => `Printed ${at} · ${signed} signed by code`,
    revoke: 'Revoke',
    revoked: 'Revoked',
    done: 'All codes of the sheet have ended. Pledges signed by them stay.',
  },
});

/** Printed sheets of an area in a campaign: printing one, and ending one that was lost. */
export function PledgeSheets(props: {
  campaign: PledgeCampaign;
  areaId: string;
  isHamlet: boolean;
}): ReactNode {
  const text = useText(messages);
  const [language] = useLanguage();
  const may = useMay();
  const client = useQueryClient();
  const toast = useToast();
  const { campaign, areaId } = props;
  const found = useQuery({
    queryKey: ['pledges', 'sheets', campaign.id, areaId],
    queryFn: ({ signal }) =>
      call(listPledgeSheets, { params: { id: campaign.id }, query: { areaId }, signal }),
  });
  const canWrite = may('pledges.write');
  if (!canWrite && found.data?.sheets.length === 0) return null;

  async function revoke(sheet: PledgeSheet): Promise<void> {
    try {
      await call(revokePledgeSheet, { params: { id: sheet.id } });
      await client.invalidateQueries({ queryKey: ['pledges', 'sheets'] });
      toast({ text: text.done });
    } catch (error) {
      toast({ tone: 'error', text: problemText(error, language) });
    }
  }

  return (
    <Section
      title={text.title}
      lead={text.lead}
      action={
        canWrite &&
        props.isHamlet &&
        campaign.can.sign && (
          <PaperButton kind="pledgeSheet" subjectId={campaign.id} areaId={areaId} label={text.print} />
        )
      }
    >
      {found.data?.sheets.length === 0 ? (
        <p>{props.isHamlet ? text.none : text.chooseHamlet}</p>
      ) : (
        <TaskList
          items={(found.data?.sheets ?? []).map((sheet) => ({
            key: sheet.id,
            title: text.sheet(sheet.areaName, formatNumber(sheet.households, language)),
            note: text.note(formatInstant(sheet.madeAt, language), formatNumber(sheet.signed, language)),
            ...(sheet.revokedAt ? { tag: <StatusTag state="voided">{text.revoked}</StatusTag> } : {}),
            ...(canWrite && !sheet.revokedAt
              ? {
                  action: (
                    <Button small onClick={() => void revoke(sheet)}>
                      {text.revoke}
                    </Button>
                  ),
                }
              : {}),
          }))}
        />
      )}
    </Section>
  );
}
