import type { ReactNode } from 'react';
import { type Status, StatusTag } from '../../../ui/feedback/StatusTag.tsx';
import type { SiteState } from '../model-site.contract.ts';
import { useModelWords } from './models.text.ts';

const looks: Record<SiteState, Status> = {
  proposed: 'draft',
  surveyed: 'running',
  approved: 'waiting',
  launched: 'submitted',
  active: 'active',
  dormant: 'overdue',
  replicated: 'verified',
  merged: 'ended',
  retired: 'ended',
};

/** What a site is today, by word, shape and colour. */
export function SiteStateTag({ state }: { state: SiteState }): ReactNode {
  const words = useModelWords();
  return <StatusTag state={looks[state]}>{words.state[state]}</StatusTag>;
}
