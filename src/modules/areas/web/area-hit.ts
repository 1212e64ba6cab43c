import { addDays } from '../../../platform/dates.ts';
import { formatDate } from '../../../platform/web/format.ts';
import { defineMessages } from '../../../platform/web/i18n.tsx';
import type { Language } from '../../../ui/language.ts';
import type { AreaHit, AreaName } from '../areas.contract.ts';

export const areaHitText = defineMessages({
  vi: {
    was: (name: string, from: string, to: string) => `${name} từ ${from} đến ${to}`,
    wasUntil: (name: string, to: string) => `${name} đến ${to}`,
    before: (day: string, name: string) => `trước ${day}: ${name}`,
    formerly: (name: string) => `trước đây: ${name}`,
  },
  en: {
    was: (name: string, from: string, to: string) => `${name} from ${from} to ${to}`,
    wasUntil: (name: string, to: string) => `${name} until ${to}`,
    before: (day: string, name: string) => `before ${day}: ${name}`,
    formerly: (name: string) => `formerly: ${name}`,
  },
});

/** "Phường Hiệp Hòa, Thành phố Bắc Ninh". */
export function areaLine(area: { fullName: string; path: string }): string {
  return area.path === '' ? area.fullName : `${area.fullName}, ${area.path}`;
}

/** Its former names with their days, and what it was found by where that is another name or unit. */
export function areaNote(hit: AreaHit, language: Language): string {
  const text = areaHitText[language];
  const names = hit.names.filter((name) => name.to !== null).map((name) => nameNote(name, language));
  const { matched } = hit;
  if (!matched || (matched.areaId === hit.id && names.length > 0)) return names.join(' · ');
  const found = areaLine(matched);
  const note = matched.until ? text.before(formatDate(matched.until, language), found) : text.formerly(found);
  return [...names, note].join(' · ');
}

function nameNote(name: AreaName, language: Language): string {
  const text = areaHitText[language];
  const last = formatDate(addDays(name.to ?? '', -1), language);
  return name.from
    ? text.was(name.fullName, formatDate(name.from, language), last)
    : text.wasUntil(name.fullName, last);
}
