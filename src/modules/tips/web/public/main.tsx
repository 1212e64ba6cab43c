import '../../../../ui/tokens.css';
import '../../../../ui/base.css';
import { StrictMode } from 'react';
import { createRoot } from 'react-dom/client';
import { PublicApp } from './PublicApp.tsx';

// The theme is the device's: a choice of one's own would have to be kept somewhere.
const dark = window.matchMedia('(prefers-color-scheme: dark)');
function followTheme(): void {
  document.documentElement.dataset.theme = dark.matches ? 'dark' : 'light';
}
dark.addEventListener('change', followTheme);
followTheme();

const place = document.getElementById('root');
if (!place) throw new Error('bao-tin.html has no #root');
createRoot(place).render(
  <StrictMode>
    <PublicApp />
  </StrictMode>,
);
