import type { ReactNode } from 'react';
import { defineMessages, useText } from '../../../../../platform/web/i18n.tsx';
import { useUiLanguage } from '../../../../../ui/language.ts';
import { dayOf, whenWords } from '../clock.ts';
import { doorsOf, progressOf } from '../doors.rules.ts';
import css from '../field.module.css';
import { useField } from '../field-context.ts';
import { openTasks } from '../open-tasks.rules.ts';
import { goTo } from '../Screen.tsx';

const homeText = defineMessages({
  vi: {
    due: 'Việc đến hạn',
    check: 'Kiểm tra',
    review: 'Sơ kết',
    on: (day: string) => `hạn ${day}`,
    late: (day: string) => `quá hạn từ ${day}`,
    more: (n: number) => `Còn ${n} việc nữa`,
    pledges: 'Ký cam kết',
    progress: (signed: number, all: number) => `${signed}/${all} hộ đã ký`,
    sites: 'Mô hình ở thôn',
    quiet: (n: number) => `${n} điểm im ắng`,
    done: 'Đã ghi',
    doneHelp: 'Các bản ghi của tôi những tuần qua',
  },
  en: {
    due: 'Due',
    check: 'Check',
    review: 'Review',
    on: (day) => `due ${day}`,
    late: (day) => `due since ${day}`,
    more: (n) => `${n} more`,
    pledges: 'Pledges',
    progress: (signed, all) => `${signed}/${all} households have signed`,
    sites: 'Models of the hamlet',
    quiet: (n) => `${n} dormant`,
    done: 'Written down',
    doneHelp: 'My entries of the last weeks',
  },
});

/** More than this are seen with the models. */
const SHOWN = 3;

/** What is due, and how far the campaigns have come: below the patrol and above the books. */
export function HomeWork(): ReactNode {
  const text = useText(homeText);
  const language = useUiLanguage();
  const { engine, state } = useField();
  const today = dayOf(engine.rightNow());
  const tasks = openTasks(state);
  const { pledges } = state;
  return (
    <>
      {tasks.length > 0 && (
        <section>
          <h2 className={css.section}>{text.due}</h2>
          <ul className={css.list}>
            {tasks.slice(0, SHOWN).map((task) => (
              <li key={task.id}>
                <button type="button" className={css.choice} onClick={() => goTo(`viec/${task.id}`)}>
                  {text[task.kind === 'check' ? 'check' : 'review']} {task.siteTitle}
                  <small>
                    {task.placeName} ·{' '}
                    {(task.dueOn < today ? text.late : text.on)(whenWords(task.dueOn, language))}
                  </small>
                </button>
              </li>
            ))}
          </ul>
          {tasks.length > SHOWN && (
            <button type="button" className={css.quiet} onClick={() => goTo('mo-hinh')}>
              {text.more(tasks.length - SHOWN)}
            </button>
          )}
        </section>
      )}
      {pledges?.campaigns.map((campaign) => {
        const { signed, all } = progressOf(doorsOf(campaign, pledges, state.items));
        const key = `${campaign.id}@${campaign.areaId}`;
        return (
          <button key={key} type="button" className={css.choice} onClick={() => goTo(`cam-ket/${key}`)}>
            {text.pledges}: {campaign.title}
            <small>{text.progress(signed, all)}</small>
          </button>
        );
      })}
    </>
  );
}

/** Ways to what is looked at rather than done, below the books. */
export function HomeLinks(): ReactNode {
  const text = useText(homeText);
  const { state } = useField();
  const sites = state.models?.sites ?? [];
  const quiet = sites.filter((site) => site.state === 'dormant').length;
  return (
    <>
      {sites.length > 0 && (
        <button type="button" className={css.choice} onClick={() => goTo('mo-hinh')}>
          {text.sites}
          {quiet > 0 && <small>{text.quiet(quiet)}</small>}
        </button>
      )}
      <button type="button" className={css.choice} onClick={() => goTo('da-ghi')}>
        {text.done}
        <small>{text.doneHelp}</small>
      </button>
    </>
  );
}
