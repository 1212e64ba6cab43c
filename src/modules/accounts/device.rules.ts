import type { LocalText } from '../../platform/text.ts';

const browsers: readonly [RegExp, string][] = [
  [/Edg(e|A|iOS)?\//, 'Edge'],
  [/coc_coc_browser\//i, 'Cốc Cốc'],
  [/SamsungBrowser\//, 'Samsung Internet'],
  [/OPR\/|Opera/, 'Opera'],
  [/Firefox\/|FxiOS\//, 'Firefox'],
  [/Chrome\/|CriOS\//, 'Chrome'],
  [/Safari\//, 'Safari'],
];
const systems: readonly [RegExp, string][] = [
  [/Android/, 'Android'],
  [/iPhone|iPad|iPod/, 'iOS'],
  [/Windows/, 'Windows'],
  [/Macintosh|Mac OS X/, 'macOS'],
  [/CrOS/, 'ChromeOS'],
  [/Linux/, 'Linux'],
];

/** The family of a browser and its system, e.g. `Chrome/Windows`: all that is kept of what a browser says of itself. */
export function deviceOf(userAgent: string): string {
  const browser = browsers.find(([pattern]) => pattern.test(userAgent))?.[1] ?? '';
  const system = systems.find(([pattern]) => pattern.test(userAgent))?.[1] ?? '';
  return browser === '' && system === '' ? '' : `${browser}/${system}`;
}

/** How a device stands in lists: "Chrome trên Windows". */
export function deviceLabel(device: string): LocalText {
  const [browser = '', system = ''] = device.split('/');
  if (browser !== '' && system !== '')
    return { vi: `${browser} trên ${system}`, en: `${browser} on ${system}` };
  const known = browser || system;
  if (known !== '') return { vi: known, en: known };
  return { vi: 'Thiết bị không rõ', en: 'Unknown device' };
}
