import type { Form } from '../modules/activities/form.contract.ts';
import type { Indicator } from '../modules/figures/indicator.contract.ts';

export interface ReferenceFault {
  file: string;
  path: string;
  message: string;
}

/** What forms and indicators say about each other that cannot be true; empty when they agree. */
export function referenceFaults(forms: readonly Form[], indicators: readonly Indicator[]): ReferenceFault[] {
  const known = new Map(indicators.map((indicator) => [indicator.code, indicator]));
  return [
    ...doubledIndicators(indicators),
    ...indicators.flatMap((indicator) => formulaFaults(indicator, known)),
    ...forms.flatMap((form) => contributionFaults(form, known)),
    ...unfedIndicators(indicators, forms),
  ];
}

const fileOf = (indicator: Indicator): string => `indicators/${indicator.group}.json`;

function doubledIndicators(indicators: readonly Indicator[]): ReferenceFault[] {
  return indicators
    .filter((one, at) => indicators.findIndex((other) => other.code === one.code) !== at)
    .map((one) => ({ file: fileOf(one), path: one.code, message: 'another indicator has this code' }));
}

/** A ratio is made of sums and counts, or of stocks; a distinct count of a stock that has that dimension. */
function formulaFaults(indicator: Indicator, known: Map<string, Indicator>): ReferenceFault[] {
  const { formula } = indicator;
  const fault = (message: string): ReferenceFault[] => [
    { file: fileOf(indicator), path: `${indicator.code}.formula`, message },
  ];
  if (formula.kind === 'ratio') {
    return [...formula.numerator, ...formula.denominator].flatMap((code) => {
      const kind = known.get(code)?.formula.kind;
      if (formula.stock === true) return kind === 'last' ? [] : fault(`${code} is not a stock`);
      return kind === 'sum' || kind === 'count' ? [] : fault(`${code} is not a sum or a count`);
    });
  }
  if (formula.kind === 'distinct') {
    const stock = known.get(formula.of);
    if (stock?.formula.kind !== 'last') return fault(`${formula.of} is not a stock`);
    if (stock.dimensions?.includes(formula.dimension) !== true) {
      return fault(`${formula.of} has no dimension ${formula.dimension}`);
    }
  }
  return [];
}

function contributionFaults(form: Form, known: Map<string, Indicator>): ReferenceFault[] {
  return form.contributions.flatMap((part, at) => {
    const fault = (message: string): ReferenceFault[] => [
      { file: `forms/${form.code}.json`, path: `contributions.${at}`, message },
    ];
    const indicator = known.get(part.indicator);
    if (indicator === undefined) return fault(`no indicator ${part.indicator}`);
    const { kind } = indicator.formula;
    if (kind === 'ratio' || kind === 'distinct') return fault(`${part.indicator} is worked out from others`);
    if (indicator.reportedOnly === true) return fault(`${part.indicator} takes reported figures only`);
    if (kind === 'count' && !('const' in part.value && part.value.const === 1)) {
      return fault(`${part.indicator} counts records, so each gives 1`);
    }
    const strange = (part.dimensions ?? []).filter((code) => indicator.dimensions?.includes(code) !== true);
    return strange.length === 0 ? [] : fault(`${part.indicator} has no dimension ${strange.join(', ')}`);
  });
}

/** An indicator that nothing feeds would show 0 where nobody counts. */
function unfedIndicators(indicators: readonly Indicator[], forms: readonly Form[]): ReferenceFault[] {
  const fed = new Set(forms.flatMap((form) => form.contributions.map((part) => part.indicator)));
  const direct = ['sum', 'count', 'last'];
  return indicators
    .filter(
      (one) =>
        direct.includes(one.formula.kind) &&
        one.reportedOnly !== true &&
        one.fedBy === undefined &&
        !fed.has(one.code),
    )
    .map((one) => ({
      file: fileOf(one),
      path: one.code,
      message: 'no form contributes to it; is it reportedOnly?',
    }));
}
