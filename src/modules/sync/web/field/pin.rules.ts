import { LEAST_PIN_DIGITS } from './store/vault.ts';

/** What is wrong with a new PIN; undefined where nothing is. */
export function pinFault(pin: string, again: string): 'pinShort' | 'pinSimple' | 'pinDiffers' | undefined {
  if (!/^\d+$/u.test(pin) || pin.length < LEAST_PIN_DIGITS) return 'pinShort';
  if (isSimple(pin)) return 'pinSimple';
  return pin === again ? undefined : 'pinDiffers';
}

/** One digit over and over, a run up or down, a short group repeated, or a day: the first that a finder tries. */
function isSimple(pin: string): boolean {
  const digits = [...pin].map(Number);
  const steps = digits.slice(1).map((digit, at) => digit - (digits[at] ?? 0));
  if (steps.every((step) => step === steps[0] && Math.abs(step) <= 1)) return true;
  if (new Set(digits).size <= 2) return true;
  const half = pin.length / 2;
  if (Number.isInteger(half) && pin.slice(0, half) === pin.slice(half)) return true;
  return (
    /^(?:0[1-9]|[12]\d|3[01])(?:0[1-9]|1[0-2])(?:19|20)?\d\d$/u.test(pin) ||
    /^(?:19|20)\d{2}(?:0[1-9]|1[0-2])/u.test(pin)
  );
}

/** How long (seconds) the app waits after so many wrong PINs in a row. */
export function waitAfter(failures: number): number {
  return failures < 5 ? 0 : Math.min(300, 15 * 2 ** (failures - 5));
}
