import { type ReactNode, useEffect, useMemo, useRef, useState } from 'react';
import UPlot from 'uplot';
import 'uplot/dist/uPlot.min.css';
import { useShownTheme, useTextSize } from '../theme.ts';
import css from './Chart.module.css';
import { axisRange, type ChartProps, drawingOrder, type Series } from './chart.data.ts';

const tones = 5;
const dashes = [[], [8, 4], [2, 4], [12, 4, 2, 4], [5, 5]];

/** Lines over time. Last year grey behind; further series differ by colour and by dash. */
export function LineChart(props: ChartProps): ReactNode {
  return <Chart {...props} bars={false} />;
}

/** Bars by period or by place. Last year as a wider grey bar behind each. */
export function BarChart(props: ChartProps): ReactNode {
  return <Chart {...props} bars />;
}

function Chart(props: ChartProps & { bars: boolean }): ReactNode {
  const { label, names, bars, format, height = 16, fromZero = true } = props;
  const box = useRef<HTMLDivElement>(null);
  const theme = useShownTheme();
  const [textSize] = useTextSize();
  const [at, setAt] = useState<number | undefined>();
  const series = useMemo(() => drawingOrder(props.series), [props.series]);

  // biome-ignore lint/correctness/useExhaustiveDependencies: theme and text size are read from CSS when drawing
  useEffect(() => {
    const element = box.current;
    if (!element) return;
    const style = getComputedStyle(document.documentElement);
    const rem = Number.parseFloat(style.fontSize);
    const colour = (name: string): string => style.getPropertyValue(name).trim();
    const font = `${Math.round(rem * 0.8)}px ${colour('--font')}`;
    const axis = { stroke: colour('--ink-2'), font, ticks: { show: false }, gap: 6 };
    const plot = new UPlot(
      {
        width: element.clientWidth || 300,
        height: height * rem,
        legend: { show: false },
        cursor: { y: false, points: { show: !bars }, drag: { x: false, y: false } },
        scales: {
          x: {
            time: false,
            range: (_, low, high) => [(low ?? 0) - (bars ? 0.6 : 0.15), (high ?? 0) + (bars ? 0.6 : 0.15)],
          },
          y: { range: () => axisRange(series, fromZero) },
        },
        axes: [
          {
            ...axis,
            size: rem * 1.7,
            grid: { show: false },
            splits: (self) => spread(names.length, self.width / (rem * 3.6)),
            values: (_, splits) => splits.map((index) => names[index] ?? ''),
          },
          {
            ...axis,
            grid: { stroke: colour('--chart-grid'), width: 1 },
            size: (_, values) =>
              Math.max(...(values ?? ['']).map((value) => value.length), 1) * rem * 0.5 + rem,
            values: (_, splits) => splits.map((value) => format(value)),
          },
        ],
        series: [{}, ...series.map((one) => drawing(one, series, bars, colour))],
        hooks: { setCursor: [(self) => setAt(self.cursor.idx ?? undefined)] },
      },
      [names.map((_, index) => index), ...series.map((one) => [...one.values])],
      element,
    );
    const watch = new ResizeObserver(() =>
      plot.setSize({ width: element.clientWidth, height: height * rem }),
    );
    watch.observe(element);
    return () => {
      watch.disconnect();
      plot.destroy();
    };
  }, [names, series, bars, format, height, fromZero, theme, textSize]);

  return (
    <figure className={css.chart}>
      <figcaption className={css.legend} aria-hidden="true">
        {props.series.map((one) => (
          <span key={one.label} className={css.entry}>
            <svg width="1.6em" height="0.8em" viewBox="0 0 32 16" aria-hidden="true">
              {bars ? (
                <rect width="32" height="16" fill={`var(${toneOf(one, series)})`} />
              ) : (
                <path
                  d="M0 8h32"
                  stroke={`var(${toneOf(one, series)})`}
                  strokeWidth="4"
                  strokeDasharray={dashOf(one, series).join(' ')}
                />
              )}
            </svg>
            {one.label}
            {at !== undefined && one.values[at] != null && <strong>{format(one.values[at])}</strong>}
          </span>
        ))}
        {at !== undefined && <span className={css.at}>{names[at]}</span>}
      </figcaption>
      <div ref={box} role="img" aria-label={label} className={css.box} />
    </figure>
  );
}

/** Place of a series among those that are not grey. */
function placeOf(one: Series, all: readonly Series[]): number {
  return all.filter((other) => other.kind !== 'previous').indexOf(one);
}

function toneOf(one: Series, all: readonly Series[]): string {
  return one.kind === 'previous' ? '--chart-previous' : `--chart-${(placeOf(one, all) % tones) + 1}`;
}

function dashOf(one: Series, all: readonly Series[]): number[] {
  return one.kind === 'previous' ? [] : (dashes[placeOf(one, all) % dashes.length] ?? []);
}

function drawing(
  one: Series,
  all: readonly Series[],
  bars: boolean,
  colour: (name: string) => string,
): UPlot.Series {
  const stroke = colour(toneOf(one, all));
  if (!bars) {
    return {
      label: one.label,
      stroke,
      width: one.kind === 'previous' ? 3 : 2,
      dash: dashOf(one, all),
      points: { show: false },
    };
  }
  const shown = all.filter((other) => other.kind !== 'previous').length || 1;
  const share = one.kind === 'previous' ? 0.8 : 0.5 / shown;
  // One series is centred on its name; several stand side by side.
  const step = one.kind === 'previous' ? 0 : (placeOf(one, all) - (shown - 1) / 2) * share;
  return {
    label: one.label,
    fill: stroke,
    width: 0,
    points: { show: false },
    ...(UPlot.paths.bars ? { paths: shifted(UPlot.paths.bars({ size: [share, 60] }), step) } : {}),
  };
}

/** Bars moved aside by a share of the distance between two names. */
function shifted(build: UPlot.Series.PathBuilder, step: number): UPlot.Series.PathBuilder {
  return (self, index, from, to) => {
    const drawn = build(self, index, from, to);
    if (!drawn || step === 0) return drawn;
    const distance = self.valToPos(1, 'x', true) - self.valToPos(0, 'x', true);
    const move = (path: Path2D | Map<unknown, Path2D> | null | undefined): Path2D | null => {
      if (!(path instanceof Path2D)) return null;
      const moved = new Path2D();
      moved.addPath(path, new DOMMatrix([1, 0, 0, 1, step * distance, 0]));
      return moved;
    };
    return { ...drawn, fill: move(drawn.fill), stroke: move(drawn.stroke), clip: null };
  };
}

/** Indexes of the names for which there is room, evenly spread. */
function spread(count: number, room: number): number[] {
  const step = Math.max(1, Math.ceil(count / Math.max(1, room)));
  return Array.from({ length: Math.ceil(count / step) }, (_, index) => index * step);
}
