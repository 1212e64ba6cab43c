import '../fonts.css';
import '../tokens.css';
import '../base.css';
import '../print.css';
import { lazy, type ReactNode, StrictMode, Suspense } from 'react';
import { createRoot } from 'react-dom/client';
import { LanguageProvider } from '../../platform/web/i18n.tsx';
import { AppShell, PlainShell, type ShellItem } from '../../platform/web/shell/AppShell.tsx';
import { Button } from '../action/Button.tsx';
import { Spinner } from '../feedback/Spinner.tsx';
import { FormStack } from '../form/Field.tsx';
import { TextInput } from '../form/TextInput.tsx';
import { Page, PageHeader } from '../layout/PageHeader.tsx';
import { Menu } from '../overlay/Menu.tsx';
import { ToastProvider } from '../overlay/Toast.tsx';
import { watchSystemTheme } from '../theme.ts';

// The picture book of the kit: #today, #forms, #table, #entry, #charts, #bits, #plain.
const Forms = lazy(() => import('./Forms.tsx').then((m) => ({ default: m.Forms })));
const Tables = lazy(() => import('./Tables.tsx').then((m) => ({ default: m.Tables })));
const Entry = lazy(() => import('./Entry.tsx').then((m) => ({ default: m.Entry })));
const Charts = lazy(() => import('./Charts.tsx').then((m) => ({ default: m.Charts })));
const Bits = lazy(() => import('./Bits.tsx').then((m) => ({ default: m.Bits })));
const Today = lazy(() => import('./Today.tsx').then((m) => ({ default: m.Today })));

const pages: Record<string, ReactNode> = {
  '/today': <Today />,
  '/forms': <Forms />,
  '/table': <Tables />,
  '/entry': <Entry />,
  '/charts': <Charts />,
  '/bits': <Bits />,
};

const items: ShellItem[] = [
  { label: 'Hôm nay', to: '#/today', icon: 'today', count: 3 },
  { label: 'Sổ', to: '#/table', icon: 'book' },
  { label: 'Mô hình', to: '#/bits', icon: 'model' },
  { label: 'Số liệu', to: '#/charts', icon: 'figures' },
  { label: 'Báo cáo', to: '#/forms', icon: 'report' },
  { label: 'Tin báo', to: '#/tips', icon: 'tip', count: 12 },
  { label: 'Địa bàn', to: '#/areas', icon: 'area' },
  { label: 'Quản trị', to: '#/entry', icon: 'admin' },
];

function Plain(): ReactNode {
  return (
    <PlainShell>
      <Page>
        <PageHeader title="Đăng nhập" lead="Dùng tài khoản mà cơ quan đã cấp cho đồng chí." />
        <FormStack>
          <TextInput label="Tên đăng nhập" value="" onChange={() => undefined} autoComplete="username" />
          <TextInput
            label="Mật khẩu"
            type="password"
            value=""
            onChange={() => undefined}
            autoComplete="current-password"
          />
          <Button kind="primary" wide>
            Đăng nhập
          </Button>
        </FormStack>
      </Page>
    </PlainShell>
  );
}

function Gallery(): ReactNode {
  const path = window.location.hash || '#/today';
  if (path === '#/plain') return <Plain />;
  return (
    <AppShell
      items={items}
      path={path}
      place="Xã Hiệp Hòa, tỉnh Bắc Ninh"
      user={
        <Menu
          label="Nguyễn Thị Hồng Nhung"
          icon="user"
          kind="quiet"
          small
          align="end"
          items={[
            { label: 'Tài khoản', icon: 'user', href: '#/account' },
            { label: 'Đăng xuất', icon: 'out', onSelect: () => undefined },
          ]}
        />
      }
    >
      <Suspense fallback={<Spinner />}>{pages[path.slice(1)] ?? <Today />}</Suspense>
    </AppShell>
  );
}

watchSystemTheme();
window.addEventListener('hashchange', () => window.location.reload());
const place = document.getElementById('root');
if (place)
  createRoot(place).render(
    <StrictMode>
      <LanguageProvider>
        <ToastProvider>
          <Gallery />
        </ToastProvider>
      </LanguageProvider>
    </StrictMode>,
  );
