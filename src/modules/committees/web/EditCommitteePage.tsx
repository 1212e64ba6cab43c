import { useQueryClient } from '@tanstack/react-query';
import { useParams, useRouter } from '@tanstack/react-router';
import { type ReactNode, useState } from 'react';
import { v7 as uuidv7 } from 'uuid';
import { useText } from '../../../platform/web/i18n.tsx';
import { usePageTitle } from '../../../platform/web/page.tsx';
import { Page, PageHeader } from '../../../ui/layout/PageHeader.tsx';
import { useToast } from '../../../ui/overlay/Toast.tsx';
import { LoadState } from '../../activities/web/LoadState.tsx';
import { localToday } from '../../areas/web/AddHamlets.tsx';
import { useOwnAreas } from '../../figures/web/useFigureAreas.ts';
import type { Committee } from '../committees.contract.ts';
import { CommitteeForm } from './CommitteeForm.tsx';
import { draftOf, emptyCommittee } from './committee-draft.ts';
import { committeesText } from './committees.text.ts';
import { committeesChanged, inputOf, sendCommittee, useCommittee } from './useCommittees.ts';

/** A new committee. */
export function NewCommitteePage(): ReactNode {
  const text = useText(committeesText);
  const client = useQueryClient();
  const router = useRouter();
  const toast = useToast();
  const [own] = useOwnAreas();
  usePageTitle(text.newTitle);
  const [id] = useState(() => uuidv7());
  const area = own ? { id: own.id, name: own.name, note: '' } : null;
  return (
    <Page>
      <PageHeader
        title={text.newTitle}
        lead={text.newLead}
        crumbs={[{ label: text.back, href: '/ban-chi-dao' }]}
      />
      <CommitteeForm
        start={emptyCommittee(localToday(), area)}
        submitLabel={text.found}
        cancelHref="/ban-chi-dao"
        send={(input) => sendCommittee(id, 0, input)}
        done={async (committee) => {
          await committeesChanged(client, committee);
          toast({ text: text.created(committee.name) });
          router.history.push(`/ban-chi-dao/${committee.id}`);
        }}
      />
    </Page>
  );
}

/** A committee to change: members, models and tasks. */
export function EditCommitteePage(): ReactNode {
  const text = useText(committeesText);
  const { id = '' } = useParams({ strict: false }) as { id?: string };
  const found = useCommittee(id);
  usePageTitle(text.edit);
  if (!found.data)
    return (
      <Page>
        <LoadState error={found.error} onAgain={() => void found.refetch()} />
      </Page>
    );
  return <Edit committee={found.data} />;
}

function Edit({ committee }: { committee: Committee }): ReactNode {
  const text = useText(committeesText);
  const client = useQueryClient();
  const router = useRouter();
  const toast = useToast();
  // What is typed stays, even where the committee is read anew meanwhile.
  const [start] = useState(() => committee);
  const href = `/ban-chi-dao/${committee.id}`;
  return (
    <Page>
      <PageHeader
        title={text.edit}
        lead={start.name}
        crumbs={[
          { label: text.back, href: '/ban-chi-dao' },
          { label: start.name, href },
        ]}
      />
      <CommitteeForm
        isKnown
        start={draftOf(start)}
        submitLabel={text.save}
        cancelHref={href}
        send={(input) => sendCommittee(start.id, start.revision, input)}
        done={async (after) => {
          await committeesChanged(client, after);
          const undo = async (): Promise<void> => {
            await committeesChanged(client, await sendCommittee(after.id, after.revision, inputOf(start)));
          };
          toast({ text: text.saved, undo });
          router.history.push(href);
        }}
      />
    </Page>
  );
}
