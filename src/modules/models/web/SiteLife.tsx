import type { ReactNode } from 'react';
import { diffDays } from '../../../platform/dates.ts';
import { formatDate } from '../../../platform/web/format.ts';
import { useLanguage, useText } from '../../../platform/web/i18n.tsx';
import { ButtonLink } from '../../../ui/action/Button.tsx';
import { Banner } from '../../../ui/feedback/Banner.tsx';
import { Section } from '../../../ui/layout/PageHeader.tsx';
import { useMay } from '../../accounts/web/me.ts';
import type { Site } from '../model-site.contract.ts';
import css from './models.module.css';
import { formWord, useModelWords } from './models.text.ts';
import { siteText } from './site.text.ts';
import { localToday } from './today.ts';

/** Whether the site lives, with the reasons in words; the way to record something is one press away. */
export function SiteLifeSection({ site }: { site: Site }): ReactNode {
  const text = useText(siteText);
  const words = useModelWords();
  const may = useMay();
  const [language] = useLanguage();
  if (site.stage !== 'launched') return null;
  const { life } = site;
  const today = localToday();
  const day = (value: string): string => formatDate(value, language);
  const form = life.lastRecordForm === null ? '' : formWord(words, life.lastRecordForm);
  const quiet = site.state === 'dormant';
  const title = quiet
    ? text.quietTitle(day(life.dormantFrom ?? today))
    : life.lastRecordOn === null
      ? text.newTitle
      : text.aliveTitle;
  const first = life.needs[0]?.forms.find((code) => code !== 'check');
  return (
    <Section title={text.life}>
      <Banner
        tone={quiet ? 'warn' : 'info'}
        title={title}
        action={
          may('activities.write') &&
          first && (
            <ButtonLink small icon="plus" href={`/so/${first}/moi`}>
              {text.record}
            </ButtonLink>
          )
        }
      >
        <p>
          {life.lastRecordOn === null
            ? text.quietNever
            : quiet
              ? text.quietDays(diffDays(life.lastRecordOn, today), day(life.lastRecordOn), form)
              : text.aliveWords(day(life.lastRecordOn), form)}{' '}
          {!quiet && (life.dormantFrom ? text.until(day(life.dormantFrom)) : text.noRule)}
        </p>
        <ul className={css.plain}>
          {life.needs.map((need) => (
            <li key={need.forms.join()}>
              {text.need(
                need.count,
                need.forms.map((code) => formWord(words, code)).join(', '),
                need.withinDays,
              )}
              {'; '}
              {text.found(need.found)}.
            </li>
          ))}
          {life.checkDueOn && life.checkDueOn < today && (
            <li className={css.late}>{text.checkLate(day(life.checkDueOn))}</li>
          )}
          {life.reviewDueOn && life.reviewDueOn < today && (
            <li className={css.late}>{text.reviewLate(day(life.reviewDueOn))}</li>
          )}
        </ul>
      </Banner>
    </Section>
  );
}
