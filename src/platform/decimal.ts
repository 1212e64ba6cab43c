/** An exact decimal number as text: optional '-', digits, optional '.' and digits; no exponent. */
export type Decimal = string;

const PATTERN = /^-?\d{1,18}(\.\d{1,9})?$/;

/** True for text such as '12', '-4' or '0.25' with at most 18 digits before and 9 after the point. */
export function isDecimal(value: unknown): value is Decimal {
  return typeof value === 'string' && PATTERN.test(value);
}

function split(value: Decimal): { digits: bigint; scale: number } {
  if (!isDecimal(value)) throw new RangeError(`not a decimal: ${JSON.stringify(value)}`);
  const [whole = '0', fraction = ''] = value.split('.');
  return { digits: BigInt(whole + fraction), scale: fraction.length };
}

function join(digits: bigint, scale: number): Decimal {
  const negative = digits < 0n;
  const text = (negative ? -digits : digits).toString().padStart(scale + 1, '0');
  const whole = text.slice(0, text.length - scale);
  const fraction = text.slice(text.length - scale).replace(/0+$/u, '');
  return `${negative ? '-' : ''}${whole}${fraction === '' ? '' : `.${fraction}`}`;
}

/** The one way to write a decimal: no leading or trailing zeros, no '-0'. Throws RangeError for other text. */
export function canonicalDecimal(value: Decimal): Decimal {
  const { digits, scale } = split(value);
  return join(digits, scale);
}

/** The decimal that a finite number shows as; undefined for NaN, infinity and numbers shown with an exponent. */
export function decimalOf(value: number): Decimal | undefined {
  const text = String(value);
  return isDecimal(text) ? canonicalDecimal(text) : undefined;
}

/** Exact sum. */
export function addDecimals(a: Decimal, b: Decimal): Decimal {
  const left = split(a);
  const right = split(b);
  const scale = Math.max(left.scale, right.scale);
  const grow = (part: { digits: bigint; scale: number }): bigint =>
    part.digits * 10n ** BigInt(scale - part.scale);
  return join(grow(left) + grow(right), scale);
}

/** The number with the other sign; 0 stays 0. */
export function negateDecimal(value: Decimal): Decimal {
  const { digits, scale } = split(value);
  return join(-digits, scale);
}

/** -1, 0 or 1 as the first is smaller than, equal to or greater than the second. */
export function compareDecimals(a: Decimal, b: Decimal): -1 | 0 | 1 {
  const difference = addDecimals(a, negateDecimal(b));
  if (difference === '0') return 0;
  return difference.startsWith('-') ? -1 : 1;
}
