import { Fragment, type ReactNode } from 'react';
import { formatDate, formatNumber } from '../../../platform/web/format.ts';
import { useLanguage, useText } from '../../../platform/web/i18n.tsx';
import { problemText } from '../../../platform/web/problem.ts';
import { Button } from '../../../ui/action/Button.tsx';
import { Link } from '../../../ui/action/Link.tsx';
import { Banner } from '../../../ui/feedback/Banner.tsx';
import { Skeleton } from '../../../ui/feedback/Spinner.tsx';
import { type Status, StatusTag } from '../../../ui/feedback/StatusTag.tsx';
import { Drawer } from '../../../ui/overlay/Dialog.tsx';
import type { CellAddress } from '../figure-view.rules.ts';
import type { FigureRecord, Lens } from '../figures.contract.ts';
import type { Indicator } from '../indicator.contract.ts';
import { isStock } from '../indicator.rules.ts';
import css from './Figures.module.css';
import { showFigure, unitOf } from './figure-format.ts';
import { figuresText } from './figures.text.ts';
import { useFigureRecords } from './useFigures.ts';

interface RecordsProps {
  cell: CellAddress;
  indicator: Indicator;
  /** Where, when and of which kind. */
  words: string;
  lens: Lens;
  verifiedOnly: boolean;
}

/** The records that made one number, newest first, with what each adds and what they add up to. */
export function RecordsDrawer(props: RecordsProps & { onClose: () => void }): ReactNode {
  const [language] = useLanguage();
  return (
    <Drawer open onClose={props.onClose} title={props.indicator.name[language]}>
      <Records {...props} />
    </Drawer>
  );
}

function Records(props: RecordsProps): ReactNode {
  const text = useText(figuresText);
  const [language] = useLanguage();
  const { cell, indicator, lens, verifiedOnly } = props;
  const found = useFigureRecords(cell, { lens, verifiedOnly });
  const first = found.data?.pages[0];
  if (found.error) return <Banner tone="error">{problemText(found.error, language)}</Banner>;
  if (!first) return <Skeleton lines={6} />;
  const records = found.data?.pages.flatMap((page) => page.records) ?? [];
  return (
    <div className={css.sheet}>
      <div>
        <p>{props.words}</p>
        <p>
          <strong>{text.recordsCount(formatNumber(first.total, language))}</strong>
          {', '}
          <SumWords indicator={indicator} sum={first.sum} denominator={first.denominator} />.
        </p>
        {isStock(indicator) && (
          <p className={css.quiet}>{text.recordsStock(formatDate(cell.to, language))}</p>
        )}
        {indicator.formula.kind === 'distinct' && <p className={css.quiet}>{text.recordsDistinct}</p>}
      </div>
      {records.length === 0 && <p>{text.recordsNone}</p>}
      <ol className={css.records}>
        {records.map((record, index) => (
          // biome-ignore lint/suspicious/noArrayIndexKey: one record may stand on two days; the list only grows
          <RecordLine key={index} record={record} indicator={indicator} />
        ))}
      </ol>
      {found.hasNextPage && (
        <Button busy={found.isFetchingNextPage} onClick={() => void found.fetchNextPage()}>
          {text.recordsMore(formatNumber(records.length, language), formatNumber(first.total, language))}
        </Button>
      )}
    </div>
  );
}

function SumWords(props: { indicator: Indicator; sum: number; denominator: number | undefined }): ReactNode {
  const text = useText(figuresText);
  const [language] = useLanguage();
  const { indicator, sum, denominator } = props;
  const shown = formatNumber(sum, language);
  if (denominator === undefined) return text.recordsSum(shown, unitOf(indicator, language));
  const share = showFigure(indicator, denominator === 0 ? null : sum / denominator, language);
  return text.recordsRatio(shown, formatNumber(denominator, language), share);
}

function RecordLine({ record, indicator }: { record: FigureRecord; indicator: Indicator }): ReactNode {
  const text = useText(figuresText);
  const [language] = useLanguage();
  const day = formatDate(record.day, language);
  const href = record.link ?? `/dia-ban/${record.areaId}`;
  const amount = formatNumber(record.amount, language);
  const parts = [record.organizationName ?? record.areaName, record.text[language]].filter(Boolean);
  return (
    <li className={css.record}>
      <div>
        <Link href={href} aria-label={text.openRecord(day)}>
          {day}
        </Link>{' '}
        {record.state && <StatusTag state={record.state as Status} />}
        <p>
          {parts.map((part, index) => (
            <Fragment key={part}>
              {index > 0 && <br />}
              {part}
            </Fragment>
          ))}
          {record.source === 'profile' && <span className={css.quiet}>{text.profile}</span>}
        </p>
      </div>
      <span className={css.amount}>
        {record.denominator === undefined
          ? `${record.amount > 0 ? '+' : ''}${amount} ${unitOf(indicator, language)}`
          : `${amount}/${formatNumber(record.denominator, language)}`}
      </span>
    </li>
  );
}
