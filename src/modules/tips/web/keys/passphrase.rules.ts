/** Guesses that a passphrase stands at least, as a power of two; the crypto layer holds the least that is taken. */
const perWord = 9;
const perLetter = 3;

/**
 * A careful estimate of how hard a passphrase is to guess, in bits: each different word counts nine at most and each
 * different letter of a run three, so that repetitions and long single words gain little.
 */
export function passphraseBits(passphrase: string): number {
  const words = [
    ...new Set(
      passphrase
        .normalize('NFKC')
        .toLowerCase()
        .split(/[\s\-_.,;]+/u)
        .filter(Boolean),
    ),
  ];
  return words.reduce(
    (sum, word) => sum + Math.min(perWord * Math.ceil(word.length / 6), perLetter * new Set(word).size),
    0,
  );
}
