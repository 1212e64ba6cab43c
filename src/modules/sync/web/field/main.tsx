import '../../../../ui/fonts.css';
import '../../../../ui/tokens.css';
import '../../../../ui/base.css';
import { StrictMode } from 'react';
import { createRoot } from 'react-dom/client';
import { LanguageProvider } from '../../../../platform/web/i18n.tsx';
import { watchSystemTheme } from '../../../../ui/theme.ts';
import { FieldApp, readOnPhone } from './FieldApp.tsx';
import { NotOpened } from './NotOpened.tsx';
import { FieldDatabase } from './store/database.ts';

watchSystemTheme();
const db = new FieldDatabase();
const reading = readOnPhone(db);
if ('serviceWorker' in navigator)
  void navigator.serviceWorker.register('/field/service-worker.js', { scope: '/field/' });

const place = document.getElementById('root');
if (!place) throw new Error('index.html has no #root');
const root = createRoot(place);
const first = await reading.catch(() => undefined);
root.render(
  <StrictMode>
    <LanguageProvider>{first ? <FieldApp db={db} first={first} /> : <NotOpened />}</LanguageProvider>
  </StrictMode>,
);
