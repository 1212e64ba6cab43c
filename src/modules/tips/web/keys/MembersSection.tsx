import { useQuery } from '@tanstack/react-query';
import { type ReactNode, useState } from 'react';
import { call } from '../../../../platform/web/client.ts';
import { useText } from '../../../../platform/web/i18n.tsx';
import { Button, ButtonRow } from '../../../../ui/action/Button.tsx';
import { StatusTag } from '../../../../ui/feedback/StatusTag.tsx';
import { FormStack } from '../../../../ui/form/Field.tsx';
import { Select } from '../../../../ui/form/Select.tsx';
import { Section } from '../../../../ui/layout/PageHeader.tsx';
import { TaskList } from '../../../../ui/layout/TaskList.tsx';
import { VisuallyHidden } from '../../../../ui/layout/VisuallyHidden.tsx';
import { Dialog } from '../../../../ui/overlay/Dialog.tsx';
import {
  admitTipMember,
  dismissTipMember,
  leaveTipOffice,
  listTipCandidates,
  nameTipMember,
  type TipMember,
} from '../../tip-office-members.contract.ts';
import { Fingerprint } from './Fingerprint.tsx';
import { officeText } from './office.text.ts';
import type { OfficePart } from './office-part.ts';

const tags = { named: 'waiting', active: 'active', left: 'ended' } as const;

/** Who opens reports: named by the administrator, admitted by a member. */
export function MembersSection(part: OfficePart): ReactNode {
  const text = useText(officeText);
  const { office, opened, act } = part;
  const shown = office.members.filter(({ state }) => state !== 'left');
  const params = (member: TipMember) => ({ id: office.id, userId: member.userId });

  async function admit(member: TipMember): Promise<void> {
    if (member.recipient === null || opened === undefined) return;
    const { sealOfficeSecret } = await import('../../crypto/office.ts');
    const wraps = [];
    for (const key of opened.all) {
      if (key.key.officeId === office.id) wraps.push(await sealOfficeSecret(key, member.recipient));
    }
    await call(admitTipMember, { params: params(member), body: { recipient: member.recipient, wraps } });
  }
  const actionOf = (member: TipMember): ReactNode => {
    if (office.closedAt !== null) return undefined;
    if (member.state === 'named' && member.recipient && opened && office.mine === 'active')
      return (
        <Button small onClick={() => void act(() => admit(member), text.admitted(member.name))}>
          {text.admit} <VisuallyHidden>{member.name}</VisuallyHidden>
        </Button>
      );
    if (!office.can.name) return undefined;
    return (
      <Button
        small
        kind="quiet"
        onClick={() =>
          void act(() => call(dismissTipMember, { params: params(member) }), text.dismissed(member.name))
        }
      >
        {text.dismiss} <VisuallyHidden>{member.name}</VisuallyHidden>
      </Button>
    );
  };
  return (
    <Section title={text.members} lead={text.membersLead}>
      {shown.length === 0 && <p>{text.noMembers}</p>}
      <TaskList
        items={shown.map((member) => ({
          key: member.userId,
          title: member.name,
          note:
            member.recipient === null ? (
              text.hasNoKey
            ) : (
              <>
                {text.words}: <Fingerprint recipient={member.recipient} />
              </>
            ),
          tag: <StatusTag state={tags[member.state]}>{text[`state_${member.state}`]}</StatusTag>,
          action: actionOf(member),
        }))}
      />
      {office.can.name && office.closedAt === null && <NameMember {...part} />}
      {office.mine === 'active' && office.closedAt === null && <Leave {...part} />}
    </Section>
  );
}

function NameMember({ office, act }: OfficePart): ReactNode {
  const text = useText(officeText);
  const [userId, setUserId] = useState('');
  const { data } = useQuery({
    queryKey: ['tips', 'candidates', office.id],
    queryFn: ({ signal }) => call(listTipCandidates, { params: { id: office.id }, signal }),
  });
  const there = new Set(office.members.filter(({ state }) => state !== 'left').map((one) => one.userId));
  const people = (data?.people ?? []).filter((one) => one.mayBeMember && !there.has(one.userId));
  const chosen = people.find((one) => one.userId === userId);
  return (
    <FormStack inline>
      <Select
        label={text.nameMember}
        optional="unsaid"
        placeholder={text.whoChoose}
        value={userId}
        onChange={setUserId}
        choices={people.map((one) => ({ value: one.userId, label: one.name }))}
      />
      <ButtonRow>
        <Button
          disabled={chosen === undefined}
          onClick={() => {
            if (!chosen) return;
            setUserId('');
            void act(
              () => call(nameTipMember, { params: { id: office.id, userId: chosen.userId } }),
              text.named(chosen.name),
            );
          }}
        >
          {text.add}
        </Button>
      </ButtonRow>
    </FormStack>
  );
}

function Leave({ office, act }: OfficePart): ReactNode {
  const text = useText(officeText);
  const [isOpen, setOpen] = useState(false);
  return (
    <>
      <ButtonRow>
        <Button small kind="quiet" onClick={() => setOpen(true)}>
          {text.leave}
        </Button>
      </ButtonRow>
      <Dialog
        open={isOpen}
        onClose={() => setOpen(false)}
        title={text.leaveTitle}
        actions={
          <>
            <Button
              kind="danger"
              onClick={() => {
                setOpen(false);
                void act(() => call(leaveTipOffice, { params: { id: office.id } }), text.leaveDo);
              }}
            >
              {text.leaveDo}
            </Button>
            <Button onClick={() => setOpen(false)}>{text.stay}</Button>
          </>
        }
      >
        {text.leaveWarn}
      </Dialog>
    </>
  );
}
