import type { ReactNode } from 'react';
import { useText } from '../../../../platform/web/i18n.tsx';
import { StatusTag } from '../../../../ui/feedback/StatusTag.tsx';
import type { AccountState } from '../../account.contract.ts';
import { usersText } from './users.text.ts';

const looks = { invited: 'waiting', active: 'active', disabled: 'ended' } as const;

/** The state of an account by word, shape and colour. */
export function AccountTag({ state }: { state: AccountState }): ReactNode {
  const text = useText(usersText);
  return <StatusTag state={looks[state]}>{text[state]}</StatusTag>;
}
