import '../../../../ui/fonts.css';
import '../../../../ui/tokens.css';
import '../../../../ui/base.css';
import { StrictMode } from 'react';
import { createRoot } from 'react-dom/client';
import { LanguageProvider } from '../../../../platform/web/i18n.tsx';
import { watchSystemTheme } from '../../../../ui/theme.ts';
import { FieldApp } from './FieldApp.tsx';
import { FieldDatabase } from './store/database.ts';

watchSystemTheme();
if ('serviceWorker' in navigator)
  void navigator.serviceWorker.register('/field/service-worker.js', { scope: '/field/' });

const place = document.getElementById('root');
if (!place) throw new Error('index.html has no #root');
createRoot(place).render(
  <StrictMode>
    <LanguageProvider>
      <FieldApp db={new FieldDatabase()} />
    </LanguageProvider>
  </StrictMode>,
);
