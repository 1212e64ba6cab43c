import { useSyncExternalStore } from 'react';

export type Theme = 'system' | 'light' | 'dark';
export type TextSize = 'small' | 'normal' | 'large';

const themeKey = 'tiengmo.theme';
const textSizeKey = 'tiengmo.textSize';
const themes: readonly Theme[] = ['system', 'light', 'dark'];
const textSizes: readonly TextSize[] = ['small', 'normal', 'large'];

/** Reads a stored choice; browsers that deny storage (private windows, strict settings) give undefined. */
export function readStored(key: string): string | undefined {
  try {
    return window.localStorage.getItem(key) ?? undefined;
  } catch {
    return undefined;
  }
}

/** Keeps a choice where the browser allows it. The choice holds for this page either way. */
export function writeStored(key: string, value: string): void {
  try {
    window.localStorage.setItem(key, value);
  } catch {
    // Storage denied: the choice lives as long as the page.
  }
}

const listeners = new Set<() => void>();
let theme: Theme = pick(themes, typeof window === 'undefined' ? undefined : readStored(themeKey), 'system');
let textSize: TextSize = pick(
  textSizes,
  typeof window === 'undefined' ? undefined : readStored(textSizeKey),
  'normal',
);

function pick<T extends string>(known: readonly T[], found: string | undefined, otherwise: T): T {
  return known.find((one) => one === found) ?? otherwise;
}

function systemIsDark(): boolean {
  return window.matchMedia('(prefers-color-scheme: dark)').matches;
}

/** Puts the choices on <html>: data-theme is always 'light' or 'dark', so that CSS knows two themes only. */
function apply(): void {
  const root = document.documentElement;
  root.dataset.theme = theme === 'system' ? (systemIsDark() ? 'dark' : 'light') : theme;
  root.dataset.textSize = textSize;
  for (const listener of listeners) listener();
}

function subscribe(listener: () => void): () => void {
  listeners.add(listener);
  return () => listeners.delete(listener);
}

/** Follows the system's theme while the choice is 'system'. Call once at start-up; returns how to stop. */
export function watchSystemTheme(): () => void {
  const query = window.matchMedia('(prefers-color-scheme: dark)');
  query.addEventListener('change', apply);
  apply();
  return () => query.removeEventListener('change', apply);
}

export function setTheme(next: Theme): void {
  theme = next;
  writeStored(themeKey, next);
  apply();
}

export function setTextSize(next: TextSize): void {
  textSize = next;
  writeStored(textSizeKey, next);
  apply();
}

/** The chosen theme and how to change it. */
export function useTheme(): [Theme, (next: Theme) => void] {
  return [useSyncExternalStore(subscribe, () => theme), setTheme];
}

/** The theme that is on the screen now, after 'system' has been resolved. */
export function useShownTheme(): string {
  return useSyncExternalStore(subscribe, () => document.documentElement.dataset.theme ?? 'light');
}

/** The chosen text size and how to change it. */
export function useTextSize(): [TextSize, (next: TextSize) => void] {
  return [useSyncExternalStore(subscribe, () => textSize), setTextSize];
}
