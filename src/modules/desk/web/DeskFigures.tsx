import type { ReactNode } from 'react';
import { minDay } from '../../../platform/dates.ts';
import { formatWindow } from '../../../platform/web/format.ts';
import { useText } from '../../../platform/web/i18n.tsx';
import { Link } from '../../../ui/action/Link.tsx';
import { Skeleton } from '../../../ui/feedback/Spinner.tsx';
import { useUiLanguage } from '../../../ui/language.ts';
import { Section } from '../../../ui/layout/PageHeader.tsx';
import { periodAt } from '../../figures/periods.rules.ts';
import { FigureStats } from '../../figures/web/FigureStat.tsx';
import { useFigureCatalogue } from '../../figures/web/useFigures.ts';
import { deskText } from './desk.text.ts';

const shown = [
  'patrol.sessions',
  'mediation.successRate',
  'outreach.attendance',
  'tip.received',
  'model.sites',
];

/** Five figures of the official half year that the day is in, with the same period last year; each opens its records. */
export function DeskFigures(props: {
  place: { areaId: string; areaName: string };
  /** Which half year: the one that this day is in. */
  day: string;
  today: string;
}): ReactNode {
  const text = useText(deskText);
  const language = useUiLanguage();
  const catalogue = useFigureCatalogue();
  const scheme = catalogue.data?.schemes.find((one) => one.code === 'ADMIN_0915');
  const window = scheme && periodAt(scheme, 'half', props.day);
  if (!window) return catalogue.error ? null : <Skeleton lines={4} />;
  const { from, name } = window;
  // A period under way is compared with the same days of last year, not with all of that period.
  const to = minDay(window.to, props.today);
  const { areaId, areaName } = props.place;
  return (
    <Section
      title={`${text.figures}: ${name[language]}`}
      lead={text.figuresOf(formatWindow(from, to, language), areaName)}
    >
      <FigureStats areaId={areaId} indicators={shown} from={from} to={to} compare="lastYear" />
      <p>
        <Link href="/so-lieu">{text.allFigures}</Link>
      </p>
    </Section>
  );
}
