/** One line or set of bars. `values` belong to the labels one by one; null leaves a gap. */
export interface Series {
  label: string;
  values: readonly (number | null)[];
  /** 'previous' is drawn grey behind the rest: the same period last year. */
  kind?: 'main' | 'previous' | undefined;
}

export interface ChartProps {
  /** What the chart shows, in a sentence, for those who can't see it; the numbers stand in a table beneath. */
  label: string;
  /** Names along the axis: 'T1', 'T2', … */
  names: readonly string[];
  series: readonly Series[];
  /** Writes a value in the reader's language. */
  format: (value: number) => string;
  /** Height in rem of the drawing, 16 unless given. */
  height?: number | undefined;
  /** Counts begin at zero; false lets shares and averages begin near their least value. */
  fromZero?: boolean | undefined;
}

/** The order in which series are drawn: what is grey first, so that it lies behind. */
export function drawingOrder(series: readonly Series[]): Series[] {
  return [...series].sort((a, b) => Number(b.kind === 'previous') - Number(a.kind === 'previous'));
}

/** Bounds of the axis. From zero for counts (below it only where a value is), with a little air above. */
export function axisRange(series: readonly Series[], fromZero: boolean): [number, number] {
  const values = series.flatMap((one) => one.values).filter((value) => value !== null);
  const least = values.reduce((a, b) => Math.min(a, b), Number.POSITIVE_INFINITY);
  const most = values.reduce((a, b) => Math.max(a, b), Number.NEGATIVE_INFINITY);
  if (values.length === 0) return [0, 1];
  const bottom = fromZero ? Math.min(0, least) : least;
  const top = fromZero ? Math.max(0, most) : most;
  const room = (top - bottom || Math.abs(top) || 1) * 0.08;
  return [bottom === 0 ? 0 : bottom - room, top + room];
}
