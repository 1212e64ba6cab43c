import { useNavigate } from '@tanstack/react-router';
import { type ReactNode, useState } from 'react';
import { v7 as uuidv7 } from 'uuid';
import { call } from '../../../platform/web/client.ts';
import { formatWindow } from '../../../platform/web/format.ts';
import { useLanguage, useText } from '../../../platform/web/i18n.tsx';
import { problemText } from '../../../platform/web/problem.ts';
import { Button, ButtonLink } from '../../../ui/action/Button.tsx';
import { StatusTag } from '../../../ui/feedback/StatusTag.tsx';
import { TaskList } from '../../../ui/layout/TaskList.tsx';
import { VisuallyHidden } from '../../../ui/layout/VisuallyHidden.tsx';
import { useToast } from '../../../ui/overlay/Toast.tsx';
import { openReport, type ReportSlot } from '../report.contract.ts';
import { reportsText } from './reports.text.ts';

/** The official reports of a year; the one that is most urgent has the main button. */
export function SlotList(props: {
  areaId: string;
  slots: readonly ReportSlot[];
  main: ReportSlot | undefined;
  canWrite: boolean;
}): ReactNode {
  const text = useText(reportsText);
  const [language] = useLanguage();
  return (
    <TaskList
      items={props.slots.map((slot) => ({
        key: `${slot.kind} ${slot.year} ${slot.half}`,
        title: slot.window.name[language],
        note: `${text.window(formatWindow(slot.window.from, slot.window.to, language))}, ${ending(slot.daysLeft, text)}`,
        tag: <SlotTag slot={slot} />,
        action: (
          <SlotAction
            areaId={props.areaId}
            slot={slot}
            isMain={slot === props.main}
            canWrite={props.canWrite}
          />
        ),
      }))}
    />
  );
}

function SlotTag({ slot }: { slot: ReportSlot }): ReactNode {
  const text = useText(reportsText);
  if (slot.state === 'due') return <StatusTag state="overdue">{text.due}</StatusTag>;
  if (slot.state === 'notEnded') return <StatusTag state="waiting">{text.notEnded}</StatusTag>;
  const version = slot.report?.version ?? 0;
  return <StatusTag state="draft">{version > 0 ? text.draftVersion(version) : text.draft}</StatusTag>;
}

function SlotAction(props: {
  areaId: string;
  slot: ReportSlot;
  isMain: boolean;
  canWrite: boolean;
}): ReactNode {
  const { slot, isMain, canWrite } = props;
  const text = useText(reportsText);
  const [language] = useLanguage();
  const navigate = useNavigate();
  const toast = useToast();
  const [busy, setBusy] = useState(false);
  const name = slot.window.name[language];
  const kind = isMain ? 'primary' : 'secondary';
  if (slot.report) {
    return (
      <ButtonLink kind={kind} href={`/bao-cao/${slot.report.id}`}>
        <Named button={canWrite ? text.goOn : text.open} name={name} />
      </ButtonLink>
    );
  }
  if (!canWrite) return null;
  async function open(): Promise<void> {
    setBusy(true);
    try {
      const { year, half } = slot;
      const body = { id: uuidv7(), areaId: props.areaId, kind: slot.kind, year, half };
      const { id } = await call(openReport, { body });
      await navigate({ to: `/bao-cao/${id}` });
    } catch (error) {
      toast({ tone: 'error', text: problemText(error, language) });
      setBusy(false);
    }
  }
  return (
    <Button kind={kind} busy={busy} onClick={() => void open()}>
      <Named button={slot.state === 'due' ? text.begin : text.beginEarly} name={name} />
    </Button>
  );
}

/** The words that are seen, and after them which report is meant for those who listen. */
function Named({ button, name }: { button: string; name: string }): ReactNode {
  return (
    <>
      {button}
      <VisuallyHidden>: {name}</VisuallyHidden>
    </>
  );
}

function ending(
  days: number,
  text: { endsToday: string; endsIn: (days: number) => string; ended: (days: number) => string },
): string {
  if (days === 0) return text.endsToday;
  return days > 0 ? text.endsIn(days) : text.ended(-days);
}
