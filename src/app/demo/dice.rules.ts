/** Draws that come out the same for the same seed: a demo has to look alike on every machine. Not for secrets. */
export interface Dice {
  /** From 0 to below 1. */
  unit(): number;
  /** A whole number, both ends included. */
  between(low: number, high: number): number;
  chance(probability: number): boolean;
  pick<T>(from: readonly [T, ...T[]]): T;
  bytes(count: number): Uint8Array;
}

/** Mulberry32 over an FNV-1a hash of the seed. */
export function makeDice(seed: string): Dice {
  let state = 0x811c9dc5;
  for (const letter of seed) state = Math.imul(state ^ (letter.codePointAt(0) ?? 0), 0x01000193) >>> 0;
  const unit = (): number => {
    state = (state + 0x6d2b79f5) >>> 0;
    let mixed = Math.imul(state ^ (state >>> 15), state | 1);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61)) ^ mixed;
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 0x1_0000_0000;
  };
  const between = (low: number, high: number): number => low + Math.floor(unit() * (high - low + 1));
  return {
    unit,
    between,
    chance: (probability) => unit() < probability,
    pick: (from) => from[between(0, from.length - 1)] ?? from[0],
    bytes: (count) => Uint8Array.from({ length: count }, () => between(0, 255)),
  };
}
