import type { ReactNode } from 'react';
import { formatDate } from '../../../platform/web/format.ts';
import { useText } from '../../../platform/web/i18n.tsx';
import { Link } from '../../../ui/action/Link.tsx';
import { useUiLanguage } from '../../../ui/language.ts';
import { Section } from '../../../ui/layout/PageHeader.tsx';
import type { AreaDetail } from '../areas.contract.ts';
import css from './Areas.module.css';
import { lifeOf } from './area-life.ts';
import { areasText } from './areas.text.ts';

/** Names, parents and reorganisations with their instruments, the latest first; only what the lists say. */
export function AreaLife({ area }: { area: AreaDetail }): ReactNode {
  const text = useText(areasText);
  const language = useUiLanguage();
  return (
    <Section title={text.history} lead={text.historyLead}>
      <ol className={css.life}>
        {lifeOf(area, language).map((event) => (
          <li key={event.key} className={css.event}>
            <p className={css.when}>{event.on ? formatDate(event.on, language) : text.atFirst}</p>
            <p className={css.what}>
              {event.words}
              {event.areas.length > 0 && ': '}
              {event.areas.map((area, at) => (
                <span key={area.id}>
                  {at > 0 && ', '}
                  <Link href={`/dia-ban/${area.id}`}>{area.fullName}</Link>
                </span>
              ))}
            </p>
            {event.instrument && <p className={css.note}>{event.instrument}</p>}
          </li>
        ))}
      </ol>
    </Section>
  );
}
