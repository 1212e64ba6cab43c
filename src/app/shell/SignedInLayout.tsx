import { useQueryClient } from '@tanstack/react-query';
import { Outlet, useRouter, useRouterState } from '@tanstack/react-router';
import { type ReactNode, useEffect } from 'react';
import { signOut } from '../../modules/accounts/sign-in.contract.ts';
import { useInstallation, useMay, useMe } from '../../modules/accounts/web/me.ts';
import { forgetSecret } from '../../modules/tips/web/keys/held-secret.ts';
import { ApiProblem, call } from '../../platform/web/client.ts';
import { useReachable } from '../../platform/web/connection.ts';
import { clearDrafts } from '../../platform/web/drafts.ts';
import { useLanguage, useText } from '../../platform/web/i18n.tsx';
import { problemText } from '../../platform/web/problem.ts';
import { AppShell } from '../../platform/web/shell/AppShell.tsx';
import { Button } from '../../ui/action/Button.tsx';
import { Banner } from '../../ui/feedback/Banner.tsx';
import { Menu } from '../../ui/overlay/Menu.tsx';
import { useToast } from '../../ui/overlay/Toast.tsx';
import { readStored } from '../../ui/theme.ts';
import { menuItems, menuText } from './menu.ts';

/** The frame of all signed-in pages: menu, place, the person's menu, and a word when the server does not answer. */
export function SignedInLayout(): ReactNode {
  const text = useText(menuText);
  const may = useMay();
  const path = useRouterState({ select: (state) => state.location.pathname });
  useOwnLanguage();
  // Whoever signs out, or is signed out, leaves no open key behind.
  useEffect(() => forgetSecret, []);
  return (
    <AppShell items={menuItems(text, may)} path={path} place={<PlaceName />} user={<UserMenu />}>
      <Unreachable />
      <Outlet />
    </AppShell>
  );
}

/** The person's language holds on a device that has not been told another. */
function useOwnLanguage(): void {
  const { language } = useMe();
  const [, setLanguage] = useLanguage();
  useEffect(() => {
    if (readStored('tiengmo.language') === undefined && language !== 'vi') setLanguage(language);
  }, [language, setLanguage]);
}

function PlaceName(): ReactNode {
  const { assignments } = useMe();
  const installation = useInstallation();
  const names = [...new Set(assignments.map((given) => given.areaName))];
  return names.length === 1 ? names[0] : installation?.areaName;
}

function UserMenu(): ReactNode {
  const text = useText(menuText);
  const me = useMe();
  const client = useQueryClient();
  const router = useRouter();
  const toast = useToast();
  const [language] = useLanguage();
  async function leave(): Promise<void> {
    try {
      await call(signOut);
    } catch (error) {
      // Ended before, from elsewhere: out is out.
      if (!(error instanceof ApiProblem) || error.status !== 401) {
        toast({ tone: 'error', text: problemText(error, language) });
        return;
      }
    }
    clearDrafts();
    await router.navigate({ to: '/dang-nhap' });
    client.clear();
  }
  return (
    <Menu
      label={me.displayName}
      icon="user"
      kind="quiet"
      small
      align="end"
      items={[
        { label: text.account, icon: 'user', href: '/tai-khoan' },
        { label: text.help, icon: 'help', href: '/tro-giup' },
        { label: text.signOut, icon: 'out', onSelect: () => void leave() },
      ]}
    />
  );
}

function Unreachable(): ReactNode {
  const text = useText(menuText);
  const reachable = useReachable();
  const client = useQueryClient();
  useEffect(() => {
    if (reachable) return;
    const again = (): void => void client.invalidateQueries();
    const timer = window.setInterval(again, 10_000);
    window.addEventListener('online', again);
    return () => {
      window.clearInterval(timer);
      window.removeEventListener('online', again);
    };
  }, [reachable, client]);
  if (reachable) return null;
  return (
    <Banner
      tone="warn"
      announce
      action={
        <Button small onClick={() => void client.invalidateQueries()}>
          {text.tryNow}
        </Button>
      }
    >
      {text.unreachable}
    </Banner>
  );
}
