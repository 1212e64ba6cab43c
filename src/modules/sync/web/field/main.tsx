import { reading } from './start-reading.ts';
import '../../../../ui/fonts.css';
import '../../../../ui/tokens.css';
import '../../../../ui/base.css';
import { StrictMode } from 'react';
import { createRoot } from 'react-dom/client';
import { LanguageProvider } from '../../../../platform/web/i18n.tsx';
import { watchSystemTheme } from '../../../../ui/theme.ts';
import { FieldApp } from './FieldApp.tsx';
import { NotOpened } from './NotOpened.tsx';

watchSystemTheme();
if ('serviceWorker' in navigator)
  void navigator.serviceWorker.register('/field/service-worker.js', { scope: '/field/' });

const place = document.getElementById('root');
if (!place) throw new Error('index.html has no #root');
const root = createRoot(place);
const first = await reading;
root.render(
  <StrictMode>
    <LanguageProvider>{first ? <FieldApp first={first} /> : <NotOpened />}</LanguageProvider>
  </StrictMode>,
);
