import type { ReactNode } from 'react';
import { useText } from '../../../../../platform/web/i18n.tsx';
import { useUiLanguage } from '../../../../../ui/language.ts';
import type { FieldSite } from '../../../../models/field-tasks.contract.ts';
import { dayOf, whenWords } from '../clock.ts';
import css from '../field.module.css';
import { useField } from '../field-context.ts';
import { openTasks } from '../open-tasks.rules.ts';
import { goTo, Screen } from '../Screen.tsx';
import { tasksText } from '../tasks.text.ts';

/** The models of the hamlet: how each stands and why, in words; and what is due to be checked. */
export default function SitesScreen(): ReactNode {
  const text = useText(tasksText);
  const language = useUiLanguage();
  const { engine, state } = useField();
  const today = dayOf(engine.rightNow());
  const { sites = [] } = state.models ?? {};
  const tasks = openTasks(state);
  return (
    <Screen title={text.sites}>
      {sites.length === 0 && <p>{text.noSites}</p>}
      <ul className={css.list}>
        {sites.map((site) => (
          <li key={site.id} className={site.state === 'dormant' ? css.alarm : css.card}>
            <h2 className={css.cardTitle}>{site.title}</h2>
            <p className={css.stateLine}>{text.state(site.state)}</p>
            <Why site={site} today={today} />
            {tasks
              .filter(({ siteId }) => siteId === site.id)
              .map((task) => (
                <button
                  key={task.id}
                  type="button"
                  className={css.second}
                  onClick={() => goTo(`viec/${task.id}`)}
                >
                  {text[task.kind === 'check' ? 'check' : 'review']}
                  <small>
                    {(task.dueOn < today ? text.late : text.due)(whenWords(task.dueOn, language))}
                  </small>
                </button>
              ))}
          </li>
        ))}
      </ul>
    </Screen>
  );
}

/** What keeps a site alive, what there was of it, and until when that lasts. */
function Why({ site, today }: { site: FieldSite; today: string }): ReactNode {
  const text = useText(tasksText);
  const language = useUiLanguage();
  const { state } = useField();
  const nameOf = (code: string): string =>
    code === 'check'
      ? text.ownCheck
      : (state.reference?.forms.find((form) => form.code === code)?.name[language].toLowerCase() ?? code);
  const { dormantFrom, needs } = site;
  return (
    <>
      {dormantFrom !== null && (
        <p>{(dormantFrom <= today ? text.quietSince : text.quietFrom)(whenWords(dormantFrom, language))}</p>
      )}
      {needs.map((need) => (
        <p key={need.forms.join()} className={css.help}>
          {text.need(need.count, need.forms.map(nameOf).join('; '), need.withinDays)}{' '}
          {text.found(need.found, need.lastOn === null ? '' : whenWords(need.lastOn, language))}
        </p>
      ))}
    </>
  );
}
