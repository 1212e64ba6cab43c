import type { ReactNode } from 'react';
import { useText } from '../../../../platform/web/i18n.tsx';
import { Link } from '../../../../ui/action/Link.tsx';
import { Section } from '../../../../ui/layout/PageHeader.tsx';
import { useMay } from '../../../accounts/web/me.ts';
import { tipsText } from './tips.text.ts';
import css from './work.module.css';

/** The other pages on reports that this person can use. */
export function RelatedPages(): ReactNode {
  const text = useText(tipsText);
  const may = useMay();
  const links = [
    { href: '/tin-bao/chia-khoa', label: text.keys, help: text.keysHelp, shown: true },
    { href: '/tin-bao/co-quan', label: text.offices, help: text.officesHelp, shown: may('areas.read') },
    { href: '/tin-bao/so-lieu', label: text.counts, help: text.countsHelp, shown: may('tips.work') },
    { href: '/tin-bao/so-doc', label: text.readings, help: text.readingsHelp, shown: may('readings.read') },
    { href: '/bao-tin', label: text.publicPage, help: text.publicPageHelp, shown: true },
  ].filter(({ shown }) => shown);
  return (
    <Section title={text.tools}>
      <ul className={css.related}>
        {links.map((link) => (
          <li key={link.href}>
            {link.href === '/bao-tin' ? (
              // Not a page of this program's: a page of its own, which the browser loads.
              <a href={link.href} target="_blank" rel="noreferrer">
                {link.label}
              </a>
            ) : (
              <Link href={link.href}>{link.label}</Link>
            )}
            <span className={css.second}>{link.help}</span>
          </li>
        ))}
      </ul>
    </Section>
  );
}
